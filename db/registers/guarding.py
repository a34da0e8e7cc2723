"""Guarding: who is on duty, who comes through the gate, who goes home early, and how the children walk home."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, link, note, number, person, person_id, telephone, text, yesno
from db.register import Context, Problem, Register

TAB, GROUP = "安全隐患", "值守与门卫"


class DutyShift(Register):
    """值班护校: one person on one shift. 源：facts 5.5."""

    __tablename__ = "duty_shifts"
    title, one, tab, group, icon = "值班护校", "值班", TAB, GROUP, "shield-check"
    order = ("-on", "shift", "kind")
    natural_keys = (("on", "shift", "kind", "name"),)
    sums = (("班次", "", ""), ("带班", "kind", "1"), ("护校", "kind", "3"), ("未交班", "handed_to", ""))
    chips = (("带班领导", "kind", "1"), ("护校", "kind", "3"), ("未交班", "handed_to", ""))

    on: Mapped[date | None] = day("日期", required=True, listed=True)
    shift: Mapped[str | None] = code("班次", "shift_time", listed=True, width=5)
    kind: Mapped[str | None] = code("方式", "shift_kind", listed=True, width=4)
    zone: Mapped[str | None] = code("区域", "guard_zone", listed=True, width=4)
    name: Mapped[str] = person(
        "值班人", required=True, listed=True, searchable=True, headings=("姓名", "值班教师", "带班领导")
    )
    patrols: Mapped[int | None] = number("巡查次数", listed=True, width=4)
    situation: Mapped[str | None] = note("情况", listed=True)
    handled: Mapped[str | None] = note("处理")
    handed_to: Mapped[str | None] = person("接班人", listed=True, headings=("交班签字", "交接人"))
    handed_at: Mapped[str | None] = text("交班时间", width=4)


class Route(Register):
    """路队: one way home with its leader, its captain and where it ends."""

    __tablename__ = "routes"
    title, one, tab, group, icon = "路队", "路队", TAB, GROUP, "footprints"
    parts = ("route_counts",)
    natural_keys = (("name",),)
    sums = (("路队", "", ""),)

    name: Mapped[str] = text(
        "路队", required=True, listed=True, searchable=True, width=6, headings=("路队名称", "路线")
    )
    leader_id: Mapped[bytes | None] = link("带队教师", "staff", listed=True, width=5)
    captain: Mapped[str | None] = person("路队长", listed=True, headings=("学生队长",))
    pupils: Mapped[int | None] = number("人数", listed=True)
    way: Mapped[str | None] = text("途经", listed=True, width=10)
    ends_at: Mapped[str | None] = text("终点", listed=True, width=6)
    dangers: Mapped[str | None] = note("沿途要注意的地方", listed=True)


class RouteCount(Register):
    """One departure: how many went, when, and who was still waiting to be fetched."""

    __tablename__ = "route_counts"
    title, one, tab, group, icon = "路队清点", "清点", TAB, GROUP, "circle-check"
    key = ("route_id", "on")
    title_field, order, follows = "route", ("-on", "route"), "route"
    natural_keys = (("route_id", "on"),)
    sums = (("清点", "", ""),)

    route_id: Mapped[bytes | None] = link("路队", "routes", required=True, listed=True, width=6)
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    counted: Mapped[int | None] = number("出发人数", listed=True)
    left_at: Mapped[str | None] = text("出发时间", listed=True, width=4)
    waiting: Mapped[str | None] = text("返校等候的学生", listed=True, width=8, hint="家长晚到的，回校等候")
    by: Mapped[str | None] = person("带队人", listed=True)
    remark: Mapped[str | None] = note("备注")

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return f"{context.titles('routes').get(values.get('route_id') or b'', '')} {values.get('on') or ''}".strip()


class Visitor(Register):
    """来访登记. The eight steps: 观察、询问、验证、核实、开门、锁门、登记、等候. 源：systems.md E18, facts 5.5."""

    __tablename__ = "visitors"
    title, one, tab, group, icon = "来访登记", "来访", TAB, GROUP, "users"
    order = ("-on", "-came_at")
    natural_keys = (("on", "came_at", "name"),)
    sums = (("来访", "", ""), ("未离校", "left_at", ""), ("未核实", "confirmed", "0"))
    chips = (("未离校", "left_at", ""), ("未核实", "confirmed", "0"))

    on: Mapped[date | None] = day("日期", required=True, listed=True)
    came_at: Mapped[str | None] = text("来访时间", listed=True, width=4)
    name: Mapped[str] = person("姓名", required=True, listed=True, searchable=True, headings=("来访人", "来访者"))
    sex: Mapped[str | None] = code("性别", "sex", width=2)
    id_number: Mapped[str | None] = person_id("证件号", headings=("身份证号", "证件号码"))
    office: Mapped[str | None] = text("单位", listed=True, width=7, headings=("来访单位", "单位或住址"))
    phone: Mapped[str | None] = telephone("电话", headings=("联系电话",))
    plate: Mapped[str | None] = text("车牌", width=5)
    others: Mapped[int | None] = number("随行人数")
    reason: Mapped[str | None] = text("事由", listed=True, width=7, headings=("来访事由",))
    host: Mapped[str | None] = person("被访人", listed=True)
    confirmed: Mapped[bool | None] = yesno("已核实", listed=True, hint="打电话问过被访人")
    belongings: Mapped[str | None] = text("随身物品", width=6)
    guard: Mapped[str | None] = person("值班员", listed=True, headings=("门卫", "保安"))
    left_at: Mapped[str | None] = text("离校时间", listed=True, width=4)
    remark: Mapped[str | None] = note("备注")


class EarlyLeave(Register):
    """学生离校单: class teacher's leave, a guardian who fetches, and the gate's entry. 源：facts 5.5."""

    __tablename__ = "early_leaves"
    title, one, tab, group, icon = "学生离校登记", "离校", TAB, GROUP, "arrow-right"
    title_field, order = "student", ("-on", "student")
    natural_keys = (("student_id", "on"),)
    sums = (("离校", "", ""), ("未返校", "back_at", ""))

    student_id: Mapped[bytes | None] = link("学生", "students", required=True, listed=True, width=5, headings=("姓名",))
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    left_at: Mapped[str | None] = text("离校时间", listed=True, width=4)
    reason: Mapped[str | None] = text("事由", listed=True, width=7)
    approved_by: Mapped[str | None] = person("批准的班主任", listed=True)
    fetched_by: Mapped[str | None] = person("接走的人", listed=True, headings=("家长", "接领人"))
    relation: Mapped[str | None] = code("关系", "relation", listed=True)
    phone: Mapped[str | None] = telephone("联系电话")
    guard: Mapped[str | None] = person("门卫核对", listed=True)
    back_at: Mapped[str | None] = text("返校时间", listed=True, width=4)
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        if self.student_id and not self.fetched_by:
            return [Problem("fetched_by", "warning", "没有写谁接走的。", "没有监护人来接，学生不能自己离校。")]
        return []

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return f"{context.titles('students').get(values.get('student_id') or b'', '')} {values.get('on') or ''}".strip()


__all__ = ["DutyShift", "EarlyLeave", "Route", "RouteCount", "Visitor"]
