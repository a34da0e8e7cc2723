"""The rosters of a workbook: which tabs hold one, where their columns go, what stands around their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.errors import SheetTrouble
from db.register import Register
from db.registers import REGISTERS
from desktop.sheets.headings import Headings
from desktop.sheets.reading import Book
from desktop.sheets.tables import Found, find_table
from desktop.work.import_classes import class_in
from desktop.work.import_columns import Column, match_columns, missing, school_year_in
from desktop.work.import_rows import SheetRow, Surroundings
from desktop.work.import_villages import village_in


@dataclass(slots=True)
class Roster:
    """One tab's roster on its way in."""

    found: Found
    columns: list[Column]
    rows: list[SheetRow] = field(default_factory=list)

    @property
    def tab(self) -> str:
        return self.found.tab.name

    def collect(self, school_year: int) -> None:
        """Takes up the rows, with what the tab's name and title say of all of them."""
        title = self.found.title
        around = Surroundings(
            self.tab, school_year_in(title, school_year), class_in(title) or class_in(self.tab),
            village_in(self.tab) or village_in(title),
        )  # fmt: skip
        self.rows = [
            SheetRow(around, number, self.columns, cells, class_in(caption) if caption else "")
            for number, cells, caption in self.found.rows()
        ]

    def hidden(self) -> str:
        """A sentence on hidden rows: they are read like the others; "" where there are none."""
        numbers = sorted(row.number for row in self.rows if row.number in self.found.tab.hidden)
        if not numbers:
            return ""
        listed = "、".join(map(str, numbers[:10])) + ("等" if len(numbers) > 10 else "")
        return f"“{self.tab}”有 {len(numbers)} 行是隐藏的（第 {listed} 行），也读进来了。"


def find_rosters(book: Book, register: type[Register], headings: Headings, only: str | None) -> list[Roster]:
    """All tabs whose headings fit; those without a name column only where no tab has one. Raises SheetTrouble."""
    found = []
    for tab in book.tabs:
        table = find_table(tab, headings) if tab.visible or only else None
        if table is not None:
            found.append(Roster(table, match_columns(table, headings)))
    whole = [roster for roster in found if not missing(register, roster.columns)]
    if not found:
        wanted = register.fields()[register.title_field].label
        raise SheetTrouble(
            f"“{book.name}”里没有找到{register.title}的表头。",
            f"表头里至少要有“{wanted}”一列，请检查是否选错了文件。",
        )
    return whole or found


def refuse_another(book: Book, register: type[Register], rosters: Sequence[Roster]) -> None:
    """A staff list brought into the students would make pupils of the teachers. Raises SheetTrouble.

    Only where half as many headings again, and four more, are another register's; naming the tab has it taken anyway.
    """
    fitting = max(_fitting(roster.columns) for roster in rosters)
    theirs = {
        other: max(_fitting(match_columns(roster.found, Headings(other))) for roster in rosters)
        for other in REGISTERS
        if other.people and other is not register
    }
    other, most = max(theirs.items(), key=lambda one: one[1])
    if most >= fitting + 4 and most * 2 >= fitting * 3:
        raise SheetTrouble(
            f"“{book.name}”看起来是{other.title}的表，不是{register.title}的。",
            f"请到“{other.title}”里导入它；表头不对的，请按“{register.title}”的空白表改好。",
        )


def _fitting(columns: Sequence[Column]) -> int:
    return sum(1 for column in columns if column.name)


def skipped(book: Book, rosters: Sequence[Roster]) -> list[str]:
    """Tabs that are not taken in."""
    taken = {roster.tab for roster in rosters}
    return [tab.name for tab in book.tabs if tab.name not in taken]
