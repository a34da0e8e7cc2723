"""Leave of staff and who teaches their lessons meanwhile; both stay with the school where it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import Mapped

from db import codes
from db.fields import code, computed, day, decimal, link, note, photo, text
from db.register import Context, Finding, Offer, Problem, Register
from db.rules import leave as rule

ASKED, APPROVED, RETURN = "请假", "批准", "销假"
LIMITS = ("leave.dean_days", "leave.head_days", "leave.center_days")
"""Settings of how many days each post may give, from the lowest; the code after them may give any number."""


class StaffLeave(Register):
    """One leave of one member of staff, from asking to coming back; days without leave are a kind of it too."""

    __tablename__ = "staff_leaves"
    title, one, tab, group, icon = "教职工请假", "请假", "花名册", "教师", "calendar-off"
    title_field, order = "staff", ("-first_on", "staff")
    natural_keys = (("staff_id", "first_on"),)
    parts = ("substitutions",)
    figures = (
        computed("days", "天数", "decimal", listed=True, width=3),
        computed("state", "状态", "code", codes="leave_state", listed=True, width=4),
    )
    sums = (
        ("请假", "", ""), ("病假", "kind", "1"), ("事假", "kind", "2"), ("休假中", "state", "2"), ("假满未归", "state", "3"),
    )  # fmt: skip
    tones = (("state", "2", "blue"), ("state", "3", "red"))
    chips = (("休假中", "state", "2"), ("假满未归", "state", "3"), ("旷工", "kind", "90"))

    staff_id: Mapped[bytes | None] = link(
        "教职工",
        "staff",
        required=True,
        listed=True,
        searchable=True,
        width=5,
        group=ASKED,
        headings=("姓名", "教师", "请假人"),
    )
    kind: Mapped[str] = code(
        "假别", "leave_kind", required=True, default="2", listed=True, width=4, group=ASKED, headings=("请假类别",)
    )
    first_on: Mapped[date | None] = day(
        "从", required=True, listed=True, group=ASKED, headings=("开始日期", "请假日期", "起")
    )
    starts: Mapped[str] = code("从上午还是下午", "half_day", default="1", width=3, group=ASKED)
    last_on: Mapped[date | None] = day("到", required=True, listed=True, group=ASKED, headings=("结束日期", "止"))
    ends: Mapped[str] = code("到上午还是下午", "half_day", default="2", width=3, group=ASKED)
    reason: Mapped[str | None] = note("事由", private=True, group=ASKED)
    papers: Mapped[str | None] = code("证明材料", "leave_papers", width=6, group=ASKED)
    recognised_by: Mapped[str | None] = text(
        "认定单位", width=8, group=ASKED, hint="没有医院证明的病假，由责任单位认定"
    )
    proof: Mapped[str | None] = photo("证明照片", group=ASKED)

    approved_post: Mapped[str | None] = code("批准人职务", "leave_approver", listed=True, width=5, group=APPROVED)
    approved_by: Mapped[str | None] = text("批准人", width=5, group=APPROVED)
    approved_on: Mapped[date | None] = day("批准日期", group=APPROVED)

    returned_on: Mapped[date | None] = day("销假日期", listed=True, group=RETURN, hint="回来上班那一天")
    remark: Mapped[str | None] = note("备注", group=RETURN)

    def problems(self, context: Context) -> list[Problem]:
        """源：systems F08. A leave on old paper is taken as it is: warnings, save for days that cannot be."""
        found: list[Problem] = []
        if self.first_on and self.last_on and self.last_on < self.first_on:
            return [Problem("last_on", "error", "结束比开始还早。", "请改其中一个日期。")]
        if self.first_on and self.returned_on and self.returned_on < self.first_on:
            found.append(Problem("returned_on", "warning", "销假比请假还早。", "请核对日期。"))
        if self.kind == rule.ILL and self.papers not in ("1", "2") and not self.recognised_by and not self.proof:
            said = "病假没有医院证明，要由责任单位认定。"
            found.append(Problem("papers", "warning", said, "请补医院证明，或写上认定单位。"))
        if self.kind == rule.NO_LEAVE or not (self.first_on and self.last_on):
            return found
        return found + self._who_may(context)

    def _who_may(self, context: Context) -> list[Problem]:
        """Whether the post that approved may give so many days."""
        days = rule.days_taken(leave_of(self.values()), context.special)
        needed = str(rule.must_approve(days, [Decimal(context.setting(name)) for name in LIMITS]) + 1)
        post = codes.code_list("leave_approver").label(needed)
        if not self.approved_post:
            said, offer = f"还没有写谁批的；{days} 天要{post}批。", Offer(post, "approved_post", needed)
            return [Problem("approved_post", "warning", said, "批了以后请补上。", offer)]
        if int(self.approved_post) < int(needed):
            said = f"{days} 天要{post}批。"
            return [Problem("approved_post", "warning", said, "请报上一级批准，或核对天数；各级能批几天在设置里。")]
        return []

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        return {
            "state": case(
                (cls.returned_on.is_not(None), "4"),
                (cls.first_on > context.today, "1"),
                (cls.last_on < context.today, "3"),
                else_="2",
            )
        }

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        values["days"] = None
        if values.get("first_on") and values.get("last_on"):
            values["days"] = str(rule.days_taken(leave_of(values), context.special))

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """陈大勇 病假 2026-11-12."""
        name = context.titles("staff").get(values.get("staff_id") or b"", "")
        kind = codes.code_list("leave_kind").label(values.get("kind"))
        return f"{name} {kind} {values.get('first_on') or ''}".strip()

    @classmethod
    def title_order(cls, values: Mapping[str, Any], context: Context) -> Any:
        return (values["first_on"] or "", values["id"])


class Substitution(Register):
    """One lesson (or several of one day) taught for somebody who is away."""

    __tablename__ = "substitutions"
    title, one, tab, group, icon = "代课记录", "代课", "花名册", "教师", "repeat"
    title_field, order = "substitute", ("-on", "substitute")
    natural_keys = (("substitute_id", "on", "period", "class_id"),)
    sums = (("代课", "", ""),)

    leave_id: Mapped[bytes | None] = link("请假", "staff_leaves", width=9)
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    period: Mapped[str | None] = text("节次", listed=True, width=4, hint="如 第3节、3—4")
    class_id: Mapped[bytes | None] = link("班级", "classes", listed=True, width=6)
    subject: Mapped[str | None] = code("学科", "subject", listed=True, width=4)
    substitute_id: Mapped[bytes | None] = link(
        "代课教师", "staff", required=True, listed=True, searchable=True, width=5, headings=("代课人", "代课")
    )
    hours: Mapped[Any | None] = decimal("节数", listed=True, width=3, default=Decimal(1), headings=("课时",))
    pay: Mapped[Any | None] = decimal("代课费（元）", listed=True, width=4, headings=("代课费",))
    remark: Mapped[str | None] = note("备注")

    def complete(self, context: Context) -> None:
        """The teacher's usual subject, where nobody has said another."""
        leave = context.linked("staff_leaves", self.leave_id) if self.leave_id and not self.subject else None
        absent = context.linked("staff", leave["staff_id"]) if leave and leave["staff_id"] else None
        if absent:
            self.subject = absent["subject"]

    def problems(self, context: Context) -> list[Problem]:
        found: list[Problem] = []
        leave = context.linked("staff_leaves", self.leave_id) if self.leave_id else None
        if leave and leave["staff_id"] == self.substitute_id:
            found.append(Problem("substitute", "warning", "代课的就是请假的人。", "请选另一位教师。"))
        if leave and self.on and not str(leave["first_on"]) <= self.on.isoformat() <= str(leave["last_on"]):
            found.append(Problem("on", "warning", "这一天不在请假的日期里。", "请核对日期。"))
        if self.on and not context.is_school_day(self.on):
            found.append(Problem("on", "warning", "按校历这一天不上课。", "请核对日期。"))
        for name, value in (("hours", self.hours), ("pay", self.pay)):
            if value is not None and Decimal(str(value)) < 0:
                found.append(Problem(name, "error", "不能小于零。", "请核对。"))
        return found

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        """One teacher in two classes in the same period."""
        places: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            if row["period"]:
                places[row["substitute_id"], row["on"], row["period"]].append(row)
        return [
            Finding(row["id"], "period", "同一节课代了不止一个班，请核对。")
            for same in places.values()
            if len({row["class_id"] for row in same}) > 1
            for row in same
        ]

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        name = context.titles("staff").get(values.get("substitute_id") or b"", "")
        return f"{name} {values.get('on') or ''}".strip()


def leave_of(values: Mapping[str, Any]) -> rule.Leave:
    """A row's leave for the rules; days as stored."""
    first, last = date.fromisoformat(values["first_on"]), date.fromisoformat(values["last_on"])
    return rule.Leave(values["kind"], first, last, values.get("starts") or "1", values.get("ends") or "2")


__all__ = ["StaffLeave", "Substitution", "leave_of"]
