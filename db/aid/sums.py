"""Aid summed by kind and school in one term, beside the term before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from db.aid.batch import Row, listed
from db.register import Context
from db.registers import AidApplication
from db.rules import aid_sums
from db.rules.aid_sums import Sum
from db.school_terms import SchoolTerm


class Summed(NamedTuple):
    """One line of the table: a kind of aid at one school, this term and the term before."""

    kind: Row
    school: str
    now: Sum
    before: Sum


def by_kind_and_school(
    connection: Connection, context: Context, term: SchoolTerm, schools: Sequence[tuple[bytes, str]]
) -> list[Summed]:
    """Lines in the order of kinds, then of the schools; what is nothing in both terms is left out."""
    now, before = (_sums(connection, context, *when) for when in (term[:2], term.before))
    kinds = sorted(context.rows("aid_kinds"), key=lambda row: (row["code"] == "other", row["code"]))
    found = []
    for kind in kinds:
        for school, name in schools:
            key = kind["id"], school
            if key in now or key in before:
                found.append(Summed(kind, name, now.get(key, Sum()), before.get(key, Sum())))
    return found


def _sums(connection: Connection, context: Context, year: int, term: int) -> dict[tuple[bytes, bytes], Sum]:
    rows = listed(connection, context, AidApplication, [("year", str(year)), ("term", str(term))])
    sexes: dict[bytes, str] = {}
    sexes.update(tuple(row) for row in connection.exec_driver_sql("SELECT id, coalesce(sex, '') FROM students"))
    lines = (((row["kind_id"], row["school_id"]), aid_sums.line_of(row, lambda s: sexes.get(s, ""))) for row in rows)
    return aid_sums.summed(lines)


__all__ = ["Summed", "by_kind_and_school"]
