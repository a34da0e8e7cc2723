"""Patrols as the file knows them: what a school looks at, what a day and a month of looking round came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db import codes, school_terms
from db.register import Context
from db.rules import patrol_month
from db.rules.duties import month_end
from db.rules.patrol_month import SchoolMonth

LIST = "safety-self-check"
"""The checklist whose sections are the categories of a patrol; the newest version in use counts."""

TIER_OF = {"nine_year": "primary"}


class Category(NamedTuple):
    """A category that a school has something of, and what to look at."""

    code: str
    label: str
    items: tuple[str, ...]


def categories(connection: Connection, school: bytes) -> list[Category]:
    """What a school has something of, in the order of the list: no canteen, no canteen lines."""
    listed = {code.label: code.code for code in codes.code_list("hazard_category").codes}
    kind = str(connection.exec_driver_sql("SELECT kind FROM schools WHERE id = ?", (school,)).scalar() or "primary")
    statement = "SELECT kind FROM facilities WHERE school_id = ? AND deleted = 0 AND present = 0"
    lacking = {str(kind) for (kind,) in connection.exec_driver_sql(statement, (school,))}
    kept: dict[str, list[str]] = {}
    for item in _items(connection):
        tier = item.get(TIER_OF.get(kind, kind))
        if item["section"] in listed and tier != 0 and item["needs"] not in lacking:
            kept.setdefault(item["section"], []).append(str(item["content"]))
    return [Category(listed[label], label, tuple(texts)) for label, texts in kept.items()]


def _items(connection: Connection) -> Sequence[Mapping[str, Any]]:
    newest = connection.exec_driver_sql(
        "SELECT id FROM checklists WHERE name = ? AND state = 'active' AND deleted = 0 ORDER BY version DESC LIMIT 1",
        (LIST,),
    ).scalar()
    statement = (
        'SELECT section, content, needs, center, "primary", point, junior, kindergarten '
        "FROM checklist_items WHERE checklist_id = ? AND deleted = 0 ORDER BY number"
    )
    return [dict(row) for row in connection.exec_driver_sql(statement, (newest,)).mappings()]


def day(connection: Connection, school: bytes, on: date) -> dict[str, Mapping[str, Any]]:
    """What was found on a day, by category."""
    statement = (
        'SELECT category, result, what, "by", at, hazard_id FROM patrols '
        'WHERE "on" = ? AND school_id = ? AND deleted = 0'
    )
    return {
        row["category"]: dict(row) for row in connection.exec_driver_sql(statement, (on.isoformat(), school)).mappings()
    }


def school_days(context: Context, year: int, month: int) -> list[date]:
    """School days of a month within the terms, up to today."""
    spans = [(term.starts_on, term.ends_on) for term in school_terms.known(context) if term.starts_on and term.ends_on]
    first, last = date(year, month, 1), min(month_end(year, month), context.today)
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    return [on for on in days if context.is_school_day(on) and any(a <= on <= b for a, b in spans)]


def months(
    connection: Connection, context: Context, schools: Sequence[bytes], year: int, month: int
) -> Mapping[bytes, SchoolMonth]:
    """A month of these schools, in one reading of the file."""
    first, last = date(year, month, 1), month_end(year, month)
    found = connection.exec_driver_sql(
        'SELECT school_id, "on", category, result FROM patrols WHERE "on" BETWEEN ? AND ? AND deleted = 0',
        (first.isoformat(), last.isoformat()),
    )
    return patrol_month.months(schools, school_days(context, year, month), found)


class HazardMonth(NamedTuple):
    """Of one school: found, of them major, closed in the month, open at its end, of them past their deadline."""

    found: int = 0
    major: int = 0
    closed: int = 0
    open: int = 0
    overdue: int = 0


HAZARDS = """
SELECT school_id,
  sum(found_on BETWEEN :first AND :last), sum(found_on BETWEEN :first AND :last AND level = '2'),
  sum(coalesce(closed_on BETWEEN :first AND :last, 0)),
  sum(found_on <= :last AND (closed_on IS NULL OR closed_on > :last)),
  sum(found_on <= :last AND (closed_on IS NULL OR closed_on > :last)
      AND coalesce(rectified_on, :last) > due_on AND due_on < :last)
FROM hazards WHERE deleted = 0 GROUP BY school_id
"""


def hazards(connection: Connection, year: int, month: int, today: date) -> dict[bytes, HazardMonth]:
    """The hazards of a month by school; an unfinished month ends today."""
    from sqlalchemy import text

    last = min(month_end(year, month), today).isoformat()
    found = connection.execute(text(HAZARDS), {"first": date(year, month, 1).isoformat(), "last": last})
    return {row[0]: HazardMonth(*(int(figure or 0) for figure in row[1:])) for row in found}


__all__ = ["Category", "HazardMonth", "categories", "day", "hazards", "months", "school_days"]
