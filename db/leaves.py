"""Leave as it stands in the file: days by person and kind, lessons taught for others, who is paid for nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from db.attendance import days
from db.duplicates import apart_from_joined
from db.judging import Context
from db.registers import Staff
from db.registers.leave import leave_of
from db.rules import leave as rule
from db.rules.leave import Known, Why

GONE = ("6", "7", "8", "9")
"""Staff statuses of those who are no longer on the roll: 退休、调出、离职、去世."""

AWAY = ("2", "3", "4", "5", "99")
"""Statuses of those who are paid and not at school: 借出、病休、产假、进修、其他."""

OPEN = "returned_on IS NULL AND deleted = 0"


@dataclass
class Person:
    """One member of staff over a span: working days, those away by kind, and lessons taught for others."""

    id: bytes
    name: str
    school_id: bytes | None
    due: int
    away: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    hours: Decimal = Decimal(0)
    pay: Decimal = Decimal(0)

    @property
    def missed(self) -> Decimal:
        """Days not worked; 公差 and 培训 are work."""
        return sum((count for kind, count in self.away.items() if kind not in rule.AT_WORK), Decimal(0))

    @property
    def worked(self) -> Decimal:
        return self.due - self.missed


@dataclass(frozen=True)
class Listed:
    """Somebody on the list for 清理吃空饷: why, since when, and how many days the leave has taken."""

    id: bytes
    name: str
    school_id: bytes | None
    status: str
    why: Why
    kind: str
    since: date | None
    until: date | None
    days: Decimal


def people(
    connection: Connection, context: Context, first: date, last: date, school: bytes | None = None
) -> list[Person]:
    """Everybody on the roll, with the leave and the substitutions of a span, up to today."""
    last = min(last, context.today)
    due = len(days.school_days(connection, context, first, last))
    found = {row["id"]: Person(row["id"], row["name"], row["school_id"], due) for row in on_roll(connection, school)}
    span = (last.isoformat(), first.isoformat())
    statement = (
        "SELECT staff_id, kind, first_on, last_on, starts, ends, returned_on FROM staff_leaves "
        "WHERE deleted = 0 AND first_on <= ? AND coalesce(returned_on, last_on) >= ?"
    )
    for row in map(dict, connection.exec_driver_sql(statement, span).mappings()):
        if row["staff_id"] in found:
            taken = rule.days_within(leave_of(row), context.special, first, last)
            found[row["staff_id"]].away[row["kind"]] += taken
    lessons = 'SELECT substitute_id, hours, pay FROM substitutions WHERE deleted = 0 AND "on" <= ? AND "on" >= ?'
    for who, hours, pay in connection.exec_driver_sql(lessons, span):
        if who in found:
            found[who].hours += Decimal(hours or 0)
            found[who].pay += Decimal(pay or 0)
    return list(found.values())


def on_roll(connection: Connection, school: bytes | None) -> list[Mapping[str, Any]]:
    """Everybody on the roll in the order of pinyin, as plain values; who left is not."""
    marks = ",".join(f"'{code}'" for code in GONE)
    statement = (
        'SELECT t.* FROM staff t LEFT JOIN finder f ON f."row" = t.id '
        f"WHERE t.deleted = 0 AND coalesce(t.status, '1') NOT IN ({marks}) AND (? IS NULL OR t.school_id = ?) "
        f"AND t.id IN (SELECT id FROM staff WHERE {apart_from_joined(Staff)}) ORDER BY f.sort, t.id"
    )
    return [dict(row) for row in connection.exec_driver_sql(statement, (school, school)).mappings()]


def listed(connection: Connection, context: Context, school: bytes | None = None) -> list[Listed]:
    """清理吃空饷: who is on the roll and not at work, without leave, past it, or for very long."""
    leaves: dict[bytes, list[tuple[Known, Mapping[str, Any]]]] = defaultdict(list)
    statement = (
        "SELECT staff_id, kind, first_on, last_on, starts, ends, returned_on FROM staff_leaves "
        f"WHERE {OPEN} AND first_on IS NOT NULL AND last_on IS NOT NULL ORDER BY first_on"
    )
    for row in map(dict, connection.exec_driver_sql(statement).mappings()):
        leave = leave_of(row)
        taken = rule.days_within(leave, context.special, every_day=True)
        leaves[row["staff_id"]].append((Known(leave, taken, False), row))
    limits = Decimal(context.setting("leave.long_ill")), Decimal(context.setting("leave.long_other"))
    found = []
    for person in on_roll(connection, school):
        mine = leaves.get(person["id"], [])
        why = rule.on_the_list(person["status"] in AWAY, [known for known, _ in mine], context.today, *limits)
        if why is not None:
            last = mine[-1][0] if mine else None
            found.append(Listed(
                person["id"], person["name"], person["school_id"], person["status"] or "1", why,
                last.leave.kind if last else "", last.leave.first if last else None, last.leave.last if last else None,
                last.days if last else Decimal(0),
            ))  # fmt: skip
    return found


__all__ = ["GONE", "Listed", "Person", "Why", "listed", "on_roll", "people"]
