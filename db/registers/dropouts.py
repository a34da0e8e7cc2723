"""Dropout control: a child that is not at school, from the first call to its return; and the school's monthly report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, func, select, type_coerce
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, link, note, person, person_id, telephone, text
from db.register import Context, Finding, Offer, Problem, Register
from db.rules import dropouts as rule
from db.rules.dropouts import Step

WHO, HOME, FOUND, DONE, END = "学生", "家庭", "离校", "劝返", "结果"
AT_HOME = ("1", "5")
"""Ways of a visit that count as going there; the others count as a call."""


class DropoutCase(Register):
    """One absence from school that may be, or is, dropping out (疑似辍学、辍学); 一事一档 with its visits and letter.

    The child is a pupil, or one of a village list whom no roster knows. What was done is a day each; what comes next
    follows from them (db.rules.dropouts).
    """

    __tablename__ = "dropout_cases"
    title, one, tab, group, icon = "控辍个案", "个案", "花名册", "控辍保学", "footprints"
    follows = "student"
    parts = ("home_visits.case",)
    order = ("-left_on", "name")
    natural_keys = (("id_number", "left_on"), ("name", "left_on"))
    sums = (
        ("个案", "", ""), ("疑似辍学", "kind", "1"), ("辍学", "kind", "2"), ("未返校", "state", "1,2,3,4,5"),
        ("已返校", "state", "6"), ("已安置", "state", "7"),
    )  # fmt: skip
    tones = (("state", "1", "amber"), ("state", "2,3,4,5", "blue"), ("state", "6,7", "green"))
    chips = (
        ("未返校", "state", "1,2,3,4,5"),
        ("疑似辍学", "kind", "1"),
        ("辍学", "kind", "2"),
        ("已返校", "state", "6"),
    )
    figures = (
        computed("state", "状态", "code", codes="dropout_state", listed=True, width=6),
        computed("first_visit", "首次上门", "day"),
        computed("visits", "家访次数", "number", listed=True, width=3),
        computed("next_step", "下一步", listed=True, width=7),
        computed("due_on", "最迟", "day", listed=True),
        computed("late", "逾期（上课日）", "number", width=4),
    )

    # fmt: off
    name: Mapped[str] = person("姓名", required=True, listed=True, searchable=True, group=WHO, headings=("学生姓名", "儿童姓名"))
    student_id: Mapped[bytes | None] = link("学生", "students", group=WHO, hint="花名册里的学生")
    child_id: Mapped[bytes | None] = link("适龄儿童", "children", group=WHO, hint="花名册里没有的，从适龄儿童里选")
    kind: Mapped[str] = code("情形", "dropout_kind", required=True, default="1", listed=True, width=5, group=WHO, headings=("类型",))
    category: Mapped[str | None] = code("重点类别", "watch_category", hurts=True, width=6, group=WHO, headings=("类别",))
    sex: Mapped[str | None] = code("性别", "sex", width=2, group=WHO)
    born_on: Mapped[date | None] = day("出生日期", group=WHO)
    id_number: Mapped[str | None] = person_id("身份证件号", searchable=True, group=WHO, headings=("身份证号", "身份证号码"))
    class_id: Mapped[bytes | None] = link("离校时的班级", "classes", width=5, group=WHO, headings=("班级",))

    guardian: Mapped[str | None] = person("监护人", group=HOME, headings=("家长", "监护人姓名"))
    guardian_phone: Mapped[str | None] = telephone("监护人电话", group=HOME, headings=("联系电话",))
    address: Mapped[str | None] = text("家庭住址", private=True, mask="address", width=10, group=HOME, headings=("户籍", "住址"))
    village_id: Mapped[bytes | None] = link("所在村", "villages", width=5, group=HOME)

    left_on: Mapped[date | None] = day("离校日期", required=True, listed=True, group=FOUND, hint="第一天没有到校的日期")
    found_on: Mapped[date | None] = day("发现日期", group=FOUND, hint="登记为疑似辍学的日期；不填就是离校日期")
    confirmed_on: Mapped[date | None] = day("认定辍学日期", group=FOUND, hint="确认是辍学的日期，月报按它计数")
    reason: Mapped[str | None] = code("离校原因", "dropout_reason", listed=True, width=5, group=FOUND, headings=("原因", "辍学原因"))
    reason_note: Mapped[str | None] = note("原因说明", private=True, group=FOUND)
    found_way: Mapped[str | None] = code("怎样发现", "dropout_found", default="1", group=FOUND)
    teacher_id: Mapped[bytes | None] = link("学校包保责任人", "staff", listed=True, width=5, group=FOUND, headings=("包保责任人", "责任教师"))
    official: Mapped[str | None] = text("镇村包保责任人", width=6, group=FOUND)

    called_on: Mapped[date | None] = day("电话联系日期", group=DONE)
    visited_on: Mapped[date | None] = day("家访日期", group=DONE, hint="逐次的家访记在下面；这里只写从纸上补录的第一次")
    dean_on: Mapped[date | None] = day("报教导处日期", group=DONE)
    head_on: Mapped[date | None] = day("校长与村联合家访日期", group=DONE)
    report_on: Mapped[date | None] = day("书面上报日期", group=DONE, headings=("报告日期",))
    reported_to: Mapped[str | None] = text("报给谁", width=8, group=DONE, hint="中心学校、镇政府")
    letter_on: Mapped[date | None] = day("劝学通知书日期", group=DONE)
    letter_mark: Mapped[str | None] = text("劝学通知书编号", width=8, group=DONE)
    notice_id: Mapped[bytes | None] = link("劝学通知书", "documents", width=10, group=DONE)
    return_by: Mapped[date | None] = day("限期返校", group=DONE)
    township_on: Mapped[date | None] = day("报镇政府日期", group=DONE)
    township_note: Mapped[str | None] = note("镇政府措施", group=DONE)
    court_on: Mapped[date | None] = day("司法程序日期", group=DONE)
    court_note: Mapped[str | None] = note("司法措施", group=DONE)

    back_on: Mapped[date | None] = day("返校日期", group=END)
    placement: Mapped[str | None] = code("安置方式", "dropout_placement", width=6, group=END)
    settled_on: Mapped[date | None] = day("结案日期", group=END, hint="返校的就是返校日期；送教、休学、不属辍学的写办妥那一天")
    settled_note: Mapped[str | None] = note("安置说明", group=END)
    # fmt: on

    def complete(self, context: Context) -> None:
        """What roster or village list know of the child; who is back is back in class, on the day of closing."""
        source = _known(self, context)
        if source:
            for own, theirs in TAKEN:
                if getattr(self, own) in (None, "") and source.get(theirs) not in (None, ""):
                    value = source[theirs]
                    setattr(self, own, date.fromisoformat(value) if own == "born_on" else value)
        self.found_on = self.found_on or self.left_on
        if self.back_on and not self.placement:
            self.placement = "1"
        if self.back_on and not self.settled_on:
            self.settled_on = self.back_on
        if self.letter_on and not self.return_by:
            self.return_by = self.letter_on + timedelta(days=int(context.setting("dropout.return_days")))

    def follow(self, context: Context) -> None:
        """The pupil's school; of a child no roster knows, the school responsible for its village."""
        if self.student_id is not None:
            Register.follow(self, context)
        elif self.child_id is not None and (child := context.linked("children", self.child_id)):
            self.school_id = child["school_id"]

    def problems(self, context: Context) -> list[Problem]:
        """源：facts 8.1. What stands on old paper is taken as it is: warnings, save for what cannot be."""
        found: list[Problem] = []
        if self.left_on and self.left_on > context.today:
            found.append(Problem("left_on", "error", "离校日期还没有到。", "请改日期。"))
        later = ("found_on", "confirmed_on", "back_on", "settled_on")
        found += [
            Problem(name, "warning", "比离校日期还早。", "请核对这两个日期。")
            for name in later
            if self.left_on and getattr(self, name) and getattr(self, name) < self.left_on
        ]
        if self.kind == rule.DROPPED and not self.reason:
            found.append(Problem("reason", "warning", "辍学还没有写原因。", "请家访后选一项。"))
        if self.kind == rule.DROPPED and not self.confirmed_on:
            today = Offer("写今天", "confirmed_on", context.today)
            found.append(Problem("confirmed_on", "warning", "没有写哪天认定为辍学。", "月报按这个日期计数。", today))
        if self.settled_on and not self.placement:
            found.append(Problem("placement", "warning", "写了结案日期，没有写怎样安置。", "请选安置方式。"))
        if self.student_id is None and self.child_id is None:
            said = "花名册和适龄儿童里都没有连上这个人。"
            found.append(Problem("student", "warning", said, "在册的选“学生”，不在册的选“适龄儿童”。"))
        return found

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        """Two open cases of one child: one of them is a double."""
        open_: dict[bytes, list[Mapping[str, Any]]] = {}
        for row in rows:
            who = row["student_id"] or row["child_id"]
            if who and not row["back_on"] and not row["placement"]:
                open_.setdefault(who, []).append(row)
        return [
            Finding(row["id"], "name", f"{row['name']}有 {len(same)} 个没有结案的个案。")
            for same in open_.values()
            if len(same) > 1
            for row in same
        ]

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """state as db.rules.dropouts.state has it; visits from the visits of this case."""
        from db.registers.visits import HomeVisit

        mine = and_(HomeVisit.case_id == cls.id, HomeVisit.deleted == 0)
        visits = select(func.count()).where(mine).correlate(cls).scalar_subquery()
        there = and_(mine, HomeVisit.way.in_(AT_HOME))
        first = select(func.min(type_coerce(HomeVisit.on, Text))).where(there).correlate(cls).scalar_subquery()
        steps = (cls.called_on, cls.visited_on, cls.dean_on, cls.head_on, cls.report_on)
        begun = case(*((column.is_not(None), rule.URGED) for column in steps), (visits > 0, rule.URGED), else_="1")
        return {
            "first_visit": first,
            "visits": visits,
            "state": case(
                (cls.placement == rule.NOT_DROPPED_OUT, rule.EXCLUDED),
                (cls.back_on.is_not(None), rule.BACK),
                (func.coalesce(cls.placement, "") != "", rule.PLACED),
                (cls.court_on.is_not(None), rule.IN_COURT),
                (cls.township_on.is_not(None), rule.TO_TOWNSHIP),
                (cls.letter_on.is_not(None), rule.SUMMONED),
                else_=begun,
            ),
        }

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        """What comes next, the last day for it, and how many school days too late it is."""
        for name in ("next_step", "due_on", "late"):
            values.setdefault(name, None)
        if values.get("state") not in rule.OPEN or not values.get("left_on"):
            return
        left = date.fromisoformat(values["left_on"])
        due = rule.next_step(left, steps_done(values), context.today, policy(context), context.special)
        if due is not None:
            values["next_step"], values["due_on"], values["late"] = due.step.value, due.by.isoformat(), due.late or None


