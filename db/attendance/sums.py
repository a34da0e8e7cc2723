"""Sums of attendance over a week or a month: by class, school and township, set-based, in a handful of questions.

Days count as half days (db.rules.attendance), so that a class that is called twice a day weighs what another weighs. An
absence counts as far as the class was called; what was called is compared with the names that stand for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from db.attendance import days
from db.attendance.days import Room
from db.judging import Context
from db.rules import attendance

_CALLED = """
SELECT class_id, max(school_id) AS school_id, "on",
  max(CASE WHEN session IN ('0', '1') THEN expected END) AS morning,
  max(CASE WHEN session IN ('0', '2') THEN expected END) AS afternoon,
  max(session IN ('0', '1')) + 2 * max(session IN ('0', '2')) AS halves
FROM roll_calls WHERE deleted = 0 AND "on" BETWEEN ?1 AND ?2 GROUP BY class_id, "on"
"""
"""One row a class and day: how many were expected in each half, and which halves were called (1 and 2 as bits)."""

_EXPECTED = f"""
SELECT class_id, max(school_id), count(*), sum(coalesce(morning, 0) + coalesce(afternoon, 0))
FROM ({_CALLED}) GROUP BY class_id
"""
_MISSING = f"""
WITH called AS MATERIALIZED ({_CALLED}), missing AS (
  SELECT a.class_id, a.reason,
    (CASE a.session WHEN '0' THEN 3 WHEN '1' THEN 1 WHEN '2' THEN 2 ELSE 0 END) & coalesce(c.halves, 0) AS halves
  FROM absences a LEFT JOIN called c ON c.class_id = a.class_id AND c."on" = a."on"
  WHERE a.deleted = 0 AND a."on" BETWEEN ?1 AND ?2)
SELECT class_id, reason, count(*), sum((halves & 1) + (halves >> 1)) FROM missing GROUP BY class_id, reason
"""
_DIFFERING = f"""
SELECT r.class_id, r."on", r.session, r.expected - r.present, count(a.id)
FROM roll_calls r LEFT JOIN absences a ON a.class_id = r.class_id AND a."on" = r."on" AND a.session = r.session
  AND a.deleted = 0 AND a.reason IN ({",".join(f"'{code}'" for code in attendance.ABSENT)})
WHERE r.deleted = 0 AND r."on" BETWEEN ?1 AND ?2
GROUP BY r.id HAVING r.expected - r.present <> count(a.id) ORDER BY r."on"
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
    lines = _lines(connection, context, days.rooms(connection, context, school), first, last, school)
    titles = {line.room: line for line in lines}
    for room, on, session in days.uncalled(connection, context, first, last, school):
        titles[room.id].uncalled.append((room.title, on, session))
    for line in lines:
        line.due = len(lessons)
    return Sums(first, last, tuple(lessons), tuple(lines))


def _lines(
    connection: Connection, context: Context, rooms: Iterable[Room], first: date, last: date, school: bytes | None
) -> list[Line]:
    span = (first.isoformat(), last.isoformat())
    lines = {room.id: Line(room.title, room.school_id, room.id, pupils=room.pupils) for room in rooms}
    names = context.titles("classes")

    def asked(statement: str) -> Sequence[Any]:
        return connection.exec_driver_sql(statement, span).all()

    for room, owner, called, expected in asked(_EXPECTED):
        if school in (None, owner):
            line = lines.setdefault(room, Line(names.get(room, "（已撤销的班）"), owner, room))
            line.called, line.expected = called, expected or 0
    for room, reason, times, half_days in asked(_MISSING):
        if room in lines and reason:
            lines[room].times[reason], lines[room].half_days[reason] = times, half_days
    for room, on, *_ in asked(_DIFFERING):
        if room in lines:
            lines[room].differing.append((lines[room].title, date.fromisoformat(on)))
    for room, symptom, count in asked(_ILL):
        if room in lines:
            lines[room].ill[symptom] = count
    return list(lines.values())


__all__ = ["Line", "Sums", "over"]
