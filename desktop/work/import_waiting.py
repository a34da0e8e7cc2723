"""What an import leaves behind: rows refused wait in the list of doubts, rows that came in are struck from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from db.register import Register, new_ids
from db.rules.text import tidy_name
from desktop.sheets.headings import DOUBT, GRADE, SCHOOL_CODE
from desktop.work.doubts import COLUMNS, delete, held_rows
from desktop.work.import_columns import Column, shown_raw
from desktop.work.import_places import Places
from desktop.work.import_report import problem_data
from desktop.work.import_rows import SheetRow
from desktop.work.office import Office


def settle_after(office: Office, register: type[Register], rows: Sequence[SheetRow], file: str, places: Places) -> None:
    """Waiting rows that came in are done with; those refused now wait, in place of what waited for them before."""
    refused = [row for row in rows if row.refused]
    before = held_rows(office, register)
    if not refused and not before:
        return
    by_id = {held["id"].hex(): held for held in before}
    by_row = {(held["sheet"], held["tab"], held["row"], held["school_id"]): held for held in before}
    gone, lines = [], []
    now = datetime.now().isoformat(timespec="seconds")
    for key, row in zip(new_ids(len(rows)), rows, strict=True):
        sheet, tab, number = file, row.around.tab, row.number
        school = row.values.get("school_id") or places.school
        known = by_id.get(row.words.get(DOUBT, "")) or by_row.get((sheet, tab, number, school))
        if known is not None and (row.refused or _same_person(register, known, row)):
            gone.append(known["id"])
            sheet, tab, number, key = known["sheet"], known["tab"], known["row"], known["id"]
        if row.refused:
            lines.append(
                (key, register.register_name(), sheet, tab, number, school, *_said(register, row, places), now)
            )
    with office.workspace.note_locally() as connection:
        delete(connection, gone)
        if lines:
            marks = ",".join("?" * len(COLUMNS))
            connection.exec_driver_sql(f"INSERT INTO doubts VALUES ({marks})", lines)


def _same_person(register: type[Register], known: Mapping[str, Any], row: SheetRow) -> bool:
    """Whether the row that came in is the one that waited: our own mark is enough, else its name must agree."""
    if row.words.get(DOUBT) == known["id"].hex():
        return True
    return bool(known["title"] == tidy_name(str(row.values.get(register.title_field) or "")))


def _said(register: type[Register], row: SheetRow, places: Places) -> tuple[str, str]:
    """cells and problems as JSON; what stood around the row is written beside it, so that it can come in on its own."""
    cells = {
        column.heading.full: {"field": column.name, "value": row.typed.get(column.name or "", "") or _raw(row, column)}
        for column in row.columns
        if column.name != DOUBT and column.heading.index >= 0
    }
    for column in row.columns:
        if column.heading.index < 0 and column.name:
            cells[column.heading.full] = {"field": column.name, "value": row.typed[column.name]}
    names = {cell["field"] for cell in cells.values()}
    for name, label, value in _around(register, row, places):
        if name not in names and value:
            cells[label] = {"field": name, "value": value}
    if row.values.get("class_id") and row.around.school_year != places.school_year:
        _name_class(register, row, places, cells)
    problems = [problem_data(p) for p in row.problems]
    return json.dumps(cells, ensure_ascii=False), json.dumps(problems, ensure_ascii=False)


def _name_class(register: type[Register], row: SheetRow, places: Places, cells: dict[str, dict[str, Any]]) -> None:
    """A sheet of another year counts grades from that year: the class is kept by what it is called now."""
    for cell in cells.values():
        if cell["field"] in (GRADE, "class"):
            cell["field"] = None
    declared = register.fields()["class"]
    cells[declared.label] = {"field": "class", "value": places.titles(declared).get(row.values["class_id"], "")}


def _raw(row: SheetRow, column: Column) -> str:
    return shown_raw(row.cells[column.heading.index])


def _around(register: type[Register], row: SheetRow, places: Places) -> Iterable[tuple[str, str, str]]:
    fields = register.fields()
    if "school" in fields and not {"school", SCHOOL_CODE} & {c.name for c in row.columns}:
        yield "school", "学校", places.schools.names.get(row.values.get("school_id") or b"", "")
    if "class" in fields and GRADE not in {c.name for c in row.columns}:
        yield "class", "班级", row.caption or row.around.class_name
    if "village" in fields and register.register_name() == "children":
        yield "village", fields["village"].label, row.around.village
