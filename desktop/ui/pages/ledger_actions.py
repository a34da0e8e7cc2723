"""The ledger's own actions on chosen rows: a button over the table, and lines of the row's menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.ui.actions import Action, actions_of
from desktop.ui.icons import icon
from desktop.ui.parts import press
from desktop.work.outcome import Outcome

if TYPE_CHECKING:
    from desktop.ui.pages.ledger import LedgerPage

LONG = 30  # rows whose work is done beside the window


class RowActions(QObject):
    """One action has a button of its own; several share 办理."""

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self.page = page
        self.actions = [
            action
            for action in actions_of(page.register.register_name())
            if not (action.writes and page.office.read_only)
        ]

    def tools(self) -> list[QPushButton]:
        if not self.actions:
            return []
        one = self.actions[0]
        if len(self.actions) == 1:
            return [press(one.label, one.icon, does=partial(self.begin, one))]
        self._button = press("办理", "chevron-down", tip="对选中的行：" + "、".join(a.label for a in self.actions))
        self._button.clicked.connect(self._open_menu)
        return [self._button]

    def put_into(self, menu: QMenu) -> None:
        for action in self.actions:
            line = menu.addAction(icon(action.icon), action.label)
            line.triggered.connect(lambda _=False, action=action: self.begin(action))

    def begin(self, action: Action) -> None:
        """With the rows chosen in the table, or the one whose form is open."""
        page = self.page
        keys = [page.model.ids[row] for row in page.grid.chosen_rows()] or [key for key in (page.form.key,) if key]
        if said := action.missing(len(keys)):
            page.banner.say(said, "", "doubt")
        elif page.leave():
            if action.ask:
                page.banner.ask(action.ask.format(n=len(keys)), "办理", partial(self._do, action, keys))
            else:
                self._do(action, keys)

    def _do(self, action: Action, keys: list[bytes]) -> None:
        page, does = self.page, action.does
        if action.page:
            made = page.try_to(lambda: does(page.host, keys))
            if made is not None:
                page.host.go(made)
        elif len(keys) > LONG:
            page.run(f"{action.label.rstrip('…')}……", lambda _progress: does(page.office, keys), self._done)
        elif (outcome := page.try_to(lambda: does(page.office, keys))) is not None:
            self._done(outcome)

    def _done(self, outcome: Outcome) -> None:
        """Everybody is told; the form that is open shows what stands now."""
        self.page.host.announce(outcome)
        self.page.work.reload()

    def _open_menu(self) -> None:
        menu = QMenu(self.page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.put_into(menu)
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))
