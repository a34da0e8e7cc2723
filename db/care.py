"""Care as the file knows it: whom the roster says something of who has no file, and who is taught at home how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from db import codes, pinyin, school_terms
from db.register import Context
from db.rules import care as rule
from db.rules.care import Frequency, TaughtWeek

AT_HOME = "3"
"""教育安置 送教上门."""

_WITHOUT_FILE = """SELECT s.id, s.name, s.school_id, s.class_id, s.left_behind, s.left_behind_strict, s.orphan,
s.disability, s.inclusive FROM students s WHERE s.deleted = 0 AND s.same_as IS NULL AND s.status IN ('01', '02', '05')
AND (s.left_behind IN ('1', '2') OR s.left_behind_strict = 1 OR s.orphan = 1 OR coalesce(s.disability, '0') <> '0'
OR coalesce(s.inclusive, '0') <> '0')
AND NOT EXISTS (SELECT 1 FROM care_files f WHERE f.student_id = s.id AND f.deleted = 0)"""
_COUNTED = f"SELECT count(*) FROM ({_WITHOUT_FILE}) WHERE ? IS NULL OR school_id = ?"
_TAUGHT_AT_HOME = """SELECT id, student_id, school_id, opened_on, teaching_rhythm FROM care_files
WHERE deleted = 0 AND placement = ? AND closed_on IS NULL"""
_LESSONS = 'SELECT care_id, "on", lessons FROM home_teaching WHERE deleted = 0 AND "on" BETWEEN ? AND ?'


@dataclass(frozen=True)
class Candidate:
    """A pupil of whom the roster says that care is needed, and who has no file."""

    student: bytes
    name: str
    school: bytes
    room: bytes | None
    because: tuple[str, ...]
    urgent: bool


@dataclass(frozen=True)
class Taught:
    """A child taught at home: the weeks of this term, and what was to be."""

    file: bytes
    student: bytes
    school: bytes
    asked: Frequency
    weeks: tuple[TaughtWeek, ...]

    @property
    def short(self) -> tuple[TaughtWeek, ...]:
        return tuple(week for week in self.weeks if week.short)

    @property
    def lessons(self) -> int:
        return sum(week.lessons for week in self.weeks)


def candidates(connection: Connection) -> list[Candidate]:
    """Orphans, disabled children and those whom nobody looks after first."""
    found = [Candidate(*told) for told in _candidates(connection)]
    return sorted(found, key=lambda one: (not one.urgent, pinyin.sort_key(one.name)))


def candidate_count(connection: Connection, school: bytes | None = None) -> int:
    """How many there are, of one school or of all."""
    return int(connection.exec_driver_sql(_COUNTED, (school, school)).scalar() or 0)


def _candidates(connection: Connection) -> Iterator[tuple[bytes, str, bytes, bytes | None, tuple[str, ...], bool]]:
    left_behind, disabled = codes.code_list("left_behind"), codes.code_list("disability")
    for row, name, school, room, left, alone, orphan, disability, inclusive in connection.exec_driver_sql(
        _WITHOUT_FILE
    ):
        because = []
        if orphan:
            because.append("孤儿")
        if alone:
            because.append("无人监护留守")
        if (disability or "0") != "0":
            because.append(disabled.label(disability))
        elif (inclusive or "0") != "0":
            because.append("随班就读")
        if left in ("1", "2"):
            because.append(f"留守（{left_behind.label(left)}）")
        yield row, name, school, room, tuple(because), bool(orphan or alone or (disability or "0") != "0")


def taught_at_home(
    connection: Connection, context: Context, term: school_terms.SchoolTerm | None = None
) -> list[Taught]:
    """Every child taught at home with the weeks of a term (the present one) up to today."""
    now = term or school_terms.current(context)
    first = now.starts_on or date(now.year, 9, 1)
    last = min(now.ends_on or context.today, context.today)
    lessons: dict[bytes, list[tuple[date, int]]] = defaultdict(list)
    for file, on, number in connection.exec_driver_sql(_LESSONS, (first.isoformat(), last.isoformat())):
        lessons[file].append((date.fromisoformat(on), int(number or 0)))
    usual = str(context.setting("care.home_teaching"))
    found = []
    for file, student, school, opened, rhythm in connection.exec_driver_sql(_TAUGHT_AT_HOME, (AT_HOME,)):
        asked = rule.PRESETS[rhythm if rhythm in rule.PRESETS else usual]
        since = date.fromisoformat(opened) if opened else None
        weeks = rule.taught_weeks(lessons[file], first, last, asked, context.special, since)
        found.append(Taught(file, student, school, asked, tuple(weeks)))
    return found


__all__ = ["AT_HOME", "Candidate", "Taught", "candidate_count", "candidates", "taught_at_home"]
