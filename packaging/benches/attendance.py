"""A month of calls of twenty schools, summed by class, school and township, beside the bare SQL of the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from measuring import Pair, Times, bench

SCHOOLS, ROOMS, PUPILS, MISSING = 20, 12, 500, 33
FIRST, LAST, TODAY = date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 30)
CALLED = (
    'SELECT class_id, count(*), sum(expected), sum(present) FROM roll_calls WHERE deleted = 0 AND "on" BETWEEN ? AND ? '
    "GROUP BY class_id"
)
REASONS = (
    'SELECT class_id, reason, count(*) FROM absences WHERE deleted = 0 AND "on" BETWEEN ? AND ? '
    "GROUP BY class_id, reason"
)
DIFFERING = """
SELECT r.class_id, r."on", r.session, r.expected - r.present, count(a.id) FROM roll_calls r
LEFT JOIN absences a ON a.class_id = r.class_id AND a."on" = r."on" AND a.session = r.session AND a.deleted = 0
  AND a.reason IN ('1', '2', '3', '6', '9')
WHERE r.deleted = 0 AND r."on" BETWEEN ? AND ? GROUP BY r.id HAVING r.expected - r.present <> count(a.id)
"""
COUNTS = "SELECT class_id, count(*) FROM students WHERE deleted = 0 AND status IN ('01', '05') GROUP BY class_id"
DAYS = 'SELECT class_id, "on", session FROM roll_calls WHERE deleted = 0 AND "on" BETWEEN ? AND ?'


@contextmanager
def township(folder: Path) -> Iterator[Any]:
    """20 schools of 12 classes and 500 pupils; 22 school days called, 3 % missing, some classes forgotten."""
    from db.register import key_id, new_ids
    from db.registers import Absence, RollCall, School, SchoolClass, Student
    from desktop.work import roll_days
    from desktop.work.office import Office

    office = Office.found(folder / "office.xiangxiao", "青石镇中心学校", "center", "", "王老师", TODAY)
    with office.change("学校") as rows:
        schools = [rows.add(School(name=f"第{n + 1}小学", kind="primary")).id for n in range(SCHOOLS)]
        rooms = [
            rows.add(SchoolClass(school_id=school, stage="1", entry_year=2021 + n % 6, number=1 + n // 6))
            for school in schools
            for n in range(ROOMS)
        ]
    pupils = list(zip(new_ids(SCHOOLS * PUPILS), (rooms[n % len(rooms)] for n in range(SCHOOLS * PUPILS)), strict=True))
    days = [day for week in (2, 9, 16, 23, 30) for on in [date(2026, 11, week)] for day in _lessons(on)]
    with office.change("一个月") as rows:
        names = ("id", "school_id", "class_id", "name", "stage", "cohort", "status", "boarding")
        rows.insert_rows(
            Student, names,
            [(row, room.school_id, room.id, "学生", "1", room.entry_year, "01", "1") for row, room in pupils],
        )  # fmt: skip
        calls, absences = [], []
        for number, on in enumerate(days):
            for place, room in enumerate(rooms):
                if (number * 7 + place) % 97:  # a few days nobody has called
                    key = key_id("roll_calls", [room.id, on, "0"])
                    calls.append((key, room.school_id, room.id, on.isoformat(), "0", 42, 41, "王老师"))
            for place in range(number % MISSING, len(pupils), MISSING):
                row, room = pupils[place]
                key, reason = key_id("absences", [row, on, "0"]), "1231654"[place % 7]
                absences.append((key, room.school_id, row, room.id, on.isoformat(), "0", reason))
        rows.insert_rows(
            RollCall, ("id", "school_id", "class_id", "on", "session", "expected", "present", "called_by"), calls
        )
        rows.insert_rows(Absence, ("id", "school_id", "student_id", "class_id", "on", "session", "reason"), absences)
    office.workspace.changed = False
    assert roll_days.has_lessons(office, days[0])
    try:
        yield office
    finally:
        office.workspace.changed = False
        office.close()


def _lessons(monday: date) -> list[date]:
    return [date.fromordinal(monday.toordinal() + n) for n in range(5) if monday.toordinal() + n <= LAST.toordinal()]


@bench(Times(3.0), rounds=9)
def attendance_month(folder: Path) -> Iterator[Pair]:
    """A month of 20 schools × 22 days × 500 pupils summed, uncalled days named, beside the bare SQL of its figures."""
    from db import driver
    from desktop.work import attendance_sums

    with township(folder) as office:
        bare = driver.connect(office.path, read_only=True)
        span = (FIRST.isoformat(), LAST.isoformat())

        def floor() -> None:
            for statement in (CALLED, REASONS, DIFFERING, DAYS):
                bare.execute(statement, span).fetchall()
            bare.execute(COUNTS).fetchall()

        def work() -> None:
            found = attendance_sums.over(office, FIRST, LAST)
            assert len(found.schools(str)) == SCHOOLS
            assert found.total().uncalled

        yield Pair(work, floor)
        bare.close()
