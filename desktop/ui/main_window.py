"""The window: tabs across the top, ledgers at the left, the page in the middle; the parts are put together here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from db.register import Register
from desktop.ui.help import Help
from desktop.ui.jobs import Work, Working
from desktop.ui.look import TIME, WIDTH
from desktop.ui.machine import Machine
from desktop.ui.page import Page
from desktop.ui.parts import across
from desktop.ui.places import Place, places
from desktop.ui.sidebar import Sidebar
from desktop.ui.term import week_and_day
from desktop.ui.topbar import TopBar
from desktop.ui.troubles import Bridge
from desktop.work import tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome

MORE = [
    ("backups", "备份与恢复"),
    ("check", "体检"),
    ("", ""),
    ("open", "打开别的数据文件……"),
    ("name", "换姓名……"),
    ("manual", "说明书"),
]


class MainWindow(QMainWindow):
    """One office's window; also what its pages ask for things (`page.Host`)."""

    other_file_wanted = Signal()
    other_name_wanted = Signal()

    def __init__(self, machine: Machine, bridge: Bridge) -> None:
        super().__init__()
        self.machine, self.bridge = machine, bridge
        self.office: Office = None  # type: ignore[assignment]
        self.working = Working()
        self._places: dict[str, Place] = {}
        self._pages: dict[str, Page] = {}
        self._over: list[Page] = []
        self._version = -1
        self._help = Help(self)
        self.setWindowTitle("乡校台账")
        self.setMinimumSize(WIDTH.window_min, WIDTH.window_min_height)
        self.resize(WIDTH.window, WIDTH.window_height)
        self.restoreGeometry(machine.place())
        bridge.said.connect(self._say_trouble)
        QShortcut(QKeySequence(Qt.Key.Key_F1), self).activated.connect(self.help)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._see_others)

    # -- which file ---------------------------------------------------------------------------------------

    def show_start(self, page: QWidget) -> None:
        """The first start, or why the data file cannot be opened: a page without tabs."""
        self.forget()
        self.working.setParent(None)
        self.setCentralWidget(across((page, 1), gap=0))

    def forget(self) -> None:
        """No data file is shown any more."""
        self._clock.stop()
        self._farewell()
        self.office = None  # type: ignore[assignment]
        self._pages, self._over = {}, []

    def open_file(self, office: Office) -> None:
        """Show this data file from now on."""
        self.office = office
        self._places = {place.name: place for place in places()}
        self._farewell()
        self._pages, self._over = {}, []
        self._top = TopBar({place.tab for place in self._places.values()}, MORE)
        self._top.tab_chosen.connect(self._open_tab)
        self._top.printing.connect(self.print_here)
        self._top.helping.connect(self.help)
        self._top.more_chosen.connect(self._open_more)
        self._top.put(week_and_day(office), office.school)
        self._sides: dict[str, Sidebar] = {}
        self._stack, self._stage = QStackedWidget(), QStackedWidget()
        self._side_place = QStackedWidget()
        self._body = across(self._side_place, (self._stack, 1), gap=0, role="canvas")
        self._stage.addWidget(self._body)
        self.working.setParent(None)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part, share in ((self._top, 0), (self._stage, 1), (self.working, 0)):
            layout.addWidget(part, share)
        self.setCentralWidget(whole)
        self.setWindowTitle(f"{office.school} — 乡校台账")
        kept = self.machine.ledger()
        self.open_place(kept if kept in self._places else next(iter(self._places)))
        self._version = office.workspace.data_version()
        self._clock.start(TIME.look_again)
        if office.read_only:
            self.page.banner.say(office.read_only, "", "doubt")

    def _farewell(self) -> None:
        for page in [*self._pages.values(), *self._over]:
            page.gone()

    # -- which page ---------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page one sees."""
        found = self._over[-1] if self._over else self._stack.currentWidget()
        assert isinstance(found, Page)
        return found

    def open_place(self, name: str) -> None:
        """Show a ledger; whatever lies over it is left first."""
        if self._pages and not self.page.leave():
            return self._mark_here()
        while self._over:
            self._drop_top()
        place = self._places[name]
        if name not in self._pages:
            self._pages[name] = place.make(self)
            self._stack.addWidget(self._pages[name])
        self._stack.setCurrentWidget(self._pages[name])
        self._show_side(place)
        self._stage.setCurrentWidget(self._body)
        self.machine.keep_ledger(name)
        self._here = name
        self._mark_here()
        self._pages[name].setFocus()
        self._fit()

    def open_row(self, register: str, key: bytes) -> None:
        if register in self._places:
            self.open_place(register)
            page = self._pages[register]
            if page is self.page and hasattr(page, "open_row"):
                page.open_row(key)

    def _show_side(self, place: Place) -> None:
        if place.tab not in self._sides:
            mine = [other for other in self._places.values() if other.tab == place.tab]
            side = self._sides[place.tab] = Sidebar(mine, self._count)
            side.chosen.connect(self.open_place)
            self._side_place.addWidget(side)
        self._side_place.setCurrentWidget(self._sides[place.tab])
        self._side_place.setFixedWidth(self._sides[place.tab].width())

    def _mark_here(self) -> None:
        place = self._places[self._here]
        self._top.mark(place.tab)
        self._sides[place.tab].mark(place.name)

    def _open_tab(self, tab: str) -> None:
        first = next((place.name for place in self._places.values() if place.tab == tab), None)
        if first is not None:
            self.open_place(self._here if self._places[self._here].tab == tab else first)

    def recount(self) -> None:
        """Say anew how much there is of what no register counts."""
        for side in self._sides.values():
            side.recount(frozenset())

    def _count(self, place: Place) -> str:
        if place.count is not None:
            found = place.count(self.office)
            return "" if found is None else f"{found:,}"
        return f"{tables.count(self.office, place.register):,}" if place.register is not None else ""

    def go(self, page: Page) -> None:
        self._over.append(page)
        self._stage.addWidget(page)
        self._stage.setCurrentWidget(page)
        page.setFocus()

    def back(self) -> None:
        if self._over and self.page.leave():
            self._drop_top()
            self._stage.setCurrentWidget(self._over[-1] if self._over else self._body)
            self.page.setFocus()

    def _drop_top(self) -> None:
        page = self._over.pop()
        self.working.abandon()
        page.gone()
        self._stage.removeWidget(page)
        page.deleteLater()

    def open_print(self, register: type[Register] | None = None, options: dict[str, str] | None = None) -> None:
        from desktop.ui.pages.printing import PrintPage

        self.go(PrintPage(self, register, options or {}))

    def print_here(self) -> None:
        tools = getattr(self.page, "files", None)
        if tools is not None:
            tools.print()
        elif not self._over:
            self.open_print()

    def _open_more(self, name: str) -> None:
        if name == "manual":
            self._help.show_page("start")
        elif name == "open":
            self.other_file_wanted.emit()
        elif name == "name":
            self.other_name_wanted.emit()
        else:
            self.open_extra(name)

    def open_extra(self, name: str) -> None:
        """Backups or the check-up, over the present page."""
        if self.page.leave():
            self.go(self._extra(name))

    def _extra(self, name: str) -> Page:
        if name == "backups":
            from desktop.ui.pages.backups import BackupsPage

            return BackupsPage(self)
        from desktop.ui.pages.checkup import CheckPage

        return CheckPage(self)

    def help(self) -> None:
        self._help.show_page(self.page.help_page if self.office is not None else "start")

    # -- what was done ------------------------------------------------------------------------------------

    def announce(self, outcome: Outcome) -> None:
        if outcome.changed:
            self.refresh(outcome.changed)
            self._version = self.office.workspace.data_version()
        self.page.say(outcome)

    def refresh(self, changed: frozenset[str]) -> None:
        for page in [*self._pages.values(), *self._over]:
            page.refresh(changed)
        for side in self._sides.values():
            side.recount(changed)
        if changed & {"terms", "schools"}:
            self._top.put(week_and_day(self.office), self.office.school)

    def run(self, title: str, work: Work, done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        if self.working.busy:
            self.page.banner.say("还有一件事没有做完。", "请等它做完，或先按“停止”。", "doubt")
        else:
            self.working.begin(title, work, done, failed)

    def working_now(self) -> bool:
        return self.working.busy

    def _say_trouble(self, sentence: str, advice: str) -> None:
        if self.office is not None:
            self.page.banner.say(sentence, advice)

    def _see_others(self) -> None:
        """Another program may have written to the file."""
        if self.working.busy:
            return
        version = self.office.workspace.data_version()
        if version != self._version:
            self._version = version
            self.refresh(frozenset(self._places) | {"users"})

    # -- size and end -------------------------------------------------------------------------------------

    def _fit(self) -> None:
        narrow = self.width() < WIDTH.narrow
        for side in self._sides.values():
            side.fold(narrow=narrow)
        if self._sides:
            self._side_place.setFixedWidth(WIDTH.strip if narrow else WIDTH.side)
        for page in self._pages.values():
            if hasattr(page, "narrow"):
                page.narrow(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.office is not None and (event.oldSize().width() < WIDTH.narrow) != (
            event.size().width() < WIDTH.narrow
        ):
            self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.office is not None and not self.page.leave():
            event.ignore()
            return
        self.working.wait()
        self._clock.stop()
        self._farewell()
        self.machine.keep_place(self.saveGeometry())
        if self.office is not None:
            self.office.close()
        super().closeEvent(event)
