"""Terms: in which term a day lies, by the calendar the center keeps, else by the time of year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from db.rules import calendar


class Span(NamedTuple):
    """A term: first and last day (holidays after it belong to it), and what it is called."""

    first: date
    last: date
    label: str

    @property
    def between(self) -> tuple[str, str]:
        return self.first.isoformat(), self.last.isoformat()


def term_of(connection: Connection, day: date) -> Span:
    begun = connection.exec_driver_sql(
        "SELECT year, term, starts_on FROM terms WHERE deleted = 0 AND starts_on <= ? ORDER BY starts_on DESC LIMIT 1",
        (day.isoformat(),),
    ).first()
    next_one = "SELECT min(starts_on) FROM terms WHERE deleted = 0 AND starts_on > ?"
    after = connection.exec_driver_sql(next_one, (day.isoformat(),)).scalar()
    year, term = (int(begun.year), int(begun.term)) if begun else calendar.term_at(day)
    usual = (date(year, 9, 1), date(year + 1, 1, 31)) if term == 1 else (date(year + 1, 2, 1), date(year + 1, 8, 31))
    first = date.fromisoformat(begun.starts_on) if begun else usual[0]
    last = date.fromisoformat(after) - timedelta(days=1) if after else usual[1]
    return Span(first, max(last, day), calendar.term_label(year, term))
