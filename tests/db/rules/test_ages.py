"""School age counts from 31 August; an age that does not fit the grade is asked about, not refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.ages import SchoolAge, age_at_opening, age_for_grade_problem, age_on, entry_year, school_age
from db.rules.grades import Stage, cohort_from_grade


def test_a_birthday_counts_from_the_day_itself() -> None:
    assert age_on(date(2020, 8, 31), date(2026, 8, 31)) == 6
    assert age_on(date(2020, 9, 1), date(2026, 8, 31)) == 5
    assert age_on(date(2020, 2, 29), date(2026, 2, 28)) == 5
    assert age_on(date(2020, 2, 29), date(2026, 3, 1)) == 6


def test_a_child_enters_in_the_autumn_after_turning_six_by_the_end_of_august() -> None:
    assert entry_year(date(2020, 8, 31)) == 2026
    assert entry_year(date(2020, 9, 1)) == 2027
    assert entry_year(date(2020, 8, 31), enter_at=7) == 2027


@pytest.mark.parametrize(
    ("born", "state"),
    [
        (date(2020, 9, 1), SchoolAge.BEFORE),
        (date(2020, 8, 31), SchoolAge.OF_AGE),
        (date(2011, 9, 1), SchoolAge.OF_AGE),
        (date(2011, 8, 31), SchoolAge.AFTER),
    ],
)
def test_nine_years_are_school_age(born: date, state: SchoolAge) -> None:
    assert school_age(born, 2026) == state


def test_a_province_may_count_one_year_more() -> None:
    assert school_age(date(2011, 8, 31), 2026, years=10) == SchoolAge.OF_AGE


@pytest.mark.parametrize(
    ("born", "asked"),
    [
        (date(2015, 6, 5), False),
        (date(2016, 9, 1), True),
        (date(2016, 8, 31), False),
        (date(2011, 9, 1), False),
        (date(2011, 8, 31), True),
    ],
)
def test_grade_six_is_asked_about_when_over_a_year_young_or_three_years_old(born: date, asked: bool) -> None:
    assert (age_for_grade_problem(born, Stage.PRIMARY, 6, 2026) is not None) is asked


def test_the_question_names_grade_and_age() -> None:
    question = age_for_grade_problem(date(2017, 1, 1), Stage.KINDERGARTEN, 3, 2026)
    assert question == "大班一般5周岁，这名学生到2026年8月31日是9周岁，请核对出生日期和年级。"
    assert "一年级一般6周岁" in str(age_for_grade_problem(date(2023, 1, 1), Stage.PRIMARY, 1, 2026))


@given(st.dates(date(2005, 1, 1), date(2030, 1, 1)), st.integers(0, 8))
def test_a_child_who_enters_in_time_is_of_age_and_never_asked_about(born: date, later: int) -> None:
    year = entry_year(born) + later
    stage, grade = (Stage.PRIMARY, later + 1) if later < 6 else (Stage.JUNIOR, later + 1)
    assert age_at_opening(born, year) == 6 + later
    assert school_age(born, year) == SchoolAge.OF_AGE
    assert age_for_grade_problem(born, stage, grade, year) is None
    assert cohort_from_grade(stage, grade, year) == (year - later if later < 6 else year - later + 6)
