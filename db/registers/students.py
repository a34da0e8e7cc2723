"""Students: the national roster's columns, with what a township office looks for in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import Mapped

from db.fields import (
    code,
    computed,
    day,
    decimal,
    link,
    month,
    note,
    number,
    person,
    person_id,
    photo,
    telephone,
    text,
    yesno,
)  # fmt: skip
from db.register import Context, Finding, Problem, Register
from db.registers import people
from db.rules import ages, enrolment_number, grades, special_needs
from db.rules.movement_effects import MERGED
from db.rules.movements import PRESENT

BASIC, HELP, ENROLMENT, CONTACT, MORE, TRAVEL, MEMBER1, MEMBER2 = (
    "基本信息", "辅助信息", "学籍", "联系", "关爱与资助", "上下学", "家庭成员1", "家庭成员2",
)  # fmt: skip

ON_ROLL = "!03,06,07,08,09,10,11,12,13,14"
"""学生状态 that the table shows at first: all but those who have left; a row without one counts as 在读."""
AT_SCHOOL = "!02,03,04,06,07,08,09,10,11,12,13,14,15"
"""学生状态 of the button 在校: a row with none, or with one that says nothing, counts."""
IN_CLASS = ("status", ",".join(PRESENT))
"""The question for who sits in a class: 在读, and 复学 as rosters from elsewhere call who is back."""


class Student(Register):
    """One pupil. 源：《学生基本信息表》全国模板；★ of the template is `wanted`."""

    __tablename__ = "students"
    title, one, tab, group, icon = "在校学生", "学生", "花名册", "学生", "users"
    people = True
    order = ("name",)
    natural_keys = (("id_number",), ("name", "born_on"))
    sums = (
        ("在校", "status", AT_SCHOOL), ("男", "sex", "1"), ("女", "sex", "2"), ("住校", "boarding", "2"), ("留守", "left_behind", "1,2"),
    )  # fmt: skip
    chips = (
        ("住校", "boarding", "2"),
        ("留守", "left_behind", "1,2"),
        ("随班就读", "inclusive", "!"),
        ("休学", "status", "02"),
    )
    at_first = ("已离校", "status", ON_ROLL)
    figures = (
        computed("grade", "年级", "code", codes="grade", width=4, headings=("所在年级", "就读年级")),
        computed("formerly", "撤并前的学校", width=8),
    )

    # fmt: off
    name: Mapped[str] = person("姓名", required=True, wanted=True, listed=True, searchable=True, group=BASIC, headings=("学生姓名", "学生", "名字"))
    sex: Mapped[str | None] = code("性别", "sex", wanted=True, listed=True, width=2, group=BASIC, headings=("学生性别",))
    class_id: Mapped[bytes | None] = link("班级", "classes", wanted=True, listed=True, width=4.5, group=BASIC, headings=("班", "所在班级", "班号"))
    born_on: Mapped[date | None] = day("出生日期", wanted=True, listed=True, group=BASIC, headings=("出生年月", "出生年月日", "生日"))
    id_number: Mapped[str | None] = person_id("身份证件号", wanted=True, searchable=True, group=BASIC, headings=("身份证号", "身份证号码", "身份证", "证件号码", "证件号", "公民身份号码"))
    document_type: Mapped[str | None] = code("身份证件类型", "document_type", wanted=True, group=BASIC, headings=("证件类型",))
    nation: Mapped[str | None] = code("民族", "nation", wanted=True, listed=True, width=3, group=BASIC, headings=("族别",))
    nationality: Mapped[str | None] = code("国籍/地区", "nationality", wanted=True, group=BASIC, headings=("国籍", "国籍地区"))
    overseas: Mapped[str | None] = code("港澳台侨外", "overseas", wanted=True, group=BASIC)
    birthplace: Mapped[str | None] = text("出生地行政区划码", wanted=True, width=8, group=BASIC, headings=("出生地", "出生地区划码"))
    native_place: Mapped[str | None] = text("籍贯", group=BASIC)
    political: Mapped[str | None] = code("政治面貌", "political", group=BASIC)
    health: Mapped[str | None] = code("健康状况", "health", wanted=True, group=BASIC, width=5, headings=("健康",))
    photo: Mapped[str | None] = photo("照片", group=BASIC)

    former_name: Mapped[str | None] = person("曾用名", group=HELP)
    spelled_name: Mapped[str | None] = text("姓名拼音", group=HELP)
    document_until: Mapped[str | None] = text("身份证件有效期", group=HELP, headings=("证件有效期",))
    household_place: Mapped[str | None] = text("户口所在地行政区划码", wanted=True, width=8, group=HELP, headings=("户口所在地", "户籍所在地"))
    household: Mapped[str | None] = code("户口性质", "household", wanted=True, group=HELP, headings=("户口类型",))
    blood: Mapped[str | None] = code("血型", "blood", group=HELP)
    talent: Mapped[str | None] = text("特长", group=HELP)

    status: Mapped[str | None] = code("学生状态", "student_status", default="01", width=4, group=ENROLMENT, hint="转学、休学、复学等请用“办理异动”，状态会跟着改", headings=("状态", "学籍状态"))
    enrolment_number: Mapped[str | None] = text("学籍号", private=True, mask="enrolment", listed=True, searchable=True, width=8, group=ENROLMENT, headings=("全国学籍号", "学籍编号"))
    local_number: Mapped[str | None] = text("学籍辅号", searchable=True, width=8, group=ENROLMENT)
    seat_number: Mapped[str | None] = text("班内学号", width=3, group=ENROLMENT, headings=("学号", "座号"))
    stage: Mapped[str | None] = code("学段", "stage", width=3, group=ENROLMENT)
    cohort: Mapped[int | None] = number("年级入学年", width=4, group=ENROLMENT, hint="现在这个年级是哪一年入学的，留级、跳级时改它", headings=("级", "届"))
    entered_in: Mapped[str | None] = month("入学年月", wanted=True, group=ENROLMENT, headings=("入学时间", "入学日期"))
    entry_way: Mapped[str | None] = code("入学方式", "entry_way", wanted=True, group=ENROLMENT)
    boarding: Mapped[str | None] = code("就读方式", "boarding", wanted=True, listed=True, width=3, group=ENROLMENT, headings=("是否住校", "住校", "走读/住校", "就读"))
    source: Mapped[str | None] = code("学生来源", "student_source", wanted=True, group=ENROLMENT)

    village_id: Mapped[bytes | None] = link("所属村", "villages", width=5, group=CONTACT, headings=("村", "村（社区）", "所在村", "村组"))
    address: Mapped[str | None] = text("现住址", wanted=True, private=True, mask="address", width=10, group=CONTACT, headings=("家庭住址", "住址", "现居住地", "地址"))
    postal_address: Mapped[str | None] = text("通信地址", wanted=True, private=True, mask="address", width=10, group=CONTACT, headings=("通讯地址",))
    home_address: Mapped[str | None] = text("家庭地址", wanted=True, private=True, mask="address", width=10, group=CONTACT)
    phone: Mapped[str | None] = telephone("联系电话", wanted=True, group=CONTACT, headings=("学生联系电话", "手机", "电话"))
    postcode: Mapped[str | None] = text("邮政编码", wanted=True, width=4, group=CONTACT, headings=("邮编",))
    email: Mapped[str | None] = text("电子信箱", group=CONTACT, headings=("邮箱", "电子邮箱"))
    homepage: Mapped[str | None] = text("主页地址", group=CONTACT)

    left_behind: Mapped[str | None] = code("留守", "left_behind", wanted=True, listed=True, hurts=True, width=5, group=MORE, headings=("是否留守儿童", "是否留守", "留守儿童", "留守情况"))
    left_behind_strict: Mapped[bool | None] = yesno("无人监护留守（国务院口径）", hurts=True, group=MORE, hint="双方外出，或一方外出另一方无监护能力，不满16周岁")
    inclusive: Mapped[str | None] = code("随班就读", "inclusive", wanted=True, hurts=True, width=6, group=MORE, headings=("是否随班就读",))
    disability: Mapped[str | None] = code("残疾类型", "disability", wanted=True, hurts=True, group=MORE, headings=("残疾类别", "是否残疾"))
    orphan: Mapped[bool | None] = yesno("孤儿", wanted=True, hurts=True, group=MORE, headings=("是否孤儿",))
    only_child: Mapped[bool | None] = yesno("独生子女", wanted=True, group=MORE, headings=("是否独生子女",))
    preschool: Mapped[bool | None] = yesno("受过学前教育", group=MORE, headings=("是否受过学前教育",))
    migrant: Mapped[bool | None] = yesno("进城务工人员随迁子女", wanted=True, group=MORE, headings=("是否进城务工人员随迁子女", "随迁子女"))
    martyr_family: Mapped[bool | None] = yesno("烈士或优抚子女", wanted=True, group=MORE, headings=("是否烈士或优抚子女",))
    purchased_place: Mapped[bool | None] = yesno("由政府购买学位", group=MORE, headings=("是否由政府购买学位",))
    needs_aid: Mapped[bool | None] = yesno("需要申请资助", wanted=True, hurts=True, group=MORE, headings=("是否需要申请资助", "需要资助"))
    gets_subsidy: Mapped[bool | None] = yesno("享受一补", wanted=True, hurts=True, group=MORE, headings=("是否享受一补", "一补"))

    distance: Mapped[Any | None] = decimal("上下学距离（公里）", wanted=True, group=TRAVEL, headings=("上下学距离", "家校距离"))
    transport: Mapped[str | None] = code("上下学交通方式", "transport", group=TRAVEL, width=6, headings=("交通方式",))
    bus: Mapped[bool | None] = yesno("需要乘坐校车", wanted=True, group=TRAVEL, headings=("是否需要乘坐校车", "乘坐校车", "校车"))

    member1_name: Mapped[str | None] = person("成员1姓名", wanted=True, listed=True, group=MEMBER1, headings=("监护人姓名", "监护人", "家长姓名", "家长", "父亲姓名"))
    member1_relation: Mapped[str | None] = code("成员1关系", "relation", wanted=True, group=MEMBER1, headings=("监护人关系", "与学生关系", "家长关系", "关系"))
    member1_relation_note: Mapped[str | None] = text("成员1关系说明", group=MEMBER1)
    member1_nation: Mapped[str | None] = code("成员1民族", "nation", group=MEMBER1)
    member1_workplace: Mapped[str | None] = text("成员1工作单位", group=MEMBER1, width=8)
    member1_address: Mapped[str | None] = text("成员1现住址", wanted=True, private=True, mask="address", group=MEMBER1, width=10, headings=("监护人住址",))
    member1_household_place: Mapped[str | None] = text("成员1户口所在地", wanted=True, group=MEMBER1, width=8, headings=("成员1户口所在地行政区划",))
    member1_phone: Mapped[str | None] = telephone("成员1联系电话", wanted=True, group=MEMBER1, headings=("监护人联系电话", "监护人电话", "家长电话", "家长联系电话"))
    member1_guardian: Mapped[bool | None] = yesno("成员1是否监护人", wanted=True, group=MEMBER1)
    member1_document_type: Mapped[str | None] = code("成员1身份证件类型", "document_type", group=MEMBER1)
    member1_id_number: Mapped[str | None] = person_id("成员1身份证件号", group=MEMBER1, headings=("监护人身份证号", "监护人身份证件号", "家长身份证号"))
    member1_post: Mapped[str | None] = text("成员1职务", group=MEMBER1)

    member2_name: Mapped[str | None] = person("成员2姓名", group=MEMBER2, headings=("母亲姓名",))
    member2_relation: Mapped[str | None] = code("成员2关系", "relation", group=MEMBER2)
    member2_relation_note: Mapped[str | None] = text("成员2关系说明", group=MEMBER2)
    member2_nation: Mapped[str | None] = code("成员2民族", "nation", group=MEMBER2)
    member2_workplace: Mapped[str | None] = text("成员2工作单位", group=MEMBER2, width=8)
    member2_address: Mapped[str | None] = text("成员2现住址", private=True, mask="address", group=MEMBER2, width=10)
    member2_household_place: Mapped[str | None] = text("成员2户口所在地", group=MEMBER2, width=8, headings=("成员2户口所在地行政区划",))
    member2_phone: Mapped[str | None] = telephone("成员2联系电话", group=MEMBER2, headings=("母亲电话",))
    member2_guardian: Mapped[bool | None] = yesno("成员2是否监护人", group=MEMBER2)
    member2_document_type: Mapped[str | None] = code("成员2身份证件类型", "document_type", group=MEMBER2)
    member2_id_number: Mapped[str | None] = person_id("成员2身份证件号", group=MEMBER2)
    member2_post: Mapped[str | None] = text("成员2职务", group=MEMBER2)

    sex_note: Mapped[str | None] = text("性别说明", group=HELP, hint="经批准与证件号不同时写明，写了就不再提示")
    remark: Mapped[str | None] = note("备注", listed=False, group=HELP)
    # fmt: on

    def complete(self, context: Context) -> None:
        """The ID number types birthday and sex, the class stage and year of entry; who moves leaves the old class."""
        people.fill_from_number(self)
        room = context.linked("classes", self.class_id) if self.class_id else None
        if room and room["school_id"] != self.school_id:
            self.class_id = None
        elif room and not room["composite"]:
            self.stage, self.cohort = room["stage"], room["entry_year"]

    def problems(self, context: Context) -> list[Problem]:
        """源：facts 3.2 互校, 3.3, 10；only the ID number's own faults are errors."""
        found = people.number_problems(self)
        found += people.phone_problems(self, "phone", "member1_phone", "member2_phone")
        wrong = enrolment_number.enrolment_problem(self.enrolment_number or "", self.id_number or "")
        if wrong:
            found.append(Problem("enrolment_number", "warning", wrong.sentence, wrong.advice))
        mixed_up = special_needs.mismatch(self.inclusive, self.disability)
        if mixed_up:
            found.append(Problem("inclusive", "warning", mixed_up, "请改随班就读或残疾类型中的一项。"))
        if (self.orphan or (self.disability or "0") != "0") and self.needs_aid is None:
            found.append(
                Problem("needs_aid", "warning", "孤儿或残疾学生，还没有填是否需要申请资助。", "请问清后填写。")
            )
        if self.stage and self.cohort and self.born_on:
            sentence = _age_for_grade(self, context.school_year)
            if sentence:
                found.append(Problem("born_on", "warning", sentence, "请核对出生日期和年级。"))
        return found

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        return people.same_numbers(rows) + _in_a_class_elsewhere(rows, context)

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """grade: 1–9 for primary and junior, −2…0 for the kindergarten's small, middle and top class; formerly: the
        school that the pupil was at until it became part of another."""
        from db.registers.movements import Movement
        from db.registers.schools import School

        merged = (Movement.student_id == cls.id, Movement.kind == MERGED, Movement.deleted == 0)
        formerly = (
            select(School.name).join(Movement, Movement.out_school_id == School.id).where(*merged)
            .order_by(Movement.happened_on.desc()).limit(1).scalar_subquery()
        )  # fmt: skip
        grade = context.school_year - cls.cohort + case((cls.stage == "1", 1), (cls.stage == "2", 7), else_=-2)
        return {"grade": grade, "formerly": formerly}

    @classmethod
    def work_out(cls, values: dict[str, Any], context: Context) -> None:
        if values.get("stage") and values.get("cohort"):
            offset = {"1": 1, "2": 7}.get(values["stage"], -2)
            values["grade"] = str(context.school_year - values["cohort"] + offset)


def _age_for_grade(student: Student, school_year: int) -> str | None:
    stage = int(student.stage or 0)
    grade = grades.grade_of(student.cohort or 0, stage, school_year)
    if grade is None or student.born_on is None:
        return None
    return ages.age_for_grade_problem(student.born_on, stage, grade, school_year)


def _in_a_class_elsewhere(rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
    """Pupils who moved to another school and still stand in their old class."""
    rooms = {row["class_id"] for row in rows if row["class_id"]}
    owners = {room: known["school_id"] for room in rooms if (known := context.linked("classes", room))}
    return [
        Finding(row["id"], "class", "所在的班是另一所学校的，请改成本校的班。")
        for row in rows
        if row["class_id"] in owners and owners[row["class_id"]] != row["school_id"]
    ]


__all__ = ["Student"]
