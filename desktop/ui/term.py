"""Which week of which term it is, as the bar at the top says it."""

from __future__ import annotations

from datetime import date

from db.registers.calendar import Term
from db.rules.calendar import week_number
from desktop.work import tables
from desktop.work.office import Office

DAYS = "一二三四五六日"


def week_and_day(office: Office) -> str:
    """11月13日 周五 · 第11周; without a week outside the terms."""
    today = office.today
    said = f"{today.month}月{today.day}日 周{DAYS[today.weekday()]}"
    for row in tables.table(office, Term).rows:
        if not row["starts_on"]:
            continue
        ends = date.fromisoformat(row["ends_on"]) if row["ends_on"] else None
        number = week_number(today, date.fromisoformat(row["starts_on"]), ends)
        if number is not None:
            return f"{said} · 第{number}周"
    return said
