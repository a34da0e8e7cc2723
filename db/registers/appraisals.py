"""Appraisals: schemes with their heads, who is appraised in which period, and what each head was given and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, decimal, link, month, note, number, person, text, yesno
from db.fields import text as written
from db.register import Context, Problem, Register
from db.registers.targets import term_words
from db.rules.dropout_month import month_of
from db.rules.grades import school_year
from db.rules.targets import forbidden

TAB, GROUP = "质量目标", "考核评比"
OPEN, SETTLED = "open", "settled"
SETTLED_SAID = "这份考核已经评定。要改请先“重新考核”。"


class AppraisalScheme(Register):
    """What is appraised, of whom, and from which share of full marks one is 优, 良, 合格. No last-place-out."""

    __tablename__ = "appraisal_schemes"
    title, one, tab, group, icon = "考核方案", "方案", TAB, GROUP, "list-checks"
    common, key, shipped, order = True, ("sign",), True, ("sign",)
    parts, natural_keys = ("appraisal_heads",), (("sign",),)

    sign: Mapped[str] = text("代号", required=True, listed=True, searchable=True, width=5)
    name: Mapped[str] = text("名称", required=True, listed=True, searchable=True, width=12)
    about: Mapped[str] = code("考核谁", "appraisal_about", required=True, default="school", listed=True)
    rhythm: Mapped[str] = code("周期", "appraisal_rhythm", required=True, default="year", listed=True)
    excellent: Mapped[Any | None] = decimal("优（得分率%）", listed=True)
    good: Mapped[Any | None] = decimal("良（得分率%）", listed=True)
    passing: Mapped[Any | None] = decimal("合格（得分率%）", listed=True)
    award: Mapped[str | None] = text("称号", listed=True, width=10, hint="得优的授予什么，如 安全工作先进单位")
    single: Mapped[bool | None] = yesno("逐项评奖", listed=True, hint="每一项各是一个奖，达到优的线就得")
    source: Mapped[str | None] = text("依据", listed=True, width=14)
    stopped: Mapped[bool | None] = yesno("停用")

    def problems(self, context: Context) -> list[Problem]:
        said = forbidden(self.name or "", ranks=True)
        return [Problem("name", "error", said, "请改名称。")] if said else []


class AppraisalHead(Register):
    """One line of a scheme: worth so much; answered from the ledgers by a measure, or judged."""

    __tablename__ = "appraisal_heads"
    title, one, icon = "考核项目", "项目", "list-checks"
    common, key, shipped = True, ("scheme_id", "number"), True
    title_field, order, natural_keys = "text", ("scheme", "number"), (("scheme_id", "number"),)

    scheme_id: Mapped[bytes | None] = link("方案", "appraisal_schemes", required=True, listed=True, width=10)
    number: Mapped[int] = number("序号", required=True, listed=True)
    section: Mapped[str | None] = text("项目", listed=True, width=6)
    text: Mapped[str] = text("内容", required=True, listed=True, width=14)
    full: Mapped[Any | None] = decimal("满分", required=True, listed=True)
    measure: Mapped[str | None] = code("从台账取", "appraisal_measure", listed=True, hint="空着或“评定”是由人评定")
    which: Mapped[str | None] = written("取哪一种", width=10, hint="检查表或考核方案的名称；空着是所有的")
    wanted: Mapped[Any | None] = decimal(
        "满分要到多少", listed=True, hint="不到的按比例得分；越少越好的指标，超出的按比例减"
    )
    veto: Mapped[bool | None] = yesno("一票否决", listed=True, hint="这一项不到六成，等次就是不合格")
    award: Mapped[str | None] = written("奖项名称", width=10, hint="逐项评奖的方案用，如 教学管理先进单位")


class Appraisal(Register):
    """A school (or one of its staff) appraised by a scheme in one period; the sum is worked out from the marks.

    year, term, month: the school year, one of its terms, or one calendar month of it.
    """

    __tablename__ = "appraisals"
    title, one, tab, group, icon = "考核", "考核", TAB, GROUP, "award"
    key = ("scheme_id", "school_id", "staff_id", "year", "term", "month")
    title_field, order, parts = "title", ("-year", "scheme", "school"), ("appraisal_marks",)
    natural_keys = (("scheme_id", "staff_id", "year", "term", "month"),)
    figures = (computed("title", "考核", width=14),)
    sums = (("考核", "", ""), ("已定", "state", "settled"))
    chips = (("考核中", "state", "open"), ("已定", "state", "settled"))

    scheme_id: Mapped[bytes | None] = link("方案", "appraisal_schemes", required=True, listed=True, width=10)
    staff_id: Mapped[bytes | None] = link("教职工", "staff", listed=True, width=5, hint="考核个人的才填")
    year: Mapped[int | None] = number("学年起始年", required=True, listed=True, width=4)
    term: Mapped[str | None] = code("学期", "term", listed=True, hint="空着就是全学年")
    month: Mapped[str | None] = month("月份", listed=True, hint="按月考核的才填")
    state: Mapped[str] = code("状态", "appraisal_state", required=True, default="open", listed=True)
    settled_on: Mapped[date | None] = day("评定日期", listed=True)
    score: Mapped[Any | None] = decimal("得分", listed=True, hint="评定时按各项得分算出")
    share: Mapped[Any | None] = decimal("得分率%", listed=True)
    grade: Mapped[str | None] = code("等次", "check_grade", listed=True)
    remark: Mapped[str | None] = note("评语")

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        scheme = context.titles("appraisal_schemes").get(values.get("scheme_id") or b"", "")
        who = context.titles("staff").get(values.get("staff_id") or b"", "")
        who = who or context.titles("schools").get(values.get("school_id") or b"", "")
        return f"{who} {scheme} {period_words(values)}".strip()

    @classmethod
    def frozen(cls, row: Mapping[str, Any], edits: Mapping[str, Any], context: Context) -> str:
        """A settled appraisal stands as it was published, until it is taken up again."""
        if row["state"] != SETTLED or row["deleted"] or not edits or "state" in edits:
            return ""
        return SETTLED_SAID

    def problems(self, context: Context) -> list[Problem]:
        """A month lies in its school year."""
        if self.month and self.year and school_year(month_of(self.month)[0]) != self.year:
            return [Problem("month", "warning", f"{month_words(self.month)}不在这个学年里。", "请改月份或学年。")]
        return []


def period_words(values: Mapping[str, Any]) -> str:
    """2026—2027学年度, with its term, or the one month 2026年10月."""
    return month_words(values.get("month")) or term_words(values.get("year"), values.get("term"))


def period_code(values: Mapping[str, Any]) -> str:
    """The same as it is written in a command: 2026, 2026-1, 2026-10."""
    return str(values["month"] or (f"{values['year']}-{values['term']}" if values["term"] else values["year"]))


def month_words(month: str | None) -> str:
    year, _, number = str(month or "").partition("-")
    return f"{year}年{int(number)}月" if number.isdigit() else ""


class AppraisalMark(Register):
    """What one head was given, with its working; an appeal against it, and the answer."""

    __tablename__ = "appraisal_marks"
    title, one, icon = "考核得分", "得分", "check"
    key = ("appraisal_id", "head_id")
    title_field, order, natural_keys = "head", ("appraisal", "head"), (("appraisal_id", "head_id"),)

    appraisal_id: Mapped[bytes | None] = link("考核", "appraisals", required=True, listed=True, width=14)
    head_id: Mapped[bytes | None] = link("项目", "appraisal_heads", required=True, listed=True, width=12)
    points: Mapped[Any | None] = decimal("得分", listed=True)
    by: Mapped[str | None] = code("来源", "appraisal_by", listed=True, default="judge")
    working: Mapped[str | None] = note("怎么得的分", listed=True)
    judged_by: Mapped[str | None] = person("评定人")
    appeal: Mapped[str | None] = note("申诉")
    appealed_on: Mapped[date | None] = day("申诉日期")
    answer: Mapped[str | None] = note("申诉答复")
    answered_on: Mapped[date | None] = day("答复日期")

    def problems(self, context: Context) -> list[Problem]:
        head = context.linked("appraisal_heads", self.head_id) if self.head_id else None
        if self.points is not None and self.points < 0:
            return [Problem("points", "error", "得分不能是负数。", "请核对。")]
        if head and head["full"] is not None and self.points is not None and float(self.points) > float(head["full"]):
            return [Problem("points", "warning", "得分比满分还多。", "请核对满分。")]
        return []

    @classmethod
    def frozen(cls, row: Mapping[str, Any], edits: Mapping[str, Any], context: Context) -> str:
        one = context.linked("appraisals", row["appraisal_id"]) if row.get("appraisal_id") else None
        return SETTLED_SAID if one and one["state"] == SETTLED and not one["deleted"] else ""


__all__ = [
    "OPEN", "SETTLED", "Appraisal", "AppraisalHead", "AppraisalMark", "AppraisalScheme", "month_words",
    "period_code", "period_words",
]  # fmt: skip
