"""Ages: who is of school age, who should enter this autumn, whose age does not fit the grade.

Source: 义务教育法 Art. 2, 5, 11: six years old (by 31 August; seven where conditions lack), nine years of schooling.
"""

from datetime import date
from enum import StrEnum

from db.rules.grades import Stage, grade_label

AGE_OF_ENTRY = 6
AGE_OF_KINDERGARTEN = 3
YEARS_OF_DUTY = 9
# A pupil may be one year young or three years old for the grade before anybody asks.
YOUNGER, OLDER = 1, 3


class SchoolAge(StrEnum):
    """Where a child stands against the years of compulsory schooling."""

    BEFORE = "未到学龄"
    OF_AGE = "学龄"
    AFTER = "超过学龄"


def age_on(born_on: date, day: date) -> int:
    """Full years on this day, the birthday itself counted; negative before birth."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def age_at_opening(born_on: date, year: int) -> int:
    """Full years on 31 August, the day by which a school year counts ages."""
    return age_on(born_on, date(year, 8, 31))


def entry_year(born_on: date, enter_at: int = AGE_OF_ENTRY, until: int = 8) -> int:
    """The year in whose autumn the child should enter grade one: of age by the end of the month `until`."""
    return born_on.year + enter_at + (born_on.month > until)


def school_age(born_on: date, year: int, enter_at: int = AGE_OF_ENTRY, years: int = YEARS_OF_DUTY) -> SchoolAge:
    """Whether a child is of school age in this school year; `years` is longer where the province counts to 16."""
    age = age_at_opening(born_on, year)
    if age < enter_at:
        return SchoolAge.BEFORE
    return SchoolAge.OF_AGE if age < enter_at + years else SchoolAge.AFTER


def expected_age(stage: int, grade: int) -> int:
    """Full years on 31 August of those who entered in time: 6 in grade one, 3 in 小班."""
    return grade - 1 + (AGE_OF_KINDERGARTEN if stage == Stage.KINDERGARTEN else AGE_OF_ENTRY)


def age_for_grade_problem(born_on: date, stage: int, grade: int, year: int) -> str | None:
    """A warning where the age is beyond one year under or three years over what the grade usually has."""
    age, usual = age_at_opening(born_on, year), expected_age(stage, grade)
    if usual - YOUNGER <= age <= usual + OLDER:
        return None
    label = grade_label(stage, grade)
    return f"{label}一般{usual}周岁，这名学生到{year}年8月31日是{max(age, 0)}周岁，请核对出生日期和年级。"
