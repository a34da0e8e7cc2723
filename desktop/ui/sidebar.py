"""The list of ledgers at the left: what there is and how much of it; icons only where the window is narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desktop.ui.icons import Picture
from desktop.ui.look import SIZE, SPACE, WIDTH
from desktop.ui.parts import Elided, Scrolled, restyle, words
from desktop.ui.places import Place

MANY = 16  # ledgers of a tab beyond which only its first group is open at first


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
        self._title, self._count = Elided(), words("", "hint")
        self._title.setText(place.title)
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


class Head(QPushButton):
    """The heading of a group; pressed, or with → and ←, its ledgers come and go."""

    turned = Signal(bool)

    def __init__(self, group: str) -> None:
        super().__init__()
        self.name = group
        self.setProperty("role", "group")
        self.setAutoDefault(True)  # Enter presses it as Space does
        self._sign = Picture("chevron-down", "ink3", SIZE.small)
        self._words = words(group, "hint")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.hair, 0, 0, 0)
        layout.setSpacing(SPACE.xs)
        layout.addWidget(self._sign)
        layout.addWidget(self._words, 1)

    def put(self, *, unfolded: bool) -> None:
        self._sign.show_as("chevron-down" if unfolded else "chevron-right", "ink3")
        self.setAccessibleName(f"{self.name}，{'已展开' if unfolded else '已收起'}")

    def fold(self, *, narrow: bool) -> None:
        self.setToolTip(self.name if narrow else "")
        self._words.setVisible(not narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turned.emit(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)


class Sidebar(QFrame):
    """The ledgers of one tab, by groups that fold. `folded` tells which group somebody opened or shut."""

    chosen = Signal(str)
    folded = Signal(str, bool)

    def __init__(self, places: list[Place], count: Callable[[Place], str], kept: dict[str, bool]) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self._count, self._narrow, self._visited = count, False, ""
        self.lines: dict[str, Line] = {}
        self.heads: dict[str, Head] = {}
        body = QFrame()
        body.setProperty("role", "canvas")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(SPACE.s, SPACE.m, SPACE.s, SPACE.s)
        layout.setSpacing(1)
        groups = list(dict.fromkeys(place.group for place in places))
        many = len(places) > MANY
        self._unfolded = {group: kept.get(group, not many or group == groups[0]) for group in groups}
        for place in places:
            if place.group and place.group not in self.heads and len(groups) > 1:
                self._add_head(layout, place.group)
            line = self.lines[place.name] = Line(place)
            line.clicked.connect(lambda _=False, name=place.name: self.chosen.emit(name))
            layout.addWidget(line)
        layout.addStretch(1)
        self._area = Scrolled(body)
        self._area.setProperty("role", "canvas")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self._fold(narrow=False)
        self.recount()

    def _add_head(self, layout: QVBoxLayout, group: str) -> None:
        if self.lines:
            layout.addSpacing(SPACE.xs)
        head = self.heads[group] = Head(group)
        head.clicked.connect(lambda _=False: self.unfold(group, unfolded=not self._shown(group)))
        head.turned.connect(lambda on: self.unfold(group, unfolded=on))
        layout.addWidget(head)

    def unfold(self, group: str, *, unfolded: bool) -> None:
        """Show or hide the ledgers of a group, as somebody asked."""
        self._unfolded[group] = unfolded
        if not unfolded and self._visited == group:
            self._visited = ""
        self._show_lines()
        self.folded.emit(group, unfolded)

    def fold(self, *, narrow: bool) -> None:
        if narrow != self._narrow:
            self._fold(narrow=narrow)

    def _fold(self, *, narrow: bool) -> None:
        self._narrow = narrow
        self.setFixedWidth(WIDTH.strip if narrow else WIDTH.side)
        for head in self.heads.values():
            head.fold(narrow=narrow)
        for line in self.lines.values():
            line.fold(narrow=narrow)
        self._show_lines()

    def _shown(self, group: str) -> bool:
        return self._unfolded[group] or group == self._visited

    def _show_lines(self) -> None:
        for line in self.lines.values():
            line.setHidden(line.place.group in self.heads and not self._shown(line.place.group))
        for group, head in self.heads.items():
            head.put(unfolded=self._shown(group))

    def recount(self, changed: frozenset[str] | None = None) -> None:
        for name, line in self.lines.items():
            if changed is None or name in changed or line.place.count is not None:
                line.put(self._count(line.place))

    def mark(self, name: str) -> None:
        """The ledger one is in: its group is open while one is there, whatever was remembered."""
        if name in self.lines:
            line = self.lines[name]
            line.setChecked(True)
            self._visited = line.place.group
            self._show_lines()
            QTimer.singleShot(0, line, lambda: self._area.ensureWidgetVisible(line))
