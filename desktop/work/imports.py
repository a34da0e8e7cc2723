"""Bringing in a workbook: what was found, where each column goes, what would become of each row; then all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db import kinds
from db.errors import SheetTrouble
from db.register import Register
from desktop.sheets.headings import DOUBT, GRADE, SCHOOL_CODE, Headings, How
from desktop.sheets.reading import Book, Tab, read_book
from desktop.sheets.tables import Found, find_table
from desktop.work.import_apply import applied, chosen_headings
from desktop.work.import_columns import Column, match_columns, missing, school_year_in, settle, year_in
from desktop.work.import_places import class_in, village_in
from desktop.work.import_plan import Planner
from desktop.work.import_report import count_sentence, problem_line
from desktop.work.import_rows import SheetRow, State, Surroundings
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """One column of the sheet and where it goes; field is None where it is not taken in."""

    text: str
    column: int
    field: str | None
    how: How


@dataclass(frozen=True, slots=True)
class Table:
    """A roster that was found: heading_row and the numbers of rows are the sheet's own."""

    tab: str
    heading_row: int
    columns: list[HeadingMatch]
    rows: int


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """cells as they would stand in the register, unmasked: they are what is being checked. marks: field → doubt or changed."""

    tab: str
    number: int
    state: State
    cells: dict[str, str]
    marks: dict[str, str]
    advice: str


@dataclass(frozen=True, slots=True)
class Preview:
    """counts: how many rows are new, changed, same, doubt."""

    rows: list[PreviewRow]
    counts: dict[str, int]


@dataclass(slots=True)
class _Sheet:
    found: Found
    columns: list[Column]
    rows: list[SheetRow] = field(default_factory=list)


