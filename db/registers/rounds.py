"""Rounds: one going-round of inspection, with what lists, to whom, by when; planned against done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, link, note, number, person, text, yesno
from db.register import Context, Problem, Register
from db.registers.checklists import Checklist


class Round(Register):
    """One of the four inspections, or a special one. One of the whole township is common, so that every school has it;
    what it finds at a school (targets, sheets, marks) are that school's rows. 源：facts 6.1 四查.
    """

    __tablename__ = "rounds"
    title, one, tab, group, icon = "检查轮次", "轮次", "检查记录", "检查", "clipboard-check"
    order, parts = ("-starts_on", "name"), ("round_lists", "round_targets")
    natural_keys = (("name", "starts_on"),)
    figures = (
        computed("planned", "应查", "number", listed=True, width=3),
        computed("done", "已查", "number", listed=True, width=3),
    )
    sums = (("轮次", "", ""), ("进行中", "state", "open"))
    tones = (("state", "open", "blue"), ("state", "closed", "green"))
    chips = (
        ("进行中", "state", "open"), ("周查", "kind", "weekly"), ("月查", "kind", "monthly"), ("抽查", "kind", "random"),
        ("期末", "kind", "final"),
    )  # fmt: skip

    # fmt: off
    name: Mapped[str] = text("轮次名称", required=True, listed=True, searchable=True, width=14, headings=("名称", "检查名称"))
    kind: Mapped[str] = code("类别", "round_kind", required=True, default="special", listed=True, width=6, headings=("检查类别",))
    starts_on: Mapped[date | None] = day("开始日期", required=True, listed=True, headings=("起",))
    ends_on: Mapped[date | None] = day("结束日期", listed=True, headings=("止",))
    led_by: Mapped[str | None] = person("组织人", listed=True, headings=("负责人",))
    team: Mapped[str | None] = text("检查人员", width=10, hint="几个人用、隔开")
    state: Mapped[str] = code("状态", "round_state", required=True, default="open", listed=True)
    closed_on: Mapped[date | None] = day("结束于", hint="六样材料齐全、轮次结束的那一天")
    seed: Mapped[int | None] = number("抽签种子", width=5, hint="同一个种子、同一份名单，抽出来的人一样")
    draw: Mapped[str | None] = text("抽取办法", width=10, hint="从多少人里抽多少人")
    scope: Mapped[str | None] = note("检查范围与要求")
    # fmt: on

    def problems(self, context: Context) -> list[Problem]:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            return [Problem("ends_on", "error", "结束日期比开始日期早。", "请改其中一个日期。")]
        return []

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """planned: a sheet for each target and each list that fits it; done: those that are finished."""
        from db.registers.inspections import Inspection

        finished = select(func.count()).where(
            Inspection.round_id == cls.id, Inspection.deleted == 0, Inspection.state == "done"
        )
        planned = (
            select(func.count())
            .select_from(RoundTarget)
            .join(RoundList, RoundList.round_id == RoundTarget.round_id)
            .join(Checklist, Checklist.id == RoundList.checklist_id)
            .where(RoundTarget.round_id == cls.id, RoundTarget.deleted == 0, RoundList.deleted == 0, _fits())
        )
        return {"planned": planned.scalar_subquery(), "done": finished.scalar_subquery()}


class RoundList(Register):
    """A checklist that is used in a round."""

    __tablename__ = "round_lists"
    title, one = "轮次所用检查表", "检查表"
    key, title_field, order = ("round_id", "checklist_id"), "checklist", ("round", "checklist")
    follows = "round"

    round_id: Mapped[bytes | None] = link("轮次", "rounds", required=True, listed=True, width=10)
    checklist_id: Mapped[bytes | None] = link("检查表", "checklists", required=True, listed=True, width=12)
    remark: Mapped[str | None] = text("说明", listed=True)

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return context.titles("checklists").get(values.get("checklist_id") or b"", "")


class RoundTarget(Register):
    """Who is inspected in a round: a school, one of its teachers, or one of its classes. The row is that school's."""

    __tablename__ = "round_targets"
    title, one = "受检名单", "受检对象"
    key, title_field = ("round_id", "school_id", "staff_id", "class_id"), "staff"
    order = ("round", "school", "staff", "class")
    figures = (
        computed("due", "应查", "number", listed=True, width=3),
        computed("done", "已查", "number", listed=True, width=3),
    )
    sums = (("受检对象", "", ""), ("未查", "done", "0"))
    chips = (("未查", "done", "0"),)

    round_id: Mapped[bytes | None] = link("轮次", "rounds", required=True, listed=True, width=10)
    staff_id: Mapped[bytes | None] = link("教师", "staff", listed=True, width=4)
    class_id: Mapped[bytes | None] = link("班级", "classes", listed=True, width=5)
    planned_on: Mapped[date | None] = day("计划日期", listed=True)
    inspector: Mapped[str | None] = person("检查人", listed=True)
    drawn: Mapped[bool | None] = yesno("抽签抽中", listed=True, width=3)
    remark: Mapped[str | None] = text("说明", listed=True)

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.school_id is None:
            found.append(Problem("school", "error", "没有填学校。", "查谁，就填谁的学校。"))
        known = context.linked("rounds", self.round_id) if self.round_id else None
        if known and known["school_id"] not in (None, self.school_id):
            said = "这个轮次只属于另一所学校。"
            found.append(Problem("school", "error", said, "查几所学校的轮次，“学校”一栏要空着。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """The teacher, else the class, else the school."""
        for register, column in (("staff", "staff_id"), ("classes", "class_id"), ("schools", "school_id")):
            if values.get(column):
                return context.titles(register).get(values[column], "")
        return ""

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        from db.registers.inspections import Inspection

        lists = (
            select(func.count())
            .select_from(RoundList)
            .join(Checklist, Checklist.id == RoundList.checklist_id)
            .where(RoundList.round_id == cls.round_id, RoundList.deleted == 0, _fits())
        )
        finished = select(func.count()).where(
            Inspection.round_id == cls.round_id,
            Inspection.school_id == cls.school_id,
            Inspection.staff_id.is_not_distinct_from(cls.staff_id),
            or_(cls.class_id.is_(None), Inspection.class_id == cls.class_id),
            Inspection.deleted == 0,
            Inspection.state == "done",
        )
        return {"due": lists.scalar_subquery(), "done": finished.scalar_subquery()}


def _fits() -> ColumnElement[bool]:
    """Whether a list inspects such a target: teachers and their lessons, classes, or the school as a whole."""
    kind = case(
        (RoundTarget.staff_id.is_not(None), "teacher"), (RoundTarget.class_id.is_not(None), "class"), else_="school"
    )
    return or_(Checklist.target == kind, and_(Checklist.target == "lesson", kind == "teacher"))


__all__ = ["Round", "RoundList", "RoundTarget"]
