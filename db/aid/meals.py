"""The nutrition plan of a school in a month: days by the calendar, children by the roster, less who was away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection

from db.aid.batch import Row, listed
from db.attendance import days as calendar
from db.attendance import sums
from db.duplicates import apart_from_joined
from db.register import Context
from db.registers import MealMonth, Student
from db.registers.meals import due_of, standard_in


class Reckoned(NamedTuple):
    """One school in one month. absent: whole days away by the roll calls; meals: children times days, less those."""

    school: bytes
    name: str
    month: str
    pupils: int
    days: int
    absent: int
    per_meal: Decimal | None

    @property
    def meals(self) -> int:
        return max(self.pupils * self.days - self.absent, 0)

    @property
    def due(self) -> Decimal | None:
        return due_of(self.meals, self.per_meal)


def reckoned(
    connection: Connection, context: Context, month: str, schools: Sequence[tuple[bytes, str]]
) -> list[Reckoned]:
    """Each school that has pupils of compulsory age. Days that have not come yet are not counted."""
    first, last = calendar.month_span(month)
    held = standard_in(month, context)
    lessons = len(calendar.school_days(connection, context, first, min(last, context.today)))
    found = []
    for school, name in schools:
        pupils = _pupils(connection, school)
        if pupils:
            away = sums.over(connection, context, first, last, school).total().absent // 2
            found.append(Reckoned(school, name, month, pupils, lessons, away, held.yuan_day if held else None))
    return found


def written(connection: Connection, context: Context, month: str) -> dict[bytes, Row]:
    """What the schools have written down for the month, by school."""
    return {row["school_id"]: row for row in listed(connection, context, MealMonth, [("month", month)])}


def months(connection: Connection, today: date) -> list[str]:
    """Months of the terms that have begun, the latest first."""
    found = set()
    for begins, ends in calendar.terms(connection):
        day = begins.replace(day=1)
        while day <= min(ends, today):
            found.add(f"{day:%Y-%m}")
            day = (day.replace(day=28) + (date(2000, 1, 5) - date(2000, 1, 1))).replace(day=1)
    return sorted(found, reverse=True)


def _pupils(connection: Connection, school: bytes) -> int:
    statement = (
        "SELECT count(*) FROM students WHERE deleted = 0 AND school_id = ? AND coalesce(stage, '1') <> '0' "
        f"AND coalesce(status, '01') IN ('01', '05') AND {apart_from_joined(Student)}"
    )
    return int(connection.exec_driver_sql(statement, (school,)).scalar() or 0)


__all__ = ["Reckoned", "months", "reckoned", "written"]
