"""Targets: what was promised for a year or a term, by whom, what it stood at before, and how it stood when asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db.codes import code_list
from db.fields import code, computed, day, decimal, link, note, number, person, text, yesno
from db.register import Context, Problem, Register
from db.rules import target_measures as measures
from db.rules import targets as rule
from db.rules.calendar import TERM_LABELS

WHAT, BEFORE, BY_HAND = "指标", "责任与基数", "手工评定与兑现"
PROMISED = {"value", "wanted", "direction", "weight", "judged", "judged_reached"}
"""What may not be written anew once it was settled."""


class Target(Register):
    """One promise. What it stands at is worked out from the registers (db/targets); only what no register knows is
    judged by hand. No graduation rates; places only where the office has decided so. 源：facts 0.10."""

    __tablename__ = "targets"
    title, one, tab, group, icon = "目标台账", "目标", "质量目标", "目标与责任书", "target"
    key = ("school_id", "year", "term", "measure", "grade", "subject", "teacher_id", "name")
    title_field, order = "title", ("-year", "school", "measure", "grade", "subject")
    natural_keys = (("year", "term", "measure", "grade", "subject", "teacher_id", "name"),)
    parts = ("target_states",)
    figures = (computed("title", "目标", listed=True, width=12),)
    sums = (("目标", "", ""), ("手工评定", "measure", "hand"), ("已兑现", "settled_on", "!"))
    chips = (("没有签责任书", "document", ""), ("没有兑现", "settled_on", ""))

    # fmt: off
    year: Mapped[int | None] = number("学年起始年", required=True, listed=True, width=4, group=WHAT)
    term: Mapped[str | None] = code("学期", "term", listed=True, group=WHAT, hint="空着就是全学年")
    measure: Mapped[str] = code("指标", "target_measure", required=True, width=6, group=WHAT)
    grade: Mapped[str | None] = code("年级", "exam_grade", group=WHAT, hint="学业指标用；空着就是各年级合计")
    subject: Mapped[str | None] = code("学科", "subject", width=4, group=WHAT, hint="学业指标用；空着就是各学科合计")
    teacher_id: Mapped[bytes | None] = link("教师", "staff", width=5, group=WHAT, hint="分到教师的才填")
    name: Mapped[str | None] = text("指标名称", width=10, group=WHAT, searchable=True, hint="手工评定的写明，如 课程开齐开足")
    direction: Mapped[str | None] = code("方向", "target_direction", listed=True, group=WHAT, hint="空着按指标自带的")
    value: Mapped[Any | None] = decimal("目标值", listed=True, group=WHAT, headings=("目标",))
    wanted: Mapped[str | None] = text("目标要求", width=8, group=WHAT, hint="没有数的写要求，如 达标")

    baseline: Mapped[Any | None] = decimal("基数", listed=True, group=BEFORE, headings=("上学年", "上年"))
    baseline_source: Mapped[str | None] = text("基数来源", width=8, group=BEFORE)
    promised_by: Mapped[str | None] = person("责任人", listed=True, group=BEFORE)
    weight: Mapped[Any | None] = decimal("分值", listed=True, group=BEFORE)
    source: Mapped[str | None] = text("数据来源", width=8, group=BEFORE, hint="空着按指标自带的")
    document_id: Mapped[bytes | None] = link("责任书", "documents", width=8, group=BEFORE)

    judged: Mapped[Any | None] = decimal("评定值", group=BY_HAND)
    judged_reached: Mapped[bool | None] = yesno("评定达标", group=BY_HAND)
    judged_by: Mapped[str | None] = person("评定人", group=BY_HAND)
    judged_on: Mapped[date | None] = day("评定日期", group=BY_HAND)
    judged_why: Mapped[str | None] = note("评定依据", group=BY_HAND)
    settled_on: Mapped[date | None] = day("兑现日期", listed=True, group=BY_HAND)
    # fmt: on

    def problems(self, context: Context) -> list[Problem]:
        found = list(self._forbidden(context))
        by_hand, of_exams = self.measure == measures.HAND, self.measure in measures.OF_EXAMS
        if by_hand and not (self.name or "").strip():
            found.append(Problem("name", "error", "手工评定的没有写指标名称。", "请写明评定什么，如 课程开齐开足。"))
        if self.value is None and not (by_hand and self.wanted):
            found.append(Problem("value", "warning", "没有填目标值。", "请填数；没有数的手工评定写目标要求。"))
        if measures.measure(self.measure).unit == "%" and self.value is not None and not 0 <= self.value <= 100:
            found.append(Problem("value", "error", "目标值应在0到100之间。", "请填百分数，如 94。"))
        if self.weight is not None and self.weight < 0:
            found.append(Problem("weight", "error", "分值不能是负数。", "请核对。"))
        if self.measure in measures.OF_ONE_PAPER and not (self.grade and self.subject):
            found.append(Problem("grade", "error", "这个指标要写年级和学科。", "各科满分不同，不能合在一起算。"))
        if of_exams and self.grade in ("1", "2") and not context.setting("quality.low_grade_papers"):
            said = "一、二年级不进行纸笔考试，不能设学业指标。"
            found.append(Problem("grade", "warning", said, "教基厅函〔2021〕34号。请改年级。"))
        if self.teacher_id and not of_exams and not by_hand:
            found.append(Problem("teacher", "error", "这个指标不分到教师。", "请不填教师，或改成学业指标、手工评定。"))
        return found

    def _forbidden(self, context: Context) -> list[Problem]:
        allowed = bool(context.setting("targets.rank"))
        if self.measure == measures.RANK and not allowed:
            said = f"不设名次目标：{rule.RULE}。"
            return [Problem("measure", "error", said, "本地文件另有规定的，由中心学校在设置里打开。")]
        said = rule.forbidden(f"{self.name or ''}{self.wanted or ''}", ranks=allowed)
        return [Problem("name", "error", said, "请改成巩固率、合格率、进步这样的目标。")] if said else []

    @classmethod
    def frozen(cls, row: Mapping[str, Any], edits: Mapping[str, Any], context: Context) -> str:
        """Settled as it stood: changed no more until the settling is taken back."""
        if not row.get("settled_on") or "settled_on" in edits or not PROMISED & set(edits):
            return ""
        return "这个目标已经兑现，不能再改。请先“取消兑现”。"

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """五年级数学及格率; the teacher's with the name."""
        return target_title(values, context)


