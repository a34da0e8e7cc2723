"""What a target asks of the registers: of which schools, in which days; and what they answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from db import school_terms
from db.quality.books import Books
from db.register import Context
from db.rules.dropout_month import month_of
from db.rules.working import Put, Working, figure, number

WITHOUT = ("county",)


@dataclass(frozen=True)
class Actual:
    """A figure in its measure's own unit (94 for 94 %), None where it cannot be said; how it comes about."""

    value: Fraction | None
    working: Working
    said: str = ""
    """What was judged where there is no number."""


@dataclass(frozen=True)
class Asked:
    """One target as its measure reads it. first, last: the days it covers, cut off at today."""

    row: Mapping[str, Any]
    schools: tuple[tuple[bytes, str], ...]
    first: date
    last: date

    @property
    def keys(self) -> list[bytes]:
        return [key for key, _ in self.schools]

    @property
    def days(self) -> tuple[str, str]:
        return self.first.isoformat(), self.last.isoformat()

    @property
    def span(self) -> str:
        return f"{self.first:%Y-%m-%d}至{self.last:%Y-%m-%d}"


@dataclass
class Reading:
    """The file as all targets of one look read it; what several of them ask for is worked out once."""

    books: Books
    connection: Connection
    kept: dict[Any, Any] = field(default_factory=dict)

    @property
    def context(self) -> Context:
        return self.books.context

    @property
    def of_one_school(self) -> bool:
        """Whether the file is that of a school in another's township: it holds this school's rows only."""
        told: dict[str, Any] = dict(
            self.connection.exec_driver_sql("SELECT name, value FROM local WHERE name IN ('center', 'school')").all()
        )
        return "center" in told and json.loads(told["center"]) != told.get("school")

    def once(self, key: Any, make: Any) -> Any:
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def ask(self, row: Mapping[str, Any]) -> Asked:
        first, last = span_of(self.context, row)
        return Asked(row, tuple(self.schools(row["school_id"])), first, min(last, self.context.today))

    def schools(self, school: bytes | None) -> list[tuple[bytes, str]]:
        """That school; all that are open where none is named."""
        titles = self.context.titles("schools")
        if school is not None:
            return [(school, titles.get(school, ""))]
        return [
            (row["id"], str(row["name"]))
            for row in self.context.rows("schools")
            if not row["closed_on"] and row["kind"] not in WITHOUT
        ]

    def count(self, statement: str, asked: Asked, *more: Any) -> list[Any]:
        """One line of sums over the asked schools: `{schools}` in the statement stands for their marks."""
        marks = ",".join("?" * len(asked.keys)) or "NULL"
        found = self.connection.exec_driver_sql(statement.replace("{schools}", marks), (*asked.keys, *more))
        return list(found.one())


Takes = Callable[[Reading, Asked], Actual]
"""How a measure is taken."""


def of_tellers(title: str, ledger: str, take: Takes) -> Takes:
    """A measure of what schools write down day by day: a school that has joined with no machine and has no row in the
    ledger is left out. Nothing is known of it, and that is not none."""

    def told(reading: Reading, asked: Asked) -> Actual:
        known = reading.once(("tellers", ledger), lambda: _tellers(reading.connection, ledger))
        telling = tuple(one for one in asked.schools if one[0] in known)
        left = [one for one in asked.schools if one[0] not in known]
        if not left:
            return take(reading, asked)
        if not telling:
            return unknown(title, "还没有加入，没有报送")
        found = take(reading, replace(asked, schools=telling))
        return replace(found, working=found.working.noting(f"还没有报送、没有计入的：{names_of(left)}"))

    return told


def _tellers(connection: Connection, ledger: str) -> set[bytes]:
    """Schools with a machine of their own, the one before whose file one sits, and those with rows in the ledger."""
    found = connection.exec_driver_sql(
        "SELECT school_id FROM sites WHERE school_id IS NOT NULL UNION SELECT s.id FROM schools s JOIN local l "
        f"ON l.name = 'school' AND lower(hex(s.id)) = l.value UNION SELECT school_id FROM {ledger} WHERE deleted = 0"
    )
    return set(found.scalars())


def span_of(context: Context, row: Mapping[str, Any]) -> tuple[date, date]:
    """First and last day of a row that has a month, a term, or only a school year."""
    if row.get("month"):
        return month_of(str(row["month"]))
    return period(context, int(row["year"]), row["term"])


def period(context: Context, year: int, term: str | None) -> tuple[date, date]:
    """First and last day of a school year or of one of its terms, by the calendar where it has them."""
    if term:
        for one in school_terms.known(context):
            if (one.year, one.term) == (year, int(term)) and one.starts_on and one.ends_on:
                return one.starts_on, one.ends_on
        return (
            (date(year, 9, 1), date(year + 1, 1, 31)) if term == "1" else (date(year + 1, 2, 1), date(year + 1, 8, 31))
        )
    row = next((row for row in context.rows("school_years") if row["year"] == year), None)
    if row and row["starts_on"] and row["ends_on"]:
        return date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])
    return date(year, 9, 1), date(year + 1, 8, 31)


def share(
    title: str, part: tuple[str, int], whole: tuple[str, int], notes: Iterable[str] = (), why: str = "没有记录"
) -> Actual:
    """A percentage: part ÷ whole × 100%, with its working; of nobody there is none."""
    value = Fraction(100 * part[1], whole[1]) if whole[1] else None
    result = f"{figure(value, 1, 2)}%" if value is not None else f"算不出：{why}。"
    puts = (Put(part[0], number(part[1])), Put(whole[0], number(whole[1])))
    return Actual(value, Working(title, f"{title} ＝ {part[0]} ÷ {whole[0]} × 100%", puts, result, tuple(notes)))


def counted(title: str, count: int, unit: str, notes: Iterable[str] = ()) -> Actual:
    """How many there are."""
    puts = (Put(title, f"{count}{unit}"),)
    return Actual(Fraction(count), Working(title, f"{title} ＝ 登记的{unit}数", puts, f"{count}{unit}", tuple(notes)))


def unknown(title: str, why: str, formula: str = "") -> Actual:
    return Actual(None, Working(title, formula or title, (), f"算不出：{why}。"))


def names_of(schools: Sequence[tuple[bytes, str]]) -> str:
    return "、".join(name for _, name in schools)


__all__ = [
    "Actual", "Asked", "Reading", "Takes", "counted", "names_of", "of_tellers", "period", "share", "span_of", "unknown",
]  # fmt: skip
