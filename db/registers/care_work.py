"""What is done for a child with a care file: talks and calls, and lessons at home for one that cannot come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, link, note, number, photo, text, yesno
from db.register import Context, Problem, Register
from db.registers.attendance import of_clock, tidy_clock


class CareContact(Register):
    """One talk, family call or counselling. What was said is between those two: masked until somebody asks."""

    __tablename__ = "care_contacts"
    title, one, tab, group, icon = "关爱联系", "联系记录", "花名册", "关爱", "phone"
    follows = "care"
    title_field, order = "care", ("-on", "care")
    natural_keys = (("care_id", "on", "kind"),)
    sums = (
        ("联系", "", ""), ("谈心谈话", "kind", "1"), ("亲情电话", "kind", "2,3"), ("心理辅导", "kind", "4"),
        ("节日慰问", "kind", "6"),
    )  # fmt: skip
    chips = (("谈心谈话", "kind", "1"), ("亲情电话", "kind", "2,3"), ("心理辅导", "kind", "4"))

    # fmt: off
    care_id: Mapped[bytes | None] = link("关爱档案", "care_files", required=True, listed=True, searchable=True, width=5, headings=("姓名", "学生姓名"))
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    kind: Mapped[str] = code("方式", "contact_kind", required=True, default="1", listed=True, width=5)
    by: Mapped[str | None] = text("谁联系的", listed=True, width=6, headings=("教师", "谈话人"))
    with_whom: Mapped[str | None] = text("和谁", listed=True, width=6, headings=("联系对象",))
    minutes: Mapped[int | None] = number("时长（分钟）", width=4)
    content: Mapped[str | None] = note("内容", private=True, headings=("谈话内容", "通话内容"))
    result: Mapped[str | None] = text("结果和下一步", listed=True, width=10, headings=("效果", "结果"))
    picture: Mapped[str | None] = photo("照片")
    # fmt: on

    def problems(self, context: Context) -> list[Problem]:
        return _not_yet(self.on, context)

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return _titled(values, context)


class HomeTeaching(Register):
    """送教上门：one visit with lessons. 源：facts 8.3; how often is checked against the settings (db.rules.care)."""

    __tablename__ = "home_teaching"
    title, one, tab, group, icon = "送教上门", "送教记录", "花名册", "关爱", "school"
    follows = "care"
    title_field, order = "care", ("-on", "care")
    natural_keys = (("care_id", "on", "starts_at"),)
    sums = (("送教", "", ""), ("家长已签字", "signed", "1"))
    chips = (("没有签字", "signed", ""),)

    # fmt: off
    care_id: Mapped[bytes | None] = link("关爱档案", "care_files", required=True, listed=True, searchable=True, width=5, headings=("姓名", "学生姓名"))
    on: Mapped[date | None] = day("日期", required=True, listed=True, headings=("送教日期", "送教时间"))
    starts_at: Mapped[str | None] = text("开始", listed=True, width=4, headings=("开始时间",))
    ends_at: Mapped[str | None] = text("结束", listed=True, width=4, headings=("结束时间",))
    lessons: Mapped[int | None] = number("课时", required=True, default=2, listed=True, headings=("课时数",))
    teachers: Mapped[str | None] = text("送教教师", listed=True, searchable=True, width=7, headings=("教师",))
    content: Mapped[str | None] = note("送教内容", headings=("教学内容", "内容"))
    response: Mapped[str | None] = note("儿童反应", private=True, headings=("学生表现", "儿童表现", "效果"))
    homework: Mapped[str | None] = text("给家长的建议", width=10)
    signed: Mapped[bool | None] = yesno("家长签字", listed=True, headings=("家长已签字",))
    signer: Mapped[str | None] = text("签字家长", width=5)
    picture: Mapped[str | None] = photo("送教照片")
    # fmt: on

    def complete(self, context: Context) -> None:
        self.starts_at, self.ends_at = tidy_clock(self.starts_at), tidy_clock(self.ends_at)

    def problems(self, context: Context) -> list[Problem]:
        found = [
            *_not_yet(self.on, context),
            *of_clock(self.starts_at, "starts_at"),
            *of_clock(self.ends_at, "ends_at"),
        ]
        if self.starts_at and self.ends_at and not found and self.ends_at <= self.starts_at:
            found.append(Problem("ends_at", "warning", "结束不在开始之后。", "请核对时间。"))
        if self.lessons is not None and not 1 <= self.lessons <= 8:
            found.append(Problem("lessons", "warning", f"一次送教 {self.lessons} 课时不像是真的。", "请核对课时。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return _titled(values, context)


def _titled(values: Mapping[str, Any], context: Context) -> str:
    """李强 2026-11-13."""
    name = context.titles("care_files").get(values.get("care_id") or b"", "")
    return f"{name} {values.get('on') or ''}".strip()


def _not_yet(on: date | None, context: Context) -> list[Problem]:
    return [Problem("on", "error", "这一天还没有到。", "请改日期。")] if on and on > context.today else []


__all__ = ["CareContact", "HomeTeaching"]
