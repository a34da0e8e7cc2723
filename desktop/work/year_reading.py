"""The year's turn as the file has it: schools, classes, everybody on roll, what was decided, in a few questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
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


DECISIONS = {code.value: code for code in Decision}
_CODES = ",".join(f"'{code}'" for code in sorted(ON_ROLL))
_ON_ROLL = f"""students.deleted = 0 AND coalesce(status, '01') IN ({_CODES}) AND {apart_from_joined(Student)}"""
_DECIDED = "LEFT JOIN promotions p ON p.student_id = students.id AND p.year = ? AND p.deleted = 0 AND p.done_on IS NULL"
_ALIKE = f"""SELECT students.school_id, class_id, coalesce(status, '01'), stage, cohort, count(*)
FROM students {_DECIDED} WHERE p.id IS NULL AND {_ON_ROLL} GROUP BY 1, 2, 3, 4, 5"""
_PUPILS = f"""SELECT students.id, name, students.school_id, class_id, sex, boarding, coalesce(status, '01'), stage,
cohort, p.decision, p.to_school_id, p.destination, p.destination_name FROM students {_DECIDED} WHERE {_ON_ROLL}
AND (p.id IS NOT NULL OR stage IS NULL OR cohort IS NULL OR stage || cohort IN """


class _Judging:
    """What becomes of whom; alike ones are judged once."""

    def __init__(self, schools: Mapping[bytes, SchoolTurn], year: int, junior: bytes | None, afar: str) -> None:
        self.schools, self.year, self.junior, self.afar = schools, year, junior, afar
        self._known: dict[Any, Turned] = {}

    def after(self, kind: str, standing: Standing, decision: Decision | None, to: bytes | None) -> Turned:
        asked = standing, kind, decision, to is not None
        if asked not in self._known:
            self._known[asked] = year_turn.turned(standing, self.year, kind, decision, to is not None)
        return self._known[asked]

    def fated(self, pupil: Pupil) -> Fated:
        one = self.schools[pupil.school]
        to = pupil.to or self.junior
        if pupil.decision is None and self.afar and _leaves_for_afar(pupil.standing, one.kind, self.year):
            pupil = pupil._replace(decision=Decision.LEAVES_STAGE, destination="2", place=self.afar)
        kind = "nine_year" if to == pupil.school else one.kind
        after = self.after(kind, pupil.standing, pupil.decision, to)
        return Fated(pupil, after, to if after.fate is Fate.HANDED_OVER else None)


def _pupils(
    connection: Connection, schools: Mapping[bytes, SchoolTurn], year: int, junior: bytes | None, afar: str
) -> None:
    """Who only goes a grade up is counted, class by class; everybody else is read by name."""
    judging = _Judging(schools, year, junior, afar)
    wanted: set[tuple[Any, ...]] = set()
    for school, room, status, stage, cohort, number in connection.exec_driver_sql(_ALIKE, (year,)).all():
        one = schools.get(school)
        if one is None:
            continue
        standing = _standing(status, stage, cohort)
        fate = judging.fated(Pupil(b"", "", school, room, None, None, standing)).after
        same = fate.standing == standing and not one.unseated(room)
        if fate.fate is Fate.NEW or (fate.fate is Fate.PROMOTED and same):
            one.alike[fate.fate] += number
        else:
            wanted.add((school, room, status, stage, cohort))
    cohorts = sorted({f"{stage}{cohort}" for *_, stage, cohort in wanted})
    asked = connection.exec_driver_sql(f"{_PUPILS} ({','.join('?' * len(cohorts))}))", (year, *cohorts))
    for row, name, school, room, sex, boarding, status, stage, cohort, decided, *rest in asked.all():
        if school in schools and (decided is not None or (school, room, status, stage, cohort) in wanted):
            standing = _standing(status, stage, cohort)
            pupil = Pupil(row, name, school, room, sex, boarding, standing, DECISIONS.get(decided), *rest)
            schools[school].pupils.append(judging.fated(pupil))


@lru_cache(maxsize=1024)
def _standing(status: str, stage: str | None, cohort: int | None) -> Standing:
    return Standing(status, int(stage) if stage else None, cohort)


def _leaves_for_afar(standing: Standing, kind: str, year: int) -> bool:
    return (
        standing.stage == 1 and standing.cohort is not None and kind not in year_turn.BOTH_STAGES
        and standing.status not in year_turn.SUSPENDED and year_turn.last_grade(1, standing.cohort, year - 1)
    )  # fmt: skip
