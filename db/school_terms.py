"""The school terms an office knows: which is the present one, which come before it, and what they are called."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from db.register import Context
from db.rules.calendar import TERM_LABELS, term_at, term_label, week_number


class SchoolTerm(NamedTuple):
    """A term by year and number, with its days where the calendar has them."""

    year: int
    term: int
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def label(self) -> str:
        return term_label(self.year, self.term)

    @property
    def short(self) -> str:
        """2026—2027 第一学期, where there is little room."""
        return f"{self.year}—{self.year + 1} {TERM_LABELS[self.term]}"

    @property
    def before(self) -> tuple[int, int]:
        """Year and number of the term before."""
        return (self.year, 1) if self.term == 2 else (self.year - 1, 2)


def known(context: Context) -> list[SchoolTerm]:
    """All terms of the calendar, the present one and the one before it, the latest first."""
    found = {}
    for row in context.rows("terms"):
        if row["year"] is not None and row["term"]:
            one = SchoolTerm(int(row["year"]), int(row["term"]), _day(row["starts_on"]), _day(row["ends_on"]))
            found[one[:2]] = one
    now = SchoolTerm(*current_key(context))
    for key in (now[:2], now.before):
        found.setdefault(key, SchoolTerm(*key))
    return sorted(found.values(), reverse=True)


def current(context: Context) -> SchoolTerm:
    """The last term that has begun."""
    key = current_key(context)
    return next(one for one in known(context) if one[:2] == key)


def week(context: Context, day: date) -> int | None:
    """第n周 of the term that a day lies in; None in the holidays."""
    for term in known(context):
        number = week_number(day, term.starts_on, term.ends_on) if term.starts_on else None
        if number is not None:
            return number
    return None


def current_key(context: Context) -> tuple[int, int]:
    begun = [
        (str(row["starts_on"]), int(row["year"]), int(row["term"]))
        for row in context.rows("terms")
        if row["starts_on"] and row["starts_on"] <= context.today.isoformat() and row["year"] is not None
    ]
    return max(begun)[1:] if begun else term_at(context.today)


def called(context: Context, text: str) -> SchoolTerm:
    """The term of a label or of 2026-1; the present one where nothing is said. Raises ValueError, a sentence."""
    if not text.strip():
        return current(context)
    for one in known(context):
        if text.strip() in (one.label, f"{one.year}-{one.term}"):
            return one
    year, _, term = text.strip().partition("-")
    if year.isdigit() and len(year) == 4 and term in ("1", "2"):
        return SchoolTerm(int(year), int(term))
    raise ValueError(f"“{text}”不是学期。请写成 2026-1 这样：起始年和第几学期。")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
