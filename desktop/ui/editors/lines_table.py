"""A small table that is typed into line by line: Tab leads on, a block from WPS is pasted, a last line stays free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.ui.look import SIZE


class LinesTable(QTableWidget):
    """`typed` tells all lines that hold something, as texts by column, when one of them has changed."""

    typed = Signal(object)

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        super().__init__(0, len(columns))
        self.columns = list(columns)
        self.setProperty("role", "lines")
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(self.columns)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(SIZE.row)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(True)
        self.setFixedHeight(SIZE.lines)
        self._filling = False
        self._before: list[dict[str, str]] = []
        self.cellChanged.connect(lambda _row, _column: self._tell())

    def put(self, lines: Sequence[Mapping[str, str]]) -> None:
        """These lines, and an empty one below them."""
        self._filling = True
        self._before = [dict(line) for line in lines]
        self.setRowCount(len(lines) + 1)
        for row, line in enumerate([*lines, {}]):
            for place, column in enumerate(self.columns):
                text = line.get(column, "")
                item = self.item(row, place)
                if item is None:
                    self.setItem(row, place, QTableWidgetItem(text))
                elif item.text() != text:
                    item.setText(text)
        self._filling = False

    def lines(self) -> list[dict[str, str]]:
        """Lines that hold something."""
        found = []
        for row in range(self.rowCount()):
            items = ((column, self.item(row, place)) for place, column in enumerate(self.columns))
            line = {column: item.text().strip() for column, item in items if item is not None and item.text().strip()}
            found += [line] if line else []
        return found

    def _tell(self) -> None:
        if self._filling or self.lines() == self._before:
            return
        self._before = self.lines()
        if self.lines() and any(self._said(self.rowCount() - 1)):
            self._free_line()
        self.typed.emit(self._before)

    def _said(self, row: int) -> list[str]:
        items = [self.item(row, place) for place in range(len(self.columns))]
        return [item.text() for item in items if item is not None and item.text().strip()]

    def _free_line(self) -> None:
        self._filling = True
        self.setRowCount(self.rowCount() + 1)
        for place in range(len(self.columns)):
            self.setItem(self.rowCount() - 1, place, QTableWidgetItem(""))
        self._filling = False

    def _paste(self) -> None:
        """A block copied from a sheet, from the chosen cell on; below the last line new ones begin."""
        block = [line.split("\t") for line in QGuiApplication.clipboard().text().rstrip("\n").split("\n")]
        row, column = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        self._filling = True
        self.setRowCount(max(self.rowCount(), row + len(block) + 1))
        for down, cells in enumerate(block):
            for across, text in enumerate(cells[: len(self.columns) - column]):
                self.setItem(row + down, column + across, QTableWidgetItem(text.strip()))
        self._filling = False
        self._tell()

    def _clear(self) -> None:
        self._filling = True
        for item in self.selectedItems():
            item.setText("")
        self._filling = False
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear()
        else:
            super().keyPressEvent(event)
