"""Attendance: the calling of a class, and who was not there; both stay with the school and class of that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Index, func, select
from sqlalchemy.orm import Mapped, aliased

from db.fields import code, computed, day, link, note, number, text, yesno
from db.register import Context, Finding, Offer, Problem, Register
from db.rules import attendance, clock

AGREES, DIFFERS = "相符", "人数不符"
CALLS, VISIT, REPORTED, BACK = "电话", "家访", "报告", "返校"


class RollCall(Register):
    """One class on one day, called and signed: everybody present is one row too.

    `present` is what was counted; who was missing stands in `absences`, and the two are compared.
    """

    __tablename__ = "roll_calls"
    title, one, tab, group, icon = "点名记录", "点名", "花名册", "考勤", "circle-check"
    key = ("class_id", "on", "session")
    title_field, order = "class", ("-on", "class", "session")
    natural_keys = (("class_id", "on", "session"),)
    figures = (
        computed("absent", "缺勤", "number", listed=True, width=3),
        computed("agreement", "核对", listed=True, width=5),
    )
    sums = (("点名", "", ""),)
    __table_args__ = (Index("roll_calls_by_day", "on", "class_id", "session"),)  # a month is summed in this order

    class_id: Mapped[bytes | None] = link("班级", "classes", required=True, listed=True, width=6)
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    session: Mapped[str] = code("时段", "session", required=True, default="0", listed=True, width=3)
    expected: Mapped[int | None] = number("应到", required=True, listed=True)
    present: Mapped[int | None] = number("实到", required=True, listed=True)
    called_by: Mapped[str | None] = text("点名人", listed=True, searchable=True, width=5, headings=("签名", "班主任"))
    called_on: Mapped[date | None] = day("点名日期", hint="补点的，写补点那一天")
    called_at: Mapped[str | None] = text("点名时间", listed=True, width=4)
    remark: Mapped[str | None] = note("备注")

    def complete(self, context: Context) -> None:
        self.called_at = tidy_clock(self.called_at)

    def problems(self, context: Context) -> list[Problem]:
        found = [*of_class(self, context), *of_day(self.on, context), *of_clock(self.called_at, "called_at")]
        if (self.expected or 0) < 0 or (self.present or 0) < 0:
            found.append(Problem("present", "error", "人数不能小于零。", "请核对应到和实到。"))
        elif self.present is not None and self.expected is not None and self.present > self.expected:
            found.append(Problem("present", "error", "实到的比应到的还多。", "请核对应到和实到。"))
        return found

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        missing = aliased(Absence)
        return {
            "absent": select(func.count())
            .where(
                missing.class_id == cls.class_id,
                missing.on == cls.on,
                missing.session == cls.session,
                missing.deleted == 0,
                missing.reason.in_(attendance.ABSENT),
            )
            .correlate(cls)
            .scalar_subquery()
        }

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        if "absent" in values and values.get("expected") is not None and values.get("present") is not None:
            agrees = values["expected"] - values["absent"] == values["present"]
            values["agreement"] = AGREES if agrees else DIFFERS

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        room = context.titles("classes").get(values.get("class_id") or b"", "")
        return f"{room} {values.get('on') or ''}".strip()


class Absence(Register):
    """One pupil on one day who was missing, late or left early, and what was done about it.

    Class and school are those of that day: the row never follows a pupil who moves, or the old school's months would
    no longer be true.
    """

    __tablename__ = "absences"
    title, one, tab, group, icon = "缺勤登记", "缺勤", "花名册", "考勤", "user-x"
    key = ("student_id", "on", "session")
    title_field, order = "student", ("-on", "class", "student")
    natural_keys = (("student_id", "on", "session"),)
    sums = (
        ("缺勤", "", ""), ("病假", "reason", "1"), ("事假", "reason", "2"), ("旷课", "reason", "3"),
        ("未说明", "reason", "6"), ("迟到", "reason", "4"), ("早退", "reason", "5"),
    )  # fmt: skip
    __table_args__ = (Index("absences_by_day", "on", "class_id", "session", "reason", "deleted"),)  # sums read it alone
    chips = (("未说明", "reason", "6"), ("旷课", "reason", "3"), ("病假", "reason", "1"), ("未接通", "reached", "0"))

    student_id: Mapped[bytes | None] = link(
        "学生", "students", required=True, listed=True, searchable=True, width=5, headings=("姓名", "学生姓名")
    )
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    session: Mapped[str] = code("时段", "session", required=True, default="0", listed=True, width=3)
    class_id: Mapped[bytes | None] = link(
        "班级", "classes", required=True, listed=True, width=6, hint="缺勤那天所在的班"
    )
    reason: Mapped[str | None] = code("原因", "absence_reason", required=True, default="6", listed=True, width=4)
    symptom: Mapped[str | None] = code("症状", "symptom", width=4, hint="病假的，写主要症状")
    remark: Mapped[str | None] = text("说明", listed=True, width=8)
    explained_by: Mapped[str | None] = text("谁来说明的", width=5, headings=("请假人", "说明人"))

    called_by: Mapped[str | None] = text("打电话的人", width=5, group=CALLS)
    called_on: Mapped[date | None] = day("打电话日期", group=CALLS)
    called_at: Mapped[str | None] = text("打电话时间", width=4, group=CALLS)
    reached: Mapped[bool | None] = yesno("接通", listed=True, width=3, group=CALLS)
    call_result: Mapped[str | None] = note("通话情况", group=CALLS)

    visited_on: Mapped[date | None] = day("家访日期", listed=True, group=VISIT)
    visited_by: Mapped[str | None] = text("家访人", width=6, group=VISIT)
    visit_result: Mapped[str | None] = note("家访情况", group=VISIT)

    dean_on: Mapped[date | None] = day("报教导处日期", group=REPORTED)
    head_on: Mapped[date | None] = day("校长与村联合家访日期", group=REPORTED)
    head_with: Mapped[str | None] = text("同去的人", width=8, group=REPORTED)
    report_on: Mapped[date | None] = day("书面上报日期", group=REPORTED)
    report_to: Mapped[str | None] = text("报给", width=8, group=REPORTED)

    back_on: Mapped[date | None] = day("返校日期", group=BACK)

    def complete(self, context: Context) -> None:
        """The class is the pupil's own of today, where nobody has said another."""
        self.called_at = tidy_clock(self.called_at)
        pupil = context.linked("students", self.student_id) if self.student_id and not self.class_id else None
        if pupil:
            self.class_id = pupil["class_id"]

    def problems(self, context: Context) -> list[Problem]:
        found = [*of_class(self, context), *of_day(self.on, context), *of_clock(self.called_at, "called_at")]
        for name, said in (("visited_on", self.visited_on), ("back_on", self.back_on), ("report_on", self.report_on)):
            if self.on and said and said < self.on:
                found.append(Problem(name, "warning", "这个日期比缺勤那天还早。", "请核对。"))
        if self.symptom and self.reason != attendance.ILL:
            found.append(Problem("symptom", "warning", "写了症状，原因却不是病假。", "请改其中一项。"))
        return found

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        """One day written down twice: once as a whole, once by halves."""
        days: dict[tuple[Any, Any], list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            days[row["student_id"], row["on"]].append(row)
        return [
            Finding(row["id"], "session", "同一天既记了全天，又记了半天，请留一条。")
            for same in days.values()
            if len(same) > 1 and any(row["session"] == attendance.WHOLE for row in same)
            for row in same
        ]

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        pupil = context.titles("students").get(values.get("student_id") or b"", "")
        return f"{pupil} {values.get('on') or ''}".strip()


def of_class(row: Any, context: Context) -> list[Problem]:
    """The class is one of the school whose row this is."""
    room = context.linked("classes", row.class_id) if row.class_id else None
    if room is None or room["school_id"] == row.school_id:
        return []
    name = context.titles("schools").get(room["school_id"], "另一所学校")
    offer = Offer(f"改成{name}", "school", room["school_id"])
    return [Problem("class", "warning", f"这个班是{name}的。", "请改学校或班级。", offer)]


def of_day(on: date | None, context: Context) -> list[Problem]:
    if on is None:
        return []
    if on > context.today:
        return [Problem("on", "error", "这一天还没有到。", "请改日期。")]
    if not context.is_school_day(on):
        return [Problem("on", "warning", "按校历这一天不上课。", "请核对日期；调休上课的，请在“节假日与调休”里写上。")]
    return []


def of_clock(typed: str | None, name: str) -> list[Problem]:
    try:
        clock.read_clock(typed or "00:00")
    except ValueError as error:
        sentence, _, advice = str(error).partition("。")
        return [Problem(name, "warning", f"{sentence}。", advice)]
    return []


def tidy_clock(typed: str | None) -> str | None:
    """08:15, where that can be read; else as it was typed."""
    try:
        return clock.read_clock(typed) if typed else None
    except ValueError:
        return typed


__all__ = ["Absence", "RollCall"]
