"""When somebody has to be in touch again; whether a child taught at home gets what was promised."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.rules.calendar import SpecialDay
from db.rules.care import PRESETS, RHYTHMS, Frequency, contact_due, days_late, taught_weeks

MONDAY = date(2026, 9, 7)
NINGXIA, SHANDONG = PRESETS["1"], PRESETS["2"]


def test_the_next_contact_is_due_a_rhythm_after_the_last_one_else_after_the_file_was_opened() -> None:
    assert contact_due(MONDAY, None, "1") == date(2026, 9, 14)
    assert contact_due(MONDAY, date(2026, 10, 1), "3") == date(2026, 10, 31)
    assert contact_due(MONDAY, None, None) is None
    assert contact_due(None, None, "1") is None
    assert days_late(date(2026, 9, 14), date(2026, 9, 17)) == 3
    assert days_late(date(2026, 9, 14), MONDAY) == 0
    assert days_late(None, MONDAY) == 0


def test_a_week_with_too_few_visits_or_lessons_is_named() -> None:
    taught = [(MONDAY, 3), (MONDAY + timedelta(days=2), 3), (MONDAY + timedelta(days=8), 3)]
    first, second = taught_weeks(taught, MONDAY, date(2026, 9, 20), SHANDONG)
    assert (first.visits, first.lessons, first.short) == (2, 6, False)
    assert second.short
    assert second.said == "送教1次（应2次），3课时（应6课时）"


def test_the_present_week_is_asked_for_only_when_it_is_over() -> None:
    assert taught_weeks([], MONDAY, MONDAY + timedelta(days=2), NINGXIA) == []
    full = taught_weeks([(MONDAY, 2)], MONDAY, MONDAY + timedelta(days=2), NINGXIA)
    assert [week.short for week in full] == [False]


def test_a_holiday_week_and_the_weeks_before_the_file_ask_for_nothing() -> None:
    holiday = [SpecialDay(date(2026, 10, day), "国庆节") for day in range(1, 8)]
    found = taught_weeks([], date(2026, 9, 28), date(2026, 10, 18), NINGXIA, holiday, since=date(2026, 10, 5))
    assert [week.monday for week in found] == [date(2026, 10, 5), date(2026, 10, 12)]
    whole = [SpecialDay(date(2026, 10, day), "放假") for day in range(5, 10)]
    assert [w.monday for w in taught_weeks([], date(2026, 10, 5), date(2026, 10, 18), NINGXIA, whole)] == [
        date(2026, 10, 12)
    ]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 4)), max_size=30), st.sampled_from(list(PRESETS.values())))
def test_no_visit_is_counted_twice_or_lost(taught: list[tuple[int, int]], asked: Frequency) -> None:
    visits = [(MONDAY + timedelta(days=days), lessons) for days, lessons in taught]
    end = MONDAY + timedelta(days=69)
    found = taught_weeks(visits, MONDAY, end, asked)
    assert sum(week.visits for week in found) == len(visits)
    assert sum(week.lessons for week in found) == sum(lessons for _, lessons in visits)


def test_every_rhythm_and_preset_is_in_its_list() -> None:
    from db.codes import code_list

    assert {code.code for code in code_list("care_rhythm")} - {"9"} == set(RHYTHMS)
    assert {code.code for code in code_list("home_teaching_rhythm")} == set(PRESETS)
