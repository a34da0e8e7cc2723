"""Quota places (指标生): a senior school's places for the year, what each junior school gets, and who wished for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import computed, day, decimal, link, note, number, text, yesno
from db.register import Context, Problem, Register

FLOOR = 50
"""Percent of a good senior school's plan that has to be handed to the junior schools. 源：教督〔2017〕6号 政府保障程度14。"""


class QuotaRound(Register):
    """One senior school in one year; places follow from plan and share, unless another number was decided."""

    __tablename__ = "quota_rounds"
    title, one, tab, group, icon = "指标生计划", "指标生计划", "质量目标", "工具", "ticket"
    common = True
    title_field, order = "name", ("-year", "name")
    natural_keys = (("year", "name"),)
    sums = (("计划", "", ""),)
    figures = (computed("given", "指标名额", "number", listed=True, width=4),)

    name: Mapped[str] = text("高中学校", required=True, listed=True, searchable=True, width=10)
    year: Mapped[int | None] = number("招生年份", required=True, listed=True, width=4)
    plan: Mapped[int | None] = number("招生计划", listed=True, width=4)
    share: Mapped[Decimal | None] = decimal("指标比例（%）", listed=True, width=5, default=Decimal(50))
    places: Mapped[int | None] = number(
        "指标名额另定", width=4, hint="文件另外定了名额的才填；不填就是计划乘比例，舍去小数"
    )
    line: Mapped[Decimal | None] = decimal("统招线（分）", listed=True, width=5)
    lower: Mapped[Decimal | None] = decimal("降分（分）", listed=True, width=4, default=Decimal(20))
    decided_on: Mapped[date | None] = day("确定日期")
    basis: Mapped[str | None] = note("文件依据")

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.share is not None and self.share < FLOOR:
            said = f"指标比例低于国家要求的 {FLOOR} %。"
            found.append(Problem("share", "warning", said, "优质普通高中名额分配到初中不低于50 %，请核对文件。"))
        if self.places is not None and (self.places < 0 or (self.plan is not None and self.places > self.plan)):
            found.append(Problem("places", "error", "指标名额应在零和招生计划之间。", "请核对。"))
        if self.lower is not None and self.lower < 0:
            found.append(Problem("lower", "error", "降分不能是负数。", "请填降几分，如 20。"))
        return found

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        """What the plan's share comes to, unless another number was decided."""
        values["given"] = values.get("places")
        if values["given"] is None and values.get("plan") is not None and values.get("share") not in (None, ""):
            values["given"] = int(values["plan"] * Decimal(str(values["share"])) / 100)


class QuotaShare(Register):
    """How many of a junior school's pupils may have a quota place; what it gets is worked out from all schools."""

    __tablename__ = "quota_shares"
    title, one, tab, group, icon = "指标生各校人数", "各校人数", "质量目标", "工具", "school"
    key = ("round_id", "school_id")
    title_field, order = "round", ("round", "school")
    natural_keys = (("round_id", "school_id"),)
    sums = (("学校", "", ""),)

    round_id: Mapped[bytes | None] = link(
        "指标生计划", "quota_rounds", required=True, listed=True, searchable=True, width=10
    )
    eligible: Mapped[int | None] = number(
        "符合条件人数",
        required=True,
        listed=True,
        width=5,
        hint="三年学籍都在本校的应届毕业生",
        headings=("应届人数", "符合条件考生"),
    )
    remark: Mapped[str | None] = note("备注", listed=True)

    def problems(self, context: Context) -> list[Problem]:
        if self.eligible is not None and self.eligible < 0:
            return [Problem("eligible", "error", "人数不能是负数。", "请核对。")]
        return []

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return context.titles("schools").get(values.get("school_id") or b"", "")


class QuotaCandidate(Register):
    """A graduate with score and wishes. Scores are for the office: masked in lists, never printed beside other names."""

    __tablename__ = "quota_candidates"
    title, one, tab, group, icon = "指标生考生", "考生", "质量目标", "工具", "users-round"
    key, follows, title_field = ("student_id", "year"), "student", "student"
    order = ("-year", "school", "student")
    natural_keys = (("student_id", "year"),)
    sums = (("考生", "", ""), ("符合条件", "eligible", "1"), ("统招已录", "unified", "1"))
    chips = (("不符合条件", "eligible", "0"), ("统招已录", "unified", "1"))

    student_id: Mapped[bytes | None] = link(
        "学生", "students", required=True, listed=True, searchable=True, width=5, headings=("姓名", "学生姓名")
    )
    year: Mapped[int | None] = number("招生年份", required=True, listed=True, width=4)
    eligible: Mapped[bool | None] = yesno(
        "符合条件", listed=True, default=True, width=4, hint="三年学籍在本校的应届毕业生", headings=("资格",)
    )
    score: Mapped[Decimal | None] = decimal("成绩", private=True, mask="whole", width=4, headings=("总分", "中考成绩"))
    tie: Mapped[Decimal | None] = decimal(
        "同分比较", private=True, mask="whole", width=4, hint="同分时先比的分数，如语数英之和"
    )
    unified: Mapped[bool | None] = yesno("统招已录", listed=True, width=4)
    wish1_id: Mapped[bytes | None] = link(
        "指标志愿一", "quota_rounds", listed=True, width=8, headings=("志愿一", "第一志愿")
    )
    wish2_id: Mapped[bytes | None] = link(
        "指标志愿二", "quota_rounds", listed=True, width=8, headings=("志愿二", "第二志愿")
    )
    wish3_id: Mapped[bytes | None] = link("指标志愿三", "quota_rounds", width=8, headings=("志愿三", "第三志愿"))
    admitted_id: Mapped[bytes | None] = link("指标录取学校", "quota_rounds", listed=True, width=8)
    admitted_on: Mapped[date | None] = day("录取登记日期")
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        if self.admitted_id and self.unified:
            return [Problem("admitted", "warning", "统招已经录取，不能再占指标名额。", "请核对统招录取情况。")]
        if self.admitted_id and self.eligible is False:
            return [Problem("admitted", "warning", "不符合条件，不能占指标名额。", "请核对学籍年限。")]
        wishes = [wish for wish in (self.wish1_id, self.wish2_id, self.wish3_id) if wish]
        if len(wishes) != len(set(wishes)):
            return [Problem("wish2", "warning", "同一所学校填了两次志愿。", "请核对志愿表。")]
        return []

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return context.titles("students").get(values.get("student_id") or b"", "")


__all__ = ["FLOOR", "QuotaCandidate", "QuotaRound", "QuotaShare"]
