"""A grid that is filled in with the number pad: digits go straight into the cell, Enter goes down, what cannot stand
stays in it, marked.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from db.errors import Rejected
from desktop.ui.cells import Cells
from desktop.ui.columns import Column
from desktop.ui.grid import Grid
from desktop.ui.look import colour
from desktop.ui.parts import RIGHT

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NAME, FIRST = 0, 1
"""The column of names, and the first that takes figures."""


class Typed(QAbstractTableModel):
    """What stands in the grid. wrong: what was typed and cannot stand, by place, with the sentence.

    A page's own model says how many lines there are, what stands in a cell, which are open, and writes one.
    """

    put = Signal(int, int)
    refused = Signal(int, int, str)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.columns: list[Column] = []
        self.wrong: dict[tuple[int, int], tuple[str, str]] = {}

    # -- the page's own ------------------------------------------------------------------------------------

    def lines(self) -> int:
        raise NotImplementedError

    def stands(self, row: int, column: int) -> str:
        raise NotImplementedError

    def open(self, row: int, column: int) -> bool:
        raise NotImplementedError

    def write(self, row: int, column: int, text: str) -> None:
        """Raises Rejected with the sentence to stand beside the cell."""
        raise NotImplementedError

    def ink(self, row: int, column: int) -> str:
        """The name of the colour a cell is written in."""
        return "ink"

    def tip(self, row: int, column: int) -> str:
        return ""

    # -- as the table asks ---------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.lines()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def text(self, row: int, column: int) -> str:
        return self.wrong[row, column][0] if (row, column) in self.wrong else self.stands(row, column)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or not self.lines():
            return None
        place = index.row(), index.column()
        if role in (Role.DisplayRole, Role.EditRole, Role.AccessibleTextRole):
            return self.text(*place) or None
        if role == Role.ToolTipRole:
            return self.wrong[place][1] if place in self.wrong else self.tip(*place) or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            return self.columns[section].label
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == NAME else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        open_ = index.column() != NAME and self.open(index.row(), index.column())
        return flags | Qt.ItemFlag.ItemIsEditable if open_ else flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Writes the cell at once; what cannot stand stays in it, marked, and is not written."""
        row, column = index.row(), index.column()
        if role != Role.EditRole or not self.lines():
            return False
        self.wrong.pop((row, column), None)
        try:
            self.write(row, column, str(value))
        except Rejected as rejected:
            problem = rejected.problems[0]
            self.wrong[row, column] = str(value), problem.sentence + problem.advice
            self.refused.emit(row, column, problem.sentence + problem.advice)
        except Exception as trouble:
            self.failed.emit(trouble)
        self.put.emit(row, column)
        self.dataChanged.emit(index, index)
        return (row, column) not in self.wrong


class TypedCells(Cells):
    """Figures at the right, what is wrong in red; the editor is for figures, no input method in it."""

    def ink(self, index: Index, column: Column) -> Any:
        model: Typed = index.model()  # type: ignore[assignment]
        place = index.row(), index.column()
        return colour("red" if place in model.wrong else model.ink(*place))

    def ground(self, painter: QPainter, rect: Any, index: Index, chosen: bool) -> None:
        super().ground(painter, rect, index, chosen)
        model: Typed = index.model()  # type: ignore[assignment]
        if (index.row(), index.column()) in model.wrong:
            painter.fillRect(rect.adjusted(1, 1, -1, -2), colour("red_soft"))
        elif index.column() != NAME and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            painter.fillRect(rect.adjusted(1, 1, -1, -2), colour("sunken"))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setProperty("role", "cell")
        line.setAlignment(RIGHT)
        line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # q, m and h are keys, no pinyin
        return line

    def eventFilter(self, editor: Any, event: QEvent) -> bool:
        """Enter and the arrows write the cell and go on; what cannot stand keeps the cell open."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, Cells.EndEditHint.NoHint)
            self._view.go_on(-1 if pressed == Qt.Key.Key_Up else 1)  # type: ignore[attr-defined]
            return True
        return super().eventFilter(editor, event)


class TypedGrid(Grid):
    """Enter goes down, at the foot of a column to the head of the next."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(TypedCells(self))
        self.heading.setStretchLastSection(False)
        keys = QAbstractItemView.EditTrigger
        self.setEditTriggers(keys.AnyKeyPressed | keys.EditKeyPressed | keys.DoubleClicked)

    def step_down(self) -> None:
        """After Enter: on, unless what was typed cannot stand; then it is opened again to be mended."""
        model: Typed = self.model()  # type: ignore[assignment]
        here = self.currentIndex()
        if (here.row(), here.column()) in model.wrong:
            QTimer.singleShot(0, self, self._mend)  # once the editor that was left is gone
            return
        self.go_on(1)

    def _mend(self) -> None:
        self.edit(self.currentIndex())

    def go_on(self, way: int) -> None:
        """The next cell of the column; after the last the first of the next column."""
        model, here = self.model(), self.currentIndex()
        row, column = here.row() + way, here.column()
        if row >= model.rowCount() and way > 0:
            row, column = 0, column + 1
        below = model.index(row, column)
        if below.isValid() and row >= 0:
            self.setCurrentIndex(below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            index = self.currentIndex()
            if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.model().setData(index, "")
            return
        super().keyPressEvent(event)


__all__ = ["FIRST", "NAME", "Typed", "TypedCells", "TypedGrid"]
