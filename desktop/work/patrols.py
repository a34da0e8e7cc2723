"""The day's look round a school: its own categories, one press when all is in order, a hazard where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db import codes, patrolled
from db.errors import NotFound, Trouble
from db.patrolled import Category
from db.register import key_id
from db.registers import Hazard, Patrol
from desktop.work import rectification
from desktop.work.office import Office
from desktop.work.outcome import Outcome

FINE, WRONG, MENDED = "1", "2", "3"
"""Codes of patrol_result: 正常, 有问题, 当场整改."""


@dataclass(frozen=True)
class Line:
    """One category on one day at one school: what to look at, and what was found (result empty: not looked yet)."""

    category: str
    label: str
    items: tuple[str, ...]
    result: str = ""
    what: str = ""
    by: str = ""
    at: str = ""
    hazard: bytes | None = None


def categories(office: Office, school: bytes) -> list[Category]:
    """What a school has something of, and what to look at."""
    with office.look() as connection:
        return patrolled.categories(connection, school)


def sheet(office: Office, on: date, school: bytes | None = None) -> list[Line]:
    """The day's sheet of a school."""
    own = _own(office, school)
    with office.look() as connection:
        asked, told = patrolled.categories(connection, own), patrolled.day(connection, own, on)
    return [_line(category, told.get(category.code)) for category in asked]


def _line(category: Category, row: Mapping[str, Any] | None) -> Line:
    if row is None:
        return Line(*category)
    result, what, by, at = (str(row[name] or "") for name in ("result", "what", "by", "at"))
    return Line(*category, result, what, by, at, row["hazard_id"])


def all_in_order(office: Office, on: date, school: bytes | None = None) -> Outcome:
    """Every category not yet looked at is in order: one entry, signed and timed. Raises Trouble on a day to come."""
    own = _own(office, school)
    _may(office, on)
    open_ = [line for line in sheet(office, on, own) if not line.result]
    if not open_:
        return Outcome("这一天已经都查过了。")
    with office.change(f"日排查 {on:%m-%d}：{len(open_)} 类正常") as rows:
        for line in open_:
            rows.add(_row(office, own, on, line.category, FINE))
    said = f"{on.month}月{on.day}日 {len(open_)} 类正常，{office.who.name} {_now()} 签。"
    return Outcome(said, frozenset({"patrols"}), {"on": on.isoformat(), "fine": len(open_)})


def fine(office: Office, on: date, category: str, school: bytes | None = None) -> Outcome:
    """One category in order."""
    own = _own(office, school)
    _may(office, on)
    with office.change(f"日排查 {on:%m-%d}：{_label(category)}正常") as rows:
        rows.add(_row(office, own, on, category, FINE))
    return Outcome(f"{_label(category)}：正常。", frozenset({"patrols"}), {"category": category, "result": FINE})


def wrong(
    office: Office,
    on: date,
    category: str,
    what: str,
    place: str = "",
    *,
    mended: bool = False,
    school: bytes | None = None,
) -> Outcome:
    """Something is wrong: it stands in the hazard book in the same entry, and the day's sheet points to it.

    mended: put right on the spot; it still waits for another person's re-check. Raises Trouble.
    """
    own = _own(office, school)
    _may(office, on)
    if not what.strip():
        raise Trouble("没有写是什么问题。", "请写明哪里、什么问题。")
    made = Hazard(
        school_id=own, what=what.strip(), place=place.strip() or None, category=category, found_on=on,
        found_by=office.who.name, on_the_spot=mended or None, level="1" if mended else None,
        rectified_on=on if mended else None, answer="当场整改" if mended else None,
        answered_by=office.who.name if mended else None,
    )  # fmt: skip
    with office.change(f"日排查 {on:%m-%d}：{_label(category)}有问题") as rows:
        rectification.put(office, made, rows)
        row = _row(office, own, on, category, MENDED if mended else WRONG)
        row.what, row.hazard_id = what.strip(), made.id
        rows.add(row)
    said = f"{_label(category)}：已登记隐患 {made.number}。" + ("" if mended else "请定级。")
    data = {"category": category, "hazard": made.id.hex(), "number": made.number}
    return Outcome(said, frozenset({"patrols", "hazards"}), data)


def take_back(office: Office, on: date, category: str, school: bytes | None = None) -> Outcome:
    """Not looked at after all; a hazard that was entered stays."""
    row = key_id("patrols", [_own(office, school), on, category])
    with office.change(f"日排查 {on:%m-%d}：{_label(category)}重查") as rows:
        kept = rows.find(Patrol, row)
        if kept is None or kept.deleted:
            raise NotFound("这一类还没有查。", "")
        rows.remove(kept)
    return Outcome(f"{_label(category)}：请重新查。", frozenset({"patrols"}), {"category": category})


def category_called(text: str) -> str:
    """The category's code by code or label. Raises Trouble."""
    try:
        return codes.code_list("hazard_category").read(text)
    except ValueError as error:
        raise Trouble(str(error)) from error


def _own(office: Office, school: bytes | None) -> bytes:
    own = school or office.school_id
    if own is None:
        raise NotFound("还不知道是哪所学校。", "请先选学校。")
    return own


def _may(office: Office, on: date) -> None:
    if on > office.today:
        raise Trouble("这一天还没有到。", "请改日期。")


def _row(office: Office, school: bytes, on: date, category: str, result: str) -> Patrol:
    return Patrol(school_id=school, on=on, category=category, result=result, by=office.who.name, at=_now())


def _now() -> str:
    return f"{datetime.now():%H:%M}"


def _label(category: str) -> str:
    return codes.code_list("hazard_category").label(category)


__all__ = ["Line", "all_in_order", "categories", "category_called", "fine", "sheet", "take_back", "wrong"]
