"""Aid applications: one child, one kind of aid, one term; from the application to the signature for the money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, and_, case, cast, func, or_, select
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, decimal, link, note, number, person, photo, text
from db.register import Context, Finding, Offer, Problem, Register
from db.registers.aid import FOOD, AidKind, needs_of, standard_for
from db.rules import aid_standards, aid_steps
from db.rules.calendar import term_at

APPLIED, REVIEWED, POSTED, PAID = "申请", "评审", "公示", "发放"
CASH_WAY, CARD_WAY = "4", "1"


class AidApplication(Register):
    """Follows its child; the school that paid stays named in paid_by."""

    __tablename__ = "aid_applications"
    title, one, tab, group, icon = "资助申请", "资助申请", "花名册", "资助", "hand-heart"
    key, follows = ("student_id", "kind_id", "year", "term"), "student"
    title_field, order = "student", ("-year", "-term", "kind", "class_name", "student")
    natural_keys = (("student_id", "kind_id", "year", "term"),)
    sums = (
        ("申请", "", ""), ("待评审", "state", "1"), ("待公示", "state", "3"), ("公示中", "state", "4"),
        ("待发放", "state", "5"), ("待签领", "state", "6"), ("已签领", "state", "7"),
    )  # fmt: skip
    chips = (
        ("待评审", "state", "1"), ("待公示", "state", "3"), ("公示中", "state", "4"), ("待发放", "state", "5"),
        ("待签领", "state", "6"), ("没有证明", "proof", ""),
    )  # fmt: skip
    figures = (
        computed("state", "办到哪一步", "code", codes="aid_state", listed=True, width=5),
        computed("stage", "学段", "code", codes="stage", group=APPLIED, width=3),
        computed("standard", "应发标准", group=PAID, width=16),
    )

    student_id: Mapped[bytes | None] = link(
        "学生",
        "students",
        required=True,
        listed=True,
        searchable=True,
        width=4,
        group=APPLIED,
        headings=("姓名", "学生姓名"),
    )
    class_name: Mapped[str | None] = text(
        "班级", listed=True, width=5, group=APPLIED, hint="申请时所在的班，升级后不变"
    )
    kind_id: Mapped[bytes | None] = link(
        "资助项目", "aid_kinds", required=True, listed=True, width=8, group=APPLIED, headings=("项目", "资助名称")
    )
    year: Mapped[int | None] = number("学年起始年", listed=True, width=4, group=APPLIED, headings=("学年",))
    term: Mapped[str | None] = code("学期", "term", listed=True, width=4, group=APPLIED)
    boarding: Mapped[str | None] = code("就读方式", "boarding", listed=True, width=3, group=APPLIED, headings=("住校",))
    category: Mapped[str | None] = code(
        "认定类别", "aid_category", listed=True, hurts=True, width=4, group=APPLIED, headings=("类别", "困难类别")
    )
    level: Mapped[str | None] = code(
        "困难等级", "aid_level", hurts=True, width=5, group=APPLIED, headings=("等级", "档次")
    )
    reason: Mapped[str | None] = note("申请理由", private=True, hurts=True, group=APPLIED)
    proof: Mapped[str | None] = text("证明材料", hurts=True, width=8, group=APPLIED, hint="如 低保证复印件")
    proof_photo: Mapped[str | None] = photo("证明照片", group=APPLIED)
    applicant: Mapped[str | None] = person(
        "申请人（监护人）", width=5, group=APPLIED, headings=("监护人", "申请人", "家长")
    )
    applied_on: Mapped[date | None] = day("申请日期", group=APPLIED)

    reviewed_on: Mapped[date | None] = day("评审日期", group=REVIEWED)
    votes_for: Mapped[int | None] = number("赞成票", group=REVIEWED)
    votes_against: Mapped[int | None] = number("反对票", group=REVIEWED)
    result: Mapped[str | None] = code("评审结果", "aid_result", listed=True, width=5, group=REVIEWED)
    opinion: Mapped[str | None] = note("评审意见", private=True, group=REVIEWED)

    posted_from: Mapped[date | None] = day("公示开始", group=POSTED)
    posted_to: Mapped[date | None] = day("公示结束", group=POSTED)
    objections: Mapped[str | None] = note("异议及处理", group=POSTED)

    amount: Mapped[Decimal | None] = decimal(
        "金额（元）", listed=True, width=5, group=PAID, headings=("金额", "发放金额")
    )
    way: Mapped[str | None] = code("发放方式", "aid_way", group=PAID)
    paid_by_id: Mapped[bytes | None] = link("发放学校", "schools", width=8, group=PAID)
    paid_on: Mapped[date | None] = day("发放日期", listed=True, group=PAID)
    account: Mapped[str | None] = text(
        "卡号", private=True, mask="account", width=10, group=PAID, headings=("银行卡号", "一卡通账号", "账号")
    )
    account_name: Mapped[str | None] = person("户名", width=5, group=PAID, headings=("开户人", "持卡人"))
    signed_by: Mapped[str | None] = person("签领人", width=5, group=PAID)
    signed_relation: Mapped[str | None] = code("签领人关系", "relation", group=PAID)
    signed_on: Mapped[date | None] = day("签领日期", group=PAID)
    remark: Mapped[str | None] = note("备注")

    # -- what follows from what was typed ---------------------------------------------------------------------

    def complete(self, context: Context) -> None:
        """Term and year of today, class and way of attending by the roster, the sum by the standard of that term."""
        year, term = term_at(context.today)
        if self.year is None:
            self.year = year
        if not self.term:
            self.term = str(term)
        child = context.linked("students", self.student_id) if self.student_id else None
        if child:
            if not self.class_name:
                self.class_name = context.titles("classes").get(child["class_id"] or b"") or None
            if not self.boarding:
                self.boarding = child["boarding"]
        if self.amount is None and self.result != aid_steps.NOT_AGREED:
            held = self._standard(context)
            self.amount = aid_standards.for_term(held) if held else None
        if self.paid_on and self.paid_by_id is None:
            self.paid_by_id = self.school_id

    def _standard(self, context: Context) -> aid_standards.Standard | None:
        said = {name: getattr(self, name) for name in ("student_id", "kind_id", "year", "term", "boarding")}
        return standard_for(said, context)

    # -- what is wrong ----------------------------------------------------------------------------------------

    def problems(self, context: Context) -> list[Problem]:
        """源：教财〔2018〕16号；facts 8.4. Food is never given as cash; the rest binds nobody's old papers, so it warns."""
        kind = context.linked("aid_kinds", self.kind_id) if self.kind_id else None
        found = [Problem(fault.field, "warning", fault.sentence, fault.advice) for fault in self._faults(context)]
        if kind and kind["form"] == FOOD and self.way in (CASH_WAY, CARD_WAY):
            found.append(Problem("way", "error", "营养改善计划只供等值食品，不得发钱。", "请改成等值食品。"))
        elif self.way == CASH_WAY:
            found.append(Problem("way", "warning", "资助金要打卡发放，一般不发现金。", "请核对发放方式。"))
        if self.result == aid_steps.NOT_AGREED and self.paid_on:
            found.append(Problem("paid_on", "error", "评审没有同意，不能发放。", "请改评审结果或清空发放日期。"))
        if self.result == aid_steps.AGREED and (self.votes_for or 0) <= (self.votes_against or 0) > 0:
            found.append(Problem("votes_for", "warning", "赞成票没有过半，评审结果是同意。", "请核对票数和结果。"))
        if self.account and not _account(self.account):
            found.append(Problem("account", "warning", "卡号一般是 16 至 19 位数字。", "请对照银行卡核对。"))
        return found + self._amount_problems(context)

    def _faults(self, context: Context) -> list[aid_steps.Fault]:
        days = {name: _day(getattr(self, name)) for name, _ in aid_steps.ORDER}
        least = context.setting("aid.posting_days")
        more = (
            aid_steps.short_posting(days["posted_from"], days["posted_to"], least, context.special),
            aid_steps.paid_too_soon(days["posted_to"], days["paid_on"]),
        )
        return [*aid_steps.out_of_order(days), *(fault for fault in more if fault)]

    def _amount_problems(self, context: Context) -> list[Problem]:
        if self.amount is None:
            return []
        if self.amount < 0:
            return [Problem("amount", "error", "金额不能是负数。", "请核对。")]
        held = self._standard(context)
        due = aid_standards.for_term(held) if held else None
        if held is None or due is None or due == self.amount:
            return []
        said = f"金额与标准不同：{aid_standards.working(held)}。"
        offer = Offer(f"采用标准 {aid_standards.yuan(due)} 元", "amount", due)
        return [Problem("amount", "warning", said, "请核对金额，或在备注里写明原因。", offer)]

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        """One child given boarders' and day pupils' aid in the same term."""
        sides = {kind["id"]: kind["boarding"] for kind in context.rows("aid_kinds") if kind["boarding"]}
        seen: dict[tuple[bytes, int, str], list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            if row["kind_id"] in sides and row["result"] != aid_steps.NOT_AGREED:
                seen[row["student_id"], row["year"], row["term"]].append(row)
        return [
            Finding(row["id"], "kind", "同一学期又有寄宿生补助，又有非寄宿生补助。")
            for same in seen.values()
            if len({sides[row["kind_id"]] for row in same}) > 1
            for row in same
        ]

    # -- worked out -------------------------------------------------------------------------------------------

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """The same course as db.rules.aid_steps.state, in the file's own words, so that it filters and sorts."""

        def needed(flag: Any) -> ColumnElement[Any]:
            return func.coalesce(select(flag).where(AidKind.id == cls.kind_id).scalar_subquery(), 1) != 0

        def there(cell: Any) -> ColumnElement[Any]:
            return and_(cell.is_not(None), cell != "")

        from db.registers.students import Student

        today = context.today.isoformat()
        result = func.coalesce(cls.result, "")
        unreviewed = and_(needed(AidKind.review), or_(cls.reviewed_on.is_(None), result == aid_steps.AGAIN))
        state = case(
            (and_(cls.paid_on.is_not(None), there(cls.signed_by)), aid_steps.SIGNED),
            (cls.paid_on.is_not(None), aid_steps.PAID),
            (result == aid_steps.NOT_AGREED, aid_steps.REFUSED),
            (unreviewed, aid_steps.TO_REVIEW),
            (~needed(AidKind.posting), aid_steps.TO_PAY),
            (cls.posted_from.is_(None), aid_steps.TO_POST),
            (or_(cls.posted_to.is_(None), cls.posted_to >= today), aid_steps.POSTED),
            else_=aid_steps.TO_PAY,
        )
        earlier = cast(cast(Student.stage, Integer) - 1, Text)
        then = case((and_(cls.year < Student.cohort, Student.stage.in_(("1", "2"))), earlier), else_=Student.stage)
        return {"state": state, "stage": select(then).where(Student.id == cls.student_id).scalar_subquery()}

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        kind = next((k for k in context.rows("aid_kinds") if k["id"] == values.get("kind_id")), None)
        values["state"] = aid_steps.state(values, context.today.isoformat(), needs_of(kind))
        held = standard_for(values, context)
        values["standard"] = aid_standards.working(held) if held else "没有标准，按实际填写"

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return context.titles("students").get(values.get("student_id") or b"", "")


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _account(text: str) -> bool:
    return text.isdigit() and 16 <= len(text) <= 19


__all__ = ["AidApplication"]
