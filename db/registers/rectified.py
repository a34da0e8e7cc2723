"""Rectified: what a hazard and a finding have in common, from the day it was found to its closing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, or_, select, true
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, decimal, link, note, person, photo, text, yesno
from db.register import Context, Finding, Problem, Values
from db.rules import rectification as rule
from db.rules.rectification import Case

FOUND, PUT_RIGHT, RECHECKED = "发现", "整改", "复查与销号"

FIGURES = (
    computed("state", "状态", "code", codes="rectification_state", listed=True, width=5),
    computed("days_late", "逾期天数", "number", listed=True, width=4),
    computed("days_open", "已历时（天）", "number", listed=True, width=4),
)
BARS = (("days_open", 30, "days_late"),)
SUMS = (("登记", "", ""), ("已销号", "state", "6"), ("整改中", "state", "2,3"), ("待复查", "state", "4,5"))
CHIPS = (
    ("未销号", "state", "1,2,3,4,5"),
    ("逾期", "days_late", "!"),
    ("待复查", "state", "4,5"),
    ("已销号", "state", "6"),
)
TONES = (
    ("state", "2", "amber"), ("state", "3", "blue"), ("state", "4,5", "accent"), ("state", "6", "green"),
    ("days_late", "!", "red"),
)  # fmt: skip
"""An overdue one says so beside its state."""


class Rectified:
    """The columns and rules of both registers. The five settled things (五落实) are 责任人、措施、资金、时限、预案."""

    needs_grade = False

    # fmt: off
    number: Mapped[str | None] = text("编号", listed=True, searchable=True, width=6, group=FOUND, place=-2, headings=("序号", "隐患编号"))
    found_on: Mapped[date | None] = day("发现日期", required=True, listed=True, group=FOUND, place=-1, headings=("排查时间", "排查日期", "检查日期", "发现时间"))
    found_by: Mapped[str | None] = person("发现人", group=FOUND, place=1, headings=("排查人", "检查人"))
    photo_before: Mapped[str | None] = photo("整改前照片", group=FOUND, place=1)

    responsible: Mapped[str | None] = person("责任人", listed=True, group=PUT_RIGHT, place=2, headings=("整改责任人",))
    measures: Mapped[str | None] = note("整改措施", group=PUT_RIGHT, place=2, headings=("措施",))
    funds: Mapped[Any | None] = decimal("资金（元）", group=PUT_RIGHT, place=2, headings=("资金", "整改资金"))
    due_on: Mapped[date | None] = day("整改时限", listed=True, group=PUT_RIGHT, place=2, headings=("时限", "整改期限", "限期"))
    plan: Mapped[str | None] = text("预案", group=PUT_RIGHT, place=2, headings=("应急预案",))
    notice_number: Mapped[str | None] = text("通知书号", searchable=True, width=8, group=PUT_RIGHT, place=2, headings=("整改通知书号", "整改通知书编号"))
    notice_id: Mapped[bytes | None] = link("通知书", "documents", width=8, group=PUT_RIGHT, place=2)
    notified_on: Mapped[date | None] = day("下达日期", group=PUT_RIGHT, place=2)
    rectified_on: Mapped[date | None] = day("整改完成日期", group=PUT_RIGHT, place=2, headings=("完成时间", "完成日期", "整改完成时间"))
    answer: Mapped[str | None] = note("整改情况", group=PUT_RIGHT, place=2)
    answered_by: Mapped[str | None] = person("申请复查人", group=PUT_RIGHT, place=2)
    photo_after: Mapped[str | None] = photo("整改后照片", group=PUT_RIGHT, place=2)

    rechecked_on: Mapped[date | None] = day("复查日期", group=RECHECKED, place=3, headings=("复查时间",))
    rechecked_by: Mapped[str | None] = person("复查人", group=RECHECKED, place=3)
    rechecker_school_id: Mapped[bytes | None] = link("复查人单位", "schools", group=RECHECKED, place=3)
    recheck_way: Mapped[str | None] = code("复查方式", "recheck_way", group=RECHECKED, place=3)
    recheck_result: Mapped[str | None] = code("复查结论", "recheck_result", group=RECHECKED, place=3, headings=("整改结果", "复查结果"))
    recheck_remark: Mapped[str | None] = note("复查意见", group=RECHECKED, place=3)
    closed_on: Mapped[date | None] = day("销号日期", listed=True, group=RECHECKED, place=3, headings=("销号时间",))
    from_paper: Mapped[bool | None] = yesno("来自纸质台账", group=RECHECKED, place=3, hint="从表格导入时已经销号的，复查人照原样保留")
    # fmt: on

    def case(self, context: Context) -> Case:
        """What the rules know of this row."""
        return case_of({name: getattr(self, name, None) for name in NEEDED}, self.needs_grade, context)

    def taken_in(self, context: Context) -> None:
        """Closed on paper already: kept as it is, and marked (rules of work bind live work, not history)."""
        if self.recheck_result == rule.PASSED and self.closed_on is None:
            self.closed_on = self.rechecked_on or self.rectified_on
        if self.closed_on is not None:
            self.from_paper = True

    def problems(self, context: Context) -> list[Problem]:
        """Closing takes another person's re-check; days in their order."""
        found = [
            Problem(field, "error", f"{label}比发现日期早。", "请核对日期。")
            for field, label in (("rectified_on", "整改完成日期"), ("closed_on", "销号日期"))
            if (value := getattr(self, field)) and self.found_on and value < self.found_on
        ]
        if not self.closed_on:
            return found
        by = rule.Person(self.rechecked_by or "", self.rechecker_school_id in (None, getattr(self, "school_id", None)))
        sentence, advice = rule.why_not_recheck(self.case(context), by)
        if sentence and self.from_paper:
            found.append(Problem("rechecked_by", "warning", f"纸质台账：{sentence}", "这是过去的记录，照原样保留。"))
        elif sentence:
            found.append(Problem("rechecked_by", "error", f"还不能销号：{sentence}", advice))
        elif self.recheck_result != rule.PASSED and not self.from_paper:
            found.append(Problem("recheck_result", "error", "复查合格才能销号。", "请填复查结论。"))
        return found

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        """A number given twice in a school: two machines counted on without knowing of each other."""
        held: dict[tuple[Any, str], list[bytes]] = defaultdict(list)
        for row in rows:
            if row["number"]:
                held[row["school_id"], row["number"]].append(row["id"])
        return [
            Finding(row, "number", "这个编号用了两次，请给其中一条另编号。")
            for same in held.values()
            if len(same) > 1
            for row in same
        ]

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """The same answers as db.rules.rectification, for lists that sort and filter."""
        from db.registers.staff import AT_WORK, Staff

        own: Any = cls
        today = context.today.isoformat()
        teachers = (
            select(func.count())
            .where(
                Staff.school_id == own.school_id, Staff.deleted == 0, func.coalesce(Staff.status, AT_WORK) == AT_WORK
            )
            .scalar_subquery()
        )
        answered = and_(own.rectified_on.is_not(None), func.coalesce(own.recheck_result, "0") == "0")
        state = case(
            (own.closed_on.is_not(None), rule.CLOSED),
            (and_(answered, teachers == 1), rule.OUTSIDE_RECHECK),
            (answered, rule.RECHECK),
            (or_(own.notified_on.is_not(None), own.recheck_result == rule.FAILED), rule.UNDER_WAY),
            (cls._graded(), rule.WAITING),
            else_=rule.ENTERED,
        )
        late = func.julianday(func.coalesce(own.rectified_on, today)) - func.julianday(own.due_on)
        still = func.julianday(func.coalesce(own.closed_on, today)) - func.julianday(own.found_on)
        return {
            "state": state,
            "days_late": case((late > 0, cast(late, Integer)), else_=None),
            "days_open": cast(func.max(still, 0), Integer),
        }

    @classmethod
    def _graded(cls) -> ColumnElement[Any]:
        """Whether a row needs no grading (any more)."""
        return true()

    @classmethod
    def work_out(cls, values: Values, context: Context) -> None:
        """A list has it from the database; a row that is being filled in has not."""
        if "state" not in values:
            known = case_of(values, cls.needs_grade, context)
            values["state"] = rule.state(known)
            values["days_late"] = rule.days_late(known.due_on, known.rectified_on, context.today) or None
            values["days_open"] = rule.days_open(known.found_on, known.closed_on, context.today)


