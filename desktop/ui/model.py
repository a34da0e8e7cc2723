"""The rows of a ledger as the table asks for them: all keys at once, the rows themselves only where one looks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from db.register import Register
from desktop.ui.columns import MARKS, Column
from desktop.ui.tags import MOST, Mark
from desktop.work import tables
from desktop.work.office import Office

CHUNK, KEPT = 50, 60  # rows fetched together; fetches remembered
THUMBNAIL = "thumbnail"
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Row = dict[str, Any]


class LedgerModel(QAbstractTableModel):
    """One ledger, found, filtered and sorted. Never holds more than CHUNK × KEPT rows."""

    typed = Signal(bytes, str, str)
    failed = Signal(object)

    def __init__(
        self, office: Office, register: type[Register], columns: Sequence[Column], marks: Sequence[Mark]
    ) -> None:
        super().__init__()
        self.office, self.register, self.columns, self.marks = office, register, list(columns), list(marks)
        self.ids: list[bytes] = []
        self.order: list[str] = []
        self.filtered: set[str] = set()
        self._chunks: OrderedDict[int, list[Row]] = OrderedDict()

    def ask(self, find: str, where: Sequence[tuple[str, str]], sort: Sequence[str]) -> bool:
        """Show these rows from now on."""
        ids = tables.ids(self.office, self.register, find, where, sort)
        self.beginResetModel()
        self.ids, self.order, self.filtered = ids, list(sort), {name for name, _ in where}
        self._chunks.clear()
        self.endResetModel()
        return True

    def read_again(self) -> None:
        """Values have changed, keys and order have not."""
        self._chunks.clear()
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1))

    def row(self, number: int) -> Row:
        chunk, place = divmod(number, CHUNK)
        rows = self._chunks.get(chunk)
        if rows is None:
            wanted = self.ids[chunk * CHUNK : (chunk + 1) * CHUNK]
            found = {row["id"]: row for row in self._read(wanted)}
            rows = self._chunks[chunk] = [found.get(key, {"id": key}) for key in wanted]
            if len(self._chunks) > KEPT:
                self._chunks.popitem(last=False)
        else:
            self._chunks.move_to_end(chunk)
        return rows[place]

    def _read(self, wanted: list[bytes]) -> list[Row]:
        """Asked while Qt paints, where nothing may be raised: what goes wrong is said afterwards."""
        try:
            rows = tables.rows(self.office, self.register, wanted)
            small = tables.thumbnails(self.office, self.register, wanted) if self.register.thumbnail else {}
            return [{**row, THUMBNAIL: small.get(row["id"])} for row in rows] if small else rows
        except Exception as trouble:
            self.failed.emit(trouble)
            return []

    def tags(self, row: Row) -> list[str]:
        return [mark.label for mark in self.marks if mark.stands(row)][:MOST]

    def text(self, number: int, column: Column) -> str:
        row = self.row(number)
        return " ".join(self.tags(row)) if column.name == MARKS else str(row.get(column.name, "") or "")

    def alarmed(self, number: int, column: Column) -> bool:
        """Whether the bar of a number is red."""
        return column.bar is not None and bool(self.row(number).get(column.bar[1]))

    def place(self, key: bytes) -> int:
        """Where a row stands now, or −1."""
        try:
            return self.ids.index(key)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if column.picture:
            return self.row(index.row()).get(THUMBNAIL) if role == Role.UserRole else None
        if role in (Role.DisplayRole, Role.EditRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return self.text(index.row(), column) or None
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Role.DisplayRole else None
        column = self.columns[section]
        if role == Role.DisplayRole:
            return column.label
        if role == Role.ToolTipRole:
            return f"{column.label}：单击排序，点右边的箭头筛选"
        if role == Role.TextAlignmentRole:
            return self.data(self.index(0, section), role) if self.ids else Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.columns[index.column()].editable and not self.office.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Passes on what was typed into a cell; the page saves it, and says what is wrong with it."""
        column = self.columns[index.column()]
        if role != Role.EditRole or str(value) == self.text(index.row(), column):
            return False
        self.typed.emit(self.ids[index.row()], column.name, str(value))
        return True