class Import:
    """One workbook on its way into one register. Nothing is written before `apply`."""

    def __init__(
        self, office: Office, register: type[Register], book: Book, school: bytes | None, tab: str | None
    ) -> None:
        self.office, self.register, self.file, self.school = office, register, book.name, school
        self._headings = Headings(register, chosen_headings(office, register))
        self._chosen: dict[str, str | None] = {}
        self._sheets: list[_Sheet] = []
        self.skipped_tabs: list[str] = []
        self._planner: Planner | None = None
        self._take_up(book, tab)

    def _take_up(self, book: Book, only: str | None) -> None:
        """All tabs whose headings fit; those without a name column only where no tab has one."""
        sheets = []
        for tab in book.tabs:
            found = find_table(tab, self._headings) if tab.visible or only else None
            if found is None:
                self.skipped_tabs.append(tab.name)
            else:
                sheets.append(_Sheet(found, match_columns(found, self._headings)))
        whole = [sheet for sheet in sheets if not missing(self.register, sheet.columns)]
        self._sheets = whole or sheets
        self.skipped_tabs += [s.found.tab.name for s in sheets if s not in self._sheets]
        if not self._sheets:
            wanted = self.register.fields()[self.register.title_field].label
            raise SheetTrouble(
                f"“{self.file}”里没有找到{self.register.title}的表头。",
                f"表头里至少要有“{wanted}”一列，请检查是否选错了文件。",
            )
        for sheet in self._sheets:
            self._collect(sheet)

    def _collect(self, sheet: _Sheet) -> None:
        found = sheet.found
        tab, title = found.tab.name, found.title
        around = Surroundings(
            tab,
            school_year_in(title, self.office.school_year),
            class_in(title) or class_in(tab),
            village_in(tab) or village_in(title),
        )
        sheet.rows = [
            SheetRow(around, number, sheet.columns, cells, class_in(caption) if caption else "")
            for number, cells, caption in found.rows()
        ]

    # -- what was found ------------------------------------------------------------------------------------

    @property
    def tables(self) -> list[Table]:
        return [
            Table(
                s.found.tab.name, s.found.heading_row,
                [HeadingMatch(c.heading.full, c.heading.index, c.name, c.how) for c in s.columns], len(s.rows),
            )
            for s in self._sheets
        ]  # fmt: skip

    @property
    def hidden(self) -> str:
        """A sentence on hidden rows: they are read like the others; "" where there are none."""
        said = []
        for sheet in self._sheets:
            numbers = sorted(row.number for row in sheet.rows if row.number in sheet.found.tab.hidden)
            if numbers:
                listed = "、".join(map(str, numbers[:10])) + ("等" if len(numbers) > 10 else "")
                said.append(f"“{sheet.found.tab.name}”有 {len(numbers)} 行是隐藏的（第 {listed} 行），也读进来了。")
        return "".join(said)

    @property
    def missing(self) -> str:
        """The label of the column that must be chosen before the rest can be worked out; "" where nothing lacks."""
        return next((label for s in self._sheets if (label := missing(self.register, s.columns))), "")

    def fields(self) -> list[tuple[str, str]]:
        """(name, label) of everything a heading may be sent to."""
        special = [(GRADE, "年级")] if "class" in self.register.fields() else []
        special += [(SCHOOL_CODE, "学校标识码")] if "school" in self.register.fields() else []
        own = [(f.name, f.label) for f in self.register.fields().values() if not f.computed and f.kind != "photo"]
        return own + special

    def choose(self, heading: str, name: str | None) -> None:
        """Sends a heading to a field, in every tab that has it; None: this column is not taken. Remembered when applied."""
        for sheet in self._sheets:
            for column in sheet.columns:
                if column.heading.full == heading:
                    column.name, column.how = name, "chosen"
                elif name is not None and column.name == name:
                    column.name, column.how = None, "none"
                settle(column, self.register, year_in(sheet.found.title))
        self._chosen[heading] = name
        self._planner = None

    # -- what would become of it ---------------------------------------------------------------------------

    @property
    def rows(self) -> list[SheetRow]:
        return [row for sheet in self._sheets for row in sheet.rows]

    def _planned(self, progress: Progress) -> Planner:
        if self._planner is None:
            if self.missing:
                raise SheetTrouble(f"表里没有“{self.missing}”这一列。", f"请在“核对表头”里指出哪一列是{self.missing}。")
            planner = Planner(self.office, self.register, self.school)
            planner.plan(self.rows, progress)
            self._planner = planner
        return self._planner

    def preview(self, progress: Progress = silent) -> Preview:
        """Every row with its state. Raises SheetTrouble (no name column), Stopped."""
        planner = self._planned(progress)
        rows = [self._shown(row, planner) for row in self.rows]
        counts = Counter(row.state for row in self.rows)
        return Preview(rows, {state: counts[state] for state in ("new", "changed", "same", "doubt")})

    def _shown(self, row: SheetRow, planner: Planner) -> PreviewRow:
        cells, marks = {}, {}
        fields, now = self.register.fields(), vars(row.draft) if row.draft else row.values
        for column in row.columns:
            if column.name is None or column.name == DOUBT:
                continue
            declared = fields.get(column.name)
            value = now.get(declared.column) if declared and not declared.computed else None
            titles = planner.titles(declared) if declared and declared.kind == "link" else None
            cells[column.name] = (
                kinds.show(declared, value, titles) if declared and value is not None else row.said(column.name)
            )
            if declared and declared.column in row.changes:
                marks[column.name] = "changed"
        marks.update({p.field: "doubt" for p in row.problems if p.level == "error" or p.field in cells})
        advice = problem_line(row) or self._changes_line(row, planner)
        return PreviewRow(row.around.tab, row.number, row.state, cells, marks, advice)

    def _changes_line(self, row: SheetRow, planner: Planner) -> str:
        """电话改了，原来是 136…"""
        said = []
        for field_ in self.register.fields().values():
            if field_.column in row.changes and not field_.computed:
                old = kinds.show(
                    field_, row.before[field_.column], planner.titles(field_) if field_.kind == "link" else None
                )
                said.append(f"{field_.label}改了，原来是 {old}" if old else f"补上了{field_.label}")
        return "；".join(said[:4])

    def retype(self, row: PreviewRow, name: str, text: str) -> PreviewRow:
        """Mends a cell where it stands; the row as it is now."""
        planner = self._planned(silent)
        mended = self._row(row.tab, row.number)
        mended.type(self.register, name, text)
        planner.plan_again(mended)
        return self._shown(mended, planner)

    def _row(self, tab: str, number: int) -> SheetRow:
        return next(row for row in self.rows if row.number == number and row.around.tab == tab)

    # -- doing it ------------------------------------------------------------------------------------------

    def dry_run(self, progress: Progress = silent) -> Outcome:
        """What `apply` would report, with nothing written."""
        self._planned(progress)
        return Outcome(
            count_sentence(self.rows, self.register, "会"),
            data=self._data(),
            attention=any(r.refused for r in self.rows),
        )

    def apply(self, progress: Progress = silent) -> Outcome:
        """All rows without doubt, as one entry that one undo takes back; the doubtful ones wait in a list. Raises Stopped."""
        planner = self._planned(progress)
        changed = applied(self.office, planner, self.rows, self.file, self._chosen, progress)
        waiting = sum(1 for row in self.rows if row.refused)
        advice = f"有 {waiting} 行存疑，留在“待处理”里，改好后再导入。" if waiting else ""
        sentence = count_sentence(self.rows, self.register, "") + self.hidden
        data = self._data()
        self._planner = None
        return Outcome(sentence, changed, data, attention=bool(waiting), advice=advice)

    def _data(self) -> dict[str, Any]:
        counts = Counter(row.state for row in self.rows)
        return {
            "rows": len(self.rows), "added": counts["new"], "updated": counts["changed"], "same": counts["same"], "refused": counts["doubt"],
            "problems": list(self._problems()),
            "columns": {c.heading.full: c.name for s in self._sheets for c in s.columns},
            "skipped_tabs": self.skipped_tabs, "hidden": self.hidden,
        }  # fmt: skip

    def _problems(self) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            for p in row.problems:
                yield {
                    "tab": row.around.tab, "row": row.number, "column": p.column, "field": p.field, "value": p.value,
                    "level": p.level, "problem": p.sentence, "advice": p.advice,
                }  # fmt: skip


def open_sheet(
    office: Office, register: type[Register], path: Path, school: bytes | None = None, tab: str | None = None
) -> Import:
    """Reads a workbook and finds its rosters. Raises NotFound or SheetTrouble: a sentence, whatever the file is."""
    return Import(office, register, read_book(path, tab), school, tab)


__all__ = ["Book", "HeadingMatch", "Import", "Preview", "PreviewRow", "Tab", "Table", "open_sheet"]
