"""Findings: what an inspection found wanting in teaching, and who is putting it right."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from db.fields import code, link, number, text
from db.register import Register
from db.registers import rectified
from db.registers.rectified import FOUND, Rectified, Step


class Finding(Rectified, Register):
    """问题整改: one thing to be put right, with its notice, deadline, answer and re-check."""

    __tablename__ = "findings"
    title, one, tab, group, icon = "问题整改", "问题", "检查记录", "检查", "flag"
    title_field, order = "what", ("-found_on", "number")
    natural_keys = (("number",),)
    parts = ("finding_steps",)
    leading = ("school", "staff", "state", "days_late", "due_on")
    figures, sums, chips, tones = rectified.FIGURES, rectified.SUMS, rectified.CHIPS, rectified.TONES

    # fmt: off
    what: Mapped[str] = text("问题", required=True, listed=True, searchable=True, width=12, group=FOUND, headings=("存在问题", "问题描述", "检查问题"))
    subject_area: Mapped[str | None] = code("方面", "finding_area", listed=True, width=5, group=FOUND, headings=("类别", "检查项目"))
    staff_id: Mapped[bytes | None] = link("涉及教师", "staff", width=5, group=FOUND, headings=("教师",))
    class_id: Mapped[bytes | None] = link("涉及班级", "classes", width=5, group=FOUND)
    round_id: Mapped[bytes | None] = link("检查轮次", "rounds", width=9, group=FOUND)
    inspection_id: Mapped[bytes | None] = link("检查", "inspections", width=8, group=FOUND)
    item_number: Mapped[int | None] = number("项次", group=FOUND)
    # fmt: on


class FindingStep(Step, Register):
    """One step of a finding's way."""

    __tablename__ = "finding_steps"
    title, one = "问题整改经过", "步骤"
    title_field, order, follows = "what", ("finding", "happened_on"), "finding"

    finding_id: Mapped[bytes | None] = link("问题", "findings", width=8)


__all__ = ["Finding", "FindingStep"]