def target_title(values: Mapping[str, Any], context: Context) -> str:
    """What is promised, in a few words."""
    label = code_list("target_measure").label(values.get("measure"))
    if values.get("measure") == measures.HAND:
        label = str(values.get("name") or "")
    parts = [code_list("exam_grade").label(values.get("grade")), code_list("subject").label(values.get("subject"))]
    who = context.titles("staff").get(values.get("teacher_id") or b"", "")
    return f"{who} {''.join(parts)}{label}".strip()


def term_words(year: int | None, term: str | None) -> str:
    """2026—2027学年度, or with its term."""
    if year is None:
        return ""
    return f"{year}—{year + 1}学年度" + (TERM_LABELS[int(term)] if term else "")


class TargetState(Register):
    """How a target stood on a day: in the middle of its time, or at its end (kept as it stood then)."""

    __tablename__ = "target_states"
    title, one, icon = "目标进展", "进展", "history"
    key = ("target_id", "on", "kind")
    title_field, order = "on", ("-on",)
    natural_keys = (("target_id", "on", "kind"),)

    target_id: Mapped[bytes | None] = link("目标", "targets", required=True, listed=True, width=12)
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    kind: Mapped[str] = code("类别", "target_state_kind", required=True, default="mid", listed=True)
    value: Mapped[Decimal | None] = decimal("实际", listed=True)
    said: Mapped[str | None] = text("说明", listed=True, hint="没有数的写评定结果")
    reached: Mapped[bool | None] = yesno("达标", listed=True)
    gap: Mapped[str | None] = text("差距", listed=True)
    working: Mapped[str | None] = note("算式", listed=True)


__all__ = ["Target", "TargetState", "target_title", "term_words"]
