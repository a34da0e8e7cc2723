"""Movements: who came, who left, who stays away for a while, and on whose word; one row is one movement of one pupil."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, or_, select
from sqlalchemy.orm import Mapped, aliased

from db.fields import code, computed, day, link, note, number, person, person_id, photo, text
from db.register import Context, Problem, Register
from db.rules import movements as rule
from db.rules import suspensions

WHO, WHERE, SUSPENSION, FACTS, STEPS, BEFORE = "异动", "学校", "休学与证明", "信息变更", "办理", "异动前"
STATION_STANDS = {"in_school": "2", "in_authority": "3", "out_school": "4", "out_authority": "5"}
"""办理状态 of a transfer that waits for this station."""


class Movement(Register):
    """What happened to one pupil; `desktop.work.movements` writes it together with what follows from it.

    A row without a day of taking effect (异动日期) is an application. Of a movement within the township the old school
    keeps a readable row: the row is written there first and goes along with the child.
    """

    __tablename__ = "movements"
    title, one, tab, group, icon = "学籍异动", "异动", "花名册", "学籍异动", "arrow-left-right"
    follows = "student"
    order = ("-happened_on", "name")
    natural_keys = (("name", "kind", "happened_on"),)
    sums = (
        ("异动", "", ""), ("转入", "kind", "11,12"), ("转出", "kind", "31,32,33"), ("镇内转学", "kind", "21"),
        ("休学", "kind", "41"), ("复学", "kind", "42"), ("未办结", "stand", "1,2,3,4,5"),
    )  # fmt: skip
    chips = (
        ("未办结", "stand", "1,2,3,4,5"),
        ("休学期满", "stand", "7"),
        ("转入转出", "kind", "11,12,21,31,32,33"),
        ("休学复学", "kind", "41,42"),
    )
    figures = (
        computed("whither", "来自或去往", listed=True, width=9),
        computed("stand", "办理状态", "code", codes="movement_stand", listed=True, width=6),
        computed("due_on", "限期", "day", listed=True),
        computed("late", "逾期（工作日）", "number", width=4),
    )

    # fmt: off
    name: Mapped[str] = person("姓名", required=True, listed=True, searchable=True, group=WHO, headings=("学生姓名",))
    student_id: Mapped[bytes | None] = link("学生", "students", searchable=True, group=WHO, hint="花名册里的学生")
    kind: Mapped[str] = code("异动类别", "movement_kind", required=True, listed=True, width=6, group=WHO, headings=("类别", "异动类型", "变动类别"))
    happened_on: Mapped[date | None] = day("异动日期", listed=True, group=WHO, hint="从这一天起生效；空着是还在申请", headings=("变动日期", "日期"))
    reason: Mapped[str | None] = text("原因", listed=True, width=9, group=WHO, headings=("异动原因", "变动原因"))
    applicant: Mapped[str | None] = code("谁提出", "movement_applicant", group=WHO)

    out_school_id: Mapped[bytes | None] = link("转出学校", "schools", width=8, group=WHERE, hint="本镇的学校")
    in_school_id: Mapped[bytes | None] = link("转入学校", "schools", width=8, group=WHERE, hint="本镇的学校")
    place: Mapped[str | None] = text("镇外学校", width=9, group=WHERE, hint="来自或去往的学校全称", headings=("对方学校", "原就读学校", "转往学校"))
    region: Mapped[str | None] = text("镇外学校所在地", width=8, group=WHERE, hint="省、市、县")
    class_before: Mapped[str | None] = text("原班级", width=5, group=WHERE, hint="当时的班级；以后升级了也不变")
    class_after: Mapped[str | None] = text("编入班级", width=5, group=WHERE, hint="当时编入的班级")

    until: Mapped[date | None] = day("休学至", group=SUSPENSION)
    proof: Mapped[str | None] = text("证明材料", width=8, group=SUSPENSION, hint="医院诊断证明、户口簿、派出所证明等，写明单位和日期")
    proof_photo: Mapped[str | None] = photo("证明照片", group=SUSPENSION)

    old_name: Mapped[str | None] = person("原姓名", group=FACTS)
    new_name: Mapped[str | None] = person("新姓名", group=FACTS)
    old_id_number: Mapped[str | None] = person_id("原身份证件号", group=FACTS)
    new_id_number: Mapped[str | None] = person_id("新身份证件号", group=FACTS)
    old_born_on: Mapped[date | None] = day("原出生日期", group=FACTS)
    new_born_on: Mapped[date | None] = day("新出生日期", group=FACTS)
    old_sex: Mapped[str | None] = code("原性别", "sex", group=FACTS)
    new_sex: Mapped[str | None] = code("新性别", "sex", group=FACTS)

    asked_on: Mapped[date | None] = day("发起日期", group=STEPS, hint="转入学校在学籍系统里发起的日期")
    in_school_on: Mapped[date | None] = day("转入学校核办", group=STEPS)
    in_authority_on: Mapped[date | None] = day("转入方主管部门核办", group=STEPS)
    out_school_on: Mapped[date | None] = day("转出学校核办", group=STEPS)
    out_authority_on: Mapped[date | None] = day("转出方主管部门核办", group=STEPS)
    handler: Mapped[str | None] = person("经办人", group=STEPS)
    remark: Mapped[str | None] = note("备注", group=STEPS)

    status_before: Mapped[str | None] = code("原学生状态", "student_status", group=BEFORE)
    stage_before: Mapped[str | None] = code("原学段", "stage", group=BEFORE)
    cohort_before: Mapped[int | None] = number("原年级入学年", group=BEFORE)
    # fmt: on

    def complete(self, context: Context) -> None:
        """The pupil's name as it is at the time: it stays readable when the child is gone."""
        if self.student_id and not self.name:
            known = context.linked("students", self.student_id)
            self.name = known["name"] if known else self.name

    def problems(self, context: Context) -> list[Problem]:
        """源：教基〔2025〕1号；warnings only: what was done in other years is taken as it is."""
        found = [Problem(*said) for said in self._of_dates(context)]
        if self.kind in rule.NOT_ORDERED and self.applicant == "3":
            said = "学校不得责令转学、休学、留级、退学（教基〔2025〕1号）。"
            found.append(Problem("applicant", "warning", said, "请由监护人提出申请，申请书存档。"))
        if self.in_school_id and self.in_school_id == self.out_school_id:
            found.append(Problem("in_school", "warning", "转入和转出是同一所学校。", "请改其中一所。"))
        if self.kind == "41":
            found += self._suspension(context)
        return found

    def _of_dates(self, context: Context) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        if self.happened_on and self.happened_on > context.today:
            found.append(("happened_on", "warning", "异动日期还没有到。", "没有到的先空着，是申请；到了再办理。"))
        steps = [getattr(self, f"{station}_on") for station in rule.STATIONS]
        if self.asked_on and any(on and on < self.asked_on for on in steps):
            found.append(("asked_on", "warning", "有一步核办在发起以前。", "请核对办理的几个日期。"))
        return found

    def _suspension(self, context: Context) -> list[Problem]:
        lacking = suspensions.lacking(
            self.happened_on or self.asked_on,
            self.until,
            proved=bool(self.proof or self.proof_photo),
            months=int(context.setting("movement.suspension_months")),
        )
        return [Problem(field, "warning", sentence, advice) for field, sentence, advice in lacking]

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """stand: who a transfer waits for, whether a suspension goes on (code list movement_stand)."""
        from db.registers.students import Student

        done, asked = cls.happened_on.is_not(None), cls.asked_on.is_not(None)
        begun = or_(asked, *(getattr(cls, f"{station}_on").is_not(None) for station in rule.STATIONS))
        within = cls.kind == "21"
        waits = case(
            (cls.out_authority_on.is_not(None), "9"),
            (cls.out_school_on.is_not(None), "5"),
            (cls.in_authority_on.is_not(None), "4"),
            (and_(cls.in_school_on.is_not(None), within), "4"),
            (cls.in_school_on.is_not(None), "3"),
            else_="2",
        )
        later = aliased(cls)
        last = ~exists(
            select(later.id).where(
                later.student_id == cls.student_id, later.deleted == 0, later.happened_on > cls.happened_on
            )
        )
        still = select(Student.status).where(Student.id == cls.student_id).scalar_subquery() == rule.SUSPENDED
        today = context.today.isoformat()
        return {
            "stand": case(
                (and_(cls.kind.in_(rule.TRANSFERS), begun), waits),
                (~done, "1"),
                (and_(cls.kind == "41", still, last, cls.until < today), "7"),
                (and_(cls.kind == "41", still, last), "6"),
                else_="9",
            )
        }

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        """The other school; the last day allowed of whoever's turn it is, and how many working days too late that is."""
        own = values.get("in_school_id" if rule.effect_of(values.get("kind")) == rule.WITHIN else "out_school_id")
        values["whither"] = values.get("place") or (context.titles("schools").get(own, "") if own else "")
        values.setdefault("due_on", None)
        values.setdefault("late", None)
        due, days = None, 0
        if values.get("stand") in STATION_STANDS.values() and (now := turn_of(values, context)):
            due, days = now.due, now.late
        elif values.get("stand") in ("6", "7") and values.get("until"):
            due = date.fromisoformat(values["until"])
            days = rule.working_days_late(due, context.today, context.special)
        if due is not None:
            values["due_on"], values["late"] = due.isoformat(), days or None


def turn_of(values: Any, context: Context) -> rule.Turn | None:
    """Whose turn a transfer is, from a row as stored."""

    def day_of(column: str) -> date | None:
        return date.fromisoformat(values[column]) if values.get(column) else None

    known = rule.KINDS.get(values.get("kind") or "")
    done = {station: day_of(f"{station}_on") for station in rule.STATIONS}
    return rule.turn(
        known.stations if known else (),
        day_of("asked_on"),
        done,
        context.today,
        context.special,
        int(context.setting("movement.step_days")),
    )


__all__ = ["STATION_STANDS", "Movement", "turn_of"]