TAKEN = (
    ("name", "name"), ("sex", "sex"), ("born_on", "born_on"), ("id_number", "id_number"), ("class_id", "class_id"),
    ("guardian", "member1_name"), ("guardian", "householder"), ("guardian_phone", "member1_phone"),
    ("guardian_phone", "phone"), ("address", "address"), ("village_id", "village_id"),
)  # fmt: skip
"""Field of the case, and the field of roster or village list it is taken from."""


def _known(row: DropoutCase, context: Context) -> Mapping[str, Any] | None:
    if row.student_id is not None:
        return context.linked("students", row.student_id)
    return context.linked("children", row.child_id) if row.child_id is not None else None


def steps_done(values: Mapping[str, Any]) -> dict[Step, date | None]:
    """The day of each step, from a row as stored; a first visit written down as a visit counts."""

    def on(name: str) -> date | None:
        return date.fromisoformat(values[name]) if values.get(name) else None

    return {
        Step.CALL: on("called_on"),
        Step.VISIT: on("visited_on") or on("first_visit"),
        Step.DEAN: on("dean_on"),
        Step.HEAD: on("head_on"),
        Step.REPORT: on("report_on"),
        Step.LETTER: on("letter_on"),
        Step.TOWNSHIP: on("township_on"),
        Step.COURT: on("court_on"),
    }


def policy(context: Context) -> rule.Policy:
    """The office's days; the first ones are those of the follow-up of absences."""
    return rule.Policy(
        *(
            int(context.setting(f"attendance.{name}"))
            for name in ("visit_days", "dean_days", "head_days", "report_days")
        ),
        *(int(context.setting(f"dropout.{name}")) for name in ("letter_days", "return_days", "township_days")),
    )


__all__ = ["AT_HOME", "DropoutCase", "policy", "steps_done"]
