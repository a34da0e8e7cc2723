"""Aid to pupils: what kinds there are, and how much each gives from which term on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, decimal, link, note, number, text, yesno
from db.register import Context, Problem, Register
from db.rules.aid_standards import Standard, stage_at, standard_of, term_number, working
from db.rules.aid_steps import Needs

CASH, FOOD, WAIVED, SCHOOL = "1", "2", "3", "4"
"""Codes of the list aid_form: paid to a card, given as food, not asked for, paid to the school."""


class AidKind(Register):
    """One kind of aid; what ships is named by its code, what an office adds by its name."""

    __tablename__ = "aid_kinds"
    title, one, tab, group, icon = "资助项目", "资助项目", "花名册", "资助", "hand-coins"
    common, shipped, key = True, True, ("code",)
    order = ("code",)
    natural_keys = (("code",), ("name",))
    sums = (("资助项目", "", ""),)

    name: Mapped[str] = text(
        "项目名称", required=True, listed=True, searchable=True, width=10, headings=("名称", "资助名称")
    )
    form: Mapped[str | None] = code("发放形式", "aid_form", listed=True, default="1", width=9)
    period: Mapped[str | None] = code("计算周期", "aid_period", listed=True, default="1", width=4)
    boarding: Mapped[str | None] = code("只给", "boarding", listed=True, width=3, hint="不填就不分住校、走读")
    review: Mapped[bool | None] = yesno("要评审", listed=True, default=True, width=3)
    posting: Mapped[bool | None] = yesno("要公示", listed=True, default=True, width=3)
    basis: Mapped[str | None] = note("文件依据", listed=True, width=14)
    stopped: Mapped[bool | None] = yesno("已停用", width=3, hint="停用的项目不再办理，以前的记录都在")
    remark: Mapped[str | None] = note("备注")
    code: Mapped[str] = text("代号", required=True, width=5, hint="不填就用名称；定下后不要改")

    def complete(self, context: Context) -> None:
        if not self.code and self.name:
            self.code = self.name

    def problems(self, context: Context) -> list[Problem]:
        if self.form == FOOD and self.period != "3":
            return [Problem("period", "warning", "供餐一般按天计算。", "请核对计算周期。")]
        return []


class AidStandard(Register):
    """How much: for whom, from which term to which; an empty stage or way of attending is everybody."""

    __tablename__ = "aid_standards"
    title, one, tab, group, icon = "资助标准", "资助标准", "花名册", "资助", "banknote"
    common, shipped = True, True
    key = ("kind_id", "stage", "boarding", "area", "since_year", "since_term")
    title_field, order = "kind", ("kind", "stage", "boarding", "-since_year", "-since_term")
    natural_keys = (("kind_id", "stage", "boarding", "area", "since_year", "since_term"),)
    sums = (("标准", "", ""),)

    kind_id: Mapped[bytes | None] = link("资助项目", "aid_kinds", required=True, listed=True, searchable=True, width=9)
    stage: Mapped[str | None] = code("学段", "stage", listed=True, width=3, hint="不填就是所有学段")
    boarding: Mapped[str | None] = code("住校/走读", "boarding", listed=True, width=4)
    area: Mapped[str | None] = code("适用地区", "aid_area", width=4, hint="不填就是各地一样")
    yuan_year: Mapped[Decimal | None] = decimal("每学年（元）", listed=True, width=5)
    yuan_term: Mapped[Decimal | None] = decimal("每学期（元）", listed=True, width=5)
    yuan_day: Mapped[Decimal | None] = decimal("每天（元）", listed=True, width=4)
    since_year: Mapped[int | None] = number(
        "起始学年", listed=True, width=4, hint="学年起始年：2024年春季填 2023、第二学期"
    )
    since_term: Mapped[str | None] = code("起始学期", "term", listed=True, width=4)
    until_year: Mapped[int | None] = number("终止学年", width=4)
    until_term: Mapped[str | None] = code("终止学期", "term", width=4)
    source: Mapped[str | None] = note("依据", listed=True, width=14)
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.yuan_year is None and self.yuan_term is None and self.yuan_day is None:
            found.append(Problem("yuan_year", "error", "没有金额。", "请填每学年、每学期或每天多少元。"))
        elif any(amount is not None and amount < 0 for amount in (self.yuan_year, self.yuan_term, self.yuan_day)):
            found.append(Problem("yuan_year", "error", "金额不能是负数。", "请核对。"))
        if self.yuan_year is not None and self.yuan_term is not None and self.yuan_term * 2 != self.yuan_year:
            found.append(Problem("yuan_term", "warning", "两个学期加起来不等于一学年。", "请核对金额。"))
        since, until = _number(self.since_year, self.since_term), _number(self.until_year, self.until_term)
        if since is not None and until is not None and until < since:
            found.append(Problem("until_year", "error", "终止学期比起始学期早。", "请改其中一个。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return working(standard(values))


def _number(year: int | None, term: str | None) -> int | None:
    return None if year is None else term_number(year, term or "1")


def standard(values: Mapping[str, Any]) -> Standard:
    """A row of the standards as the rule reads it; values as the file holds them."""
    return Standard(
        values.get("id") or b"",
        values.get("stage") or "",
        values.get("boarding") or "",
        values.get("area") or "",
        _decimal(values.get("yuan_year")),
        _decimal(values.get("yuan_term")),
        _decimal(values.get("yuan_day")),
        _number(values.get("since_year"), values.get("since_term")),
        _number(values.get("until_year"), values.get("until_term") or "2"),
        values.get("source") or "",
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def standards_of(rows: Iterable[Mapping[str, Any]], kind: bytes) -> list[Standard]:
    """The standards of one kind of aid."""
    return [standard(row) for row in rows if row["kind_id"] == kind]


def needs_of(kind: Mapping[str, Any] | None) -> Needs:
    """Which steps this kind of aid has; where nothing is said, all."""
    if kind is None:
        return Needs()
    return Needs(kind["review"] in (None, 1, True), kind["posting"] in (None, 1, True))


def standard_for(values: Mapping[str, Any], context: Context) -> Standard | None:
    """The standard that holds for an application: values are its kind, year, term, boarding and stage or child."""
    if not values.get("kind_id") or values.get("year") is None or not values.get("term"):
        return None
    stage = values.get("stage")
    if stage is None and values.get("student_id"):
        child = context.linked("students", values["student_id"]) or {}
        stage = stage_at(child.get("stage") or "", child.get("cohort"), values["year"])
    known = standards_of(context.rows("aid_standards"), values["kind_id"])
    area = context.setting("aid.area") if any(one.area for one in known) else ""
    return standard_of(known, stage or "", values.get("boarding") or "", values["year"], values["term"], area)


__all__ = ["CASH", "FOOD", "SCHOOL", "WAIVED", "AidKind", "AidStandard", "needs_of", "standard_for", "standards_of"]
