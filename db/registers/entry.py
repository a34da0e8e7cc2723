"""Entry into grade one: which village belongs to which school this year, and how far each child's entry has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, select
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, link, note, number, person, telephone, text, yesno
from db.register import Context, Problem, Register
from db.rules.entry import MARKS, State

NOTICE, DEFERRAL, ENTERED = "送达", "缓学或外地入学", "报到"


class Zone(Register):
    """One village, or one part of it, in one year; the row's school is the one it belongs to.

    源：划片、就近入学（义务教育法第十二条；systems B02）。
    """

    __tablename__ = "zones"
    title, one, tab, group, icon = "划片", "片区", "花名册", "招生", "map"
    key, title_field, order = ("year", "village_id", "part"), "part", ("-year", "school", "village", "part")
    natural_keys = (key,)
    sums = (("片区", "", ""),)

    year: Mapped[int | None] = number("入学年", required=True, listed=True, width=4, headings=("年份", "学年"))
    village_id: Mapped[bytes | None] = link(
        "村（社区）", "villages", required=True, listed=True, searchable=True, width=6, headings=("村", "村名", "社区")
    )
    part: Mapped[str | None] = text(
        "片（组、小区）",
        listed=True,
        searchable=True,
        width=6,
        hint="整个村归一所学校的，空着；按组分的，一组一行",
        headings=("组", "组别", "片"),
    )
    basis: Mapped[str | None] = text("依据", listed=True, width=8, hint="划片文件的文号")
    remark: Mapped[str | None] = note("备注", listed=True)

    def problems(self, context: Context) -> list[Problem]:
        if self.school_id is None:
            return [Problem("school", "error", "没有填归哪所学校。", "请选学校。")]
        return []


class Admission(Register):
    """One child and one year. The notice is one child's; deferral is approved outside the school (义务教育法第十一条).

    Follows the child: children of a village belong to the school of their zone.
    """

    __tablename__ = "admissions"
    title, one, tab, group, icon = "入学登记", "入学登记", "花名册", "招生", "ticket"
    key, follows = ("child_id", "year"), "child"
    title_field, order = "child", ("-year", "school", "village", "child")
    natural_keys = (("child_id", "year"),)
    figures = (
        computed("state", "办到哪一步", "code", codes="entry_state", listed=True, width=5),
        computed("sex", "性别", "code", codes="sex", listed=True, width=2),
        computed("born_on", "出生日期", "day", listed=True, width=5.5),
        computed("village", "村（社区）", "link", target="villages", listed=True, width=6),
        computed("householder", "户主", "name", listed=True, width=4),
    )
    sums = (
        ("适龄", "", ""), ("未印", "state", "1"), ("未送达", "state", "2"), ("已送达", "state", "3,4"), ("已回证", "state", "5"),
        ("已报到", "state", "6"), ("缓学", "state", "7"), ("外地", "state", "8"),
    )  # fmt: skip
    tones = (("state", "2", "amber"), ("state", "3,5", "blue"), ("state", "4", "red"), ("state", "6", "green"))
    chips = (
        ("未送达", "state", "1,2"),
        ("未回证", "state", "3"),
        ("拒收", "state", "4"),
        ("未报到", "registered_on", ""),
        ("没有学校", "school", ""),
    )

    child_id: Mapped[bytes | None] = link(
        "儿童", "children", required=True, listed=True, searchable=True, width=4, headings=("姓名", "儿童姓名")
    )
    year: Mapped[int | None] = number("入学年", required=True, listed=True, width=4)
    notice_number: Mapped[str | None] = text(
        "通知书文号", listed=True, searchable=True, width=8, group=NOTICE, headings=("文号", "编号")
    )
    notice_id: Mapped[bytes | None] = link(
        "入学通知书", "documents", width=8, group=NOTICE, hint="签发的那一份，可以再印"
    )
    printed_on: Mapped[date | None] = day("印发日期", group=NOTICE)
    delivered_on: Mapped[date | None] = day("送达日期", listed=True, group=NOTICE)
    delivered_to: Mapped[str | None] = person("受送达人", listed=True, width=4, group=NOTICE, headings=("签收人",))
    recipient_relation: Mapped[str | None] = code("与儿童关系", "relation", width=4, group=NOTICE)
    way: Mapped[str | None] = code("送达方式", "delivery", width=5, group=NOTICE)
    place: Mapped[str | None] = text("送达地点", width=8, group=NOTICE)
    delivered_by: Mapped[str | None] = text("送达人", width=6, group=NOTICE, hint="两人，用、隔开")
    receipt_on: Mapped[date | None] = day("回证交回日期", listed=True, group=NOTICE, headings=("回证日期",))
    refused: Mapped[bool | None] = yesno("拒收", width=2, group=NOTICE)
    refused_because: Mapped[str | None] = note("拒收原因及处理", group=NOTICE)

    deferral_reason: Mapped[str | None] = code("缓学原因", "deferral_reason", group=DEFERRAL)
    deferral_office: Mapped[str | None] = code("批准机关", "deferral_office", width=7, group=DEFERRAL)
    deferral_number: Mapped[str | None] = text("批准文号", width=8, group=DEFERRAL)
    deferred_on: Mapped[date | None] = day("批准缓学日期", group=DEFERRAL)
    deferred_until: Mapped[int | None] = number("缓到哪一年入学", group=DEFERRAL, hint="如 2028")
    elsewhere: Mapped[str | None] = text("外地就读学校", width=8, group=DEFERRAL, headings=("就读学校",))
    elsewhere_proof: Mapped[str | None] = text("就读证明", width=8, group=DEFERRAL, hint="如 在读证明、报到回执")

    kindergarten: Mapped[str | None] = text("来自幼儿园", width=8, group=ENTERED)
    registered_on: Mapped[date | None] = day("报到日期", listed=True, group=ENTERED)
    class_id: Mapped[bytes | None] = link("编入班级", "classes", listed=True, width=5, group=ENTERED)
    student_id: Mapped[bytes | None] = link("学籍", "students", width=5, group=ENTERED, hint="报到时自动建立")
    phone: Mapped[str | None] = telephone("联系电话", group=ENTERED)
    remark: Mapped[str | None] = note("备注", group=ENTERED)

    def complete(self, context: Context) -> None:
        """A notice that was handed over by an ordinary visit need not say so."""
        if self.delivered_on and not self.way:
            self.way = "2" if self.refused else "1"

    def problems(self, context: Context) -> list[Problem]:
        return [*_of_delivery(self), *_of_deferral(self), *_of_registration(self, context)]

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        from db.registers.children import Child

        def of_child(column: Any) -> ColumnElement[Any]:
            return select(column).where(Child.id == cls.child_id).correlate(cls).scalar_subquery()

        marks = [(_filled(cls.table().c[column]), str(found)) for found, column in MARKS]
        told = {
            "sex": Child.sex,
            "born_on": Child.born_on,
            "village": Child.village_id,
            "householder": Child.householder,
        }
        return {"state": case(*marks, else_=str(State.LISTED)), **{name: of_child(c) for name, c in told.items()}}

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return context.titles("children").get(values.get("child_id") or b"", "")


def _filled(cell: Any) -> ColumnElement[bool]:
    return and_(cell.is_not(None), cell != "", cell != 0)


def _of_delivery(row: Admission) -> list[Problem]:
    found = []
    if row.printed_on and row.delivered_on and row.delivered_on < row.printed_on:
        found.append(Problem("delivered_on", "error", "送达比印发还早。", "请核对两个日期。"))
    if row.delivered_on and row.receipt_on and row.receipt_on < row.delivered_on:
        found.append(Problem("receipt_on", "error", "回证交回比送达还早。", "请核对两个日期。"))
    if row.receipt_on and not row.delivered_on:
        found.append(Problem("delivered_on", "warning", "回证交回了，还没有写送达日期。", "请照回证补上。"))
    if row.refused and not row.refused_because:
        advice = "请写明原因，并按留置送达办理：邀请村干部到场见证。"
        found.append(Problem("refused_because", "warning", "拒收没有写原因和处理。", advice))
    return found


def _of_deferral(row: Admission) -> list[Problem]:
    """源：义务教育法第十一条：缓学由乡镇人民政府或县级教育行政部门批准，学校无权批准。"""
    if not (row.deferred_on or row.deferral_reason or row.deferral_number):
        return []
    found = []
    if not row.deferral_office:
        advice = "学校不能批准缓学，请家长向镇人民政府或县教育局申请。"
        found.append(Problem("deferral_office", "warning", "缓学没有写批准机关。", advice))
    if row.deferred_on and not row.deferral_number:
        found.append(Problem("deferral_number", "warning", "缓学没有写批准文号。", "请照批准文件填写。"))
    if row.deferred_until is not None and row.year is not None and row.deferred_until <= row.year:
        found.append(Problem("deferred_until", "warning", f"缓到 {row.deferred_until} 年不对。", "请填以后的年份。"))
    if row.registered_on:
        found.append(Problem("registered_on", "warning", "批准了缓学，又写了报到。", "请核对，去掉其中一项。"))
    return found


def _of_registration(row: Admission, context: Context) -> list[Problem]:
    room = context.linked("classes", row.class_id) if row.class_id else None
    if room and room["school_id"] != row.school_id:
        return [Problem("class", "error", "编入的班是另一所学校的。", "请选本校的班。")]
    if row.registered_on and row.student_id is None:
        advice = "请在“招生”里按“报到”，学籍会一起建立。"
        return [Problem("registered_on", "warning", "写了报到，还没有建立学籍。", advice)]
    return []


__all__ = ["Admission", "Zone"]
