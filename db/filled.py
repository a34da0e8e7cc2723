"""A checklist as it is filled in: its lines for one school, the marks beside them, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from db import query, tallies
from db.dialect import lines as plain_lines
from db.errors import NotFound
from db.register import Register, Values
from db.registers import Checklist, ChecklistItem, Inspection, InspectionMark
from db.rules import scoring, tiers
from db.rules.marks import Item, Mark
from db.rules.scoring import Lines, Result

_MARK = ("inspection_id", "item_id", *tallies.MARK, "remark", "photo")


@dataclass(frozen=True)
class Line:
    """One line of a list: the rule to score it by, and what people read."""

    id: bytes
    item: Item
    content: str
    evidence: str = ""
    usual: str = ""
    due: Decimal | None = None
    due_label: str = "应有"
    done_label: str = "实有"
    counts: str = ""
    always: bool = False

    @property
    def number(self) -> int:
        return self.item.number

    @property
    def section(self) -> str:
        return self.item.section


@dataclass(frozen=True)
class Note:
    """What somebody wrote and photographed beside a line."""

    remark: str = ""
    photo: str = ""


@dataclass
class Sheet:
    """One filled sheet: its row, its list's row, the lines this school is asked, and the marks by line number."""

    row: Values
    checklist: Values
    lines: Sequence[Line]
    marks: dict[int, Mark] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)

    @property
    def grades(self) -> Lines:
        return tallies.lines_of(self.checklist)

    @property
    def result(self) -> Result:
        return scoring.score((line.item for line in self.lines), self.marks, self.grades)

    @property
    def faulty(self) -> list[Line]:
        """Lines where something has to be put right."""
        faulty = set(self.result.faulty)
        return [line for line in self.lines if line.number in faulty]

    @property
    def sections(self) -> dict[str, list[Line]]:
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.section, []).append(line)
        return found


def lines_of(connection: Connection, checklist: bytes, school: bytes | None) -> list[Line]:
    """The lines of a list that this school is asked, in their order; all of them where no school is named."""
    return [line for line, asked in _every_line(connection, checklist, school) if asked]


def _every_line(connection: Connection, checklist: bytes, school: bytes | None) -> list[tuple[Line, bool]]:
    """All lines of a list, and whether this school is asked them."""
    kind, lacking = _premises(connection, school)
    columns = ", ".join(f'"{name}"' for name in ChecklistItem.columns())
    question = f"SELECT {columns} FROM checklist_items WHERE checklist_id = ? AND deleted = 0 ORDER BY number"
    found = plain_lines(connection, question, (checklist,))
    rows = (dict(zip(ChecklistItem.columns(), row, strict=True)) for row in found)
    return [(_line(row), school is None or tiers.asked(row, kind, lacking)) for row in rows]


def _premises(connection: Connection, school: bytes | None) -> tuple[str, frozenset[str]]:
    """What kind of school it is, and which facilities it said it has not."""
    if school is None:
        return "", frozenset()
    kind = connection.exec_driver_sql("SELECT kind FROM schools WHERE id = ?", (school,)).scalar()
    none = "SELECT kind FROM facilities WHERE school_id = ? AND present = 0 AND deleted = 0"
    return str(kind or ""), frozenset(connection.exec_driver_sql(none, (school,)).scalars())


def _line(row: Values) -> Line:
    return Line(
        id=row["id"],
        item=tallies.item_of(row),
        content=row["content"] or "",
        evidence=row["evidence"] or "",
        usual=row["usual"] or "",
        due=None if row["due"] is None else Decimal(row["due"]),
        due_label=row["due_label"] or "应有",
        done_label=row["done_label"] or "实有",
        counts=row["counts"] or "",
        always=bool(row["always"]),
    )


def read(connection: Connection, inspection: bytes) -> Sheet:
    """One sheet with all that stands on it. Raises NotFound."""
    found = read_many(connection, [inspection])
    if not found or not found[0].checklist:
        raise NotFound("没有找到这张检查表。", "它可能已被删除，请刷新。")
    return found[0]


