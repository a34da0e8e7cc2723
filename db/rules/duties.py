"""Recurring duties: when something is due again, on the school calendar, and whether it was done in time.

源：systems.md, "What these rules ask of the software" 1: daily, weekly, monthly, per term, yearly, "3月15日前",
"次月1日前". Holidays and make-up days move a day's duty; nothing ends in a certain year.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from db.rules.calendar import monday_of, week_number

DAILY, WEEKLY, MONTHLY, QUARTERLY, TERMLY, YEARLY = "day", "week", "month", "quarter", "term", "year"
DONE, LATE, WAITING, OVERDUE, EXCUSED = "done", "late", "waiting", "overdue", "excused"


@dataclass(frozen=True)
class Rhythm:
    """How often, and when within its time.

    every     day (each school day), week, month, quarter (of the calendar year), term, year
    weekday   of a week: 1 Monday … 7; what falls on a day without school moves to the nearest school day of that week,
              earlier ones first
    day       of a month or quarter: the day of the month it is due; 0 is the month's last day
    after     months later (次月1日: day 1, after 1)
    week      of a term: by the end of its nth week; negative counts from the last week
    within    of a term: so many days after it begins (days before it, where negative)
    month     of a year: with `day` the fixed day (3月15日)
    """

    every: str
    weekday: int = 5
    day: int = 0
    after: int = 0
    week: int = 0
    within: int | None = None
    month: int = 0


class TermDays(NamedTuple):
    """A term: its first and last day."""

    starts_on: date
    ends_on: date


class Occasion(NamedTuple):
    """One time that a duty falls due: its time begins, the last day it is in time, and what people call it."""

    begins: date
    due_on: date
    label: str


def occasions(
    rhythm: Rhythm, first: date, last: date, terms: Sequence[TermDays], is_school_day: Callable[[date], bool]
) -> list[Occasion]:
    """All occasions that are due from the first to the last day, both counted, in order."""
    made = {
        DAILY: _days, WEEKLY: _weeks, MONTHLY: _months, QUARTERLY: _quarters, TERMLY: _terms, YEARLY: _years,
    }[rhythm.every]  # fmt: skip
    found = (one for one in made(rhythm, first, last, terms, is_school_day) if first <= one.due_on <= last)
    return sorted(dict.fromkeys(found), key=lambda one: (one.due_on, one.begins))


def _days(
    rhythm: Rhythm, first: date, last: date, terms: Sequence[TermDays], school: Callable[[date], bool]
) -> Iterator[Occasion]:
    for day in each_day(first, last):
        if in_term(day, terms) and school(day):
            yield Occasion(day, day, f"{day.month}月{day.day}日")


def _weeks(
    rhythm: Rhythm, first: date, last: date, terms: Sequence[TermDays], school: Callable[[date], bool]
) -> Iterator[Occasion]:
    monday = monday_of(first)
    while monday <= last:
        for term in terms:
            days = [d for d in each_day(monday, monday + timedelta(days=6)) if term.starts_on <= d <= term.ends_on]
            due = nearest([d for d in days if school(d)], monday + timedelta(days=rhythm.weekday - 1))
            if due:
                yield Occasion(days[0], due, f"第{week_number(monday, term.starts_on)}周")
        monday += timedelta(days=7)


def nearest(days: Sequence[date], wanted: date) -> date | None:
    """The wanted day if it is among these, else the last before it, else the first after it; None of none."""
    before = [day for day in days if day <= wanted]
    return before[-1] if before else days[0] if days else None


def _months(
    rhythm: Rhythm, first: date, last: date, terms: Sequence[TermDays], school: Callable[[date], bool]
) -> Iterator[Occasion]:
    """Months in which there is school at all."""
    for year, month in months_between(add_months(first, -rhythm.after - 1), last):
        begins, ends = date(year, month, 1), month_end(year, month)
        if not any(term.starts_on <= ends and begins <= term.ends_on for term in terms):
            continue
        later = add_months(begins, rhythm.after)
        yield Occasion(begins, day_of_month(later.year, later.month, rhythm.day), f"{month}月")


def _quarters(
    rhythm: Rhythm, first: date, last: date, terms: Sequence[TermDays], school: Callable[[date], bool]
) -> Iterator[Occasion]:
    for year in range(first.year - 1, last.year + 1):
        for number in range(4):
            begins, closing = date(year, 3 * number + 1, 1), date(year, 3 * number + 3, 1)
            later = add_months(closing, rhythm.after)
            due = day_of_month(later.year, later.month, rhythm.day)
            yield Occasion(begins, due, f"第{'一二三四'[number]}季度")


def _terms(
    rhythm: Rhythm, first: date, last: date, terms: Sequence[TermDays], school: Callable[[date], bool]
) -> Iterator[Occasion]:
    for term in terms:
        if rhythm.within is not None:
            due = term.starts_on + timedelta(days=rhythm.within)
            yield Occasion(min(term.starts_on, due), due, "学期初")
        else:
            yield Occasion(term.starts_on, _end_of_week(term, rhythm.week), "本学期")


def _end_of_week(term: TermDays, number: int) -> date:
    """The last day of a term's nth week, never past its end; 0 is the term's last day, −1 the end of its last week."""
    if number == 0:
        return term.ends_on
    opening, closing = monday_of(term.starts_on), monday_of(term.ends_on)
    monday = opening + timedelta(days=7 * (number - 1)) if number > 0 else closing + timedelta(days=7 * (number + 1))
    return max(min(monday + timedelta(days=6), term.ends_on), term.starts_on)


def _years(
    rhythm: Rhythm, first: date, last: date, terms: Sequence[TermDays], school: Callable[[date], bool]
) -> Iterator[Occasion]:
    for year in range(first.year, last.year + 1):
        due = day_of_month(year, rhythm.month or 12, rhythm.day)
        yield Occasion(date(year, 1, 1), due, f"{year}年")


def state(occasion: Occasion, done: Sequence[date], today: date, *, least: int = 1, excused: bool = False) -> str:
    """How it stands: done in its time (so many times at least), done late, excused, overdue, or waiting."""
    if sum(occasion.begins <= day <= occasion.due_on for day in done) >= least:
        return DONE
    if excused:
        return EXCUSED
    if len(done) >= least:
        return LATE
    return OVERDUE if today > occasion.due_on else WAITING


def settled(occasions: Sequence[Occasion], done: Sequence[date], least: int = 1) -> list[list[date]]:
    """Which of the days something was done count for which occasion.

    Each counts for the one in whose time it lies; what comes late for the newest that is past and still lacks some,
    so that one piece of work never mends two weeks.
    """
    mine: list[list[date]] = [[] for _ in occasions]
    later: list[date] = []
    for day in sorted(done):
        at = next((i for i, one in enumerate(occasions) if one.begins <= day <= one.due_on), None)
        if at is None:
            later.append(day)
        else:
            mine[at].append(day)
    for day in later:
        open_ones = [i for i, one in enumerate(occasions) if one.due_on < day and len(mine[i]) < least]
        if open_ones:
            mine[open_ones[-1]].append(day)
    return mine


def in_term(day: date, terms: Sequence[TermDays]) -> bool:
    return any(term.starts_on <= day <= term.ends_on for term in terms)


def each_day(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def month_end(year: int, month: int) -> date:
    return add_months(date(year, month, 1), 1) - timedelta(days=1)


def day_of_month(year: int, month: int, day: int) -> date:
    """A day of a month; 0, and what the month does not have, is its last."""
    last = month_end(year, month)
    return last if day < 1 or day > last.day else date(year, month, day)


def add_months(day: date, count: int) -> date:
    """The first day of the month so many months on (back, where negative)."""
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def months_between(first: date, last: date) -> Iterator[tuple[int, int]]:
    day = date(first.year, first.month, 1)
    while day <= last:
        yield day.year, day.month
        day = add_months(day, 1)
