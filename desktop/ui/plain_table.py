"""A table to read and to choose a line of: text, tags, and the numbered squares of parcels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.ui.look import DRESS, RADIUS, SIZE, SPACE, colour, font
from desktop.ui.parts import LEFT, MIDDLE, RIGHT
from desktop.ui.tags import paint_tags

Index = QModelIndex | QPersistentModelIndex
SQUARE, STEP = 22, 27  # pixels of a parcel's square, and from one to the next


@dataclass(frozen=True)
class Column:
    """A heading and its room in pixels, 0 takes what is left. Where room is short, what is not kept goes first."""

    label: str
    width: int = 0
    right: bool = False
    keep: bool = True


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: text, or a tag, or squares (number, came)."""

    text: str = ""
    tone: str = ""
    tag: bool = False
    squares: tuple[tuple[int, bool], ...] = ()

    @property
    def spoken(self) -> str:
        if not self.squares:
            return self.text
        return "、".join(f"第{n}包" if came else f"缺第{n}包" for n, came in self.squares)


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
        self.lines = Lines(columns)
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
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

    def _spread(self) -> None:
        """Give every column its room; what may go goes first, the open column gets the rest."""
        room = self.viewport().width()
        least = 4 * STEP
        shown = list(range(len(self._columns)))
        for place in reversed(range(len(self._columns))):
            wanted = sum(self._columns[i].width or least for i in shown)
            if wanted <= room:
                break
            if not self._columns[place].keep:
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


class _Painter(QStyledItemDelegate):
    def __init__(self, view: PlainTable) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        here = index.row() == self._view.currentIndex().row()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(rect, colour("accent_soft" if here else "surface"))
        painter.setPen(QPen(colour("hair"), 0))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        first = index.column() == 0
        if here and first:
            painter.fillRect(QRect(rect.left(), rect.top(), SPACE.bar, rect.height()), colour("accent"))
        cell: Cell = index.data(Qt.ItemDataRole.UserRole)
        inner = rect.adjusted(SPACE.page if first else SPACE.cell, 0, -SPACE.cell, -1)
        if cell.squares:
            paint_squares(painter, inner, cell.squares)
        elif cell.tag and cell.text:
            paint_tags(painter, inner, [cell.text], cell.tone)
        else:
            self._write(painter, inner, cell, right=self._view.lines.columns[index.column()].right, quiet=not first)

    def _write(self, painter: QPainter, rect: QRect, cell: Cell, *, right: bool, quiet: bool) -> None:
        painter.setFont(font(SIZE.text))
        painter.setPen(colour(cell.tone or ("ink2" if quiet else "ink")))
        shown = painter.fontMetrics().elidedText(
            cell.text.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, RIGHT if right else LEFT, shown)


def paint_squares(painter: QPainter, rect: QRect, squares: Sequence[tuple[int, bool]]) -> None:
    """Numbered squares: filled came, dashed red is missing. Where room is short the oldest that came are left out."""
    fitting = max(rect.width() // STEP, 1)
    shown = list(squares)
    while len(shown) > fitting and (oldest := next((s for s in shown if s[1]), None)) is not None:
        shown.remove(oldest)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font(SIZE.small))
    for place, (number, came) in enumerate(shown[-fitting:]):
        square = QRectF(rect.left() + place * STEP + 0.5, rect.center().y() - 9.5, SQUARE, SIZE.tag)
        painter.setPen(QPen(DRESS.mixed("accent", 0.45), 1) if came else QPen(colour("red"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(colour("accent_soft" if came else "surface"))
        painter.drawRoundedRect(square, RADIUS.field - 1, RADIUS.field - 1)
        painter.setPen(colour("accent" if came else "red"))
        painter.drawText(square, MIDDLE, str(number))