def blank(connection: Connection, checklist: bytes, row: Mapping[str, Any]) -> Sheet:
    """A sheet nobody has written on. Raises NotFound."""
    known = query.row_of(connection, Checklist, checklist)
    if known is None:
        raise NotFound("没有找到这张检查表。", "请从“检查表”台账里选。")
    return Sheet(dict(row), dict(known), lines_of(connection, checklist, row.get("school_id")))


def read_many(connection: Connection, inspections: Sequence[bytes]) -> list[Sheet]:
    """Many sheets at once, in the order asked: lists are read once, marks in few questions.

    A sheet keeps every line that was marked, whatever the school has had or lost since; a finished one has no others.
    """
    every: dict[tuple[bytes, bytes | None], list[tuple[Line, bool]]] = {}
    known: dict[bytes, Values] = {}
    sheets: dict[bytes, Sheet] = {}
    for row in stored(connection, Inspection, inspections):
        checklist, school = row["checklist_id"], row["school_id"]
        if checklist not in known:
            known[checklist] = dict(query.row_of(connection, Checklist, checklist) or {})
        if (checklist, school) not in every:
            every[checklist, school] = _every_line(connection, checklist, school)
        sheets[row["id"]] = Sheet(row, known[checklist], [line for line, _ in every[checklist, school]])
    _put_marks(connection, sheets)
    for sheet in sheets.values():
        done, lines = sheet.row["state"] == "done", every[sheet.row["checklist_id"], sheet.row["school_id"]]
        sheet.lines = [line for line, asked in lines if line.number in sheet.marks or (asked and not done)]
    return [sheets[one] for one in inspections if one in sheets]


def stored(connection: Connection, register: type[Register], rows: Sequence[bytes]) -> list[Values]:
    """These rows as the file holds them, in the order asked, nothing worked out."""
    columns, found = register.columns(), dict[bytes, Values]()
    listed = ", ".join(f'"{name}"' for name in columns)
    for start in range(0, len(rows), 500):
        part = rows[start : start + 500]
        question = f'SELECT {listed} FROM "{register.register_name()}" WHERE id IN ({_marks(part)})'
        for line in plain_lines(connection, question, part):
            row = dict(zip(columns, line, strict=True))
            found[row["id"]] = row
    return [found[row] for row in rows if row in found]


def _put_marks(connection: Connection, sheets: Mapping[bytes, Sheet]) -> None:
    """The marks of these sheets, read in few questions and put beside their lines."""
    listed = ", ".join(f'"{name}"' for name in _MARK)
    numbers = {line.id: line.number for sheet in sheets.values() for line in sheet.lines}
    keys = list(sheets)
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        question = f"SELECT {listed} FROM inspection_marks WHERE inspection_id IN ({_marks(part)}) AND deleted = 0"
        for inspection, item, *told, remark, photo in plain_lines(connection, question, part):
            number = numbers.get(item)
            if number is not None:
                sheet = sheets[inspection]
                sheet.marks[number] = _mark(tuple(told))
                if remark or photo:
                    sheet.notes[number] = Note(remark or "", photo or "")


@lru_cache(maxsize=1 << 14)
def _mark(told: tuple[Any, ...]) -> Mark:
    return tallies.mark_of(dict(zip(tallies.MARK, told, strict=True)))


def _marks(values: Iterable[Any]) -> str:
    return ", ".join("?" for _ in values)


def mark_row(sheet: Sheet, line: Line) -> InspectionMark:
    """The row that keeps what stands beside a line now."""
    mark, note = sheet.marks.get(line.number, Mark()), sheet.notes.get(line.number, Note())
    return InspectionMark(
        school_id=sheet.row["school_id"],
        inspection_id=sheet.row["id"],
        item_id=line.id,
        answer=mark.answer,
        points=mark.points,
        faults=mark.faults,
        due=mark.due,
        done=mark.done,
        remark=note.remark or None,
        photo=note.photo or None,
    )


__all__ = ["Line", "Note", "Sheet", "blank", "lines_of", "mark_row", "read", "read_many", "stored"]
