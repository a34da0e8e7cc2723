"""The year's turn as the file has it: schools, classes, everybody on roll, what was decided, in a few questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db import query
from db.duplicates import apart_from_joined
from db.handoff import machines
from db.registers import Student, YearTurn
from db.registers.classes import GRADE_FLAGS
from db.rules import year_turn
from db.rules.class_turn import Room
from db.rules.grades import SCHOOL_YEAR_OPENS
from db.rules.year_turn import ON_ROLL, Decision, Fate, Standing, Turned
from desktop.work.office import Office
from desktop.work.year_plan import Fated, Plan, Pupil, SchoolTurn

JUNIOR_KINDS = ("junior", "nine_year")
ORDER = ("center", "primary", "point", "nine_year", "junior", "kindergarten")
"""Kinds of schools as the page lists them."""


def plan(office: Office, year: int | None = None) -> Plan:
    """The turn to the autumn of this calendar year, or of the year that is asked for."""
    year = year or office.today.year
    with office.look() as connection:
        schools = _schools(office, connection, year)
        junior, afar = _junior(office, schools)
        _classes(connection, schools, year)
        _pupils(connection, schools, year, junior, afar)
        found = connection.exec_driver_sql(
            "SELECT starts_on FROM school_years WHERE year = ? AND deleted = 0", (year,)
        ).scalar()
    starts_on = date.fromisoformat(found) if found else date(year, *SCHOOL_YEAR_OPENS)
    return Plan(year, list(schools.values()), junior, afar, starts_on, bool(found))


def _schools(office: Office, connection: Connection, year: int) -> dict[bytes, SchoolTurn]:
    """A school's own machine turns its own school; the center those that have no machine of their own."""
    own = {m.school_id for m in machines.machines(connection).values() if m.state == machines.ENROLLED and m.keys}
    kept = {row["school_id"]: row for row in query.standing(connection, YearTurn) if row["year"] == year}
    found = {}
    for school, name, kind in connection.exec_driver_sql(
        "SELECT id, name, kind FROM schools WHERE deleted = 0 AND closed_on IS NULL AND kind <> 'county'"
    ):
        if office.bound and school != office.school_id:
            continue
        ours = office.bound or school == office.school_id or school not in own
        found[school] = SchoolTurn(school, name, kind, ours, kept.get(school), year=year)
    titles = list(office.titles("schools"))
    return dict(sorted(found.items(), key=lambda one: (ORDER.index(one[1].kind), titles.index(one[0]))))


def _junior(office: Office, schools: Mapping[bytes, SchoolTurn]) -> tuple[bytes | None, str]:
    """Where grade six goes by itself: the school the office has named, in the township or not, else its only junior."""
    named = str(office.setting("year.junior") or "")
    with office.look() as connection:
        juniors = [
            (row, name)
            for row, name, kind in connection.exec_driver_sql(
                "SELECT id, name, kind FROM schools WHERE deleted = 0 AND closed_on IS NULL"
            )
            if kind in JUNIOR_KINDS or name == named
        ]
    if named:
        found = next((row for row, name in juniors if name == named), None)
        return found, "" if found else named
    return (juniors[0][0], "") if len(juniors) == 1 else (None, "")


def _classes(connection: Connection, schools: Mapping[bytes, SchoolTurn], year: int) -> None:
    flags = ", ".join(GRADE_FLAGS)
    led: dict[bytes, set[bytes]] = defaultdict(set)
    following: dict[bytes, set[bytes]] = defaultdict(set)
    for row, school, stage, entry, number, composite, up, teacher, *ticked in connection.exec_driver_sql(
        f"SELECT id, school_id, stage, entry_year, number, composite, goes_up, teacher_id, {flags} FROM classes "
        "WHERE deleted = 0 AND closed_on IS NULL ORDER BY school_id, stage, entry_year, number, id"
    ):
        if school not in schools or (entry is None and not composite):
            continue
        grades = frozenset(n for n, flag in enumerate(ticked, 1) if flag) if composite else frozenset()
        cohort = None if composite else entry
        schools[school].rooms.append(Room(row, int(stage), cohort, number or 1, grades))
        if teacher is not None:
            led[school].add(row)
        if up:
            following[school].add(row)
    for school, one in schools.items():
        one.led, one.following = frozenset(led[school]), frozenset(following[school])


def _pupils(
    connection: Connection, schools: Mapping[bytes, SchoolTurn], year: int, junior: bytes | None, afar: str
) -> None:
    """What becomes of everybody; alike ones are judged once."""
    judged: dict[Any, Turned] = {}
    for pupil in _on_roll(connection, year):
        one = schools.get(pupil.school)
        if one is None:
            continue
        to = pupil.to or junior
        decision = pupil.decision
        if decision is None and afar and _leaves_for_afar(pupil, one.kind, year):
            decision, pupil = Decision.LEAVES_STAGE, pupil._replace(destination="2", place=afar)
        kind = "nine_year" if to == pupil.school else one.kind
        asked = pupil.standing, kind, decision, to is not None
        after = judged.get(asked)
        if after is None:
            after = judged[asked] = year_turn.turned(pupil.standing, year, kind, decision, to is not None)
        one.pupils.append(Fated(pupil, after, to if after.fate is Fate.HANDED_OVER else None))


def _leaves_for_afar(pupil: Pupil, kind: str, year: int) -> bool:
    standing = pupil.standing
    return (
        standing.stage == 1 and standing.cohort is not None and kind not in year_turn.BOTH_STAGES
        and standing.status not in year_turn.SUSPENDED and year_turn.last_grade(1, standing.cohort, year - 1)
    )  # fmt: skip


def _on_roll(connection: Connection, year: int) -> Iterator[Pupil]:
    codes = ",".join(f"'{code}'" for code in sorted(ON_ROLL))
    decisions = {code.value: code for code in Decision}
    for row, name, school, room, sex, boarding, status, stage, cohort, *decided in connection.exec_driver_sql(
        "SELECT students.id, name, students.school_id, class_id, sex, boarding, coalesce(status, '01'), stage, cohort, "
        "p.decision, p.to_school_id, p.destination, p.destination_name FROM students "
        "LEFT JOIN promotions p ON p.student_id = students.id AND p.year = ? AND p.deleted = 0 AND p.done_on IS NULL "
        f"WHERE students.deleted = 0 AND coalesce(status, '01') IN ({codes}) AND {apart_from_joined(Student)}",
        (year,),
    ):
        decision, to, destination, place = decided
        standing = Standing(status, int(stage) if stage else None, cohort)
        yield Pupil(row, name, school, room, sex, boarding, standing, decisions.get(decision), to, destination, place)
