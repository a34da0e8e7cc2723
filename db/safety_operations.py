"""A month of safety work by school, as the registers of operations tell it: one question a figure, for all schools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, text

from db import patrolled
from db.register import Context
from db.rules.duties import month_end
from db.rules.grades import school_year
from db.rules.safety_operations import Operations, of_month

WITHIN = '"on" BETWEEN :first AND :last AND deleted = 0'
COUNTS = {
    "drills": f"SELECT school_id, count(*) FROM drills WHERE {WITHIN} GROUP BY 1",
    "meetings": f"SELECT school_id, count(*) FROM meetings WHERE {WITHIN} GROUP BY 1",
    "visitors": f"SELECT school_id, count(*) FROM visitors WHERE {WITHIN} GROUP BY 1",
    "unconfirmed": f"SELECT school_id, count(*) FROM visitors WHERE coalesce(confirmed, 0) = 0 AND {WITHIN} GROUP BY 1",
    "nights": f'SELECT school_id, count(DISTINCT "on") FROM dormitory_checks WHERE {WITHIN} GROUP BY 1',
    "runs": f"SELECT school_id, count(*) FROM bus_runs WHERE {WITHIN} GROUP BY 1",
    "meals": "SELECT school_id, max(days) FROM meal_months WHERE month = :month AND deleted = 0 GROUP BY 1",
    "waters": "SELECT school_id, count(*) FROM waters WHERE deleted = 0 GROUP BY 1",
    "unsigned": "SELECT school_id, count(*) FROM waters WHERE coalesce(sign, 0) = 0 AND deleted = 0 GROUP BY 1",
    "wanted": "SELECT school_id, sum(wanted) FROM safety_agreements WHERE year = :year AND deleted = 0 GROUP BY 1",
    "signed": "SELECT school_id, sum(signed) FROM safety_agreements WHERE year = :year AND deleted = 0 GROUP BY 1",
}
"""One number a school."""

DAYS = {
    "lessons": f'SELECT DISTINCT school_id, "on" FROM safety_lessons WHERE {WITHIN}',
    "leaders": f"SELECT DISTINCT school_id, \"on\" FROM duty_shifts WHERE kind = '1' AND {WITHIN}",
    "samples": f'SELECT DISTINCT school_id, "on" FROM food_samples WHERE {WITHIN}',
    "eaten": f'SELECT DISTINCT school_id, "on" FROM head_meals WHERE {WITHIN}',
}
"""The days on which a school had one."""

LACKING = "SELECT school_id, kind FROM facilities WHERE present = 0 AND deleted = 0"


def month(
    connection: Connection, context: Context, schools: Sequence[bytes], year: int, number: int
) -> dict[bytes, Operations]:
    """The month of each of these schools; an unfinished one ends today."""
    first, last = date(year, number, 1), min(month_end(year, number), context.today)
    asked = {
        "first": first.isoformat(), "last": last.isoformat(), "month": f"{first:%Y-%m}", "year": school_year(first),
    }  # fmt: skip
    days = patrolled.school_days(context, year, number)
    counts: dict[bytes, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTS, 0))
    for name, statement in COUNTS.items():
        for school, count in connection.execute(text(statement), asked):
            counts[school][name] = int(count or 0)
    held: dict[bytes, dict[str, set[date]]] = defaultdict(lambda: {name: set() for name in DAYS})
    for name, statement in DAYS.items():
        for school, on in connection.execute(text(statement), asked):
            held[school][name].add(date.fromisoformat(on))
    lacking: dict[bytes, set[str]] = defaultdict(set)
    for school, kind in connection.execute(text(LACKING)):
        lacking[school].add(str(kind))
    return {school: of_month(days, counts[school], held[school], lacking[school]) for school in schools}


__all__ = ["month"]
