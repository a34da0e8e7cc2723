"""The school calendar: which week of term it is, which days are school days, how a term is called.

Holidays and the working Saturdays that pay for them are data: 国务院办公厅 sets them each year.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from db.rules.grades import SCHOOL_YEAR_OPENS, school_year, school_year_label

SECOND_TERM_FROM = (2, 1)
TERM_LABELS = {1: "第一学期", 2: "第二学期"}


class SpecialDay(NamedTuple):
    """A day the week alone does not explain: a holiday, or a weekend day with lessons (调休)."""

    on: date
    name: str
    school_day: bool = False


class Week(NamedTuple):
    """A week of term from Monday to Sunday, and how many school days it has."""

    number: int
    monday: date
    sunday: date
    school_days: int


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_number(day: date, starts_on: date, ends_on: date | None = None) -> int | None:
    """第n周: the week in which term begins is the first, whatever its weekday; None outside the term's weeks."""
    if day < monday_of(starts_on) or (ends_on and day > monday_of(ends_on) + timedelta(days=6)):
        return None
    return (monday_of(day) - monday_of(starts_on)).days // 7 + 1


def week_label(day: date, starts_on: date, ends_on: date | None = None) -> str:
    """第11周; empty in the holidays."""
    number = week_number(day, starts_on, ends_on)
    return f"第{number}周" if number else ""


def is_school_day(day: date, special: Iterable[SpecialDay] = ()) -> bool:
    """Monday to Friday, save where the calendar says otherwise."""
    said = next((entry.school_day for entry in special if entry.on == day), None)
    return day.weekday() < 5 if said is None else said


def working_day_after(day: date, count: int, special: Iterable[SpecialDay] = ()) -> date:
    """The last of so many working days, counted from the day after (十个工作日内); 0 is the day itself."""
    said = {entry.on: entry.school_day for entry in special}
    while count > 0:
        day += timedelta(days=1)
        count -= said.get(day, day.weekday() < 5)
    return day


def working_days_between(first: date, last: date, special: Iterable[SpecialDay] = ()) -> int:
    """Working days from the first to the last day, both counted; 0 if the last comes before the first."""
    said = {entry.on: entry.school_day for entry in special}
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return sum(said.get(day, day.weekday() < 5) for day in days)


def weeks(starts_on: date, ends_on: date, special: Iterable[SpecialDay] = ()) -> list[Week]:
    """All weeks of a term in order; a holiday week keeps its number and has fewer school days, or none."""
    said = {entry.on: entry.school_day for entry in special}
    found: list[Week] = []
    monday = monday_of(starts_on)
    while monday <= ends_on:
        days = (monday + timedelta(days=count) for count in range(7))
        taught = sum(said.get(day, day.weekday() < 5) for day in days if starts_on <= day <= ends_on)
        found.append(Week(len(found) + 1, monday, monday + timedelta(days=6), taught))
        monday += timedelta(days=7)
    return found


def school_days(starts_on: date, ends_on: date, special: Iterable[SpecialDay] = ()) -> int:
    return sum(week.school_days for week in weeks(starts_on, ends_on, special))


def teaching_weeks(starts_on: date, ends_on: date, special: Iterable[SpecialDay] = ()) -> int:
    """Weeks with at least one school day."""
    return sum(week.school_days > 0 for week in weeks(starts_on, ends_on, special))


def term_at(
    today: date, opens: tuple[int, int] = SCHOOL_YEAR_OPENS, second_from: tuple[int, int] = SECOND_TERM_FROM
) -> tuple[int, int]:
    """School year and term of a day, where no term of the ledger covers it: February to August is the second."""
    return school_year(today, opens), 2 if second_from <= (today.month, today.day) < opens else 1


def term_label(year: int, term: int) -> str:
    """2026—2027学年度第一学期."""
    return school_year_label(year) + TERM_LABELS[term]


def season_label(year: int, term: int) -> str:
    """The same as many sheets head it: 2026年秋季, 2027年春季."""
    return f"{year}年秋季" if term == 1 else f"{year + 1}年春季"
