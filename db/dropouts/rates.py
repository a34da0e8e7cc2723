"""Retention and dropout of schools in one school year, each figure with its working and who was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db import roll as file_roll
from db.dropouts.month import KINDERGARTEN
from db.register import Context
from db.rules import ages, dropouts, roll, workings
from db.rules.workings import Working

JUNIOR = "2"
CAME, LEFT, DIED = ("11", "12", "21", "23", "44"), ("31", "32", "33", "21", "23"), ("65",)
"""Kinds of movement that count as coming, leaving and dying; suspensions only where the office says so."""
BACK, AWAY = ("42", "43"), ("41",)
GRADUATED = ("61", "62", "22")
REDUCED, INCREASED = ("41", "64", "65", "63", "31", "32", "33", "21", "23"), ("11", "12", "21", "23", "42", "43", "44")
"""两基口径：减少=休学+退学+死亡+转出+其他减少；增加=转入+复学+其他增加."""
ONLY_SOME = 60
"""Names of one figure that a page has room for."""


@dataclass(frozen=True)
class Figure:
    """A working, and for each number put in those who were counted (name and day), where they are few."""

    working: Working
    counted: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Year:
    """What a school year's figures are worked out from. schools: those that are looked at together."""

    first: date
    last: date
    flows: list[roll.Flow]
    schools: frozenset[bytes]

    def of(self, place: roll.Place) -> bool:
        return place.school in self.schools and place.stage != KINDERGARTEN

    def line(self, key: Callable[[roll.Place], Any] | None = None, first: date | None = None) -> roll.Line:
        """Comings and goings after the first day, which counts as the start."""
        begin = date.fromordinal((first or self.first).toordinal() + 1)
        return roll.table(self.flows, begin, self.last, key or self.of).get(True, roll.Line())


def of_year(connection: Connection, context: Context, year: int, schools: Sequence[bytes]) -> list[Figure]:
    """The figures of facts 2.6 that can be worked out, for these schools together, up to today or the year's end."""
    first, last = _span(connection, year)
    whole = Year(first, min(last, context.today), file_roll.flows(connection), frozenset(schools))
    found = [_retention(connection, context, whole), _dropout(connection, whole), _by_movement(connection, whole, year)]
    if any(flow.came and flow.came.stage == JUNIOR and flow.came.school in whole.schools for flow in whole.flows):
        found.append(_junior(whole, year))
    return [*found, *_of_age(connection, context, whole)]


def _span(connection: Connection, year: int) -> tuple[date, date]:
    """First day of the school year, and the last day of its second term (when nobody has graduated yet)."""
    starts = connection.exec_driver_sql("SELECT starts_on FROM school_years WHERE deleted = 0 AND year = ?", (year,))
    ends = connection.exec_driver_sql(
        "SELECT ends_on FROM terms WHERE deleted = 0 AND year = ? AND term = '2'", (year,)
    ).scalar()
    begun = starts.scalar()
    first = date.fromisoformat(begun) if begun else date(year, 9, 1)
    return first, date.fromisoformat(ends) if ends else date(year + 1, 6, 30)


def _retention(connection: Connection, context: Context, whole: Year) -> Figure:
    """Who graduated in these months was kept; suspensions count as movement where the office says so."""
    with_suspended = bool(context.setting("dropout.suspended_moves"))
    came, left = (CAME + BACK, LEFT + AWAY) if with_suspended else (CAME, LEFT)
    line = whole.line()
    at_end = line.end.total() + line.of(line.left, *GRADUATED)
    working = workings.year_retention(
        at_end, line.start.total(), line.of(line.came, *came), line.of(line.left, *left), line.of(line.left, *DIED)
    )
    counted = {
        "转入数": list(_moved(connection, whole, came, "in_school_id")),
        "转出数": list(_moved(connection, whole, left, "out_school_id")),
        "死亡数": list(_moved(connection, whole, DIED, "out_school_id")),
    }
    return Figure(working, counted)


