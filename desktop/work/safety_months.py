"""月汇报: a school's month as it stands, closed with one press by the first of the next; the center sums all."""

from __future__ import annotations

from datetime import date
from typing import Any

from db import patrolled
from db.errors import Trouble
from db.patrolled import HazardMonth
from db.registers import SafetyMonth
from db.rules import days
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def month_of(text: str) -> str:
    """2026-11, however it is typed. Raises Trouble."""
    try:
        return days.read_month(text)
    except ValueError as error:
        raise Trouble(str(error).partition("。")[0] + "。", "请写成 2026-11 这样。") from error


def figures(office: Office, month: str, school: bytes | None = None) -> dict[str, Any]:
    """The month of a school: school days, days done and missed, hazards found, closed, open, overdue."""
    own = school or office.school_id or b""
    year, number = map(int, month.split("-"))
    with office.look() as connection:
        mine = patrolled.months(connection, office.context, [own], year, number)[own]
        its = patrolled.hazards(connection, year, number, office.today).get(own, HazardMonth())
    return {
        "days_due": len(mine.days), "days_done": len(mine.days) - len(mine.missed),
        "missed": [day.isoformat() for day in mine.missed], **its._asdict(),
    }  # fmt: skip


def close(office: Office, month: str, diary: str = "", school: bytes | None = None) -> Outcome:
    """Closes a month as it stands: its figures no longer change with later entries. Raises Trouble before its end."""
    if office.today < date.fromisoformat(f"{month}-25"):
        raise Trouble("这个月还没有过完，不能报送。", "月底或次月1日再报送。")
    told = figures(office, month, school)
    cells = {name: value for name, value in told.items() if name != "missed"}
    row = SafetyMonth(
        school_id=school or office.school_id, month=month, diary=diary or None, closed_by=office.who.name,
        closed_on=office.today, **cells,
    )  # fmt: skip
    with office.change(f"{month} 隐患月汇报") as rows:
        rows.add(row)
    missed = f"，漏查 {len(told['missed'])} 天" if told["missed"] else ""
    said = f"{month} 已报送：应查 {told['days_due']} 天，已查 {told['days_done']} 天{missed}。"
    return Outcome(said, frozenset({"safety_months"}), {"id": row.id.hex(), **told})


__all__ = ["close", "figures", "month_of"]
