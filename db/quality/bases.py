"""How many each class had and has for an examination: from the roster and its movements, so that it comes out.

Source: facts 2.2 (起始人数＋正常转入－正常转出): who dropped out has not transferred and stays in what divides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from db import roll as file_roll
from db.quality.books import Books
from db.quality.sittings import Sitting, rooms
from db.registers import ExamBase
from db.rules import roll
from db.rules.retention import DIED, GRADUATED, LEFT, account


@dataclass(frozen=True)
class Counted:
    """A row for each class; since and until: the days it was counted between; lost: who left without a transfer."""

    bases: list[ExamBase]
    since: date
    until: date
    lost: int

    @property
    def said(self) -> str:
        """学籍到2026年6月30日，转入转出从2025年9月1日起."""
        lost = f"，退学等 {self.lost} 人不算转出" if self.lost else ""
        return f"学籍到{_day(self.until)}，转入转出从{_day(self.since)}起{lost}"


def of(books: Books, one: Sitting) -> Counted:
    """The classes of an examination, from the first day of its school year (or term) to its own day.

    started + came − gone = enrolled + lost in every class; who changes class goes from one and comes to the other.
    """
    with books.look() as connection:
        first, last = span(connection, one, by_term=bool(books.context.setting("quality.base_by_term")))
        until = min(one.on if one.on and one.on >= first else last, books.context.today)
        flows = file_roll.flows(connection, first, by_class=True)
    found = roll.table(flows, first + timedelta(1), until, lambda place: place.room)
    made, lost = [], 0
    for room in rooms(books, one):
        line = found.get(room.id, roll.Line())
        put = account(line)
        lost += put.lost
        gone = line.of(line.left, *LEFT, *DIED, *GRADUATED)
        numbers = {"enrolled": line.end.total(), "started": put.start, "came": put.came, "gone": gone}
        made.append(ExamBase(school_id=room.school_id, exam_id=one.id, class_id=room.id, **numbers))
    return Counted(made, first, until, lost)


def span(connection: Connection, one: Sitting, *, by_term: bool) -> tuple[date, date]:
    """The first day of the examination's school year (or term) and the last of its term; usual days where the calendar
    says nothing."""
    second = one.term == "2"
    first, last = date(one.year, 9, 1), date(one.year + 1, 6, 30) if second else date(one.year + 1, 1, 20)
    if by_term and second:
        first = date(one.year + 1, 2, 20)
    known = connection.exec_driver_sql(
        "SELECT starts_on, ends_on FROM terms WHERE deleted = 0 AND year = ? AND term = ?", (one.year, one.term)
    ).one_or_none()
    begun = (
        known[0]
        if known and by_term
        else connection.exec_driver_sql(
            "SELECT starts_on FROM school_years WHERE deleted = 0 AND year = ?", (one.year,)
        ).scalar()
    )
    return date.fromisoformat(begun) if begun else first, date.fromisoformat(known[1]) if known and known[1] else last


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


__all__ = ["Counted", "of", "span"]
