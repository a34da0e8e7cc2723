"""A table to read and to choose a line of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableView,
)

from desktop.ui.look import DRESS, SIZE, SPACE
from desktop.ui.parts import LEFT, RIGHT
from desktop.ui.plain_cells import STEP, Cell, Column, Head, Painter

Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractTableModel):
    """The rows as cells."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns, self.rows = columns, list[Sequence[Cell]]()

    def put(self, rows: Sequence[Sequence[Cell]]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.spoken if len(cell.spoken) > 6 else None
        return cell if role == Qt.ItemDataRole.UserRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].right else LEFT
        return None


class PlainTable(QTableView):
    """`chosen` when another line is taken, `opened` on Enter or double click."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, columns: Sequence[Column], name: str, *, whole: bool = False) -> None:
        """whole: as high as its rows, for a card; else it scrolls."""
        super().__init__()
        self._columns, self._whole = columns, whole
        self._loose: frozenset[int] = frozenset()
        self.lines = Lines(columns)
        self.setModel(self.lines)
        self.setItemDelegate(Painter(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(SIZE.row)
        self.setHorizontalHeader(Head(self))
        self.horizontalHeader().setFixedHeight(SIZE.table_head)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.selectionModel().currentRowChanged.connect(
            lambda now, _: self.chosen.emit(now.row()) if now.isValid() else None
        )
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        DRESS.changed.connect(self.viewport().update)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, rows: Sequence[Sequence[Cell]]) -> None:
        """New rows; the chosen line stays chosen."""
        here = self.currentIndex().row()
        self.lines.put(rows)
        if self._whole:
            self.setFixedHeight(SIZE.table_head + len(rows) * SIZE.row + SPACE.hair)
        if 0 <= here < len(rows):
            self.selectRow(here)
        self._spread()

    def loosen(self, places: Iterable[int] = ()) -> None:
        """Columns that may go as well where room is short, until it is said again."""
        self._loose = frozenset(places)
        self._spread()

    def _spread(self) -> None:
        """Give every column its room; what may go goes first, the open column gets the rest."""
        room = self.viewport().width()
        least = 4 * STEP
        shown = list(range(len(self._columns)))
        for place in reversed(range(len(self._columns))):
            wanted = sum(self._columns[i].width or least for i in shown)
            if wanted <= room:
                break
            if not self._columns[place].keep or place in self._loose:
                shown.remove(place)
        fixed = sum(self._columns[i].width for i in shown)
        loose = [i for i in shown if not self._columns[i].width]
        for place, column in enumerate(self._columns):
            self.setColumnHidden(place, place not in shown)
            self.setColumnWidth(place, column.width or max((room - fixed) // max(len(loose), 1), least))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()


__all__ = ["Cell", "Column", "PlainTable"]
