"""The grid of a judging sheet: who is appraised down, heads across, and at the right what it comes to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from db.fields import Field
from db.rules.targets import plain
from desktop.ui.columns import Column
from desktop.ui.look import WIDTH
from desktop.ui.typed_grid import FIRST, NAME, Role, Typed
from desktop.work.judging_sheet import RECORD, JudgingSheet, waiting

SUMS = (("score", "得分"), ("grade", "等次"))
HEADS = FIRST + len(SUMS)
"""The first column of a head; names and sums stay in sight at the left of them."""

MARKS = str.maketrans("", "", "、，。：；（）“”")
LINE = 4
"""Characters in a line of a heading; two lines of a head stand over its column, the tooltip has all of it."""


class Judged(Typed):
    """Marks from the ledgers are blue, those that somebody objects to amber."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet: JudgingSheet | None = None

    def show_sheet(self, sheet: JudgingSheet | None) -> None:
        self.beginResetModel()
        self.sheet, self.wrong = sheet, {}
        self.columns = columns(sheet) if sheet is not None else []
        self.endResetModel()

    @property
    def heads(self) -> int:
        return 0 if self.sheet is None else len(self.sheet.heads)

    def head(self, column: int) -> int | None:
        """Which head a column is about; None for names and sums."""
        return column - HEADS if HEADS <= column < HEADS + self.heads else None

    def lines(self) -> int:
        return 0 if self.sheet is None else len(self.sheet.lines)

    def stands(self, row: int, column: int) -> str:
        assert self.sheet is not None
        if column == NAME:
            return self.sheet.lines[row].who
        head = self.head(column)
        return self.sheet.sums(row)[column - FIRST] if head is None else self.sheet.shown(row, head)

    def open(self, row: int, column: int) -> bool:
        return self.sheet is not None and self.head(column) is not None and self.sheet.open(row)

    def write(self, row: int, column: int, text: str) -> None:
        head = self.head(column)
        if self.sheet is not None and head is not None:
            self.sheet.put(row, head, text)

    def ink(self, row: int, column: int) -> str:
        head = self.head(column)
        if self.sheet is None or head is None:
            return "ink"
        mark = self.sheet.mark(row, head)
        return "amber" if waiting(mark) else "blue" if mark.get("by") == RECORD else "ink"

    def tip(self, row: int, column: int) -> str:
        head = self.head(column)
        return "" if self.sheet is None or head is None else str(self.sheet.mark(row, head).get("working") or "")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        head = self.head(section)
        if role == Role.ToolTipRole and head is not None and self.sheet is not None:
            one = self.sheet.heads[head]
            return f"{one['number']}. {one['text']}（{plain_full(one)}分）"
        return super().headerData(section, orientation, role)


def columns(sheet: JudgingSheet) -> list[Column]:
    """A head is called by its section where no other head shares it, else by what it says."""
    sections = [str(head["section"] or "") for head in sheet.heads]
    found = [Column("who", "学校" if sheet.scheme.get("about") == "school" else "姓名", WIDTH.judged_name)]
    found += [Column(name, label, WIDTH.judged_sum, Field("", "decimal")) for name, label in SUMS]
    for head, section in zip(sheet.heads, sections, strict=True):
        alone = section and sections.count(section) == 1
        name = (section if alone else str(head["text"])).translate(MARKS)
        words = (name[:LINE], name[LINE : 2 * LINE], f"{plain_full(head)}分")
        lines = tuple(word for word in words if word)
        found.append(Column(str(head["number"]), str(head["text"]), WIDTH.judged, Field("", "decimal"), lines=lines))
    return found


def plain_full(head: Any) -> str:
    return plain(Decimal(str(head["full"])))


__all__ = ["HEADS", "Judged", "columns", "plain_full"]
