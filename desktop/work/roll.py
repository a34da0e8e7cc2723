"""Comings and goings as a script asks for them: by school, grade or month, every line with its sum."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from db import roll
from db.errors import Trouble
from db.rules import days, roll_tables
from db.rules.roll_tables import CAME, LEFT, Heads, Row
from desktop.work.office import Office
from desktop.work.outcome import Outcome

WAYS = ("school", "grade", "month")


def table(office: Office, month: str = "", until: str = "", school: str = "", by: str = "school") -> Outcome:
    """The month (2026-11, else the present one), or the months to `until`; of one school, else a center's all.

    by: school, grade or month. Raises Trouble, NotFound.
    """
    first, last = _span(office, month, until)
    schools = _schools(office, school)
    own = {row for row, _ in schools}
    with office.look() as connection:
        known, apart = roll.flows(connection, first), roll.differing(connection)
    if by == "grade":
        rows = roll_tables.by_grade(known, first, last, own)
    elif by == "month":
        rows = roll_tables.by_month(known, _months(first, last), own)
    else:
        rows = roll_tables.by_school(known, first, last, schools)
    sum_ = roll_tables.whole(rows) if by == "month" else roll_tables.total(rows)
    titles = office.titles("students") if apart else {}
    data = {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "rows": [_described(row) for row in rows],
        "total": _described(sum_),
        "differing": [{"id": row.hex(), "name": titles.get(row, "")} for row in apart],
    }
    said = "\n".join(_said(row) for row in (*rows, sum_))
    advice = f"有 {len(apart)} 人的花名册改过，没有登记异动，请补办。" if apart else ""
    return Outcome(said, data=data, attention=bool(apart), advice=advice)


def _span(office: Office, month: str, until: str) -> tuple[date, date]:
    try:
        first = date.fromisoformat(f"{days.read_month(month) if month else office.today.isoformat()[:7]}-01")
        end = date.fromisoformat(f"{days.read_month(until)}-01") if until else first
    except ValueError as error:
        raise Trouble(str(error).partition("。")[0] + "。", "请写成 2026-11 这样。") from error
    if not first <= end or first > office.today:
        raise Trouble("月份不对：还没有到，或者结束在开始以前。", "请选本月或以前的月份。")
    return first, min(days.months_after(end, 1) - timedelta(1), office.today)


def _months(first: date, last: date) -> list[tuple[date, date]]:
    found = []
    while first <= last:
        after = days.months_after(first, 1)
        found.append((first, min(after - timedelta(1), last)))
        first = after
    return found


def _schools(office: Office, school: str) -> list[tuple[bytes, str]]:
    if school:
        key = office.school_called(school)
        return [(key, office.titles("schools")[key])]
    if office.bound and office.school_id:
        return [(office.school_id, office.school)]
    return list(office.titles("schools").items())


def _described(row: Row) -> dict[str, Any]:
    return {
        "name": row.label,
        "start": _heads(row.start),
        "came": {name: count for (name, _), count in zip(CAME, row.came, strict=True)},
        "left": {name: count for (name, _), count in zip(LEFT, row.left, strict=True)},
        "end": _heads(row.end),
    }


def _heads(heads: Heads) -> dict[str, int]:
    return {"all": heads.all, "boys": heads.boys, "girls": heads.girls}


def _said(row: Row) -> str:
    came = "".join(f" {name}{count}" for (name, _), count in zip(CAME, row.came, strict=True) if count)
    left = "".join(f" {name}{count}" for (name, _), count in zip(LEFT, row.left, strict=True) if count)
    return f"{row.label}　期初 {row.start.all}　增加 {row.in_all}{came}　减少 {row.out_all}{left}　期末 {row.end.all}"
