"""A pupil nobody has excused: who must do what by when, over calendars with holidays and make-up days."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from db.rules.calendar import SpecialDay, is_school_day
from db.rules.follow_up import Due, Policy, Step, spells, steps_due, still_away

POLICY = Policy()
MONDAY = date(2026, 11, 16)
NATIONAL = (
    *(SpecialDay(date(2026, 10, day), "国庆节") for day in range(1, 8)),
    SpecialDay(date(2026, 10, 10), "国庆节调休", True),
)
DAYS = st.dates(date(2026, 9, 1), date(2027, 1, 15))
CALENDARS = st.lists(st.builds(SpecialDay, DAYS, st.just("节"), st.booleans()), max_size=20, unique_by=lambda s: s.on)


def missed(*days: date) -> list[datetime]:
    return [datetime.combine(day, time(8, 10)) for day in days]


def names(due: list[Due]) -> list[str]:
    return [one.step.value for one in due]


def test_on_the_first_day_one_calls_within_the_hour_and_visits_before_evening() -> None:
    due = steps_due(missed(MONDAY), datetime.combine(MONDAY, time(8, 30)), POLICY)
    assert names(due) == ["电话", "家访", "报教导处"]
    assert due[0].by == datetime.combine(MONDAY, time(9, 10))
    assert due[1].by == datetime.combine(MONDAY, time(18))
    assert not any(one.overdue for one in due)


def test_the_second_day_brings_the_head_and_the_third_the_written_report() -> None:
    days = missed(MONDAY, MONDAY + timedelta(1), MONDAY + timedelta(2))
    now = datetime.combine(MONDAY + timedelta(2), time(10))
    due = steps_due(days, now, POLICY, {Step.CALL, Step.VISIT})
    assert names(due) == ["报教导处", "联合家访", "书面上报"]
    assert [one.overdue for one in due] == [True, True, False]


def test_what_is_done_is_not_asked_for_again() -> None:
    assert steps_due(missed(MONDAY), datetime(2027, 1, 1), POLICY, set(Step)) == []


def test_a_holiday_does_not_end_an_absence_and_a_make_up_day_counts() -> None:
    before, after, made_up = date(2026, 9, 30), date(2026, 10, 8), date(2026, 10, 10)
    assert spells([before, after, made_up], [], NATIONAL) == [[before, after, made_up]]
    assert spells([before, date(2026, 10, 2), after], [], NATIONAL) == [[before, after]]


def test_a_day_on_which_the_pupil_was_there_ends_an_absence_and_one_nobody_called_does_not() -> None:
    wednesday = MONDAY + timedelta(2)
    assert spells([MONDAY, wednesday], [MONDAY + timedelta(1)]) == [[MONDAY], [wednesday]]
    assert spells([MONDAY, wednesday], []) == [[MONDAY, wednesday]]


def test_a_pupil_is_away_until_seen_again() -> None:
    assert still_away([MONDAY], [MONDAY - timedelta(1)])
    assert not still_away([MONDAY], [MONDAY + timedelta(1)])


@given(st.sets(DAYS), st.sets(DAYS), CALENDARS)
def test_spells_are_the_school_days_of_absence_in_order_each_once(
    absent: set[date], present: set[date], special: list[SpecialDay]
) -> None:
    found = spells(absent, present, special)
    assert [day for spell in found for day in spell] == sorted(day for day in absent if is_school_day(day, special))
    for one, following in pairwise(found):
        assert any(one[-1] < day < following[0] for day in present - absent)
    for spell in found:
        assert not any(spell[0] < day < spell[-1] for day in present - absent)


@given(st.sets(DAYS, min_size=1), st.sets(DAYS), CALENDARS, DAYS)
def test_another_holiday_never_parts_what_belongs_together(
    absent: set[date], present: set[date], special: list[SpecialDay], holiday: date
) -> None:
    free = [*(one for one in special if one.on != holiday), SpecialDay(holiday, "停课")]
    together = {frozenset(spell) - {holiday} for spell in spells(absent, present, special)} - {frozenset()}
    for spell in spells(absent - {holiday}, present - {holiday}, free):
        assert any(set(spell) >= part for part in together if part & set(spell))


@given(st.lists(DAYS, min_size=1, max_size=30, unique=True).map(sorted), st.sets(st.sampled_from(Step)), DAYS)
def test_steps_grow_with_the_days_and_time_only_makes_them_overdue(
    days: list[date], done: set[Step], today: date
) -> None:
    now = datetime.combine(today, time(12))
    due = steps_due(missed(*days), now, POLICY, done)
    assert {one.step for one in due}.isdisjoint(done)
    assert [one.by for one in due] == sorted(one.by for one in due)
    fewer = {one.step for one in steps_due(missed(*days[:-1]), now, POLICY, done)} if len(days) > 1 else set()
    assert fewer <= {one.step for one in due}
    later = steps_due(missed(*days), now + timedelta(days=400), POLICY, done)
    assert [one.step for one in later] == [one.step for one in due]
    assert all(one.overdue for one in later)
