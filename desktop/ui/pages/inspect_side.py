"""The sections of a sheet at the left: how far each is, and the one that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from desktop.ui.icons import Picture
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.pages.inspect_drawings import ThinBar
from desktop.ui.parts import Elided, Scrolled, across, down, press, restyle, words
from desktop.work.inspecting import Line, Sheet

MOST = 25
"""Lines on a page of the sheet; a longer section goes on on the next one."""

END = "总评与签名"


@dataclass(frozen=True)
class Part:
    """A page of the sheet: a section, or as much of it as one page takes."""

    name: str
    section: str
    lines: tuple[Line, ...]


def parts_of(sheet: Sheet) -> list[Part]:
    """The pages of a sheet in their order, the end last."""
    found: list[Part] = []
    for section, lines in sheet.sections.items():
        chunks = [lines[start : start + MOST] for start in range(0, len(lines), MOST)]
        for number, chunk in enumerate(chunks, 1):
            name = section or "检查项目"
            found.append(Part(name if len(chunks) == 1 else f"{name}（{number}）", section, tuple(chunk)))
    return [*found, Part(END, "", ())]


class PartLine(QPushButton):
    """One section: number, name, how many of how many, and the bar."""

    def __init__(self, number: int, part: Part) -> None:
        super().__init__()
        self.part = part
        self.setProperty("role", "part")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self._name, self._count = Elided(), words("", "hint")
        self._name.setText(f"{number} {part.name}")
        self._done, self._bar = Picture("check", "green"), ThinBar()
        self._bar.setVisible(bool(part.lines))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.cell, SPACE.inner, SPACE.cell, SPACE.inner)
        layout.setSpacing(SPACE.hair)
        layout.addWidget(across((self._name, 1), self._done, self._count, gap=SPACE.s))
        layout.addWidget(self._bar)
        self.toggled.connect(lambda here: restyle(self._name, tone="accent" if here else ""))

    def put(self, done: int) -> None:
        whole = len(self.part.lines)
        self._count.setText(f"{done}/{whole}" if whole else "")
        self._done.setVisible(bool(whole) and done == whole)
        self._bar.put(done / whole if whole else 0)
        self.setAccessibleName(f"{self.part.name} {done}/{whole}" if whole else self.part.name)


class Side(QFrame):
    """`chosen` with the place of a section; `back` when one goes back to the ledger."""

    chosen = Signal(int)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self.setFixedWidth(WIDTH.check_side)
        self.lines: list[PartLine] = []
        self._whom, self._when = Elided(), words("", "hint")
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.hair)
        self._list.setContentsMargins(0, 0, 0, 0)
        body = QFrame()
        body.setProperty("role", "canvas")
        body.setLayout(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.s, SPACE.s, SPACE.s, SPACE.s)
        layout.setSpacing(SPACE.s)
        layout.addWidget(across(press("返回", "arrow-left", "ghost", tip="Esc", does=self.back.emit), None))
        layout.addWidget(down(self._whom, self._when, gap=SPACE.hair, pad=(SPACE.cell, 0, 0, 0)))
        layout.addWidget(Scrolled(body), 1)

    def put(self, whom: str, when: str, parts: Sequence[Part]) -> None:
        self._whom.setText(whom)
        self._when.setText(when)
        for line in self.lines:
            line.hide()
            line.deleteLater()
        while self._list.count():
            self._list.takeAt(0)
        self.lines = [PartLine(number, part) for number, part in enumerate(parts, 1)]
        for place, line in enumerate(self.lines):
            line.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            self._list.addWidget(line)
        self._list.addStretch(1)

    def mark(self, here: int, done: Sequence[int]) -> None:
        for place, (line, count) in enumerate(zip(self.lines, done, strict=True)):
            line.put(count)
            line.setChecked(place == here)


__all__ = ["END", "Part", "Side", "parts_of"]
