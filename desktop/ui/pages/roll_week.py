"""The days of a week over the roll call: which are called, which are not, and which have no lessons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.ui.look import SPACE
from desktop.ui.parts import empty, press
from desktop.work.roll_days import SchoolDay

NAMES = "一二三四五六日"


class WeekStrip(QWidget):
    """`chosen` when another day is taken."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.days: dict[date, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.inner)

    def put(self, days: Sequence[SchoolDay], here: date, today: date) -> None:
        empty(self._row)
        self.days = {}
        for one in days:
            if one.on.weekday() > 4 and not one.lessons:
                continue  # a weekend is no question; a made-up Saturday is
            told, tip = _state(one, today)
            chip = press(f"周{NAMES[one.on.weekday()]} {one.on.day}日{told}", role="chip", tip=tip)
            chip.setChecked(one.on == here)
            chip.setEnabled(one.lessons and one.on <= today)
            chip.clicked.connect(lambda _=False, on=one.on: self.chosen.emit(on))
            self.days[one.on] = chip
            self._row.addWidget(chip)
        self._row.addStretch(1)


def _state(one: SchoolDay, today: date) -> tuple[str, str]:
    """What stands on the chip, and what its tooltip says."""
    if not one.lessons:
        return " 不上课", "按校历这一天不上课"
    if one.on > today:
        return "", "还没有到"
    if not one.left:
        return " ✓", "各班都点过名了"
    return f" 差{one.left}班", f"还有 {one.left} 个班没有点名"
