"""The classes of a day with their state, and the days of a week with what is left to call."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from db.attendance import days
from db.attendance.days import Room
from db.rules import attendance
from desktop.work.office import Office


@dataclass(frozen=True)
class RoomDay:
    """A class on a day: sessions still to be called, and the counts of the last call."""

    room: Room
    left: tuple[str, ...]
    expected: int
    present: int

    @property
    def called(self) -> bool:
        return not self.left


@dataclass(frozen=True)
class SchoolDay:
    """A day of the week strip: without lessons nothing is asked; `left` classes of `rooms` are still to be called."""

    on: date
    lessons: bool
    left: int
    rooms: int


def day(office: Office, on: date, school: bytes | None = None) -> list[RoomDay]:
    """The classes of a day, this office's school first, each with what is left to call."""
    with office.look() as connection:
        signed = connection.exec_driver_sql(
            'SELECT class_id, session, expected, present FROM roll_calls WHERE deleted = 0 AND "on" = ? '
            "ORDER BY session",
            (on.isoformat(),),
        ).all()
        rooms = days.rooms(connection, office.context, school)
    done: dict[bytes, set[str]] = defaultdict(set)
    last: dict[bytes, tuple[int, int]] = {}
    for room, session, expected, present in signed:
        done[room].add(session)
        last[room] = (expected or 0, present or 0)
    rooms.sort(key=lambda room: room.school_id != office.school_id)
    return [
        RoomDay(room, attendance.uncalled(done[room.id], room.sessions), *last.get(room.id, (room.pupils, 0)))
        for room in rooms
    ]


def week(office: Office, on: date, school: bytes | None = None) -> list[SchoolDay]:
    """The seven days of the week in which a day lies."""
    monday, sunday = days.week_span(on)
    with office.look() as connection:
        rooms, called = days.rooms(connection, office.context, school), days.called(connection, monday, sunday)
        lessons = set(days.school_days(connection, office.context, monday, sunday))
    found = []
    for number in range(7):
        on = date.fromordinal(monday.toordinal() + number)
        left = sum(1 for room in rooms if called.left(room, on.isoformat()))
        found.append(SchoolDay(on, on in lessons, left if on in lessons else 0, len(rooms)))
    return found


def has_lessons(office: Office, on: date) -> bool:
    with office.look() as connection:
        return bool(days.school_days(connection, office.context, on, on))


def week_label(office: Office, on: date) -> str:
    """第11周; empty outside of term."""
    with office.look() as connection:
        return days.week_label(connection, on)


def uncalled(office: Office, first: date, last: date, school: bytes | None = None) -> list[tuple[Room, date, str]]:
    """Every class, day and session up to today that nobody has called, in order of days."""
    with office.look() as connection:
        lessons = days.school_days(connection, office.context, first, min(last, office.today))
        rooms = days.rooms(connection, office.context, school)
        return list(days.uncalled(rooms, lessons, days.called(connection, first, last)))


__all__ = ["Room", "RoomDay", "SchoolDay", "day", "has_lessons", "uncalled", "week", "week_label"]
