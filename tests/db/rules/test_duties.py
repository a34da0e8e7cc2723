"""Duties on the school calendar: nothing is due in the holidays, make-up days count, nothing ends in a certain year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import duties as rule
from db.rules.calendar import SpecialDay, is_school_day
from db.rules.duties import Occasion, Rhythm, TermDays

SPECIAL = (
    *(SpecialDay(date(2026, 10, day), "国庆节") for day in (1, 2, 5, 6, 7)),
    SpecialDay(date(2026, 10, 10), "国庆节调休", school_day=True),
)
AUTUMN, SPRING = TermDays(date(2026, 9, 1), date(2027, 1, 20)), TermDays(date(2027, 2, 22), date(2027, 7, 5))
TERMS = (AUTUMN, SPRING)
TEN_YEARS = tuple(
    term
    for year in range(2024, 2034)
    for term in (
        TermDays(date(year, 9, 1), date(year + 1, 1, 20)),
        TermDays(date(year + 1, 2, 22), date(year + 1, 7, 5)),
    )
)


def school(day: date) -> bool:
    return is_school_day(day, SPECIAL)


def due(rhythm: Rhythm, first: date, last: date, terms: tuple[TermDays, ...] = TERMS) -> list[str]:
    return [one.due_on.isoformat() for one in rule.occasions(rhythm, first, last, terms, school)]


def test_a_days_duty_falls_on_school_days_the_make_up_saturday_too() -> None:
    found = due(Rhythm("day"), date(2026, 9, 30), date(2026, 10, 12))
    assert found == ["2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12"]
    assert due(Rhythm("day"), date(2027, 1, 21), date(2027, 2, 21)) == []


def test_a_weeks_duty_comes_forward_from_a_holiday_and_begins_with_the_week() -> None:
    weeks = rule.occasions(Rhythm("week"), date(2026, 9, 21), date(2026, 10, 11), TERMS, school)
    assert [(one.label, one.due_on.isoformat()) for one in weeks] == [
        ("第4周", "2026-09-25"),
        ("第5周", "2026-09-30"),
        ("第6周", "2026-10-09"),
    ]
    mondays = due(Rhythm("week", weekday=1), date(2026, 9, 28), date(2026, 10, 12))
    assert mondays == ["2026-09-28", "2026-10-08", "2026-10-12"], "Monday's first lesson moves to the first school day"
    first = rule.occasions(Rhythm("week"), date(2026, 8, 31), date(2026, 9, 6), TERMS, school)
    assert (first[0].begins, first[0].label) == (date(2026, 9, 1), "第1周")


def test_a_month_is_reported_by_the_first_of_the_next_over_new_year() -> None:
    found = rule.occasions(Rhythm("month", day=1, after=1), date(2026, 11, 1), date(2027, 3, 1), TERMS, school)
    assert [(one.label, one.due_on.isoformat(), one.begins.isoformat()) for one in found] == [
        ("10月", "2026-11-01", "2026-10-01"),
        ("11月", "2026-12-01", "2026-11-01"),
        ("12月", "2027-01-01", "2026-12-01"),
        ("1月", "2027-02-01", "2027-01-01"),
        ("2月", "2027-03-01", "2027-02-01"),
    ]
    assert due(Rhythm("month"), date(2027, 7, 1), date(2027, 9, 30)) == ["2027-07-31"], "no school in August"


def test_terms_years_and_quarters() -> None:
    year = (date(2026, 9, 1), date(2027, 8, 31))
    assert due(Rhythm("term", within=14), *year) == ["2026-09-15", "2027-03-08"]
    assert due(Rhythm("term", within=-7), date(2026, 8, 1), year[1]) == ["2026-08-25", "2027-02-15"]
    assert due(Rhythm("term", week=10), *year) == ["2026-11-08", "2027-05-02"]
    assert due(Rhythm("term", week=-1), *year) == ["2027-01-20", "2027-07-05"]
    assert due(Rhythm("term"), *year) == ["2027-01-20", "2027-07-05"]
    assert due(Rhythm("year", month=3, day=15), *year) == ["2027-03-15"]
    assert due(Rhythm("year", month=8), *year) == ["2027-08-31"]
    assert due(Rhythm("quarter"), *year) == ["2026-09-30", "2026-12-31", "2027-03-31", "2027-06-30"]


def test_leap_days() -> None:
    first, last = date(2028, 1, 1), date(2028, 12, 31)
    assert "2028-02-29" in due(Rhythm("day"), first, last, TEN_YEARS)
    assert "2028-02-29" in due(Rhythm("month"), first, last, TEN_YEARS)
    assert due(Rhythm("year", month=2, day=29), date(2027, 1, 1), last) == ["2027-02-28", "2028-02-29"]


rhythms = st.builds(
    Rhythm,
    st.sampled_from(["day", "week", "month", "quarter", "term", "year"]),
    weekday=st.integers(1, 7),
    day=st.integers(0, 31),
    after=st.integers(0, 2),
    week=st.integers(-3, 25),
    within=st.none() | st.integers(-14, 40),
    month=st.integers(1, 12),
)
spans = st.tuples(st.dates(date(2024, 9, 1), date(2033, 7, 1)), st.integers(0, 400))


@given(rhythms, spans)
def test_over_ten_years_occasions_are_in_order_in_their_time_and_each_once(
    rhythm: Rhythm, span: tuple[date, int]
) -> None:
    first, last = span[0], span[0] + timedelta(days=span[1])
    found = rule.occasions(rhythm, first, last, TEN_YEARS, school)
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)
    assert len(set(found)) == len(found)
    assert all(first <= one.due_on <= last and one.begins <= one.due_on for one in found)
    if rhythm.every in ("day", "week"):
        assert all(school(one.due_on) and rule.in_term(one.due_on, TEN_YEARS) for one in found)
    middle = first + (last - first) // 2
    halves = [
        *rule.occasions(rhythm, first, middle, TEN_YEARS, school),
        *rule.occasions(rhythm, middle + timedelta(days=1), last, TEN_YEARS, school),
    ]
    assert halves == found, "asking for a year at once or in parts is the same"


def times(*due_on: int) -> list[Occasion]:
    """Fridays of a week that begins on Monday, by day of November 2026."""
    return [Occasion(date(2026, 11, day - 4), date(2026, 11, day), "") for day in due_on]


@pytest.mark.parametrize(
    ("done", "states"),
    [
        ((6, 13), ["done", "done", "overdue"]),
        ((6, 16), ["done", "overdue", "done"]),
        ((6, 21), ["done", "overdue", "late"]),
        ((14, 15), ["late", "late", "overdue"]),
        ((), ["overdue", "overdue", "overdue"]),
    ],
)
def test_late_work_mends_one_week_and_never_two(done: tuple[int, ...], states: list[str]) -> None:
    weeks = times(6, 13, 20)
    mine = rule.settled(weeks, [date(2026, 11, day) for day in done])
    today = date(2026, 11, 22)
    assert [rule.state(one, days, today) for one, days in zip(weeks, mine, strict=True)] == states


def test_waiting_excused_and_several_times() -> None:
    (week,) = times(20)
    assert rule.state(week, [], date(2026, 11, 20)) == rule.WAITING
    assert rule.state(week, [], date(2026, 11, 23), excused=True) == rule.EXCUSED
    twice = [date(2026, 11, 17), date(2026, 11, 18)]
    assert rule.state(week, twice[:1], date(2026, 11, 20), least=2) == rule.WAITING
    assert rule.state(week, twice, date(2026, 11, 20), least=2) == rule.DONE


@given(st.lists(st.integers(1, 30), max_size=20), st.integers(1, 3))
def test_every_piece_of_work_counts_at_most_once(days: list[int], least: int) -> None:
    done = [date(2026, 11, day) for day in days]
    mine = rule.settled(times(6, 13, 20, 27), done, least)
    counted = [day for one in mine for day in one]
    assert all(counted.count(day) <= done.count(day) for day in counted)
