"""Staff: who teaches what, with which papers; the figures a plan asks for come from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, decimal, month, note, person, person_id, photo, telephone, text, yesno
from db.register import Context, Finding, Problem, Register
from db.registers import people

AT_WORK = "1"
"""人员状态 在岗; a row that says nothing is at work."""

BASIC, POST, LEARNING, TITLE, TEACHING = "基本信息", "岗位", "学历", "职称与资格", "教学"


class Staff(Register):
    """One teacher or worker. 源：全国教师管理信息系统 (facts 4); pay is kept out on purpose."""

    __tablename__ = "staff"
    title, one, tab, group, icon = "教职工", "教职工", "花名册", "教师", "badge-check"
    people = True
    natural_keys = (("id_number",), ("name", "born_in"))
    parts = (
        "staff_leaves", "trainings", "rotations", "annual_reviews", "staff_visits",
        "inspections", "observations.listener", "observations.teacher",
    )  # fmt: skip
    sums = (
        ("教职工", "", ""),
        ("在编", "established", "1"),
        ("男", "sex", "1"),
        ("女", "sex", "2"),
        ("班主任", "class_teacher", "1"),
    )
    chips = (("在编", "established", "1"), ("班主任", "class_teacher", "1"), ("骨干教师", "backbone", "!"))

    name: Mapped[str] = person(
        "姓名", required=True, listed=True, searchable=True, group=BASIC, headings=("教师姓名", "教职工姓名")
    )
    sex: Mapped[str | None] = code("性别", "sex", listed=True, width=2, group=BASIC)
    born_on: Mapped[date | None] = day("出生日期", group=BASIC, headings=("出生年月日",))
    born_in: Mapped[str | None] = month("出生年月", listed=True, group=BASIC, headings=("出生月份",))
    id_number: Mapped[str | None] = person_id(
        "身份证件号",
        searchable=True,
        group=BASIC,
        headings=("身份证号", "身份证号码", "身份证", "证件号码", "证件号", "公民身份号码"),
    )
    document_type: Mapped[str | None] = code("身份证件类型", "document_type", group=BASIC)
    nation: Mapped[str | None] = code("民族", "nation", listed=True, width=3, group=BASIC)
    political: Mapped[str | None] = code("政治面貌", "political", width=5, group=BASIC)
    marital: Mapped[str | None] = code("婚姻状况", "marital", group=BASIC)
    health: Mapped[str | None] = code("健康状况", "health", group=BASIC, width=5)
    native_place: Mapped[str | None] = text("籍贯", group=BASIC)
    birthplace: Mapped[str | None] = text("出生地", group=BASIC)
    nationality: Mapped[str | None] = code("国籍/地区", "nationality", group=BASIC)
    former_name: Mapped[str | None] = person("曾用名", group=BASIC)
    phone: Mapped[str | None] = telephone("联系电话", listed=True, group=BASIC, headings=("电话", "手机", "手机号码"))
    photo: Mapped[str | None] = photo("照片", group=BASIC)
    sex_note: Mapped[str | None] = text("性别说明", group=BASIC, hint="经批准与证件号不同时写明")

    staff_number: Mapped[str | None] = text("教职工号", searchable=True, group=POST, headings=("工号",))
    kind: Mapped[str | None] = code("教职工类别", "staff_kind", width=5, group=POST)
    status: Mapped[str | None] = code("人员状态", "staff_status", default="1", group=POST)
    established: Mapped[bool | None] = yesno("是否在编", listed=True, width=3, group=POST, headings=("在编", "编制"))
    employment: Mapped[str | None] = code("用人形式", "employment", group=POST)
    contract: Mapped[str | None] = text("签订合同情况", group=POST)
    origin: Mapped[str | None] = text("教职工来源", group=POST)
    started_in: Mapped[str | None] = month(
        "参加工作年月", listed=True, group=POST, headings=("参加工作时间", "工作时间")
    )
    joined_in: Mapped[str | None] = month("进本校年月", group=POST, headings=("进校时间", "到校时间"))
    post_kind: Mapped[str | None] = code("岗位类别", "post_kind", group=POST)
    post_grade: Mapped[str | None] = code(
        "岗位等级", "post_grade", width=5, group=POST, headings=("聘任岗位", "聘用岗位", "岗位")
    )
    post: Mapped[str | None] = text("校级职务", group=POST, headings=("职务",))
    special_post: Mapped[bool | None] = yesno("特岗教师", group=POST, headings=("是否特岗教师",))

    degree: Mapped[str | None] = code(
        "学历", "degree", listed=True, width=4, group=LEARNING, headings=("最高学历", "文化程度")
    )
    academic_degree: Mapped[str | None] = code("学位", "academic_degree", group=LEARNING)
    first_degree: Mapped[str | None] = code("第一学历", "degree", group=LEARNING)
    graduated_from: Mapped[str | None] = text(
        "毕业院校及专业", width=10, group=LEARNING, headings=("毕业院校", "毕业学校")
    )
    subject_studied: Mapped[str | None] = text("所学专业", width=6, group=LEARNING, headings=("专业",))
    graduated_in: Mapped[str | None] = month("毕业年月", group=LEARNING, headings=("毕业时间",))
    full_time: Mapped[bool | None] = yesno("全日制", group=LEARNING, headings=("是否全日制",))
    teacher_training: Mapped[bool | None] = yesno(
        "全日制师范类毕业", group=LEARNING, headings=("是否全日制师范类毕业", "是否师范")
    )

    title_held: Mapped[str | None] = code(
        "职称", "title", listed=True, width=5, group=TITLE, headings=("专业技术职务", "现任职称")
    )
    title_since: Mapped[str | None] = month("取得职称年月", group=TITLE, headings=("职称取得时间", "评聘时间"))
    certificate: Mapped[str | None] = code(
        "教师资格种类", "teacher_certificate", width=5, group=TITLE, headings=("教师资格", "资格种类")
    )
    certificate_subject: Mapped[str | None] = text("资格任教学科", group=TITLE)
    certificate_number: Mapped[str | None] = text(
        "资格证书号", private=True, width=9, group=TITLE, headings=("教师资格证号",)
    )
    registered_on: Mapped[date | None] = day("定期注册日期", group=TITLE)
    mandarin: Mapped[str | None] = code("普通话等级", "mandarin", width=5, group=TITLE, headings=("普通话",))
    backbone: Mapped[str | None] = code(
        "骨干教师级别", "backbone", width=4, group=TITLE, headings=("骨干教师类型", "骨干教师")
    )
    mind_teacher: Mapped[bool | None] = yesno("心理健康教师", group=TITLE)
    computing: Mapped[str | None] = text("信息技术应用能力", group=TITLE)

    subject: Mapped[str | None] = code(
        "任教学科", "subject", listed=True, width=5, group=TEACHING, headings=("学科", "所教学科")
    )
    second_subject: Mapped[str | None] = code("兼教学科", "subject", width=5, group=TEACHING)
    stage: Mapped[str | None] = code("任教学段", "stage", group=TEACHING)
    hours: Mapped[Any | None] = decimal("周课时", width=3, group=TEACHING, headings=("周课时数", "课时"))
    class_teacher: Mapped[bool | None] = yesno("是否班主任", width=3, group=TEACHING, headings=("班主任",))
    remark: Mapped[str | None] = note("备注", group=TEACHING)

    def complete(self, context: Context) -> None:
        people.fill_from_number(self)
        if self.born_on and not self.born_in:
            self.born_in = self.born_on.isoformat()[:7]

    def problems(self, context: Context) -> list[Problem]:
        found = people.number_problems(self)
        if not found and self.id_number and self.born_in and people.follows_standard(self):
            month_of_number = f"{self.id_number[6:10]}-{self.id_number[10:12]}"
            if self.born_in != month_of_number:
                found.append(
                    Problem(
                        "born_in",
                        "error",
                        f"号码里的出生年月是 {month_of_number}，与出生年月不同。",
                        "请对照身份证，改其中一处。",
                    )
                )
        return found + people.phone_problems(self, "phone")

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        return people.same_numbers(rows)
