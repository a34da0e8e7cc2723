"""The bar across the top: tabs at the left; week, day, school, print and help at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from desktop.ui.icons import Picture
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import Elided, across, press, words
from desktop.ui.places import TABS


class TopBar(QFrame):
    """Tabs that have something in them, in the fixed order; Ctrl+1…6 count the fixed order."""

    tab_chosen = Signal(str)
    printing = Signal()
    helping = Signal()
    more_chosen = Signal(str)

    def __init__(self, tabs: set[str], more: list[tuple[str, str]]) -> None:
        super().__init__()
        self.setProperty("role", "top")
        self.setFixedHeight(WIDTH.top)
        self._more_items = more
        self.tabs = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.m, 0, SPACE.s, 0)
        layout.setSpacing(0)
        for number, (name, icon) in enumerate(TABS, 1):
            if name not in tabs:
                continue
            button = self.tabs[name] = press(name, icon, "tab", does=partial(self.tab_chosen.emit, name))
            button.setAutoExclusive(True)
            button.setToolTip(f"Ctrl+{number}")
            QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(
                lambda name=name: self.tab_chosen.emit(name)
            )
            layout.addWidget(button)
        layout.addStretch(1)
        self._week, self._school = words("", "small"), Elided("small")
        layout.addWidget(across(Picture("calendar"), self._week, gap=SPACE.inner))
        layout.addSpacing(SPACE.l)
        layout.addWidget(self._school)
        layout.addSpacing(SPACE.s)
        layout.addWidget(press("", "printer", "ghost", tip="打印（Ctrl+P）", does=self.printing.emit))
        layout.addWidget(press("", "circle-help", "ghost", tip="说明（F1）", does=self.helping.emit))
        self._more = press("", "ellipsis", "ghost", tip="更多：备份、恢复、体检", does=self._open_menu)
        layout.addWidget(self._more)

    def put(self, week: str, school: str) -> None:
        self._week.setText(week)
        self._school.setText(school)

    def mark(self, tab: str) -> None:
        if tab in self.tabs:
            self.tabs[tab].setChecked(True)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, label in self._more_items:
            if not name:
                menu.addSeparator()
                continue
            menu.addAction(label).triggered.connect(lambda _=False, name=name: self.more_chosen.emit(name))
        menu.adjustSize()
        menu.popup(self._more.mapToGlobal(QPoint(self._more.width() - menu.sizeHint().width(), self._more.height())))
