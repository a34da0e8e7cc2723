"""The rows of a workbook before they are taken in: each with what would become of it, doubtful cells tinted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from db.register import Register
from desktop.ui.cells import Cells
from desktop.ui.columns import MARKS, Column, heading_of
from desktop.ui.look import SIZE, SPACE, WIDTH, colour
from desktop.work.imports import PreviewRow

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ADVICE = "advice"
WORDS = {"doubt": "存疑", "changed": "变更", "new": "新增", "same": "相同"}
"""In the order in which they want to be looked at."""
TINTS = {"doubt": "amber_soft", "changed": "blue_soft"}


class PreviewModel(QAbstractTableModel):
    """Rows of one state or of all; what is typed into a cell goes back to the import."""

    typed = Signal(int, str, str)

    def __init__(self, register: type[Register], labels: dict[str, str]) -> None:
        super().__init__()
        self._register, self._labels = register, labels
        self.columns: list[Column] = []
        self.rows: list[PreviewRow] = []
        self._shown: list[int] = []
        self._state = ""

    def put(self, rows: Sequence[PreviewRow]) -> None:
        """All rows of the sheet, those that want a person first."""
        order = list(WORDS)
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: order.index(row.state))
        self.columns = self._columns()
        self._narrow()
        self.endResetModel()

    def only(self, state: str) -> None:
        self.beginResetModel()
        self._state = state
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        self._shown = [n for n, row in enumerate(self.rows) if not self._state or row.state == self._state]

    def _columns(self) -> list[Column]:
        """The name, the result, what is doubtful or changed, the advice; then all the rest."""
        names = list(dict.fromkeys(name for row in self.rows[:500] for name in row.cells))
        marked = {name for row in self.rows for name in row.marks}
        title = self._register.title_field
        first = [title] if title in names else names[:1]
        rest = sorted((name for name in names if name not in first), key=lambda name: name not in marked)
        loud = [name for name in rest if name in marked]
        quiet = [name for name in rest if name not in marked]
        advice = Column(ADVICE, "处理建议", WIDTH.advice)
        return [
            *map(self._column, first),
            Column(MARKS, "结果", WIDTH.state),
            *map(self._column, loud),
            advice,
            *map(self._column, quiet),
        ]

    def _column(self, name: str) -> Column:
        field = self._register.fields().get(name)
        if field is None:
            return Column(name, self._labels.get(name, name), WIDTH.marks)
        wide = max(round(field.width * WIDTH.character), len(heading_of(field)) * SIZE.small) + 2 * SPACE.cell
        return Column(
            name,
            heading_of(field),
            max(wide, WIDTH.marks if name == self._register.title_field else WIDTH.state),
            field,
        )

    def row_of(self, number: int) -> PreviewRow:
        return self.rows[self._shown[number]]

    def replace(self, number: int, row: PreviewRow) -> None:
        """The row after one of its cells was mended."""
        self.rows[self._shown[number]] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def tint(self, index: Index) -> str:
        row = self.row_of(index.row())
        return TINTS.get(row.marks.get(self.columns[index.column()].name, ""), "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role not in (Role.DisplayRole, Role.EditRole, Role.ToolTipRole) or not index.isValid():
            return None
        row, name = self.row_of(index.row()), self.columns[index.column()].name
        if name == ADVICE:
            return row.advice
        return WORDS[row.state] if name == MARKS else row.cells.get(name, "")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role == Role.DisplayRole:
            return self.columns[section].label if orientation == Qt.Orientation.Horizontal else section + 1
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        fixed = self.columns[index.column()].name in (MARKS, ADVICE)
        return flags if fixed else flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or str(value) == (self.data(index) or ""):
            return False
        self.typed.emit(index.row(), self.columns[index.column()].name, str(value))
        return True


class PreviewCells(Cells):
    """Cells with a tint for what is doubtful or changed, and advice in the colour of its row."""

    def ink(self, index: Index, column: Column) -> Any:
        if column.name == ADVICE:
            state = index.model().row_of(index.row()).state  # type: ignore[attr-defined]
            return colour({"doubt": "amber", "changed": "blue"}.get(state, "ink2"))
        return colour("ink")

    def ground(self, painter: QPainter, rect: QRect, index: Index, chosen: bool) -> None:
        tint = index.model().tint(index)  # type: ignore[attr-defined]
        if not tint:
            super().ground(painter, rect, index, chosen)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(rect, colour(tint))
        painter.setPen(QPen(colour("hair"), 0))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
