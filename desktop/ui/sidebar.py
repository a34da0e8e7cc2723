"""The list of ledgers at the left: what there is and how much of it; icons only where the window is narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.ui.icons import Picture
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import across, restyle, words
from desktop.ui.places import Place


class Line(QPushButton):
    """One ledger."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.setProperty("role", "ledger")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setAccessibleName(place.title)
        self._picture = Picture(place.icon)
        self._title, self._count = words(place.title), words("", "hint")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.cell, 0, SPACE.cell, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._picture)
        layout.addWidget(self._title, 1)
        layout.addWidget(self._count)
        self.toggled.connect(self._show_state)

    def put(self, count: str) -> None:
        self._count.setText(count)

    def fold(self, *, narrow: bool) -> None:
        self.setToolTip(self.place.title if narrow else "")
        for label in (self._title, self._count):
            label.setVisible(not narrow)

    def _show_state(self, here: bool) -> None:
        self._picture.show_as(self.place.icon, "accent" if here else "ink2")
        for label in (self._title, self._count):
            restyle(label, tone="accent" if here else "")


class Sidebar(QFrame):
    """The ledgers of one tab, by groups."""

    chosen = Signal(str)

    def __init__(self, places: list[Place], count: Callable[[Place], str]) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self._count, self._narrow = count, False
        self.lines: dict[str, Line] = {}
        self._heads: list[QLabel] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.s, SPACE.m, SPACE.s, SPACE.s)
        layout.setSpacing(1)
        group = ""
        for place in places:
            if place.group != group:
                group = place.group
                head = words(group, "hint")
                self._heads.append(head)
                layout.addWidget(
                    across(head, pad=(SPACE.cell, SPACE.cell if self.lines else SPACE.hair, 0, SPACE.hair))
                )
            line = self.lines[place.name] = Line(place)
            line.clicked.connect(lambda _=False, name=place.name: self.chosen.emit(name))
            layout.addWidget(line)
        layout.addStretch(1)
        self._fold(narrow=False)
        self.recount()

    def fold(self, *, narrow: bool) -> None:
        if narrow != self._narrow:
            self._fold(narrow=narrow)

    def _fold(self, *, narrow: bool) -> None:
        self._narrow = narrow
        self.setFixedWidth(WIDTH.strip if narrow else WIDTH.side)
        for head in self._heads:
            head.setVisible(not narrow)
        for line in self.lines.values():
            line.fold(narrow=narrow)

    def recount(self, changed: frozenset[str] | None = None) -> None:
        for name, line in self.lines.items():
            if changed is None or name in changed or line.place.count is not None:
                line.put(self._count(line.place))

    def mark(self, name: str) -> None:
        if name in self.lines:
            self.lines[name].setChecked(True)
