"""The week of term is counted as the office counts it, holidays and working Saturdays included."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.rules.calendar import (
    SpecialDay,
    is_school_day,
    school_days,
    season_label,
    teaching_weeks,
    term_at,
    term_label,
    week_label,
    week_number,
    weeks,
)

START, END = date(2026, 9, 1), date(2027, 1, 22)
NATIONAL_DAY = [SpecialDay(date(2026, 10, day), "国庆节") for day in range(1, 8)]
WORKING_SATURDAY = SpecialDay(date(2026, 10, 10), "国庆节调休", school_day=True)
SPECIAL = [*NATIONAL_DAY, WORKING_SATURDAY]


def test_term_begins_in_week_one_on_whatever_weekday() -> None:
    assert START.weekday() == 1
    assert week_number(START, START) == 1
    assert week_number(date(2026, 8, 31), START) == 1
    assert week_number(date(2026, 9, 6), START) == 1
    assert week_number(date(2026, 9, 7), START) == 2
    assert week_label(date(2026, 11, 13), START, END) == "第11周"


def test_before_and_after_term_there_is_no_week() -> None:
    assert week_number(date(2026, 8, 30), START, END) is None
    assert week_number(date(2027, 1, 24), START, END) == 21
    assert week_label(date(2027, 1, 25), START, END) == ""


def test_a_holiday_is_no_school_day_and_a_working_saturday_is_one() -> None:
    assert not is_school_day(date(2026, 10, 1), SPECIAL)
    assert is_school_day(date(2026, 10, 10), SPECIAL)
    assert not is_school_day(date(2026, 10, 17), SPECIAL)
    assert is_school_day(date(2026, 10, 8), SPECIAL)


def test_a_holiday_week_keeps_its_number_and_has_fewer_lessons() -> None:
    term = weeks(START, END, SPECIAL)
    assert [week.number for week in term] == list(range(1, 22))
    assert term[0].school_days == 4
    assert (term[4].monday, term[4].school_days) == (date(2026, 9, 28), 3)
    assert (term[5].monday, term[5].school_days) == (date(2026, 10, 5), 3)
    assert teaching_weeks(START, END, SPECIAL) == 21


def test_terms_are_called_as_on_the_papers() -> None:
    assert term_label(2026, 1) == "2026—2027学年度第一学期"
    assert season_label(2026, 2) == "2027年春季"
    assert term_at(date(2026, 11, 21)) == (2026, 1)
    assert term_at(date(2027, 1, 20)) == (2026, 1)
    assert term_at(date(2027, 3, 1)) == (2026, 2)
    assert term_at(date(2027, 8, 31)) == (2026, 2)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 200))
def test_the_weeks_of_a_term_cover_each_of_its_days_once(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    term = weeks(start, end)
    for count in range(length + 1):
        day = start + timedelta(days=count)
        number = week_number(day, start, end)
        assert number is not None
        assert term[number - 1].monday <= day <= term[number - 1].sunday
    days = [start + timedelta(days=count) for count in range(length + 1)]
    assert school_days(start, end) == sum(map(is_school_day, days))
