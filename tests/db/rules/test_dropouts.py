"""A child that is not at school: what comes next and by when, whatever was written down of what came before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.calendar import SpecialDay
from db.rules.dropouts import STEPS, Policy, Step, next_step, state

MONDAY = date(2026, 11, 16)
days = st.dates(date(2026, 9, 1), date(2026, 12, 31))
done_steps = st.dictionaries(st.sampled_from(STEPS), days)


@pytest.mark.parametrize(
    ("done", "step", "by"),
    [
        ({}, Step.CALL, date(2026, 11, 16)),
        ({Step.CALL: MONDAY}, Step.VISIT, date(2026, 11, 16)),
        ({Step.VISIT: MONDAY}, Step.DEAN, date(2026, 11, 16)),
        ({Step.DEAN: MONDAY}, Step.HEAD, date(2026, 11, 17)),
        ({Step.HEAD: MONDAY}, Step.REPORT, date(2026, 11, 18)),
        ({Step.REPORT: MONDAY}, Step.LETTER, date(2026, 11, 20)),
        ({Step.LETTER: date(2026, 11, 20)}, Step.TOWNSHIP, date(2026, 11, 27)),
        ({Step.TOWNSHIP: date(2026, 11, 27)}, Step.COURT, date(2026, 12, 27)),
    ],
)
def test_the_steps_follow_each_other_with_their_days(done: dict[Step, date], step: Step, by: date) -> None:
    due = next_step(MONDAY, done, MONDAY)
    assert due is not None
    assert (due.step, due.by) == (step, by)


def test_a_day_without_school_does_not_count() -> None:
    holiday = [SpecialDay(date(2026, 11, 17), "停课")]
    due = next_step(MONDAY, {Step.DEAN: MONDAY}, date(2026, 11, 20), special=holiday)
    assert due is not None
    assert (due.by, due.late) == (date(2026, 11, 18), 2)
    weekend = next_step(date(2026, 11, 14), {}, MONDAY)
    assert weekend is not None
    assert weekend.by == MONDAY, "who leaves on a Saturday is missed on Monday"


def test_after_the_last_step_nothing_comes() -> None:
    assert next_step(MONDAY, {Step.COURT: MONDAY}, MONDAY) is None


@given(days, done_steps, days)
def test_what_comes_next_is_the_step_after_the_last_done_and_is_never_early(
    left_on: date, done: dict[Step, date], today: date
) -> None:
    due = next_step(left_on, done, today)
    last = max((STEPS.index(step) for step in done), default=-1)
    assert (due is None) == (last == len(STEPS) - 1)
    if due is not None:
        assert STEPS.index(due.step) == last + 1
        assert due.by >= left_on or due.step in (Step.TOWNSHIP, Step.COURT)
        assert (due.late > 0) <= (today > due.by)


@given(days, st.integers(1, 5))
def test_a_longer_term_never_falls_earlier(left_on: date, more: int) -> None:
    steps = {Step.REPORT: left_on}
    soon = next_step(left_on, steps, left_on, Policy(letter_days=5))
    later = next_step(left_on, steps, left_on, Policy(letter_days=5 + more))
    assert soon is not None
    assert later is not None
    assert later.by > soon.by


def test_a_case_stands_where_it_ended_else_at_its_furthest_step() -> None:
    assert state({}) == "1"
    assert state({Step.CALL: MONDAY}) == "2"
    assert state({Step.LETTER: MONDAY}) == "3"
    assert state({Step.LETTER: MONDAY, Step.TOWNSHIP: MONDAY + timedelta(days=9)}) == "4"
    assert state({Step.COURT: MONDAY}) == "5"
    assert state({Step.CALL: MONDAY}, back=True, placement="1") == "6"
    assert state({}, placement="3") == "7"
    assert state({}, back=True, placement="9") == "8", "what was none is excluded, whatever else is written"