def _dropout(connection: Connection, whole: Year) -> Figure:
    """Confirmed in this school year and not back at its end."""
    statement = """SELECT name, coalesce(confirmed_on, found_on, left_on) AS sure, school_id FROM dropout_cases
WHERE deleted = 0 AND kind = ? AND coalesce(placement, '') <> ? AND coalesce(back_on, settled_on, '9999') > ?
AND coalesce(confirmed_on, found_on, left_on) BETWEEN ? AND ? ORDER BY sure, name"""
    last = whole.last.isoformat()
    given = (dropouts.DROPPED, dropouts.NOT_DROPPED_OUT, last, whole.first.isoformat(), last)
    out = [f"{n} {on}" for n, on, of in connection.exec_driver_sql(statement, given) if of in whole.schools]
    return Figure(workings.dropout(len(out), whole.line().start.total()), {"实际辍学人数": out})


def _by_movement(connection: Connection, whole: Year, year: int) -> Figure:
    line = whole.line()
    before = roll.at(whole.flows, _span(connection, year - 1)[0], whole.of).get(True, 0)
    reduced, increased = line.of(line.left, *REDUCED), line.of(line.came, *INCREASED)
    return Figure(workings.dropout_by_movement(reduced, increased, before))


def _junior(whole: Year, year: int) -> Figure:
    """The grade that graduates this year against those who entered grade seven three years ago."""
    cohort = year - 2

    def key(place: roll.Place) -> Any:
        return place.school in whole.schools and place.stage == JUNIOR and place.cohort == cohort

    line = whole.line(key, date(cohort, whole.first.month, whole.first.day))
    return Figure(
        workings.junior_retention(
            line.end.total() + line.of(line.left, *GRADUATED[:2]), line.start.total(), line.of(line.came, *CAME),
            line.of(line.left, *LEFT), line.of(line.left, *DIED),
        )
    )  # fmt: skip


def _of_age(connection: Connection, context: Context, whole: Year) -> Iterator[Figure]:
    """Children of the village lists: of age, in school, suspended; the disabled among them."""
    statement = """SELECT c.name, c.born_on, c.in_school, c.disability, c.school_id, EXISTS (SELECT 1 FROM students s
WHERE s.id_number = c.id_number AND s.deleted = 0 AND s.status = '02')
FROM children c WHERE c.deleted = 0 AND c.same_as IS NULL"""
    everyone, missing, suspended, disabled, disabled_in = 0, [], [], 0, 0
    for name, born, in_school, disability, school, resting in connection.exec_driver_sql(statement):
        if school not in whole.schools or not born:
            continue
        if ages.school_age(date.fromisoformat(born), context.school_year) != ages.SchoolAge.OF_AGE:
            continue
        everyone += 1
        missing += [name] if not in_school else []
        suspended += [name] if resting and in_school else []
        impaired = (disability or "0") != "0"
        disabled += impaired
        disabled_in += impaired and bool(in_school)
    yield Figure(
        workings.enrolment_of_age(everyone - len(missing), len(suspended), everyone),
        {"没有在校的": missing, "其中休学": suspended},
    )
    yield Figure(workings.disabled_enrolment(disabled_in, disabled))


def _moved(connection: Connection, whole: Year, kinds: Sequence[str], side: str) -> Iterator[str]:
    """Name and day of those whose movements counted, at the schools looked at, without what stayed among them."""
    marks = ",".join("?" * len(kinds))
    statement = f"""SELECT name, happened_on, coalesce({side}, school_id), in_school_id, out_school_id FROM movements
WHERE deleted = 0 AND happened_on > ? AND happened_on <= ? AND kind IN ({marks}) ORDER BY happened_on, name"""
    for name, on, school, came, left in connection.exec_driver_sql(
        statement, (whole.first.isoformat(), whole.last.isoformat(), *kinds)
    ):
        if school in whole.schools and not (came in whole.schools and left in whole.schools):
            yield f"{name} {on}"


__all__ = ["ONLY_SOME", "Figure", "of_year"]
