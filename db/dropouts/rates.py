"""Retention and dropout of schools in one school year, each figure with its working and who was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from db import roll as file_roll
from db.dialect import lines
from db.dropouts.month import KINDERGARTEN
from db.register import Context
from db.rules import ages, dropouts, retention, roll, workings
from db.rules.workings import Working

PRIMARY, JUNIOR = "1", "2"
STAGES = ((PRIMARY, "小学", range(6, 12)), (JUNIOR, "初中", range(12, 15)))
"""Stages with the ages of their pupils on 31 August."""
REDUCED, INCREASED = ("41", "64", "65", "63", "31", "32", "33", "21", "23"), ("11", "12", "21", "23", "42", "43", "44")
"""两基口径：减少=休学+退学+死亡+转出+其他减少；增加=转入+复学+其他增加."""
Who = tuple[bytes, date | None]
"""A pupil's row, and the day of what is told of him."""
ONLY_SOME = 60
"""Names of one figure that a page has room for."""


@dataclass(frozen=True)
class Figure:
    """A working, and for each number put in those who were counted (name and day), where they are few."""

    working: Working
    counted: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Year:
    """What a school year's figures are worked out from. schools: those that are looked at together; kept: the flows
    by which retention counts, where who is suspended may have kept the place."""

    first: date
    last: date
    flows: list[roll.Flow]
    schools: frozenset[bytes]
    kept: list[roll.Flow]
    word: str

    def of(self, place: roll.Place) -> bool:
        return place.school in self.schools and place.stage != KINDERGARTEN

    def ends(self) -> tuple[tuple[str, date], ...]:
        return ("学年初", self.first), ("期末", self.last)

    def line(self) -> roll.Line:
        return _line(self.flows, self.first, self.last, self.of)


def _line(flows: list[roll.Flow], first: date, last: date, key: Callable[[roll.Place], bool]) -> roll.Line:
    """Comings and goings of the places that the key says yes to; the first day counts as the start."""
    begin = date.fromordinal(first.toordinal() + 1)
    return roll.table(flows, begin, last, key).get(True, roll.Line())


def of_year(connection: Connection, context: Context, year: int, schools: Sequence[bytes]) -> list[Figure]:
    """The figures of facts 2.6 that can be worked out, for these schools together, up to today or the year's end."""
    first, last = _span(connection, year)
    moves = bool(context.setting("dropout.suspended_moves"))
    flows = file_roll.flows(connection)
    kept, word = (flows, "在校") if moves else (file_roll.flows(connection, with_suspended=True), "在籍")
    whole = Year(first, min(last, context.today), flows, frozenset(schools), kept, word)
    found = [_retention(connection, whole), _dropout(connection, whole), _by_movement(connection, whole, year)]
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


def _retention(connection: Connection, whole: Year) -> Figure:
    """Suspensions are movements where the office says so; else who is suspended stays in start and end."""
    working = workings.year_retention(
        retention.account(_line(whole.kept, whole.first, whole.last, whole.of)), whole.word
    )
    moved: dict[str, list[Who]] = {
        "转入数": _moved(whole, "came", retention.CAME),
        "转出数": _moved(whole, "left", retention.LEFT),
        "死亡数": _moved(whole, "left", retention.DIED),
        "流失": _moved(whole, "left", retention.LOST),
        "恢复入学": _moved(whole, "came", retention.RETURNED),
    }
    rested: dict[str, list[Who]] = {
        f"{of}休学": [(row, None) for row in _resting(whole, day)] for of, day in whole.ends()
    }
    return Figure(working, {of: _named(connection, rows) for of, rows in (moved | rested).items()})


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

    def key(place: roll.Place) -> bool:
        return place.school in whole.schools and place.stage == JUNIOR and place.cohort == cohort

    line = _line(whole.kept, date(cohort, whole.first.month, whole.first.day), whole.last, key)
    return Figure(workings.junior_retention(retention.account(line), whole.word))


def _of_age(connection: Connection, context: Context, whole: Year) -> Iterator[Figure]:
    """Children of the village lists: of age, in school, suspended; the disabled among them."""
    statement = """SELECT c.name, c.born_on, c.in_school, c.disability, c.school_id, EXISTS (SELECT 1 FROM students s
WHERE s.id_number = c.id_number AND s.deleted = 0 AND s.status = '02')
FROM children c WHERE c.deleted = 0 AND c.same_as IS NULL"""
    everyone, missing, suspended, disabled, disabled_in = 0, [], [], 0, 0
    by_age: Counter[tuple[int, bool]] = Counter()
    for name, born, in_school, disability, school, resting in connection.exec_driver_sql(statement):
        if school not in whole.schools or not born:
            continue
        by_age[ages.age_at_opening(date.fromisoformat(born), context.school_year), bool(in_school)] += 1
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
    yield from _by_age(whole, by_age)


def _by_age(whole: Year, by_age: Mapping[tuple[int, bool], int]) -> Iterator[Figure]:
    """小学净入学率, and for each stage 毛入学率; of a stage whose age nobody on the lists has, nothing is said.

    by_age: children of the lists by full years on 31 August, and whether they are in school.
    """
    on_roll = roll.at(whole.flows, whole.last, lambda place: place.stage if whole.of(place) else None)
    for stage, label, years in STAGES:
        inside, outside = (sum(by_age.get((age, there), 0) for age in years) for there in (True, False))
        if not inside + outside:
            continue
        if stage == PRIMARY:
            yield Figure(workings.net_enrolment(inside, inside + outside))
        ends = f"{years[0]}至{years[-1]}"
        yield Figure(workings.gross_enrolment(label, on_roll.get(stage, 0), inside + outside, ends))


def _moved(whole: Year, side: str, kinds: Sequence[str]) -> list[Who]:
    """Who came to or left the schools looked at by these kinds in the year, in order of days. side: came or left."""
    found: list[Who] = []
    for flow in whole.kept:
        there = {name for name, place in (("came", flow.came), ("left", flow.left)) if place and whole.of(place)}
        if there == {side} and flow.kind in kinds and flow.on and whole.first < flow.on <= whole.last:
            found.append((flow.row, flow.on))
    return sorted(found, key=lambda one: (str(one[1]), one[0]))


def _resting(whole: Year, day: date) -> list[bytes]:
    """Who has a place on the register on the evening of a day and is not at school."""
    return sorted(_there(whole.kept, whole, day) - _there(whole.flows, whole, day))


def _there(flows: list[roll.Flow], whole: Year, day: date) -> set[bytes]:
    found: set[bytes] = set()
    for flow in flows:
        if flow.row and (flow.on is None or flow.on <= day):
            found.discard(flow.row)
            found.update({flow.row} if flow.came and whole.of(flow.came) else ())
    return found


def _named(connection: Connection, who: Iterable[Who]) -> list[str]:
    """Names, each with its day if there is one; pupils without a movement are counted together and not named."""
    who = [one for one in who if one[0]]
    rows = [row for row, _ in who]
    marks = ",".join("?" * len(rows)) or "NULL"
    names = dict(lines(connection, f"SELECT id, name FROM students WHERE id IN ({marks})", tuple(rows)))
    return [f"{names.get(row, '')} {on or ''}".strip() for row, on in who]


__all__ = ["ONLY_SOME", "Figure", "of_year"]
