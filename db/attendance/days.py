"""The school days of a span, the classes that are called on them, and what nobody has called yet."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from db import codes
from db.duplicates import apart_from_joined
from db.errors import Trouble
from db.judging import Context
from db.registers import Student
from db.rules import attendance, calendar


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
    """Classes with pupils in them, the center's first, then school by school; of one school, or of all."""
    counts, boarding = _counts(connection)
    titles, schools = context.titles("classes"), context.titles("schools")
    once = {
        False: attendance.sessions_of(context.setting("attendance.sessions")),
        True: attendance.sessions_of(context.setting("attendance.boarding_sessions")),
    }
    alive = connection.exec_driver_sql("SELECT id, school_id FROM classes WHERE deleted = 0 AND school_id IS NOT NULL")
    owners: dict[bytes, bytes] = {row[0]: row[1] for row in alive}
    found = [
        Room(row, title, owner, schools.get(owner, ""), counts[row, owner], once[owner in boarding])
        for row, title in titles.items()
        if (owner := owners.get(row)) and counts.get((row, owner)) and school in (None, owner)
    ]
    kinds = {code.code: place for place, code in enumerate(codes.code_list("school_kind"))}
    ranks = {
        row: kinds.get(kind, len(kinds)) for row, kind in connection.exec_driver_sql("SELECT id, kind FROM schools")
    }
    order = {row: place for place, row in enumerate(schools)}
    return sorted(found, key=lambda room: (ranks.get(room.school_id, 0), order.get(room.school_id, 0)))


def _counts(connection: Connection) -> tuple[dict[tuple[bytes, bytes], int], set[bytes]]:
    """Pupils by class and school (who moved away may stand in the old class yet), and the schools with boarders."""
    statement = (
        "SELECT class_id, school_id, count(*), sum(boarding = '2') FROM students WHERE deleted = 0 "
        f"AND status IN ('01', '05') AND {apart_from_joined(Student)} GROUP BY class_id, school_id"
    )
    counts: dict[tuple[bytes, bytes], int] = {}
    boarding: set[bytes] = set()
    for room, school, count, boarders in connection.exec_driver_sql(statement):
        counts[room, school] = count
        if boarders:
            boarding.add(school)
    return counts, boarding


class Called:
    """Which half days of which classes were called; days as they stand in the file, 2026-11-16."""

    def __init__(self) -> None:
        self.halves: dict[tuple[bytes, str], int] = {}
        self._evenings: set[tuple[bytes, str]] = set()

    def add(self, room: bytes, on: str, session: str) -> int:
        """Notes a call; the half days that had not been called before, as bits (1 morning, 2 afternoon)."""
        if session == attendance.EVENING:
            self._evenings.add((room, on))
            return 0
        known, bits = self.halves.get((room, on), 0), attendance.BITS.get(session, 0)
        self.halves[room, on] = known | bits
        return bits & ~known

    def left(self, room: Room, on: str) -> tuple[str, ...]:
        """The sessions of a class and day that nobody has called."""
        key = room.id, on
        halves = self.halves.get(key, 0)
        if halves == attendance.BOTH and attendance.EVENING not in room.sessions:
            return ()
        done = {s for s in (attendance.MORNING, attendance.AFTERNOON) if halves & attendance.BITS[s]}
        return attendance.uncalled(done | ({attendance.EVENING} if key in self._evenings else set()), room.sessions)


def called(connection: Connection, first: date, last: date) -> Called:
    """What was called from a day to a day."""
    found = Called()
    for room, on, session in connection.exec_driver_sql(
        'SELECT class_id, "on", session FROM roll_calls WHERE deleted = 0 AND "on" BETWEEN ? AND ?',
        (first.isoformat(), last.isoformat()),
    ):
        found.add(room, on, session)
    return found


def uncalled(rooms: Iterable[Room], lessons: Iterable[date], calls: Called) -> Iterator[tuple[Room, date, str]]:
    """Every day, class and session that nobody has called."""
    known = list(rooms)
    for on in lessons:
        written = on.isoformat()
        for room in known:
            for session in calls.left(room, written):
                yield room, on, session
