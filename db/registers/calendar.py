"""School years, terms and holidays: the calendar the center school sends to everybody."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from db.fields import code, day, note, number, text, yesno
from db.register import Context, Problem, Register


class SchoolYear(Register):
    __tablename__ = "school_years"
    title, one, tab, group, icon = "学年", "学年", "花名册", "校历", "calendar"
    common, key, title_field, order = True, ("year",), "year", ("-year",)
    natural_keys = (("year",),)

    year: Mapped[int] = number("起始年", required=True, listed=True, hint="2026 表示 2026—2027 学年度")
    starts_on: Mapped[date | None] = day("开始日期", required=True, listed=True)
    ends_on: Mapped[date | None] = day("结束日期", listed=True)
    remark: Mapped[str | None] = note("备注", listed=True)

    def problems(self, context: Context) -> list[Problem]:
        return _in_order(self.starts_on, self.ends_on)


class Term(Register):
    __tablename__ = "terms"
    title, one, tab, group, icon = "学期", "学期", "花名册", "校历", "calendar"
    common, key, title_field, order = True, ("year", "term"), "year", ("-year", "-term")
    natural_keys = (("year", "term"),)

    year: Mapped[int] = number("学年起始年", required=True, listed=True)
    term: Mapped[str] = code("学期", "term", required=True, listed=True)
    starts_on: Mapped[date | None] = day("开学日期", required=True, listed=True, hint="这一天所在的周是第1周")
    ends_on: Mapped[date | None] = day("放假日期", required=True, listed=True)
    weeks: Mapped[int | None] = number("教学周数", listed=True)
    remark: Mapped[str | None] = note("备注", listed=True)

    def problems(self, context: Context) -> list[Problem]:
        return _in_order(self.starts_on, self.ends_on)


class Holiday(Register):
    __tablename__ = "holidays"
    title, one, tab, group, icon = "节假日与调休", "节假日", "花名册", "校历", "calendar"
    common, key, order = True, ("on", "name"), ("-on",)
    natural_keys = (("on",),)

    on: Mapped[date | None] = day("日期", required=True, listed=True)
    name: Mapped[str] = text("名称", required=True, listed=True, width=8)
    school_day: Mapped[bool | None] = yesno("上课（调休）", listed=True, width=4)


def _in_order(start: date | None, end: date | None) -> list[Problem]:
    if start and end and end < start:
        return [Problem("ends_on", "error", "结束日期比开始日期早。", "请改其中一个日期。")]
    return []


__all__ = ["Holiday", "SchoolYear", "Term"]
