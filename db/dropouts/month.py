"""The figures of a school's monthly report, worked out from roll, cases, visits and letters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from db import roll as file_roll
from db.register import Context
from db.rules import ages, dropouts, roll
from db.rules.dropout_month import Case, figures, month_of
from db.rules.movements import SUSPENDED

DIED = "65"
KINDERGARTEN = "0"
"""学段 of children to whom compulsory schooling does not apply yet."""
_CASES = """SELECT c.found_on, c.left_on, c.kind, c.confirmed_on, c.back_on, c.settled_on, c.placement
FROM dropout_cases c WHERE c.deleted = 0 AND c.school_id = ? AND c.left_on IS NOT NULL"""
_VISITS = """SELECT count(*) FROM home_visits WHERE deleted = 0 AND school_id = ? AND "on" BETWEEN ? AND ?
AND (case_id IS NOT NULL OR purpose IN ('2', '4'))"""
_STEPS = "SELECT count(*) FROM dropout_cases WHERE deleted = 0 AND school_id = ? AND {} BETWEEN ? AND ?"
_SUSPENDED = """SELECT count(*) FROM students s WHERE s.deleted = 0 AND s.school_id = ? AND (
SELECT m.kind FROM movements m WHERE m.student_id = s.id AND m.deleted = 0 AND m.happened_on <= ?
ORDER BY m.happened_on DESC, m.id DESC LIMIT 1) = '41'"""
_SUSPENDED_NOW = """SELECT count(*) FROM students
WHERE deleted = 0 AND school_id = ? AND status = ? AND same_as IS NULL"""
_CHILDREN = "SELECT born_on, in_school FROM children WHERE deleted = 0 AND school_id = ? AND same_as IS NULL"


def of_school(
    connection: Connection, context: Context, school: bytes, month: str, flows: list[roll.Flow] | None = None
) -> dict[str, int]:
    """All figures of the report by the names of its fields. flows: the township's, where they are known already."""
    first, last = month_of(month)
    found = figures(cases(connection, school), first, last)
    found |= _roll(file_roll.flows(connection) if flows is None else flows, school, first, last)
    span = (school, first.isoformat(), last.isoformat())
    found["visits"] = _count(connection, _VISITS, *span)
    for name, column in (("letters", "letter_on"), ("township", "township_on"), ("court", "court_on")):
        found[name] = _count(connection, _STEPS.format(column), *span)
    found["suspended"] = _suspended(connection, context, school, last)
    found |= _of_age(connection, context, school)
    return found


def cases(connection: Connection, school: bytes) -> Iterator[Case]:
    """The cases of a school as a month sees them."""
    for found, left, kind, confirmed, back, settled, placement in connection.exec_driver_sql(_CASES, (school,)):
        ended = back or (settled if placement else None) or (left if placement else None)
        how = dropouts.state({}, back=bool(back), placement=placement)
        sure = (confirmed or found or left) if kind == dropouts.DROPPED else None
        yield Case(date.fromisoformat(found or left), _day(sure), _day(ended), how)


def _roll(flows: list[roll.Flow], school: bytes, first: date, last: date) -> dict[str, int]:
    def mine(place: roll.Place) -> bool:
        return place.school == school and place.stage != KINDERGARTEN

    line = roll.table(flows, first, last, mine).get(True, roll.Line())
    died = line.of(line.left, DIED)
    return {
        "at_start": line.start.total(), "came": line.of(line.came), "left": line.of(line.left) - died, "died": died,
        "at_end": line.end.total(),
    }  # fmt: skip


def _suspended(connection: Connection, context: Context, school: bytes, last: date) -> int:
    """Pupils on 休学 at the month's end; of a month that is not over, those the roster has now."""
    if last >= context.today:
        return _count(connection, _SUSPENDED_NOW, school, SUSPENDED)
    return _count(connection, _SUSPENDED, school, last.isoformat())


def _of_age(connection: Connection, context: Context, school: bytes) -> dict[str, int]:
    """Children of school age on the village lists of this school, and those of them that are not in school."""
    of_age = missing = 0
    for born, in_school in connection.exec_driver_sql(_CHILDREN, (school,)):
        if born and ages.school_age(date.fromisoformat(born), context.school_year) == ages.SchoolAge.OF_AGE:
            of_age += 1
            missing += in_school == 0
    return {"of_age": of_age, "not_in_school": missing}


def _count(connection: Connection, statement: str, *values: object) -> int:
    return int(connection.exec_driver_sql(statement, values).scalar() or 0)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


__all__ = ["cases", "of_school"]
