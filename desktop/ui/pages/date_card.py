"""Which day it is: asked before the hand-off where the computer's own date cannot be right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.fields import Field
from db.rules.days import read_day
from desktop.ui.editors.days import DayEditor
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import across, press, put, words


class DateCard(QFrame):
    """`told` with the day that a person vouches for. Hidden while there is nothing to ask."""

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "doubt")
        self._doubt = words("", "", "amber", wrap=True)
        self._wrong = words("", "small", "red", wrap=True)
        self.day = DayEditor(Field("今天", "day"), date.today())
        self.day.setAccessibleName("今天的日期")
        self.day.setPlaceholderText("今天是几月几日，如 2026-11-20")
        self.day.setFixedWidth(WIDTH.find)
        self.day.returnPressed.connect(self._tell)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        put(layout, self._doubt, across(self.day, press("就按这一天交接", does=self._tell), self._wrong, None))
        self.hide()

    def ask(self, doubt: str) -> None:
        self._doubt.setText(doubt)
        self._wrong.setText("")
        self.show()
        self.day.setFocus()

    def _tell(self) -> None:
        try:
            day = read_day(self.day.text())
        except ValueError as error:
            self._wrong.setText(str(error))
            return
        self.hide()
        self.told.emit(day)
