"""School-age children by village: who ought to be in school, and who is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, link, note, person, person_id, telephone, text, yesno
from db.register import Context, Finding, Problem, Register
from db.registers import people
from db.rules.movement_effects import ON_ROLL


class Child(Register):
    """One child of a village list (适龄儿童少年花名册); belongs to the school responsible for the village."""

    __tablename__ = "children"
    title, one, tab, group, icon = "适龄儿童", "适龄儿童", "花名册", "学生", "map"
    people = True
    order = ("village", "name")
    natural_keys = (("id_number",), ("name", "born_on"))
    sums = (
        ("适龄儿童", "", ""),
        ("男", "sex", "1"),
        ("女", "sex", "2"),
        ("在校", "in_school", "1"),
        ("未在校", "in_school", "0"),
    )
    chips = (("未在校", "in_school", "0"), ("学籍里没有", "enrolled_at", ""))
    figures = (computed("enrolled_at", "学籍所在学校", "link", target="schools", listed=True, width=8),)

    village_id: Mapped[bytes | None] = link(
        "村（社区）", "villages", listed=True, width=6, headings=("村", "所在村", "村名", "社区")
    )
    name: Mapped[str] = person("姓名", required=True, listed=True, searchable=True, headings=("儿童姓名", "学生姓名"))
    sex: Mapped[str | None] = code("性别", "sex", listed=True, width=2)
    born_on: Mapped[date | None] = day("出生日期", listed=True, headings=("出生年月", "出生年月日"))
    id_number: Mapped[str | None] = person_id(
        "身份证件号", searchable=True, headings=("身份证号", "身份证号码", "身份证", "公民身份号码")
    )
    nation: Mapped[str | None] = code("民族", "nation", width=3)
    householder: Mapped[str | None] = person(
        "户主", listed=True, headings=("户主姓名", "监护人", "家长姓名", "监护人姓名")
    )
    relation: Mapped[str | None] = code("与户主关系", "householder_relation", width=4, headings=("关系",))
    phone: Mapped[str | None] = telephone("联系电话", listed=True, headings=("电话", "监护人电话"))
    address: Mapped[str | None] = text(
        "住址", private=True, mask="address", width=9, headings=("家庭住址", "现住址", "组别")
    )
    in_school: Mapped[bool | None] = yesno("是否在校", listed=True, width=3, headings=("在校", "是否入学"))
    attends: Mapped[str | None] = text("就读学校", listed=True, width=8, headings=("所在学校", "学校名称"))
    reason: Mapped[str | None] = text("未入学原因", listed=True, width=6, headings=("未在校原因", "原因"))
    disability: Mapped[str | None] = code("残疾类型", "disability", hurts=True)
    sex_note: Mapped[str | None] = text("性别说明", hint="经批准与证件号不同时写明")
    remark: Mapped[str | None] = note("备注")

    def complete(self, context: Context) -> None:
        people.fill_from_number(self)

    def problems(self, context: Context) -> list[Problem]:
        found = people.number_problems(self) + people.phone_problems(self, "phone")
        if self.in_school is False and self.attends:
            found.append(Problem("attends", "warning", "写了未在校，又写了就读学校。", "请改其中一项。"))
        return found

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """Where the child is on a roster of the township, found by ID number; the printed comparison also goes by name."""
        from db.registers.students import Student

        same = and_(Student.id_number == cls.id_number, Student.deleted == 0, Student.status.in_(ON_ROLL))
        return {"enrolled_at": select(Student.school_id).where(same).limit(1).scalar_subquery()}

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        return people.same_numbers(rows)
