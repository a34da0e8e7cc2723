"""Doubts: rows of workbooks that wait for a person, kept until they are mended, brought in again, or dropped."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db import kinds
from db.errors import NotFound
from db.register import Register
from db.registers import BY_NAME, REGISTERS
from db.rules import masks
from db.rules.text import tidy_name
from desktop.sheets.marking import MarkedRow, MarkedTab, write_marked_book
from desktop.work.office import Office
from desktop.work.outcome import Outcome

COLUMNS = ("id", "register", "sheet", "tab", "row", "school_id", "cells", "problems", "at")


def doubts(office: Office, register: type[Register] | None = None) -> list[dict[str, Any]]:
    """All rows that wait, the oldest import first.

    Each has id, register, sheet, tab, row, school, title (its name), cells {heading: {field, value}}, problems, at.
    """
    titles = office.titles("schools")
    found = held_rows(office, register)
    for held in found:
        held["id"], held["school"] = held["id"].hex(), titles.get(held.pop("school_id") or b"", "")
    return found


def told(office: Office, register: type[Register] | None = None, show_private: bool = False) -> list[dict[str, Any]]:
    """The rows that wait, for a list: private cells masked, save those in doubt, which are what is being checked.

    Whoever is shown a private cell is logged.
    """
    found, open_cells = doubts(office, register), 0
    for held in found:
        fields = BY_NAME[held["register"]].fields()
        doubtful = {p["field"] for p in held["problems"]}
        for cell in held["cells"].values():
            declared = fields.get(cell["field"] or "")
            private = declared.private if declared else bool(_LONG_NUMBER.search(cell["value"]))
            if not private or not cell["value"]:
                continue
            if show_private or cell["field"] in doubtful:
                open_cells += 1
            else:
                cell["value"] = kinds.mask(declared, cell["value"]) if declared else masks.mask_text(cell["value"])
    if open_cells:
        office.log_shown("待处理的行", len(found))
    return found


_LONG_NUMBER = re.compile(r"\d{7}")
"""In a column that leads nowhere, this may be anybody's telephone or card."""


def held_rows(
    office: Office, register: type[Register] | None = None, doubt: bytes | None = None
) -> list[dict[str, Any]]:
    """As the file keeps them, cells and problems unpacked."""
    asked: list[str] = ["1 = 1"]
    values: list[str | bytes] = []
    if register is not None:
        asked.append("register = ?")
        values.append(register.register_name())
    if doubt is not None:
        asked.append("id = ?")
        values.append(doubt)
    with office.look() as connection:
        found = connection.exec_driver_sql(
            f"SELECT {', '.join(f'{chr(34)}{c}{chr(34)}' for c in COLUMNS)} FROM doubts WHERE {' AND '.join(asked)} "
            f'ORDER BY at, sheet, tab, "row"',
            tuple(values),
        )
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in found]
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
    held = one_held(office, doubt)
    with office.workspace.note_locally() as connection:
        delete(connection, [held["id"]])
    return Outcome("已从待处理里去掉，台账没有改动。", data={"id": doubt})


def one_held(office: Office, doubt: str) -> dict[str, Any]:
    """The waiting row of that id. Raises NotFound."""
    try:
        found = held_rows(office, doubt=bytes.fromhex(doubt))
    except ValueError:
        found = []
    if not found:
        raise NotFound("待处理里没有这一行。", "它可能已经处理过了，请刷新。")
    return found[0]


def write_marked(office: Office, register: type[Register], path: Path) -> Outcome:
    """The waiting rows as a workbook, doubtful cells tinted; once corrected it is brought in like any other."""
    waiting = held_rows(office, register)
    tabs: dict[tuple[str, str], MarkedTab] = {}
    for held in waiting:
        tab = tabs.setdefault((held["sheet"], held["tab"]), MarkedTab(held["tab"] or register.title, [], []))
        for heading in held["cells"]:
            if heading not in tab.headings and not heading.startswith("_"):
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


def waiting(office: Office) -> dict[str, int]:
    """How many rows wait, by register; only those where any do."""
    with office.look() as connection:
        found = connection.exec_driver_sql("SELECT register, count(*) FROM doubts GROUP BY register")
        counted = {str(name): int(count) for name, count in found}
    return {r.register_name(): counted[r.register_name()] for r in REGISTERS if r.register_name() in counted}


def delete(connection: Connection, ids: Sequence[bytes]) -> None:
    """Strikes rows from the list."""
    for doubt in ids:
        connection.exec_driver_sql("DELETE FROM doubts WHERE id = ?", (doubt,))
