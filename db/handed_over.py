"""Who was handed over to a junior school in one summer, from the movements; and who of them stands on its roster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.rules.year_turn import ON_ROLL

TO_JUNIOR = "22"
"""升入镇内初中 of the list movement_kind."""
_CODES = ",".join(f"'{code}'" for code in sorted(ON_ROLL))
_HANDED = f"""FROM movements m JOIN students s ON s.id = m.student_id WHERE m.deleted = 0 AND m.kind = '{TO_JUNIOR}'
AND m.happened_on BETWEEN ? AND ?"""
_ARRIVED = f"""SELECT m.out_school_id, m.in_school_id, sum(here AND sex = '1'), sum(here AND coalesce(sex, '') <> '1'),
sum(here AND boarding = '2') FROM (SELECT m.out_school_id, m.in_school_id, s.sex, s.boarding, s.deleted = 0
AND s.school_id = m.in_school_id AND coalesce(s.status, '01') IN ({_CODES}) AS here {_HANDED}) m GROUP BY 1, 2"""


def _span(year: int) -> tuple[str, str]:
    """The days on which grade six of this summer can have been handed over; a late turn counts to its year."""
    return date(year, 7, 1).isoformat(), date(year + 1, 6, 30).isoformat()


def arrived(connection: Connection, year: int) -> list[Any]:
    """Out of which school, into which, boys, girls and boarders who stand there now."""
    return list(connection.exec_driver_sql(_ARRIVED, _span(year)).all())


def pupils(connection: Connection, year: int, out: bytes, into: bytes) -> Iterator[tuple[bytes, str]]:
    """The pupils of one hand-over: key of the student and the class they left, by class and name."""
    found = connection.exec_driver_sql(
        f"SELECT m.student_id, coalesce(m.class_before, '') {_HANDED} AND m.out_school_id = ? AND m.in_school_id = ? "
        "ORDER BY m.class_before, s.name, s.id",
        (*_span(year), out, into),
    )
    yield from ((row, room) for row, room in found.all())
