"""Sums of attendance over a week or a month: by class, school and township, from three questions to the file.

Days count as half days (db.rules.attendance), so that a class that is called twice a day weighs what another weighs. An
absence counts as far as the class was called; what was called is compared with the names that stand for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from db.attendance import days
from db.judging import Context
from db.rules import attendance

_CALLS = """
SELECT class_id, school_id, "on", session, expected, expected - present FROM roll_calls
WHERE deleted = 0 AND "on" BETWEEN ?1 AND ?2 ORDER BY "on", class_id, session
"""
_MISSING = """
SELECT class_id, "on", session, reason, count(*) FROM absences
WHERE deleted = 0 AND "on" BETWEEN ?1 AND ?2 GROUP BY "on", class_id, session, reason
"""
_ILL = """
SELECT class_id, symptom, count(*) FROM (
  SELECT class_id, student_id, "on", symptom FROM absences
    WHERE deleted = 0 AND reason = '1' AND symptom <> '' AND "on" BETWEEN ?1 AND ?2
  UNION SELECT class_id, student_id, "on", symptom FROM morning_findings
    WHERE deleted = 0 AND symptom <> '' AND "on" BETWEEN ?1 AND ?2
  UNION SELECT class_id, student_id, began_on, symptom FROM illnesses
    WHERE deleted = 0 AND symptom <> '' AND began_on BETWEEN ?1 AND ?2
) GROUP BY class_id, symptom
"""


@dataclass
class Line:
    """A class, a school or the township over a span. `times` and `half_days` are by reason, `ill` by symptom."""

    title: str
    school_id: bytes | None = None
    room: bytes | None = None
    rooms: int = 1
    pupils: int = 0
    due: int = 0
    called: int = 0
    expected: int = 0
    times: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    half_days: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    ill: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    uncalled: list[tuple[str, date, str]] = field(default_factory=list)
    differing: list[tuple[str, date]] = field(default_factory=list)

    @property
    def absent(self) -> int:
        """Half days of those who were not there."""
        return sum(self.half_days[reason] for reason in attendance.ABSENT)

    @property
    def rate(self) -> Decimal | None:
        return attendance.attended(self.expected, self.absent)

    def add(self, other: Line) -> None:
        for one in fields(Line):
            mine, more = getattr(self, one.name), getattr(other, one.name)
            if isinstance(mine, int):
                setattr(self, one.name, mine + more)
            elif isinstance(mine, list):
                mine.extend(more)
            elif isinstance(mine, dict):
                for key, count in more.items():
                    mine[key] += count


@dataclass(frozen=True)
class Sums:
    """All classes over a span, its school days up to today, and what is left to call named."""

    first: date
    last: date
    days: tuple[date, ...]
    lines: tuple[Line, ...]

    def schools(self, names: Callable[[bytes], str]) -> list[Line]:
        """One line a school, in the order in which they come."""
        found: dict[bytes | None, Line] = {}
        for line in self.lines:
            if line.school_id not in found:
                name = names(line.school_id) if line.school_id else ""
                found[line.school_id] = Line(name, line.school_id, rooms=0)
            found[line.school_id].add(line)
        return list(found.values())

    def total(self, title: str = "合计") -> Line:
        whole = Line(title, rooms=0)
        for line in self.lines:
            whole.add(line)
        return whole


def over(connection: Connection, context: Context, first: date, last: date, school: bytes | None = None) -> Sums:
    """The sums from a day to a day, of one school or of all that this file knows."""
    lessons = days.school_days(connection, context, first, min(last, context.today))
    rooms = days.rooms(connection, context, school)
    lines = {room.id: Line(room.title, room.school_id, room.id, pupils=room.pupils) for room in rooms}
    span, called = (first.isoformat(), last.isoformat()), days.Called()
    counted = _calls(connection, context, span, school, lines, called)
    _missing(connection, span, lines, called, counted)
    for room, symptom, count in connection.exec_driver_sql(_ILL, span):
        if room in lines:
            lines[room].ill[symptom] = count
    for one, on, session in days.uncalled(rooms, lessons, called):
        lines[one.id].uncalled.append((one.title, on, session))
    for line in lines.values():
        line.due = len(lessons)
    return Sums(first, last, tuple(lessons), tuple(lines.values()))


Counted = dict[tuple[bytes, str, str], int]
"""How many were counted as missing, by class, day and session."""


def _calls(
    connection: Connection, context: Context, span: tuple[str, str], school: bytes | None,
    lines: dict[bytes, Line], called: days.Called,
) -> Counted:  # fmt: skip
    """What was expected; a class called for the day and by halves counts each half once."""
    names, counted = context.titles("classes"), Counted()
    for room, owner, on, session, expected, missing in connection.exec_driver_sql(_CALLS, span).all():
        if school not in (None, owner):
            continue
        line = lines.get(room)
        if line is None:
            line = lines[room] = Line(names.get(room, "（已撤销的班）"), owner, room)
        new = (room, on) not in called.halves
        bits = called.add(room, on, session)
        if bits:
            line.called += new
            line.expected += (expected or 0) * attendance.COUNTED[bits]
        counted[room, on, session] = missing
    return counted


def _missing(
    connection: Connection, span: tuple[str, str], lines: dict[bytes, Line], called: days.Called, counted: Counted
) -> None:
    """Who was missing, by reason, as far as the class was called; and calls whose count is not that of the names."""
    named = Counted()
    for room, on, session, reason, count in connection.exec_driver_sql(_MISSING, span).all():
        line = lines.get(room)
        if line is None or not reason:
            continue
        line.times[reason] += count
        halves = attendance.BITS.get(session, 0) & called.halves.get((room, on), 0)
        line.half_days[reason] += count * attendance.COUNTED[halves]
        if reason in attendance.ABSENT:
            key = room, on, session
            named[key] = named.get(key, 0) + count
    for key, missing in counted.items():
        if named.get(key, 0) != missing:
            room, on, _session = key
            lines[room].differing.append((lines[room].title, date.fromisoformat(on)))


__all__ = ["Line", "Sums", "over"]
