"""Schools and villages: who hands in, and where the children live."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Mapped, aliased

from db.fields import code, computed, day, link, note, person, telephone, text
from db.register import Context, Problem, Register
from db.registers import people
from db.rules import school_code


class School(Register):
    __tablename__ = "schools"
    title, one, tab, group, icon = "学校", "学校", "花名册", "学校与村组", "house"
    common = True
    order = ("kind", "name")
    natural_keys = (("code",), ("name",))
    sums = (("学校", "", ""), ("教学点", "kind", "point"), ("幼儿园", "kind", "kindergarten"))
    parts = ("villages",)

    figures = (computed("absorbed", "并入本校的学校", width=9),)

    name: Mapped[str] = text(
        "学校名称", required=True, listed=True, searchable=True, width=10, headings=("名称", "校名", "学校全称")
    )
    kind: Mapped[str] = code(
        "类别", "school_kind", required=True, listed=True, width=6, headings=("学校类别", "办学类型", "学校类型")
    )
    code: Mapped[str | None] = text(
        "学校标识码", listed=True, searchable=True, width=6, headings=("标识码", "学校代码")
    )
    document_word: Mapped[str | None] = text("发文代字", width=4, hint="用在文号里，如 青中校；空着时按校名拟一个")
    parent_id: Mapped[bytes | None] = link(
        "上级学校", "schools", listed=True, width=9, headings=("主管学校", "中心学校")
    )
    principal: Mapped[str | None] = person("负责人", listed=True, width=4, headings=("校长", "负责人姓名"))
    phone: Mapped[str | None] = telephone("联系电话", private=False, listed=True, headings=("电话", "办公电话"))
    address: Mapped[str | None] = text("地址", width=12, headings=("学校地址",))
    opened_on: Mapped[date | None] = day("建校日期")
    closed_on: Mapped[date | None] = day("撤并日期")
    successor_id: Mapped[bytes | None] = link("并入学校", "schools", width=9, hint="撤并后由哪所学校接续")
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        found = school_code.school_code_problem(self.code or "", self.kind or "")
        wrong = [Problem("code", "warning", found.sentence, found.advice)] if found else []
        if self.successor_id and not self.closed_on:
            said = "写了并入哪所学校，没有撤并日期。"
            wrong.append(Problem("closed_on", "warning", said, "撤并学校请用“学校撤并”办，各种记录会跟着走。"))
        return wrong + people.phone_problems(self, "phone")

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """absorbed: the schools that became part of this one."""
        gone = aliased(cls)
        names = select(func.group_concat(gone.name, "、")).where(gone.successor_id == cls.id, gone.deleted == 0)
        return {"absorbed": names.where(gone.closed_on.is_not(None)).scalar_subquery()}


class Village(Register):
    __tablename__ = "villages"
    title, one, tab, group, icon = "村组", "村", "花名册", "学校与村组", "map"
    common = True
    natural_keys = (("name",),)
    sums = (("村（社区）", "", ""),)

    name: Mapped[str] = text(
        "村（社区）", required=True, listed=True, searchable=True, width=8, headings=("村名", "村", "社区")
    )
    responsible_id: Mapped[bytes | None] = link(
        "责任学校", "schools", listed=True, width=9, headings=("包村学校", "服务学校")
    )
    contact: Mapped[str | None] = person("联系人", listed=True, width=4, headings=("村联系人", "村主任"))
    phone: Mapped[str | None] = telephone("联系电话", private=False, listed=True, headings=("电话",))
    remark: Mapped[str | None] = note("备注", listed=True)
