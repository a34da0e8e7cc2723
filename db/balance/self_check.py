"""What the ledgers know of the balance standard's items beyond the seven indicators: so many due, so many that hold.

源：教督〔2017〕6号 政府保障程度第4、5、9、11、12项，教育质量第1、2项 (facts 1.1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import Connection

from db import query, staff_sums
from db.balance import roster
from db.dropouts import rates
from db.listened import Count
from db.query import Question
from db.register import Context
from db.registers import SchoolClass
from db.rules import class_size, training
from db.rules.rotation import Exchange
from db.staff_sums import Registration

Schools = Sequence[bytes]
LARGEST, LARGEST_OF_TWO_STAGES = 2000, 2500
"""Pupils of a school, and of one with both stages."""


def count(connection: Connection, context: Context, what: str, schools: Schools) -> Count | None:
    """The figure of that name for these schools together; None where nobody is to be counted or the name is unknown."""
    counted = COUNTS[what](connection, context, schools) if what in COUNTS else None
    return counted if counted is not None and counted.due else None


def _school_size(connection: Connection, context: Context, schools: Schools) -> Count:
    pupils: Counter[bytes] = Counter()
    stages: Counter[bytes] = Counter()
    for one in roster.known(connection, context, schools):
        pupils[one.school] += one.values["pupils"]
        stages[one.school] += 1
    most = {school: LARGEST if stages[school] == 1 else LARGEST_OF_TWO_STAGES for school in pupils}
    return Count(len(pupils), sum(pupils[school] <= most[school] for school in pupils))


def _class_size(connection: Connection, context: Context, schools: Schools) -> Count:
    sizes = []
    for school in schools:
        asked = Question(where=[("school", school.hex()), ("closed_on", "")])
        found = query.values(connection, SchoolClass, query.ids(connection, SchoolClass, asked, context), context)
        sizes += [row["size_state"] for row in found if row["size"] and row["stage"] != "0"]
    return Count(len(sizes), sizes.count(class_size.WITHIN))


def _training(connection: Connection, context: Context, schools: Schools) -> Count:
    """Teachers whose hours keep the pace of the cycle."""
    cycle, found = staff_sums.training_hours(connection, context)
    pace = training.expected_by(context.today.year, cycle, Decimal(context.setting("training.hours")))
    totals = [hours.total for teacher, hours in found if teacher.school_id in schools]
    return Count(len(totals), sum(total >= pace for total in totals))


def _rotation(connection: Connection, context: Context, schools: Schools) -> Count:
    found = staff_sums.exchange(connection, context, context.school_year)
    sum_ = sum((found[school] for school in schools if school in found), start=Exchange(0, 0, 0))
    return Count(sum_.due, sum_.went)


def _licensed(connection: Connection, context: Context, schools: Schools) -> Count:
    states = [
        state for teacher, state, _ in staff_sums.registrations(connection, context) if teacher.school_id in schools
    ]
    return Count(len(states), len(states) - states.count(Registration.NONE))


def _junior(connection: Connection, context: Context, schools: Schools) -> Count | None:
    if not (given := _given(connection, context, schools, "初中三年巩固率")):
        return None
    kept, start, came, left, died = given
    return Count(start + came - left - died, kept)


def _disabled(connection: Connection, context: Context, schools: Schools) -> Count | None:
    in_school, of_age = _given(connection, context, schools, "适龄残疾儿童入学率")
    return Count(of_age, in_school)


def _given(connection: Connection, context: Context, schools: Schools, name: str) -> list[int]:
    """The numbers put into one of the figures of participation; empty where it has no sense."""
    found = rates.of_year(connection, context, context.school_year, schools)
    return next(([number for _, number in one.working.given] for one in found if one.working.name == name), [])


COUNTS: Mapping[str, Callable[[Connection, Context, Schools], Count | None]] = {
    "school_size": _school_size, "class_size": _class_size, "training": _training, "rotation": _rotation,
    "licensed": _licensed, "junior": _junior, "disabled": _disabled,
}  # fmt: skip

__all__ = ["COUNTS", "count"]
