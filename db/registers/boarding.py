"""Where children eat, sleep, ride and bathe: canteen, dormitory, buses, dangerous waters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, decimal, link, note, number, person, telephone, text, yesno
from db.register import Context, Problem, Register

TAB, MEALS, RIDES = "安全隐患", "食宿", "校车与水域"
SAMPLE, KEPT_HOURS = Decimal(125), 48
"""Grams of a food sample and hours it is kept cold. 源：教育部令第45号 (2019-04-01)."""


class FoodSample(Register):
    """食品留样: one dish of one meal."""

    __tablename__ = "food_samples"
    title, one, tab, group, icon = "食品留样", "留样", TAB, MEALS, "thermometer"
    order = ("-on", "meal", "name")
    natural_keys = (("on", "meal", "name"),)
    sums = (("留样", "", ""), ("未销样", "thrown_at", ""))

    on: Mapped[date | None] = day("日期", required=True, listed=True)
    meal: Mapped[str | None] = code("餐次", "meal", listed=True)
    name: Mapped[str] = text(
        "食品名称", required=True, listed=True, searchable=True, width=7, headings=("菜名", "品名")
    )
    grams: Mapped[Any | None] = decimal("留样量（克）", listed=True, headings=("留样量", "重量"))
    kept_at: Mapped[str | None] = text("留样时间", listed=True, width=4)
    hours: Mapped[int | None] = number("冷藏（小时）", default=KEPT_HOURS, listed=True)
    by: Mapped[str | None] = person("留样人", listed=True)
    thrown_at: Mapped[str | None] = text("销样时间", listed=True, width=6)
    thrown_by: Mapped[str | None] = person("销样人")

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if self.grams is not None and Decimal(self.grams) < SAMPLE:
            found.append(Problem("grams", "warning", "每样不少于 125 克。", "请补足留样。"))
        if self.hours is not None and self.hours < KEPT_HOURS:
            found.append(Problem("hours", "warning", "要冷藏 48 小时以上。", "请核对。"))
        return found


class HeadMeal(Register):
    """陪餐记录: who in charge ate with the pupils, and what was thought of it."""

    __tablename__ = "head_meals"
    title, one, tab, group, icon = "陪餐记录", "陪餐", TAB, MEALS, "users"
    order = ("-on", "meal")
    natural_keys = (("on", "meal", "name"),)
    sums = (("陪餐", "", ""),)

    on: Mapped[date | None] = day("日期", required=True, listed=True)
    meal: Mapped[str | None] = code("餐次", "meal", listed=True)
    name: Mapped[str] = person("陪餐人", required=True, listed=True, searchable=True)
    dishes: Mapped[str | None] = text("饭菜", listed=True, width=10)
    opinion: Mapped[str | None] = note("评价与意见", listed=True)
    mended: Mapped[str | None] = note("改进情况")


class DormitoryCheck(Register):
    """就寝夜查: one room or dormitory, one evening."""

    __tablename__ = "dormitory_checks"
    title, one, tab, group, icon = "寝室夜查", "夜查", TAB, MEALS, "house"
    title_field, order = "room", ("-on", "room")
    natural_keys = (("on", "room"),)
    sums = (("夜查", "", ""), ("有缺寝", "absent", "!"))
    chips = (("有缺寝", "absent", "!"), ("有问题", "faults", "!"))

    on: Mapped[date | None] = day("日期", required=True, listed=True)
    room: Mapped[str] = text("寝室", required=True, listed=True, searchable=True, width=6)
    expected: Mapped[int | None] = number("应到", listed=True)
    present: Mapped[int | None] = number("实到", listed=True)
    absent: Mapped[str | None] = text("缺寝学生与去向", listed=True, width=9)
    checked_at: Mapped[str | None] = text("查寝时间", listed=True, width=4)
    by: Mapped[str | None] = person("查寝人", listed=True, headings=("生活教师", "值班教师"))
    faults: Mapped[str | None] = note("存在问题", listed=True)

    def problems(self, context: Context) -> list[Problem]:
        short = self.present is not None and self.expected is not None and self.present < self.expected
        if short and not self.absent:
            return [Problem("absent", "warning", "有学生没有在寝室，没有写是谁、去了哪里。", "请马上查清并填写。")]
        return []


class Bus(Register):
    """校车: vehicle, driver, attendant, route. 源：校车安全管理条例."""

    __tablename__ = "buses"
    title, one, tab, group, icon = "校车", "校车", TAB, RIDES, "map"
    title_field, order = "plate", ("plate",)
    parts = ("bus_runs",)
    natural_keys = (("plate",),)
    sums = (("校车", "", ""),)

    plate: Mapped[str] = text("车牌号", required=True, listed=True, searchable=True, width=5, headings=("车牌",))
    seats: Mapped[int | None] = number("核载", listed=True)
    permit_until: Mapped[date | None] = day("标牌有效期至", listed=True)
    inspected_until: Mapped[date | None] = day("检验有效期至", listed=True, hint="每半年检验一次")
    insured_until: Mapped[date | None] = day("保险有效期至", listed=True)
    driver: Mapped[str | None] = person("驾驶人", listed=True)
    qualified: Mapped[bool | None] = yesno("有校车驾驶资格", listed=True)
    driver_phone: Mapped[str | None] = telephone("驾驶人电话")
    attendant: Mapped[str | None] = person("照管人员", listed=True)
    route: Mapped[str | None] = text("路线与站点", listed=True, width=10)
    owner: Mapped[str | None] = text("所属单位")

    def problems(self, context: Context) -> list[Problem]:
        found = [
            Problem(name, "warning", f"{label}已经过期。", "过期前不能接送学生，请马上办理。")
            for name, label in (("permit_until", "标牌"), ("inspected_until", "检验"), ("insured_until", "保险"))
            if (until := getattr(self, name)) and until < context.today
        ]
        if self.qualified is False:
            found.append(Problem("qualified", "warning", "驾驶人没有校车驾驶资格。", "请更换驾驶人。"))
        return found


class BusRun(Register):
    """校车每趟清点: how many got on and off, with an attendant."""

    __tablename__ = "bus_runs"
    title, one, tab, group, icon = "校车清点", "清点", TAB, RIDES, "circle-check"
    key = ("bus_id", "on", "run")
    title_field, order, follows = "bus", ("-on", "bus", "run"), "bus"
    natural_keys = (("bus_id", "on", "run"),)
    sums = (("趟次", "", ""),)

    bus_id: Mapped[bytes | None] = link("校车", "buses", required=True, listed=True, width=5)
    on: Mapped[date | None] = day("日期", required=True, listed=True)
    run: Mapped[str | None] = code("趟次", "bus_run", required=True, listed=True, default="1")
    up: Mapped[int | None] = number("上车", listed=True)
    down: Mapped[int | None] = number("下车", listed=True)
    attendant: Mapped[str | None] = person("照管人员", listed=True)
    walked: Mapped[bool | None] = yesno("下车后查过车厢", listed=True, width=5)
    remark: Mapped[str | None] = note("备注", listed=True)

    def problems(self, context: Context) -> list[Problem]:
        found = []
        bus = context.linked("buses", self.bus_id) if self.bus_id else None
        if bus and bus["seats"] and self.up and self.up + 2 > bus["seats"]:
            found.append(
                Problem("up", "warning", f"连驾驶人和照管人员，超过核载 {bus['seats']} 人。", "不准超员，请分趟接送。")
            )
        if self.up is not None and self.down is not None and self.up != self.down:
            found.append(Problem("down", "warning", "下车人数与上车人数不同。", "请马上清点，查看车厢里有没有学生。"))
        if not self.attendant:
            found.append(Problem("attendant", "warning", "没有写照管人员。", "每一趟都要有照管人员。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        return f"{context.titles('buses').get(values.get('bus_id') or b'', '')} {values.get('on') or ''}".strip()


class Water(Register):
    """危险水域: what lies round the school, who answers for it, what stands there. 源：facts 5.4 no. 7."""

    __tablename__ = "waters"
    title, one, tab, group, icon = "危险水域", "水域", TAB, RIDES, "triangle-alert"
    natural_keys = (("name",),)
    sums = (("水域", "", ""), ("无警示牌", "sign", "0"), ("无救生器材", "rescue", "0"))
    chips = (("无警示牌", "sign", "0"), ("无救生器材", "rescue", "0"))

    name: Mapped[str] = text("名称", required=True, listed=True, searchable=True, width=7, headings=("水域名称",))
    kind: Mapped[str | None] = code("类别", "water_kind", listed=True)
    village_id: Mapped[bytes | None] = link("所在村", "villages", listed=True, width=5)
    place: Mapped[str | None] = text("位置", listed=True, width=8)
    metres: Mapped[int | None] = number("离学校（米）", listed=True)
    sign: Mapped[bool | None] = yesno("警示牌", listed=True)
    rescue: Mapped[bool | None] = yesno("救生器材", listed=True, hint="救生杆、绳、圈")
    answers: Mapped[str | None] = person("责任人", listed=True, headings=("包保责任人",))
    phone: Mapped[str | None] = telephone("联系电话", private=False)
    pupils: Mapped[str | None] = text("重点学生", private=True, width=8, hint="住得近、要包保的学生")
    checked_on: Mapped[date | None] = day("最近排查", listed=True)
    remark: Mapped[str | None] = note("备注")


__all__ = ["Bus", "BusRun", "DormitoryCheck", "FoodSample", "HeadMeal", "Water"]
