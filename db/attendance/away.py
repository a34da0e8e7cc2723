"""Pupils who are away: whom nobody has excused and what is due for each, who is ill, and where illness gathers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db.judging import Context
from db.rules import attendance, clusters, follow_up
from db.rules.calendar import SpecialDay
from db.rules.clock import clock
from db.rules.follow_up import Due, Policy, Step

LOOKED_BACK = timedelta(days=120)
"""A term: an absence that began before it has long been a case of its own."""

FOUND_MISSING = time(8, 30)
"""When a pupil counts as missed on a day whose call bears no time."""

_DONE = {
    Step.CALL: ("called_on", "called_at"), Step.VISIT: ("visited_on",), Step.DEAN: ("dean_on",),
    Step.HEAD: ("head_on",), Step.REPORT: ("report_on",),
}  # fmt: skip


@dataclass(frozen=True)
class Away:
    """One pupil away without excuse: the absence's school days, its rows (the last one is filled in), what is due."""

    student: bytes
    name: str
    room: bytes
    title: str
    school_id: bytes | None
    days: tuple[date, ...]
    rows: tuple[bytes, ...]
    done: frozenset[Step]
    due: tuple[Due, ...]

    @property
    def overdue(self) -> bool:
        return any(one.overdue for one in self.due)


def policy(context: Context) -> Policy:
    """How soon each step is asked for, as the office has decided."""
    said = context.setting
    return Policy(
        said("attendance.call_minutes"), said("attendance.visit_days"), said("attendance.dean_days"),
        said("attendance.head_days"), said("attendance.report_days"), clock(said("attendance.day_ends"), time(18)),
    )  # fmt: skip


def away(connection: Connection, context: Context, now: datetime, school: bytes | None = None) -> list[Away]:
    """Everybody away without excuse who has not been seen since, the most urgent first."""
    first = context.today - LOOKED_BACK
    rows: dict[bytes, list[Mapping[str, Any]]] = defaultdict(list)
    for row in _absences(connection, first, context.today, school):
        rows[row["student_id"]].append(row)
    waiting = {
        row: absent
        for row, absent in rows.items()
        if absent[-1]["reason"] in attendance.OPEN and school in (None, absent[-1]["school_id"])
    }
    called = _called(connection, first, context.today, {absent[-1]["class_id"] for absent in waiting.values()})
    steps, names, rooms = policy(context), context.titles("students"), context.titles("classes")
    found = []
    for pupil, absent in waiting.items():
        spell, missed = _going_on(absent, called.get(absent[-1]["class_id"], {}), context.special)
        if spell:
            done = frozenset(step for step, of in _DONE.items() if any(row[name] for row in spell for name in of))
            room = absent[-1]["class_id"]
            found.append(Away(
                pupil, names.get(pupil, ""), room, rooms.get(room, ""), absent[-1]["school_id"],
                tuple(day.date() for day in missed), tuple(row["id"] for row in spell), done,
                tuple(follow_up.steps_due(missed, now, steps, done)),
            ))  # fmt: skip
    far = datetime.max
    return sorted(found, key=lambda one: (min((due.by for due in one.due), default=far), one.title, one.name))


def _absences(connection: Connection, first: date, last: date, school: bytes | None) -> Iterable[Mapping[str, Any]]:
    """All absences of those pupils who were away without excuse at all."""
    span = (first.isoformat(), last.isoformat(), school)
    statement = f"""
    SELECT id, student_id, class_id, school_id, "on", reason, called_on, called_at, visited_on, dean_on, head_on,
      report_on, back_on
    FROM absences WHERE deleted = 0 AND reason IN ({_listed(attendance.ABSENT)}) AND "on" BETWEEN ?1 AND ?2
      AND student_id IN (SELECT student_id FROM absences WHERE deleted = 0 AND "on" BETWEEN ?1 AND ?2
        AND reason IN ({_listed(attendance.OPEN)}) AND (?3 IS NULL OR school_id = ?3))
    ORDER BY "on", session
    """
    return [dict(row) for row in connection.exec_driver_sql(statement, span).mappings()]


def _called(
    connection: Connection, first: date, last: date, rooms: Collection[bytes]
) -> dict[bytes, dict[date, datetime]]:
    """Of these classes, the days on which they were called and when; a day called later counts from the usual hour."""
    found: dict[bytes, dict[date, datetime]] = defaultdict(dict)
    statement = (
        'SELECT "on", called_on, called_at FROM roll_calls WHERE class_id = ? AND deleted = 0 AND "on" BETWEEN ? AND ? '
        "ORDER BY session DESC"
    )
    for room in rooms:
        for on, called_on, at in connection.exec_driver_sql(statement, (room, first.isoformat(), last.isoformat())):
            when = clock(at, FOUND_MISSING) if called_on in (None, on) else FOUND_MISSING
            found[room][date.fromisoformat(on)] = datetime.combine(date.fromisoformat(on), when)
    return found


