"""What the window shows of an import before it is done: headings, rows as they would stand, what would change."""

from __future__ import annotations

from dataclasses import dataclass

from db import kinds
from db.fields import Field
from db.register import Register
from desktop.sheets.headings import DOUBT, How
from desktop.work.import_places import Places
from desktop.work.import_report import problem_line
from desktop.work.import_rows import SheetRow, State


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
    """cells as they would stand, unmasked, since they are what is being checked; marks: field → doubt or changed."""

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


def shown_row(register: type[Register], row: SheetRow, places: Places) -> PreviewRow:
    """A row as it would stand in the register; a cell that could not be read as the sheet has it."""
    cells, marks = {}, {}
    fields, now = register.fields(), vars(row.draft) if row.draft else row.values
    for column in row.columns:
        if column.name is None or column.name == DOUBT:
            continue
        declared = fields.get(column.name)
        value = now.get(declared.column) if declared and not declared.computed else None
        text = _text(declared, value, places) if declared and value is not None else row.said(column.name)
        cells[column.name] = text
        if declared and declared.column in row.changes:
            marks[column.name] = "changed"
    marks.update({p.field: "doubt" for p in row.problems if p.level == "error" or p.field in cells})
    advice = problem_line(row) or _changes_line(register, row, places)
    return PreviewRow(row.around.tab, row.number, row.state, cells, marks, advice)


def _changes_line(register: type[Register], row: SheetRow, places: Places) -> str:
    """电话改了，原来是 136…"""
    said = []
    for declared in register.fields().values():
        if row.changes and declared.column in row.changes and not declared.computed:
            old = _text(declared, row.before[declared.column], places)
            said.append(f"{declared.label}改了，原来是 {old}" if old else f"补上了{declared.label}")
    return "；".join(said[:4])


def _text(declared: Field, value: object, places: Places) -> str:
    return kinds.show(declared, value, places.titles(declared) if declared.kind == "link" else None)
