"""Care files: one a child, with what it needs, who looks after it, and how often somebody is in touch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Text, case, func, literal, select, type_coerce
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, link, note, number, person, photo, telephone, text, yesno
from db.register import Context, Problem, Register
from db.rules import care as rule

CHILD, KINDS, GUARDIAN, PARENTS, WORK, BODY, SPECIAL = (
    "儿童", "类别", "监护", "父母", "关爱责任", "特异体质", "残疾与教育安置",
)  # fmt: skip
DIFFICULT = ("orphan", "unsupported", "seriously_ill", "poor", "parent_jailed", "drifting", "harmed")
"""困境的各种情形，残疾另有残疾类型. 源：facts 8.2."""


class CareFile(Register):
    """关爱档案，一人一档. 源：facts 8.2；规划文本000 关爱工程、001 三级预警. What hurts prints only when chosen."""

    __tablename__ = "care_files"
    title, one, tab, group, icon = "关爱档案", "关爱档案", "花名册", "关爱", "heart-handshake"
    key, title_field, order = ("student_id",), "student", ("level", "student")
    natural_keys = (("student_id",),)
    follows = "student"
    parts = ("care_contacts", "home_visits.care", "home_teaching")
    sums = (
        ("关爱", "", ""), ("留守", "left_behind", "1,2"), ("孤儿", "orphan", "1"), ("事实无人抚养", "unsupported", "1"),
        ("残疾", "disability", "!"), ("单亲", "single_parent", "1"), ("特异体质", "special_body", "1"),
        ("联系逾期", "overdue", "1"),
    )  # fmt: skip
    chips = (
        ("联系逾期", "overdue", "1"), ("重点关爱", "level", "1"), ("留守", "left_behind", "1,2"),
        ("困境", "difficult", "1"), ("残疾", "disability", "!"), ("特异体质", "special_body", "1"),
        ("心理关注", "mind", "1"), ("送教上门", "placement", "3"),
    )  # fmt: skip
    figures = (
        computed("last_on", "最近联系", "day", listed=True),
        computed("due_on", "下次联系", "day", listed=True),
        computed("overdue", "联系逾期", "yesno", width=4),
        computed("difficult", "困境", "yesno", hurts=True, width=3),
    )

    # fmt: off
    student_id: Mapped[bytes | None] = link("学生", "students", required=True, listed=True, searchable=True, width=5, group=CHILD, headings=("姓名", "学生姓名", "儿童姓名"))
    opened_on: Mapped[date | None] = day("建档日期", group=CHILD)
    closed_on: Mapped[date | None] = day("撤档日期", group=CHILD, hint="情况好转、毕业或转走，不再需要关爱的日期")
    closed_why: Mapped[str | None] = text("撤档原因", group=CHILD)

    left_behind: Mapped[str | None] = code("留守", "left_behind", hurts=True, group=KINDS, width=5, headings=("留守情况", "是否留守"))
    alone: Mapped[bool | None] = yesno("无人监护留守", hurts=True, group=KINDS, hint="国务院口径：双方外出，或一方外出另一方无监护能力，不满16周岁")
    orphan: Mapped[bool | None] = yesno("孤儿", hurts=True, group=KINDS)
    unsupported: Mapped[bool | None] = yesno("事实无人抚养", hurts=True, group=KINDS)
    single_parent: Mapped[bool | None] = yesno("单亲", hurts=True, group=KINDS)
    seriously_ill: Mapped[bool | None] = yesno("重病", hurts=True, group=KINDS)
    poor: Mapped[bool | None] = yesno("家庭经济困难", hurts=True, group=KINDS)
    parent_jailed: Mapped[bool | None] = yesno("服刑人员子女", hurts=True, group=KINDS)
    drifting: Mapped[bool | None] = yesno("流动", hurts=True, group=KINDS)
    harmed: Mapped[bool | None] = yesno("受过侵害", hurts=True, group=KINDS)
    slow_learner: Mapped[bool | None] = yesno("学习困难", hurts=True, group=KINDS, headings=("学困生",))
    behaviour: Mapped[bool | None] = yesno("行为习惯需帮扶", hurts=True, group=KINDS)
    mind: Mapped[bool | None] = yesno("心理关注", hurts=True, group=KINDS)
    ahead: Mapped[bool | None] = yesno("学有余力", group=KINDS, hint="分层培养用，只供教师掌握，不张榜")
    gifted: Mapped[str | None] = text("特长", group=KINDS, headings=("特长生",))

    guardian: Mapped[str | None] = person("实际监护人", listed=True, group=GUARDIAN, headings=("监护人", "照料人"))
    guardian_relation: Mapped[str | None] = code("与儿童关系", "relation", group=GUARDIAN)
    guardian_age: Mapped[int | None] = number("监护人年龄", group=GUARDIAN)
    guardian_health: Mapped[str | None] = text("监护人健康", private=True, group=GUARDIAN)
    guardian_able: Mapped[str | None] = code("监护能力", "guardian_able", hurts=True, group=GUARDIAN)
    guardian_phone: Mapped[str | None] = telephone("监护人电话", group=GUARDIAN)
    entrusted: Mapped[bool | None] = yesno("签了委托监护书", group=GUARDIAN, headings=("委托监护书",))
    entrusted_on: Mapped[date | None] = day("委托日期", group=GUARDIAN)
    entrusted_photo: Mapped[str | None] = photo("委托监护书照片", group=GUARDIAN)

    father_work: Mapped[str | None] = text("父亲务工地", private=True, width=8, group=PARENTS, headings=("父亲工作单位",))
    father_phone: Mapped[str | None] = telephone("父亲电话", group=PARENTS)
    mother_work: Mapped[str | None] = text("母亲务工地", private=True, width=8, group=PARENTS, headings=("母亲工作单位",))
    mother_phone: Mapped[str | None] = telephone("母亲电话", group=PARENTS)
    parent_contact: Mapped[str | None] = code("父母多久联系一次", "parent_contact", group=PARENTS)
    home_since: Mapped[date | None] = day("父母最近一次回家", group=PARENTS)

    level: Mapped[str | None] = code("关爱等级", "care_level", listed=True, default="2", width=5, group=WORK)
    warning: Mapped[str | None] = code("预警等级", "warning_level", hurts=True, width=6, group=WORK)
    warned_on: Mapped[date | None] = day("预警日期", group=WORK)
    warning_note: Mapped[str | None] = note("预警情形与措施", private=True, hurts=True, group=WORK)
    teacher_id: Mapped[bytes | None] = link("结对教师", "staff", listed=True, width=5, group=WORK, headings=("帮扶教师", "包保教师"))
    rhythm: Mapped[str | None] = code("联系节奏", "care_rhythm", group=WORK, default="3")
    plan: Mapped[str | None] = note("帮扶计划", group=WORK)
    physical: Mapped[str | None] = note("身体情况", private=True, group=WORK)
    academic: Mapped[str | None] = note("学习情况", private=True, group=WORK)
    remark: Mapped[str | None] = note("家庭变故等", private=True, hurts=True, group=WORK)

    special_body: Mapped[bool | None] = yesno("有特异体质", hurts=True, group=BODY, headings=("特异体质",))
    condition: Mapped[str | None] = text("疾病或体质", private=True, hurts=True, width=8, group=BODY, hint="先天性心脏病、癫痫、哮喘、严重过敏等")
    must_not: Mapped[str | None] = note("不能做什么", hurts=True, group=BODY, hint="不能参加的运动、不能吃的东西")
    medicine: Mapped[str | None] = text("常备药和用法", hurts=True, width=8, group=BODY)
    emergency: Mapped[str | None] = note("发作时怎样处理", hurts=True, group=BODY)
    doctor: Mapped[str | None] = text("就诊医院和医生", hurts=True, width=8, group=BODY)
    informed: Mapped[bool | None] = yesno("家长已签告知书", group=BODY)

    disability: Mapped[str | None] = code("残疾类型", "disability", hurts=True, group=SPECIAL, headings=("残疾类别",))
    disability_level: Mapped[str | None] = code("残疾等级", "disability_level", hurts=True, group=SPECIAL)
    certificate: Mapped[str | None] = text("残疾人证号", private=True, hurts=True, mask="person_id", width=10, group=SPECIAL)
    placement: Mapped[str | None] = code("教育安置", "care_placement", hurts=True, group=SPECIAL, headings=("安置方式",))
    plan_on: Mapped[date | None] = day("个别化教育计划日期", hurts=True, group=SPECIAL)
    special_plan: Mapped[str | None] = note("个别化教育计划", hurts=True, group=SPECIAL, hint="现有水平、本学期目标、内容与方法、评估")
    teaching_rhythm: Mapped[str | None] = code("送教频次", "home_teaching_rhythm", hurts=True, width=9, group=SPECIAL, hint="不填就按设置里的频次")
    # fmt: on

    def complete(self, context: Context) -> None:
        """What the roster knows of the child, where the file says nothing yet."""
        self.opened_on = self.opened_on or context.today
        pupil = context.linked("students", self.student_id) if self.student_id is not None else None
        for own, theirs in TAKEN if pupil else ():
            known = pupil.get(theirs) if pupil else None
            if getattr(self, own) is None and known and known != "0":
                setattr(self, own, bool(known) if own in ("orphan", "alone") else known)
        if self.disability not in (None, "0") and self.placement is None and pupil:
            self.placement = "2" if (pupil.get("inclusive") or "0") != "0" else None

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.left_behind == "2" and not self.entrusted and not self.closed_on:
            advice = "请家长到校签委托监护书，写明委托给谁、多久。"
            found.append(Problem("entrusted", "warning", "父母都外出，还没有委托监护书。", advice))
        if self.special_body and not self.must_not:
            found.append(Problem("must_not", "warning", "特异体质，还没有写不能做什么。", "请问家长和医生后写明。"))
        if self.disability not in (None, "0") and not self.plan_on:
            found.append(Problem("plan_on", "warning", "残疾儿童还没有个别化教育计划。", "每人一份，写明日期。"))
        if self.teacher_id is None and not self.closed_on:
            found.append(Problem("teacher", "warning", "还没有结对教师。", "请选一位教师。"))
        if self.guardian_age is not None and not 15 <= self.guardian_age <= 110:
            found.append(Problem("guardian_age", "warning", "监护人的年龄不像是真的。", "请核对。"))
        return found

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """last_on: the latest contact, visit or lesson at home; due_on: a rhythm after it, or after the opening."""
        from db.registers.care_work import CareContact, HomeTeaching
        from db.registers.visits import HomeVisit

        days = [
            select(func.max(type_coerce(part.on, Text)))
            .where(part.care_id == cls.id, part.deleted == 0)
            .correlate(cls)
            .scalar_subquery()
            for part in (CareContact, HomeVisit, HomeTeaching)
        ]
        last = func.nullif(func.max(*(func.coalesce(found, "") for found in days)), "")
        rhythm = case(*((cls.rhythm == code_, f"+{n} days") for code_, n in rule.RHYTHMS.items()), else_=None)
        due = case(
            (cls.closed_on.is_not(None), None),
            else_=func.date(func.coalesce(last, type_coerce(cls.opened_on, Text)), rhythm),
        )
        any_ = func.max(*(func.coalesce(getattr(cls, name), 0) for name in DIFFICULT))
        disabled = case((func.coalesce(cls.disability, "0") != "0", 1), else_=0)
        return {
            "last_on": last,
            "due_on": due,
            "overdue": case((due < literal(context.today.isoformat()), 1), else_=0),
            "difficult": func.max(any_, disabled),
        }

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return context.titles("students").get(values.get("student_id") or b"", "")


TAKEN = (
    ("left_behind", "left_behind"), ("alone", "left_behind_strict"), ("orphan", "orphan"), ("disability", "disability"),
    ("guardian", "member1_name"), ("guardian_relation", "member1_relation"), ("guardian_phone", "member1_phone"),
    ("gifted", "talent"),
)  # fmt: skip
"""Field of the file, and the field of the roster it is taken from at first."""


__all__ = ["DIFFICULT", "CareFile"]
