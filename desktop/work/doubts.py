"""Doubts: rows of workbooks that wait for a person, kept until they are mended, brought in again, or dropped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from db.errors import NotFound
from db.register import Register, new_ids
from db.registers import BY_NAME, REGISTERS
from db.rules.text import tidy_name
from desktop.sheets.headings import DOUBT, GRADE, SCHOOL_CODE, Headings
from desktop.sheets.tables import Heading
from desktop.sheets.marking import MarkedRow, MarkedTab, write_marked_book
from desktop.work.import_columns import Column, settle, shown_raw
from desktop.work.import_rows import SheetRow, Surroundings
from desktop.work.office import Office
from desktop.work.outcome import Outcome

if TYPE_CHECKING:
    from desktop.work.import_plan import Planner

_COLUMNS = ("id", "register", "sheet", "tab", "row", "school_id", "cells", "problems", "at")


def doubts(office: Office, register: type[Register] | None = None) -> list[dict[str, Any]]:
    """All rows that wait, the oldest import first: id, register, sheet, tab, row, school, cells {heading: {field, value}}, problems, at."""
    titles = office.titles("schools")
    return [
        {**held, "id": held["id"].hex(), "school": titles.get(held.pop("school_id") or b"", "")}
        for held in _held(office, register)
    ]


def _held(office: Office, register: type[Register] | None = None, doubt: bytes | None = None) -> list[dict[str, Any]]:
    asked, values = ["1 = 1"], []
    if register is not None:
        asked.append("register = ?")
        values.append(register.register_name())
    if doubt is not None:
        asked.append("id = ?")
        values.append(doubt)
    with office.look() as connection:
        found = connection.exec_driver_sql(
            f"SELECT {', '.join(f'{chr(34)}{c}{chr(34)}' for c in _COLUMNS)} FROM doubts WHERE {' AND '.join(asked)} "
            f'ORDER BY at, sheet, tab, "row"',
            tuple(values),
        )
        rows = [dict(zip(_COLUMNS, row, strict=True)) for row in found]
    for row in rows:
        row["cells"], row["problems"] = json.loads(row["cells"]), json.loads(row["problems"])
        row["title"] = next(
            (
                tidy_name(str(c["value"]))
                for c in row["cells"].values()
                if c["field"] == BY_NAME[row["register"]].title_field
            ),
            "",
        )
    return rows


def drop_doubt(office: Office, doubt: str) -> Outcome:
    """The row is not wanted after all. Raises NotFound."""
    held = _one(office, doubt)
    with office.workspace.note_locally() as connection:
        _delete(connection, [held["id"]])
    return Outcome("已从待处理里去掉，台账没有改动。", data={"id": doubt})


def settle_doubt(office: Office, doubt: str, typed: Mapping[str, str]) -> Outcome:
    """Brings a waiting row in with what was mended, by field; still doubtful, it goes on waiting with what is wrong now."""
    from desktop.work.import_apply import applied
    from desktop.work.import_plan import Planner
    from desktop.work.outcome import silent

    held = _one(office, doubt)
    register = BY_NAME[held["register"]]
    row = _row_of(office, register, held, {**typed})
    planner = Planner(office, register, held["school_id"])
    planner.plan([row])
    changed = applied(office, planner, [row], held["sheet"], {}, silent)
    if row.refused:
        wrong = {p.field: p.sentence for p in row.problems if p.level == "error"}
        return Outcome(
            "还没有导入：" + "；".join(s.rstrip("。") for s in wrong.values()) + "。",
            data={"problems": wrong},
            attention=True,
        )
    words = {"new": "已导入。", "changed": "已并入原有的一行。", "same": "台账里已有这一行，没有重复导入。"}
    return Outcome(words[row.state], changed, {"id": (row.target or b"").hex()})


def _row_of(office: Office, register: type[Register], held: Mapping[str, Any], typed: Mapping[str, str]) -> SheetRow:
    """A waiting row as a sheet of one row."""
    columns, cells = [], []
    for heading, cell in held["cells"].items():
        column = Column(Heading(len(cells), "", heading), cell["field"], "same")
        settle(column, register, None)
        columns.append(column)
        cells.append(cell["value"])
    columns.append(Column(Heading(len(cells), "", DOUBT), DOUBT, "same"))
    settle(columns[-1], register, None)
    cells.append(held["id"].hex())
    row = SheetRow(Surroundings(held["tab"], office.school_year), held["row"], columns, cells)
    for name, text in typed.items():
        row.type(register, name, text)
    return row


def _one(office: Office, doubt: str) -> dict[str, Any]:
    try:
        found = _held(office, doubt=bytes.fromhex(doubt))
    except ValueError:
        found = []
    if not found:
        raise NotFound("待处理里没有这一行。", "它可能已经处理过了，请刷新。")
    return found[0]


def write_marked(office: Office, register: type[Register], path: Path) -> Outcome:
    """The waiting rows as a workbook: doubtful cells tinted, what to do in the last column; it comes back in once corrected."""
    waiting = _held(office, register)
    tabs: dict[tuple[str, str], MarkedTab] = {}
    for held in waiting:
        tab = tabs.setdefault((held["sheet"], held["tab"]), MarkedTab(held["tab"] or register.title, [], []))
        for heading in held["cells"]:
            if heading not in tab.headings:
                tab.headings.append(heading)
        advice = "；".join(f"{p['problem']}{p['advice']}".rstrip("。") for p in held["problems"])
        doubtful = {p["column"] for p in held["problems"]}
        values = {heading: cell["value"] for heading, cell in held["cells"].items()}
        tab.rows.append(MarkedRow(values, doubtful, f"第{held['row']}行：{advice}", held["id"].hex()))
    if not waiting:
        return Outcome("没有待处理的行，不用写标注表。", data={"rows": 0})
    write_marked_book(path, list(tabs.values()))
    return Outcome(
        f"{len(waiting)} 行存疑的内容已写到 {path.name}，改好后直接导入它。",
        data={"rows": len(waiting), "file": str(path.resolve())},
    )


# -- after an import -----------------------------------------------------------------------------------------


def settle_after(
    office: Office, register: type[Register], rows: Sequence[SheetRow], file: str, planner: Planner
) -> None:
    """Waiting rows that came in are done with; those refused now wait, in place of what waited for the same row before."""
    refused = [row for row in rows if row.refused]
    before = _held(office, register)
    if not refused and not before:
        return
    by_id = {held["id"].hex(): held for held in before}
    by_row = {(held["sheet"], held["tab"], held["row"], held["school_id"]): held for held in before}
    gone, lines = [], []
    now = datetime.now().isoformat(timespec="seconds")
    for key, row in zip(new_ids(len(rows)), rows, strict=True):
        sheet, tab, number = file, row.around.tab, row.number
        school = row.values.get("school_id") or planner.school
        known = by_id.get(row.words.get(DOUBT, "")) or by_row.get((sheet, tab, number, school))
        if known is not None and (row.refused or _same_person(register, known, row)):
            gone.append(known["id"])
            sheet, tab, number, key = known["sheet"], known["tab"], known["row"], known["id"]
        if row.refused:
            lines.append(
                (key, register.register_name(), sheet, tab, number, school, *_said(register, row, planner), now)
            )
    with office.workspace.note_locally() as connection:
        _delete(connection, gone)
        if lines:
            marks = ",".join("?" * len(_COLUMNS))
            connection.exec_driver_sql(f"INSERT INTO doubts VALUES ({marks})", lines)


def _same_person(register: type[Register], known: Mapping[str, Any], row: SheetRow) -> bool:
    """Whether the row that came in is the one that waited; a mark put there by us is enough, else its name must agree."""
    from db.rules.text import tidy_name

    if row.words.get(DOUBT) == known["id"].hex():
        return True
    named = next((cell["value"] for cell in known["cells"].values() if cell["field"] == register.title_field), "")
    return tidy_name(named) == tidy_name(str(row.values.get(register.title_field) or ""))


def _said(register: type[Register], row: SheetRow, planner: Planner) -> tuple[str, str]:
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
    for name, label, value in _around(register, row, planner):
        if name not in names and value:
            cells[label] = {"field": name, "value": value}
    problems = [
        {
            "column": p.column,
            "field": p.field,
            "value": p.value,
            "level": p.level,
            "problem": p.sentence,
            "advice": p.advice,
        }
        for p in row.problems
    ]
    return json.dumps(cells, ensure_ascii=False), json.dumps(problems, ensure_ascii=False)


def _raw(row: SheetRow, column: Column) -> str:
    return shown_raw(row.cells[column.heading.index])


def _around(register: type[Register], row: SheetRow, planner: Planner) -> Iterable[tuple[str, str, str]]:
    fields = register.fields()
    if "school" in fields and not {"school", SCHOOL_CODE} & {c.name for c in row.columns}:
        yield "school", "学校", planner.schools.names.get(row.values.get("school_id") or b"", "")
    if "class" in fields and GRADE not in {c.name for c in row.columns}:
        yield "class", "班级", row.caption or row.around.class_name
    if "village" in fields and register.register_name() == "children":
        yield "village", fields["village"].label, row.around.village


def waiting(office: Office) -> dict[str, int]:
    """How many rows wait, by register; only those where any do."""
    with office.look() as connection:
        counted = dict(
            connection.exec_driver_sql("SELECT register, count(*) FROM doubts GROUP BY register").tuples().all()
        )
    return {r.register_name(): counted[r.register_name()] for r in REGISTERS if r.register_name() in counted}


def _delete(connection: Connection, ids: Sequence[bytes]) -> None:
    for doubt in ids:
        connection.exec_driver_sql("DELETE FROM doubts WHERE id = ?", (doubt,))


__all__ = ["Headings", "doubts", "drop_doubt", "settle_after", "settle_doubt", "waiting", "write_marked"]
