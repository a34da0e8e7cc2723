"""Figures of teachers' files: hours of training, exchange between schools, registrations that end, appraisal."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Connection

from db import leaves
from db.judging import Context
from db.rules import rotation, training
from db.rules.rotation import Exchange
from db.rules.training import Cycle, Hours

TEACHERS = ("1", "", None)
"""Kinds of staff that teach: 专任教师; who has none filled in counts as one."""

RETIRED = "6"


class Registration(StrEnum):
    """How it stands with a teacher's certificate and its registration."""

    GOOD = "有效"
    SOON = "即将到期"
    OVER = "已到期"
    NEVER = "未注册"
    NONE = "没有资格证"


@dataclass(frozen=True)
class Teacher:
    """A teacher with what is asked of the file."""

    id: bytes
    name: str
    school_id: bytes | None


def training_hours(
    connection: Connection, context: Context, school: bytes | None = None
) -> tuple[Cycle, list[tuple[Teacher, Hours]]]:
    """Hours of the present cycle of every teacher on the roll."""
    said = context.setting
    cycle = training.cycle_of(context.today.year, said("training.cycle_from"), said("training.years"))
    found: dict[bytes, list[tuple[date, Decimal]]] = defaultdict(list)
    statement = "SELECT staff_id, last_on, hours FROM trainings WHERE deleted = 0 AND last_on IS NOT NULL"
    for who, ended, hours in connection.exec_driver_sql(statement):
        found[who].append((date.fromisoformat(ended), Decimal(hours or 0)))
    wanted = Decimal(said("training.hours"))
    return cycle, [
        (Teacher(row["id"], row["name"], row["school_id"]), training.hours_of(found[row["id"]], cycle, wanted))
        for row in leaves.on_roll(connection, school)
        if row["kind"] in TEACHERS
    ]


def exchange(connection: Connection, context: Context, year: int) -> dict[bytes, Exchange]:
    """By the school they were sent from: who was due in this school year, who went, backbone teachers among those."""
    years = context.setting("rotation.years")
    due: Counter[bytes] = Counter()
    unknown: Counter[bytes] = Counter()
    home: dict[bytes, bytes] = {}
    for row in leaves.on_roll(connection, None):
        home[row["id"]] = row["school_id"]
        if row["kind"] in TEACHERS and row["school_id"]:
            is_due = rotation.is_due(row["joined_in"], year, years)
            (unknown if is_due is None else due)[row["school_id"]] += is_due is not False
    went: dict[bytes, set[bytes]] = defaultdict(set)
    backbone: dict[bytes, set[bytes]] = defaultdict(set)
    statement = "SELECT staff_id, from_id, backbone FROM rotations WHERE deleted = 0 AND year = ? AND way <> '5'"
    for who, sent_from, best in connection.exec_driver_sql(statement, (year,)):
        school = sent_from or home.get(who)
        if school:
            went[school].add(who)
            if best:
                backbone[school].add(who)
    schools = [*dict.fromkeys([*due, *unknown, *went])]
    return {
        school: Exchange(due[school], len(went[school]), len(backbone[school]), unknown[school]) for school in schools
    }


def registrations(
    connection: Connection, context: Context, school: bytes | None = None
) -> list[tuple[Teacher, Registration, date | None]]:
    """Every teacher's registration with the day it ends, what needs doing first."""
    years, ahead = context.setting("registration.years"), context.setting("registration.months_ahead")
    found = []
    for row in leaves.on_roll(connection, school):
        if row["kind"] not in TEACHERS:
            continue
        ends = (
            training.registration_ends(date.fromisoformat(row["registered_on"]), years)
            if row["registered_on"]
            else None
        )
        if not row["certificate"] and not row["certificate_number"]:
            state = Registration.NONE
        elif ends is None:
            state = Registration.NEVER
        elif ends < context.today:
            state = Registration.OVER
        else:
            soon = (ends.year - context.today.year) * 12 + ends.month - context.today.month <= ahead
            state = Registration.SOON if soon else Registration.GOOD
        found.append((Teacher(row["id"], row["name"], row["school_id"]), state, ends))
    order = (Registration.OVER, Registration.SOON, Registration.NEVER, Registration.NONE, Registration.GOOD)
    return sorted(found, key=lambda one: (order.index(one[1]), one[2] or date.max))


def reviews(connection: Connection, year: int) -> dict[bytes, Counter[str]]:
    """Grades of a year by school."""
    found: dict[bytes, Counter[str]] = defaultdict(Counter)
    statement = "SELECT school_id, grade, count(*) FROM annual_reviews WHERE deleted = 0 AND year = ? GROUP BY 1, 2"
    for school, grade, count in connection.exec_driver_sql(statement, (year,)):
        found[school][grade or ""] += count
    return found


def retired(connection: Connection, school: bytes | None = None) -> list[Teacher]:
    """Retired staff, in the order of pinyin."""
    statement = (
        'SELECT t.id, t.name, t.school_id FROM staff t LEFT JOIN finder f ON f."row" = t.id WHERE t.deleted = 0 '
        "AND t.status = ? AND (? IS NULL OR t.school_id = ?) ORDER BY f.sort, t.id"
    )
    return [Teacher(*row) for row in connection.exec_driver_sql(statement, (RETIRED, school, school))]


__all__ = ["Registration", "Teacher", "exchange", "registrations", "retired", "reviews", "training_hours"]
