"""Lists of children as they are compared: those that others handed to us, else what our own registers say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db import pinyin
from db.register import Context
from db.rules import ages
from db.rules.list_comparison import Cell, Entry, Person, alike, compare

HOUSEHOLD, ENROLLED, PRESENT = "household", "enrolled", "present"
DROPPED, POOR, DISABLED = "dropped", "poor", "disabled"
TITLES = {
    HOUSEHOLD: "户籍", ENROLLED: "学籍", PRESENT: "在校", DROPPED: "辍学个案", POOR: "脱贫户监测户", DISABLED: "残联",
}  # fmt: skip
COMPARISONS: Mapping[str, tuple[str, ...]] = {
    "1": (HOUSEHOLD, ENROLLED, PRESENT), "2": (DROPPED, POOR), "3": (DISABLED, PRESENT),
}  # fmt: skip
"""Which lists each comparison (code list `comparison`) lays side by side."""

OUTSIDE = {HOUSEHOLD: "1", ENROLLED: "2", PRESENT: "3", POOR: "4", DISABLED: "5"}
"""The code of `outside_list` that stands for a list, where somebody handed us one."""


@dataclass(frozen=True)
class Line:
    """One line of one list: where it stands and what it says of the person."""

    register: str
    row: bytes
    name: str
    sex: str
    born_on: date | None
    id_number: str
    where: str
    school: bytes | None = None


@dataclass(frozen=True)
class List:
    """A list that was compared: from where, of which day (None: as our registers stand today), its lines by row."""

    name: str
    source: str
    as_of: date | None
    lines: Mapping[bytes, Line]


@dataclass(frozen=True)
class Compared:
    """A comparison: its lists, the persons of each cell, and who may be one person under two numbers."""

    code: str
    lists: Mapping[str, List]
    cells: Mapping[Cell, list[Person]]
    alike: tuple[tuple[Person, ...], ...]

    def where(self, person: Person) -> str:
        """户籍：黑沟村；学籍、在校：青石镇中心学校 五（1）班: lists that say the same together."""
        told: dict[str, list[str]] = {}
        for name in COMPARISONS[self.code]:
            if name in person.entries:
                said = self.lists[name].lines[person.entries[name][0].row].where or "有"
                told.setdefault(said, []).append(TITLES[name])
        return "；".join(f"{'、'.join(names)}：{said}" for said, names in told.items())

    def line(self, person: Person) -> Line:
        """What is known of a person: the first line of the first list he stands in."""
        name = next(name for name in COMPARISONS[self.code] if name in person.entries)
        return self.lists[name].lines[person.entries[name][0].row]


def compared(connection: Connection, context: Context, code: str) -> Compared:
    """The lists of a comparison laid side by side. Of those that stand in the household list alone, only children of
    school age are asked about."""
    lists = {name: read(connection, context, name) for name in COMPARISONS[code]}
    cells = compare({name: [_entry(line) for line in one.lines.values()] for name, one in lists.items()})
    alone = frozenset({HOUSEHOLD})
    if alone in cells:
        known = lists[HOUSEHOLD].lines
        kept = [p for p in cells[alone] if _of_age(known[p.entries[HOUSEHOLD][0].row], context)]
        cells = {cell: persons for cell, persons in cells.items() if cell != alone} | ({alone: kept} if kept else {})
    everybody = [person for persons in cells.values() for person in persons]
    return Compared(code, lists, cells, tuple(alike(everybody)))


def _entry(line: Line) -> Entry:
    return Entry(line.row, line.id_number, pinyin.sounds(line.name), line.born_on)


def _of_age(line: Line, context: Context) -> bool:
    """Of school age this year, or nobody knows how old."""
    if line.born_on is None:
        return True
    return ages.school_age(line.born_on, context.school_year) == ages.SchoolAge.OF_AGE


def read(connection: Connection, context: Context, name: str) -> List:
    """The newest list of that name that was handed to us, else our own."""
    newest = connection.exec_driver_sql(
        "SELECT max(as_of) FROM outside_lists WHERE deleted = 0 AND kind = ?", (OUTSIDE.get(name, ""),)
    ).scalar()
    if newest:
        lines = _handed(connection, OUTSIDE[name], newest)
        return List(name, f"{TITLES[name]}名单", date.fromisoformat(newest), {line.row: line for line in lines})
    source, own = OWN.get(name, ("没有名单", _nobody))
    return List(name, source, None, {line.row: line for line in own(connection, context)})


def _handed(connection: Connection, kind: str, as_of: str) -> Iterator[Line]:
    statement = """SELECT id, name, sex, born_on, id_number, place, attends, room, status, school_id FROM outside_lists
WHERE deleted = 0 AND kind = ? AND as_of = ?"""
    for row, name, sex, born, number, place, attends, room, status, school in connection.exec_driver_sql(
        statement, (kind, as_of)
    ):
        where = " ".join(part for part in (place, attends, room, status) if part)
        yield Line("outside_lists", row, name, sex or "", _day(born), number or "", where, school)


def _children(connection: Connection, context: Context) -> Iterator[Line]:
    titles = context.titles("villages")
    statement = """SELECT id, name, sex, born_on, id_number, village_id, attends, school_id FROM children
WHERE deleted = 0 AND same_as IS NULL"""
    for row, name, sex, born, number, village, attends, school in connection.exec_driver_sql(statement):
        where = " ".join(part for part in (titles.get(village or b"", ""), attends) if part)
        yield Line("children", row, name, sex or "", _day(born), number or "", where, school)


def _students(*statuses: str) -> Callable[[Connection, Context], Iterator[Line]]:
    def found(connection: Connection, context: Context) -> Iterator[Line]:
        schools, rooms = context.titles("schools"), context.titles("classes")
        statement = f"""SELECT id, name, sex, born_on, id_number, school_id, class_id FROM students
WHERE deleted = 0 AND same_as IS NULL AND status IN ({",".join("?" * len(statuses))}) AND coalesce(stage, '') <> '0'"""
        for row, name, sex, born, number, school, room in connection.exec_driver_sql(statement, statuses):
            where = " ".join(part for part in (schools.get(school, ""), rooms.get(room or b"", "")) if part)
            yield Line("students", row, name, sex or "", _day(born), number or "", where, school)

    return found


def _cases(connection: Connection, context: Context) -> Iterator[Line]:
    statement = """SELECT id, name, sex, born_on, id_number, left_on, school_id FROM dropout_cases
WHERE deleted = 0 AND back_on IS NULL AND coalesce(placement, '') = ''"""
    for row, name, sex, born, number, left, school in connection.exec_driver_sql(statement):
        yield Line("dropout_cases", row, name, sex or "", _day(born), number or "", f"{left}离校", school)


def _nobody(connection: Connection, context: Context) -> Iterator[Line]:
    return iter(())


OWN: Mapping[str, tuple[str, Callable[[Connection, Context], Iterator[Line]]]] = {
    HOUSEHOLD: ("适龄儿童台账", _children),
    ENROLLED: ("在校学生台账（在读和休学）", _students("01", "02", "05")),
    PRESENT: ("在校学生台账（在读）", _students("01", "05")),
    DROPPED: ("没有结案的控辍个案", _cases),
}
"""What stands for a list that nobody handed to us."""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def told(identity: tuple[Any, ...]) -> str:
    """The key by which a person is known again in `compared_children`."""
    return " ".join(identity[1:]) if identity[0] == "number" else " ".join(identity)


__all__ = ["COMPARISONS", "OUTSIDE", "TITLES", "Compared", "Line", "List", "compared", "read", "told"]
