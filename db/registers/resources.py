"""School resources (办学条件): what a school has in a year for the pupils of one stage; what the county published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, decimal, note, number, text
from db.register import Context, Problem, Register

PUPILS, TEACHERS, ROOMS, THINGS = "学生", "教师", "校舍场地", "设备图书"


class SchoolResource(Register):
    """One school, one school year, one stage: a nine-year school has two rows, each with its own part of the rooms.

    源：教育事业统计报表；教督〔2017〕6号 七项、教督〔2012〕3号 八项.
    """

    __tablename__ = "school_resources"
    title, one, tab, group, icon = "办学条件", "办学条件", "质量目标", "均衡监测", "building-2"
    key = ("school_id", "year", "stage")
    title_field, order = "year", ("-year", "stage", "school")
    natural_keys = (("school_id", "year", "stage"),)
    sums = (("记录", "", ""), ("小学", "stage", "1"), ("初中", "stage", "2"))
    chips = (("小学", "stage", "1"), ("初中", "stage", "2"))

    year: Mapped[int | None] = number(
        "学年起始年", required=True, listed=True, width=4, group=PUPILS, headings=("学年", "年份")
    )
    stage: Mapped[str | None] = code("学段", "stage", required=True, default="1", listed=True, width=3, group=PUPILS)
    as_of: Mapped[date | None] = day("统计时点", group=PUPILS, hint="一般是9月1日")
    pupils: Mapped[int | None] = number(
        "学生数", listed=True, width=4, group=PUPILS, headings=("在校生数", "在校学生数")
    )
    classes: Mapped[int | None] = number("班级数", width=3, group=PUPILS)

    teachers: Mapped[int | None] = number("专任教师", listed=True, width=4, group=TEACHERS, headings=("专任教师数",))
    above_degree: Mapped[int | None] = number(
        "高于规定学历教师",
        listed=True,
        width=5,
        group=TEACHERS,
        hint="小学大专及以上，初中本科及以上",
        headings=("高学历教师", "高于规定学历教师数"),
    )
    middle_title: Mapped[int | None] = number(
        "中级及以上职务教师", width=5, group=TEACHERS, headings=("中级及以上专业技术职务教师数",)
    )
    backbone: Mapped[int | None] = number(
        "县级以上骨干教师", listed=True, width=5, group=TEACHERS, headings=("骨干教师",)
    )
    pe_art: Mapped[int | None] = number(
        "体育艺术专任教师",
        listed=True,
        width=5,
        group=TEACHERS,
        hint="体育、音乐、美术专任教师",
        headings=("体音美教师",),
    )

    teaching_area: Mapped[Decimal | None] = decimal(
        "教学及辅助用房（平方米）", listed=True, width=6, group=ROOMS, headings=("教学及辅助用房面积",)
    )
    sports_area: Mapped[Decimal | None] = decimal(
        "体育运动场馆（平方米）", listed=True, width=6, group=ROOMS, headings=("体育运动场馆面积", "运动场地面积")
    )

    equipment: Mapped[Decimal | None] = decimal(
        "教学仪器设备值（元）", listed=True, width=6, group=THINGS, hint="填元，不填万元", headings=("教学仪器设备值",)
    )
    media_rooms: Mapped[int | None] = number(
        "网络多媒体教室（间）", listed=True, width=5, group=THINGS, headings=("网络多媒体教室", "多媒体教室")
    )
    computers: Mapped[int | None] = number("计算机（台）", width=4, group=THINGS, headings=("计算机台数", "计算机"))
    books: Mapped[int | None] = number("图书（册）", width=4, group=THINGS, headings=("图书册数", "图书"))
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        found = [
            Problem(name, "error", f"{field.label}不能是负数。", "请核对。")
            for name, field in type(self).fields().items()
            if field.kind in ("number", "decimal") and (getattr(self, name) or 0) < 0
        ]
        for name in ("above_degree", "middle_title", "backbone", "pe_art"):
            part = getattr(self, name)
            if part is not None and self.teachers is not None and part > self.teachers:
                label = type(self).fields()[name].label
                found.append(Problem(name, "warning", f"{label}比专任教师还多。", "请核对两个数字。"))
        if self.pupils and self.equipment is not None and 0 < self.equipment / self.pupils < 5:
            found.append(Problem("equipment", "warning", "每名学生不到5元，像是填成了万元。", "请填元。"))
        return found

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        school = context.titles("schools").get(values.get("school_id") or b"", "")
        return f"{school} {values.get('year') or ''}".strip()


class CountyFigure(Register):
    """What the county published of one indicator: a township can only work out its own mean and coefficient."""

    __tablename__ = "county_figures"
    title, one, tab, group, icon = "全县均衡数据", "全县均衡数据", "质量目标", "均衡监测", "file-check"
    common = True
    key = ("year", "stage", "indicator")
    title_field, order = "indicator", ("-year", "stage", "indicator")
    natural_keys = (("year", "stage", "indicator"),)
    sums = (("记录", "", ""),)
    chips = (("小学", "stage", "1"), ("初中", "stage", "2"))

    year: Mapped[int | None] = number("学年起始年", required=True, listed=True, width=4, headings=("学年", "年份"))
    stage: Mapped[str | None] = code("学段", "stage", required=True, default="1", listed=True, width=3)
    indicator: Mapped[str | None] = code("指标", "balance_indicator", required=True, listed=True, width=12)
    mean: Mapped[Decimal | None] = decimal("全县平均", listed=True, width=6, hint="单位与均衡监测表一样")
    variation: Mapped[Decimal | None] = decimal("全县差异系数", listed=True, width=6, headings=("差异系数",))
    source: Mapped[str | None] = text("来源", listed=True, width=12, hint="如县教育局哪一年的监测通报")
    remark: Mapped[str | None] = note("备注")

    def problems(self, context: Context) -> list[Problem]:
        found = [
            Problem(name, "error", f"{type(self).fields()[name].label}不能是负数。", "请核对。")
            for name in ("mean", "variation")
            if (getattr(self, name) or 0) < 0
        ]
        if self.mean is None and self.variation is None:
            found.append(Problem("mean", "error", "没有数据。", "请填全县平均或全县差异系数。"))
        return found


__all__ = ["CountyFigure", "SchoolResource"]
