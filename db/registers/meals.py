"""The nutrition plan: what one school gave in one month, for how many children on how many days, and what it cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import computed, decimal, month, note, number, person
from db.register import Context, Problem, Register
from db.registers.aid import standards_of
from db.rules import aid_standards
from db.rules.calendar import term_at

MEALS = "meals"
"""Code of the kind of aid that ships for this."""


class MealMonth(Register):
    """Days and children are counted by the calendar and the roster (资助办理 offers them); the school corrects them.

    meals counts one child fed on one day (人次); what is given is food of the same value, never money.
    """

    __tablename__ = "meal_months"
    title, one, tab, group, icon = "营养改善计划", "月供餐", "花名册", "资助", "utensils"
    key, title_field, order = ("school_id", "month"), "month", ("-month", "school")
    natural_keys = (("school_id", "month"),)
    sums = (("月报", "", ""),)
    figures = (computed("due", "应供（元）", "decimal", listed=True, width=5),)

    month: Mapped[str | None] = month("月份", required=True, listed=True, width=4)
    pupils: Mapped[int | None] = number("受益学生", listed=True, width=4, headings=("学生数", "受益人数"))
    days: Mapped[int | None] = number("供餐天数", listed=True, width=4, headings=("天数",))
    meals: Mapped[int | None] = number("供餐人次", listed=True, width=4, headings=("人次",))
    per_meal: Mapped[Decimal | None] = decimal("每人每天（元）", listed=True, width=5, headings=("标准",))
    spent: Mapped[Decimal | None] = decimal("实际支出（元）", listed=True, width=5, headings=("支出",))
    food: Mapped[str | None] = note("供餐内容", listed=True, width=12, hint="如 牛奶、鸡蛋、加餐；一周食谱另附")
    cooks: Mapped[int | None] = number("食堂工勤人员", width=4)
    checked_by: Mapped[str | None] = person("核对人", width=4)
    remark: Mapped[str | None] = note("备注")

    def complete(self, context: Context) -> None:
        if self.per_meal is None and self.month:
            held = standard_in(self.month, context)
            self.per_meal = held.yuan_day if held else None
        if self.meals is None and self.pupils is not None and self.days is not None:
            self.meals = self.pupils * self.days

    def problems(self, context: Context) -> list[Problem]:
        """源：facts 8.4；《农村义务教育学生营养改善计划实施办法》：全额用于供餐，不得发钱、不得结余挪用。"""
        found = []
        if None not in (self.pupils, self.days, self.meals) and self.meals > self.pupils * self.days:  # type: ignore[operator]
            found.append(Problem("meals", "warning", "供餐人次多于学生数乘天数。", "请核对人次。"))
        if self.days is not None and not 0 <= self.days <= 31:
            found.append(Problem("days", "error", "一个月没有这么多天。", "请核对供餐天数。"))
        due = due_of(self.meals, self.per_meal)
        if due is not None and self.spent is not None and self.spent != due:
            gap = aid_standards.yuan(abs(self.spent - due))
            said = f"实际支出比应供{'多' if self.spent > due else '少'} {gap} 元。"
            found.append(Problem("spent", "warning", said, "结余要接着用在供餐上；请在备注里写明。"))
        return found

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        per_meal = values.get("per_meal")
        due = due_of(values.get("meals"), None if per_meal in (None, "") else Decimal(str(per_meal)))
        values["due"] = None if due is None else aid_standards.yuan(due)


def due_of(meals: int | None, per_meal: Decimal | None) -> Decimal | None:
    return None if meals is None or per_meal is None else per_meal * meals


def standard_in(month: str, context: Context) -> aid_standards.Standard | None:
    """The standard of the nutrition plan in this month."""
    kind = next((row["id"] for row in context.rows("aid_kinds") if row["code"] == MEALS), None)
    if kind is None:
        return None
    year, term = term_at(date.fromisoformat(f"{month}-01"))
    return aid_standards.standard_of(standards_of(context.rows("aid_standards"), kind), "", "", year, term)


__all__ = ["MEALS", "MealMonth", "due_of", "standard_in"]
