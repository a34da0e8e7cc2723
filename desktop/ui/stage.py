"""The middle of the window: the ledgers of the tab at the left, their pages, and pages laid over them for a while."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from db.registers import BY_NAME
from desktop.ui.jobs import Working
from desktop.ui.look import WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.parts import across
from desktop.ui.places import Place, places
from desktop.ui.sidebar import Sidebar
from desktop.ui.topbar import TopBar
from desktop.work import details, tables

DAY, ROSTER = "today", "students"
"""Where one begins: with the day's work, or with bringing in the roster."""


class Stage(QStackedWidget):
    """Pages are made when they are first wanted, and left before another is shown."""

    def __init__(self, host: Host, working: Working, top: TopBar) -> None:
        super().__init__()
        self._host, self._working, self._top = host, working, top
        self._places = {place.name: place for place in places()}
        self._pages: dict[str, Page] = {}
        self._over: list[Page] = []
        self.sides: dict[str, Sidebar] = {}
        self._side_place, self._stack = QStackedWidget(), QStackedWidget()
        self._body = across(self._side_place, (self._stack, 1), gap=0, role="canvas")
        self.addWidget(self._body)
        self._here = ""
        top.tab_chosen.connect(self._open_tab)

    def begin(self) -> None:
        """The place that was open last; else the day's work, or the roster where there is nobody yet."""
        kept = self._host.machine.ledger()
        self.open_place(kept if kept in self._places else self._first())

    def _first(self) -> str:
        return DAY if tables.count(self._host.office, BY_NAME[ROSTER]) else ROSTER

    @property
    def page(self) -> Page:
        """The page one sees."""
        found = self._over[-1] if self._over else self._stack.currentWidget()
        assert isinstance(found, Page)
        return found

    @property
    def covered(self) -> bool:
        return bool(self._over)

    @property
    def everything(self) -> frozenset[str]:
        """All that may have changed when another program wrote."""
        return frozenset(self._places) | {"users"}

    def open_place(self, name: str) -> None:
        """Show a ledger; whatever lies over it is left first."""
        if self._pages and not self.page.leave():
            return self._mark_here()
        while self._over:
            self._drop_top()
        place = self._places[name]
        if name not in self._pages:
            self._pages[name] = place.make(self._host)
            self._stack.addWidget(self._pages[name])
        self._stack.setCurrentWidget(self._pages[name])
        self._show_side(place)
        self.setCurrentWidget(self._body)
        self._host.machine.keep_ledger(name)
        self._here = name
        self._mark_here()
        self._pages[name].setFocus()
        self._fit(self._pages[name])

    def open_row(self, register: str, key: bytes) -> None:
        """The row's form in its ledger; a detail without a ledger of its own lies over the form of its whole."""
        whole = None if register in self._places else details.whole_of(self._host.office, BY_NAME[register], key)
        shown = whole[0].register_name() if whole else register
        if shown in self._places:
            self.open_place(shown)
            page = self._pages[shown]
            if page is not self.page or not hasattr(page, "open_row"):
                return
            if whole is None:
                page.open_row(key)
            elif hasattr(page, "open_detail"):
                page.open_detail(whole[1], BY_NAME[register], key)

    def _show_side(self, place: Place) -> None:
        if place.tab not in self.sides:
            mine = [other for other in self._places.values() if other.tab == place.tab]
            machine = self._host.machine
            side = self.sides[place.tab] = Sidebar(mine, self._count, machine.groups(place.tab))
            side.chosen.connect(self.open_place)
            side.folded.connect(partial(machine.keep_group, place.tab))
            self._side_place.addWidget(side)
        self._side_place.setCurrentWidget(self.sides[place.tab])
        self._side_place.setFixedWidth(self.sides[place.tab].width())

    def _mark_here(self) -> None:
        place = self._places[self._here]
        self._top.mark(place.tab)
        self.sides[place.tab].mark(place.name)

    def _open_tab(self, tab: str) -> None:
        first = next((place.name for place in self._places.values() if place.tab == tab), None)
        if first is not None:
            self.open_place(self._here if self._places[self._here].tab == tab else first)

    def recount(self, changed: frozenset[str]) -> None:
        """Say anew how much there is of these ledgers, and of what no register counts."""
        for side in self.sides.values():
            side.recount(changed)

    def _count(self, place: Place) -> str:
        if place.count is not None:
            found = place.count(self._host.office)
            return "" if found is None else f"{found:,}"
        if place.register is None:
            return ""
        _, name, value = place.register.at_first
        return f"{tables.count(self._host.office, place.register, where=[(name, value)] if name else []):,}"

    def go(self, page: Page) -> None:
        self._over.append(page)
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def back(self) -> None:
        if self._over and self.page.leave():
            self._drop_top()
            self.setCurrentWidget(self._over[-1] if self._over else self._body)
            self.page.setFocus()

    def _drop_top(self) -> None:
        page = self._over.pop()
        self._working.abandon()
        page.gone()
        self.removeWidget(page)
        page.deleteLater()

    def refresh(self, changed: frozenset[str]) -> None:
        for page in [*self._pages.values(), *self._over]:
            page.refresh(changed)
        self.recount(changed)

    def farewell(self) -> None:
        """All pages go, with what they kept beside themselves."""
        for page in [*self._pages.values(), *self._over]:
            page.gone()
        self._pages, self._over = {}, []

    def _fit(self, *pages: Page) -> None:
        """A narrow window has icons for the ledgers, and fewer tools on these pages."""
        narrow = self.width() < WIDTH.narrow
        for side in self.sides.values():
            side.fold(narrow=narrow)
        self._side_place.setFixedWidth(WIDTH.strip if narrow else WIDTH.side)
        for page in pages:
            if hasattr(page, "narrow"):
                page.narrow(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() < WIDTH.narrow) != (event.size().width() < WIDTH.narrow):
            self._fit(*self._pages.values())
