"""The grid of a score sheet: pupils down, subjects across."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.ui.columns import Column
from desktop.ui.typed_grid import FIRST, NAME, Typed, TypedGrid
from desktop.work.mark_sheet import MarkSheet, Pupil


class Marks(Typed):
    """A score sheet as the table asks for it; absences are quiet."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet: MarkSheet | None = None

    def show_sheet(self, sheet: MarkSheet | None, columns: list[Column]) -> None:
        self.beginResetModel()
        self.sheet, self.columns, self.wrong = sheet, columns, {}
        self.endResetModel()

    def pupil(self, row: int) -> Pupil:
        assert self.sheet is not None
        return self.sheet.pupils[row]

    def subject(self, column: int) -> str:
        assert self.sheet is not None
        return self.sheet.subjects[column - FIRST].subject

    def lines(self) -> int:
        return 0 if self.sheet is None else len(self.sheet.pupils)

    def stands(self, row: int, column: int) -> str:
        assert self.sheet is not None
        pupil = self.pupil(row)
        return pupil.name if column == NAME else self.sheet.shown(pupil, self.subject(column))

    def open(self, row: int, column: int) -> bool:
        if self.sheet is None or self.sheet.office.read_only:
            return False
        return self.sheet.paper(self.pupil(row), self.subject(column)) is not None

    def write(self, row: int, column: int, text: str) -> None:
        assert self.sheet is not None
        self.sheet.put(self.pupil(row), self.subject(column), text)

    def ink(self, row: int, column: int) -> str:
        text = self.text(row, column)
        return "ink" if column == NAME or not text or text[0].isdigit() or len(text) == 1 else "amber"


class MarkGrid(TypedGrid):
    """The right button and the menu key ask how a pupil stands in the statistics."""

    standing_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("成绩册")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.standing_asked.emit(self.rowAt(at.y())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Menu:
            self.standing_asked.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


__all__ = ["FIRST", "NAME", "MarkGrid", "Marks"]