def _going_on(
    absent: Sequence[Mapping[str, Any]], calls: Mapping[date, datetime], special: Sequence[SpecialDay]
) -> tuple[list[Mapping[str, Any]], list[datetime]]:
    """The rows of the absence that is going on, and when the pupil was missed on each of its days; empty where there
    is none: the pupil was seen since, or somebody said where the pupil is."""
    days = {row["on"]: date.fromisoformat(row["on"]) for row in absent}
    missing = {days[row["on"]] for row in absent if row["reason"] in attendance.OPEN}
    seen = (set(calls) | set(days.values())) - missing
    spells = follow_up.spells(missing, seen, special)
    if not spells or not follow_up.still_away(spells[-1], seen):
        return [], []
    spell = set(spells[-1])
    rows = [row for row in absent if days[row["on"]] in spell]
    if any(row["back_on"] for row in rows):
        return [], []
    return rows, [calls.get(day, datetime.combine(day, FOUND_MISSING)) for day in sorted(spell)]


def cases(connection: Connection, first: date, last: date, school: bytes | None = None) -> list[clusters.Case]:
    """Pupils with a symptom, by the calls, the morning checks and the register of illness, each once a day."""
    statement = """
    SELECT class_id, student_id, symptom, "on" FROM absences
      WHERE deleted = 0 AND reason = '1' AND symptom <> '' AND "on" BETWEEN ?1 AND ?2 AND (?3 IS NULL OR school_id = ?3)
    UNION SELECT class_id, student_id, symptom, "on" FROM morning_findings
      WHERE deleted = 0 AND symptom <> '' AND "on" BETWEEN ?1 AND ?2 AND (?3 IS NULL OR school_id = ?3)
    UNION SELECT class_id, student_id, symptom, began_on FROM illnesses
      WHERE deleted = 0 AND symptom <> '' AND began_on BETWEEN ?1 AND ?2 AND (?3 IS NULL OR school_id = ?3)
    """
    found = connection.exec_driver_sql(statement, (first.isoformat(), last.isoformat(), school))
    return [clusters.Case(room, student, symptom, date.fromisoformat(on)) for room, student, symptom, on in found]


def gathered(
    connection: Connection, context: Context, first: date, last: date, school: bytes | None = None
) -> list[clusters.Cluster]:
    """聚集性: clusters of illness from a day to a day, by the office's numbers; accidents gather nothing."""
    said = context.setting
    limits = clusters.Limits(
        said("attendance.cluster_day"), said("attendance.cluster_days"), said("attendance.cluster_cases")
    )
    ill = [case for case in cases(connection, first, last, school) if case.symptom not in attendance.NO_ILLNESS]
    return clusters.clusters(ill, limits)


def ill_unregistered(
    connection: Connection, context: Context, first: date, school: bytes | None = None
) -> list[tuple[bytes, bytes, bytes, date]]:
    """Pupils away through illness since a day of whom no illness is registered: (pupil, class, absence, first day)."""
    statement = """
    SELECT a.student_id, a.class_id, a.id, min(a."on") FROM absences a
    WHERE a.deleted = 0 AND a.reason = '1' AND a."on" >= ?1 AND (?2 IS NULL OR a.school_id = ?2) AND NOT EXISTS (
        SELECT 1 FROM illnesses i WHERE i.student_id = a.student_id AND i.deleted = 0 AND i.began_on <= a."on"
          AND (i.back_on IS NULL OR i.back_on > a."on"))
    GROUP BY a.student_id ORDER BY 4
    """
    found = connection.exec_driver_sql(statement, (first.isoformat(), school))
    return [(student, room, row, date.fromisoformat(on)) for student, room, row, on in found]


class Again(NamedTuple):
    """An illness whose pupil has been called as present since a day; the return is not booked yet."""

    illness: bytes
    student: bytes
    room: bytes
    infectious: bool
    since: date


def well_again(connection: Connection, school: bytes | None = None) -> list[Again]:
    """Pupils who are back and still stand in the register of illness."""
    statement = """
    SELECT i.id, i.student_id, i.class_id, coalesce(i.infectious, 0), min(r."on") FROM illnesses i
    JOIN roll_calls r ON r.class_id = i.class_id AND r."on" > i.began_on AND r.deleted = 0
    WHERE i.deleted = 0 AND i.back_on IS NULL AND (?1 IS NULL OR i.school_id = ?1) AND NOT EXISTS (
        SELECT 1 FROM absences a WHERE a.student_id = i.student_id AND a."on" = r."on" AND a.deleted = 0
          AND a.reason NOT IN ('4', '5'))
    GROUP BY i.id ORDER BY 5
    """
    found = connection.exec_driver_sql(statement, (school,))
    return [Again(row, who, room, bool(bad), date.fromisoformat(on)) for row, who, room, bad, on in found]


def _listed(codes: Iterable[str]) -> str:
    return ",".join(f"'{code}'" for code in codes)


__all__ = ["Away", "away", "cases", "gathered", "ill_unregistered", "policy", "well_again"]
