"""The nutrition plan of a month written down for each school, as calendar, roster and roll calls have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.aid import meals
from db.aid.batch import Row
from db.aid.meals import Reckoned
from db.errors import Trouble
from db.register import key_id
from db.registers import MealMonth
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def reckoned(office: Office, month: str) -> list[Reckoned]:
    """Every school this office writes for."""
    with office.look() as connection:
        return meals.reckoned(connection, office.context, month, schools(office))


def described(one: Reckoned) -> dict[str, Any]:
    """A school's month as --json prints it."""
    due = "" if one.due is None else str(one.due)
    said = {"school": one.name, "month": one.month, "pupils": one.pupils, "days": one.days, "absent": one.absent}
    return {**said, "meals": one.meals, "due": due}


def months(office: Office) -> list[str]:
    """Months of the terms that have begun, the latest first."""
    with office.look() as connection:
        return meals.months(connection, office.today)


def written(office: Office, month: str) -> dict[bytes, Row]:
    """What the schools have written down for the month."""
    with office.look() as connection:
        return meals.written(connection, office.context, month)


def schools(office: Office) -> list[tuple[bytes, str]]:
    """This school; at the center all of the township."""
    titles = office.titles("schools")
    if office.bound and office.school_id:
        return [(office.school_id, titles.get(office.school_id, office.school))]
    gone = {row["id"] for row in office.context.rows("schools") if row["kind"] == "county"}
    return [(school, name) for school, name in titles.items() if school not in gone]


def write_down(office: Office, found: Sequence[Reckoned], food: str = "", checked_by: str = "") -> Outcome:
    """One row a school and month; what was corrected by hand before is kept, only what is empty is filled."""
    if not found:
        raise Trouble("没有要登记的学校。", "请先选月份；没有在读学生的学校不登记。")
    with office.change(f"登记供餐：{found[0].month}，{len(found)} 所学校") as rows:
        for one in found:
            key = {"school_id": one.school, "month": one.month}
            known = rows.find(MealMonth, key_id("meal_months", list(key.values())))
            row = known or MealMonth(**key)
            fresh = known is None or known.deleted
            row.deleted = False
            said = {"pupils": one.pupils, "days": one.days, "meals": one.meals, "per_meal": one.per_meal}
            for name, value in {**said, "food": food or None, "checked_by": checked_by or None}.items():
                if fresh or getattr(row, name) is None:
                    setattr(row, name, value)
            if known is None:
                rows.add(row)
    return Outcome(
        f"已登记 {found[0].month} 的供餐，{len(found)} 所学校。按 Ctrl+Z 可以撤销。", frozenset({"meal_months"})
    )


__all__ = ["Reckoned", "described", "months", "reckoned", "schools", "write_down", "written"]