NEEDED = (
    "school_id", "found_on", "level", "notified_on", "due_on", "responsible", "rectified_on", "answered_by",
    "rechecked_on", "rechecked_by", "recheck_result", "closed_on",
)  # fmt: skip


def case_of(values: Mapping[str, Any], needs_grade: bool, context: Context) -> Case:
    """What the rules know of a row, from its values as Python or as stored."""

    def day_of(name: str) -> date | None:
        value = values.get(name)
        return date.fromisoformat(value) if isinstance(value, str) else value

    school, result = values.get("school_id"), values.get("recheck_result")
    return Case(
        found_on=day_of("found_on") or context.today,
        needs_grade=needs_grade,
        alone=context.teachers(school) == 1 if school else False,
        level=values.get("level") or "",
        notified_on=day_of("notified_on"),
        due_on=day_of("due_on"),
        responsible=values.get("responsible") or "",
        rectified_on=day_of("rectified_on"),
        answered_by=values.get("answered_by") or "",
        rechecked_on=day_of("rechecked_on"),
        rechecked_by=values.get("rechecked_by") or "",
        result="" if result in (None, "0") else str(result),
        closed_on=day_of("closed_on"),
    )


class Step:
    """The columns of one step of the way: told once, never changed."""

    happened_on: Mapped[date | None] = day("日期", listed=True)
    kind: Mapped[str | None] = code("步骤", "rectification_step", listed=True, width=5)
    by: Mapped[str | None] = person("办理人", listed=True)
    what: Mapped[str | None] = note("说明", listed=True)
    due_on: Mapped[date | None] = day("时限", listed=True)
    photo: Mapped[Any | None] = photo("照片")
