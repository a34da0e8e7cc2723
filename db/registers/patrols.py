"""Patrols: the day's look round a school, category by category, and the month that is summed and closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from db import codes
from db.fields import code, day, link, month, note, number, person, text
from db.register import Context, Problem, Register
from db.registers.attendance import of_clock, tidy_clock


class Patrol(Register):
    """One category of one school on one day (日排查). "All in order" is a row a category too, signed and timed."""

    __tablename__ = "patrols"
    title, one, tab, group, icon = "日排查记录", "排查", "安全隐患", "隐患", "clipboard-check"
    tones = (("result", "2", "red"), ("result", "3", "amber"))
    key = ("school_id", "on", "category")
    title_field, order = "category", ("-on", "school", "category")
    natural_keys = (("on", "category"),)
    sums = (("排查", "", ""), ("有问题", "result", "2"), ("当场整改", "result", "3"))
    chips = (("有问题", "result", "2"), ("当场整改", "result", "3"))
    __table_args__ = (Index("patrols_by_day", "on", "school_id"),)

    on: Mapped[date | None] = day("日期", required=True, listed=True)
    category: Mapped[str | None] = code("类别", "hazard_category", required=True, listed=True, width=6)
    result: Mapped[str | None] = code("结果", "patrol_result", required=True, default="1", listed=True, width=4)
    what: Mapped[str | None] = note("问题", listed=True)
    hazard_id: Mapped[bytes | None] = link("登记的隐患", "hazards", listed=True, width=8)
    by: Mapped[str | None] = person("排查人", listed=True, searchable=True)
    at: Mapped[str | None] = text("时间", listed=True, width=4)

    def complete(self, context: Context) -> None:
        self.at = tidy_clock(self.at)

    def problems(self, context: Context) -> list[Problem]:
        found = of_clock(self.at, "at")
        if self.on and self.on > context.today:
            found.append(Problem("on", "error", "这一天还没有到。", "请改日期。"))
        if self.result == "2" and not (self.what or self.hazard_id):
            found.append(Problem("what", "warning", "有问题，没有写是什么问题。", "请写明，并登记到隐患台账。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return f"{codes.code_list('hazard_category').label(values.get('category'))} {values.get('on') or ''}".strip()


class SafetyMonth(Register):
    """月汇报: a school's month as it stood when it was closed, by the first of the next (安全日志次月1日前)."""

    __tablename__ = "safety_months"
    title, one, tab, group, icon = "隐患月汇报", "月汇报", "安全隐患", "隐患", "calendar"
    key, title_field, order = ("school_id", "month"), "month", ("-month", "school")
    natural_keys = (("month",),)
    sums = (("月汇报", "", ""), ("未报送", "closed_on", ""))

    month: Mapped[str | None] = month("月份", required=True, listed=True)
    days_due: Mapped[int | None] = number("应查天数", listed=True)
    days_done: Mapped[int | None] = number("已查天数", listed=True)
    found: Mapped[int | None] = number("发现隐患", listed=True)
    major: Mapped[int | None] = number("其中重大", listed=True)
    closed: Mapped[int | None] = number("本月销号", listed=True)
    open: Mapped[int | None] = number("月末未销号", listed=True)
    overdue: Mapped[int | None] = number("其中逾期", listed=True)
    diary: Mapped[str | None] = note("安全日志摘要", listed=True)
    closed_by: Mapped[str | None] = person("报送人", listed=True)
    closed_on: Mapped[date | None] = day("报送日期", listed=True)


__all__ = ["Patrol", "SafetyMonth"]
