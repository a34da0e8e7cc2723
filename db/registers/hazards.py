"""Hazards: what could hurt someone, and who is putting it right."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from db.fields import code, link, note, person, text, yesno
from db.register import Context, Problem, Register
from db.registers import rectified
from db.registers.rectified import FOUND, Rectified, Step
from db.rules import rectification as rule

GRADING = "定级与上报"


class Hazard(Rectified, Register):
    """隐患台账 of facts 5.2. A major one is put on the board and telephoned at once; the parcel follows."""

    __tablename__ = "hazards"
    title, one, tab, group, icon = "隐患台账", "隐患", "安全隐患", "隐患", "triangle-alert"
    title_field, order = "what", ("state", "-found_on", "number")
    natural_keys = (("number",), ("found_on", "place", "what"))
    figures = rectified.FIGURES
    sums = (*rectified.SUMS, ("重大", "level", "2"))
    chips = (*rectified.CHIPS, ("重大", "level", "2"))
    tones = (*rectified.TONES, ("level", "2", "red"))
    parts, thumbnail, bars = ("hazard_steps",), "photo_before", rectified.BARS
    leading = ("place", "school", "level", "state", "days_open", "days_late", "due_on")
    needs_grade = True

    # fmt: off
    what: Mapped[str] = text("隐患内容", required=True, listed=True, searchable=True, width=12, group=FOUND, headings=("隐患", "存在隐患", "问题", "隐患描述", "存在问题"))
    place: Mapped[str | None] = text("部位", listed=True, searchable=True, width=6, group=FOUND, headings=("隐患部位", "地点", "位置"))
    category: Mapped[str | None] = code("类别", "hazard_category", listed=True, width=5, group=FOUND, headings=("隐患类别", "隐患类型"))
    found_way: Mapped[str | None] = code("发现方式", "hazard_source", group=FOUND, default="1", headings=("隐患来源",))

    level: Mapped[str | None] = code("等级", "hazard_grade", listed=True, width=3, group=GRADING, headings=("隐患等级", "级别"))
    criterion: Mapped[str | None] = text("判定依据", width=10, group=GRADING, hint="重大隐患写明符合判定指南的哪一条")
    on_the_spot: Mapped[bool | None] = yesno("当场整改", group=GRADING)
    control: Mapped[str | None] = note("临时管控措施", group=GRADING, hint="警戒、停用、撤离等，整改完成以前一直有效")
    on_board: Mapped[bool | None] = yesno("挂牌督办", group=GRADING, hint="只用于重大隐患")
    told_whom: Mapped[str | None] = person("电话报告给谁", group=GRADING)
    told_by: Mapped[str | None] = person("报告人", group=GRADING)
    told_at: Mapped[str | None] = text("报告时间", group=GRADING, hint="如 11月13日 8:20")
    reported_to: Mapped[str | None] = text("上报单位", group=GRADING)
    # fmt: on

    def problems(self, context: Context) -> list[Problem]:
        """源：教发厅函〔2024〕20号；decisions: a major hazard is telephoned at once, to whom, when, by whom."""
        found = Rectified.problems(self, context)
        major = self.level == rule.MAJOR
        if major and not self.from_paper and not (self.told_whom and self.told_by and self.told_at):
            advice = "写明报告给谁、什么时候、谁报告的；交接包随后再送。"
            found.append(Problem("told_whom", "warning", "重大隐患要立即电话报告。", advice))
        if self.on_board and not major:
            found.append(Problem("on_board", "warning", "挂牌督办只用于重大隐患。", "请核对等级。"))
        return found

    @classmethod
    def _graded(cls) -> ColumnElement[Any]:
        return cls.level.is_not(None)


class HazardStep(Step, Register):
    """One step of a hazard's way."""

    __tablename__ = "hazard_steps"
    title, one = "隐患整改经过", "步骤"
    title_field, order, follows = "what", ("hazard", "happened_on"), "hazard"

    hazard_id: Mapped[bytes | None] = link("隐患", "hazards", width=8)


__all__ = ["Hazard", "HazardStep"]
