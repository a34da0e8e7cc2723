"""The school days of a span, the classes that are called on them, and what nobody has called yet."""

from __future__ import annotations

import calendar as months
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from db.duplicates import apart_from_joined
from db.errors import Trouble
from db.judging import Context
from db.registers import Student
from db.rules import attendance, calendar

Calls = Mapping[tuple[bytes, date], set[str]]
"""The sessions called of each class and day."""


@dataclass(frozen=True)
class Room:
    """A class that is called: its school, how many sit in it, and the sessions its school calls a day."""

    id: bytes
    title: str
    school_id: bytes
    school: str
    pupils: int
    sessions: tuple[str, ...]


def terms(connection: Connection) -> list[tuple[date, date]]:
    """First and last day of every term, in order."""
    found = connection.exec_driver_sql(
        "SELECT starts_on, ends_on FROM terms WHERE deleted = 0 AND starts_on IS NOT NULL AND ends_on IS NOT NULL"
    ).all()
    return sorted((date.fromisoformat(begins), date.fromisoformat(ends)) for begins, ends in found)


def school_days(connection: Connection, context: Context, first: date, last: date) -> list[date]:
    """Days with lessons from a day to a day, both counted. Outside of every term there are none; where the calendar
    has no term, the week alone decides."""
    known = terms(connection)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    said = {entry.on: entry.school_day for entry in context.special}
    return [
        day
        for day in days
        if said.get(day, day.weekday() < 5) and (not known or any(begins <= day <= ends for begins, ends in known))
    ]


def week_label(connection: Connection, day: date) -> str:
    """第11周; empty outside of term."""
    term = next((term for term in terms(connection) if term[0] <= day <= term[1]), None)
    return calendar.week_label(day, *term) if term else ""


def month_span(month: str) -> tuple[date, date]:
    """First and last day of a month written 2026-11. Raises Trouble."""
    try:
        year, number = (int(part) for part in month.split("-"))
        return date(year, number, 1), date(year, number, months.monthrange(year, number)[1])
    except ValueError as error:
        raise Trouble(f"“{month}”不是年月。", "请写成 2026-11 这样。") from error


def week_span(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = calendar.monday_of(day)
    return monday, monday + timedelta(days=6)


def rooms(connection: Connection, context: Context, school: bytes | None = None) -> list[Room]:
    """Classes with pupils in them, in the order of schools and classes; of one school, or of all."""
    counts, boarding = _counts(connection)
    titles, schools = context.titles("classes"), context.titles("schools")
    once = {
        False: attendance.sessions_of(context.setting("attendance.sessions")),
        True: attendance.sessions_of(context.setting("attendance.boarding_sessions")),
    }
    alive = connection.exec_driver_sql("SELECT id, school_id FROM classes WHERE deleted = 0 AND school_id IS NOT NULL")
    owners: dict[bytes, bytes] = {row[0]: row[1] for row in alive}
    found = [
        Room(row, title, owners[row], schools.get(owners[row], ""), counts[row], once[owners[row] in boarding])
        for row, title in titles.items()
        if counts.get(row) and row in owners and school in (None, owners[row])
    ]
    order = {row: place for place, row in enumerate(schools)}
    return sorted(found, key=lambda room: order.get(room.school_id, 0))


def _counts(connection: Connection) -> tuple[dict[bytes, int], set[bytes]]:
    """Pupils of each class, and the schools that have boarders."""
    statement = (
        "SELECT class_id, school_id, count(*), sum(boarding = '2') FROM students WHERE deleted = 0 "
        f"AND status IN ('01', '05') AND {apart_from_joined(Student)} GROUP BY class_id, school_id"
    )
    counts: dict[bytes, int] = defaultdict(int)
    boarding: set[bytes] = set()
    for room, school, count, boarders in connection.exec_driver_sql(statement):
        counts[room] += count
        if boarders:
            boarding.add(school)
    return counts, boarding


def calls(connection: Connection, first: date, last: date) -> dict[tuple[bytes, date], set[str]]:
    """What was called from a day to a day."""
    found: dict[tuple[bytes, date], set[str]] = defaultdict(set)
    for room, on, session in connection.exec_driver_sql(
        'SELECT class_id, "on", session FROM roll_calls WHERE deleted = 0 AND "on" BETWEEN ? AND ?',
        (first.isoformat(), last.isoformat()),
    ):
        found[room, date.fromisoformat(on)].add(session)
    return found


def uncalled(
    connection: Connection, context: Context, first: date, last: date, school: bytes | None = None
) -> list[tuple[Room, date, str]]:
    """Every class, day and session up to today that nobody has called, in order of days."""
    days = school_days(connection, context, first, min(last, context.today))
    known, called = rooms(connection, context, school), calls(connection, first, last)
    return [
        (room, on, session)
        for on in days
        for room in known
        for session in attendance.uncalled(called.get((room.id, on), ()), room.sessions)
    ]
