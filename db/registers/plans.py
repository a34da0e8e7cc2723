"""Plans and logs: what the year, the term and the week are for, who does what, and what was done."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import Mapped

from db.fields import code, computed, day, link, note, number, person, photo, text
from db.register import Context, Offer, Problem, Register

TAB, GROUP = "工作台", "计划与日志"


class Plan(Register):
    """工作计划、实施方案、阶段安排: filed by a day, with its tasks below it. 源：systems.md A01–A06."""

    __tablename__ = "plans"
    title, one, tab, group, icon = "计划方案", "计划", TAB, GROUP, "file-spreadsheet"
    order = ("-year", "kind", "name")
    parts = ("plan_tasks",)
    natural_keys = (("year", "kind", "name"),)
    sums = (("计划", "", ""), ("未报送", "filed_on", ""))
    chips = (("未报送", "filed_on", ""), ("年度计划", "kind", "1"), ("学期计划", "kind", "2"))

    name: Mapped[str] = text("名称", required=True, listed=True, searchable=True, width=12, headings=("计划名称",))
    kind: Mapped[str | None] = code("种类", "plan_sort", required=True, listed=True, width=5)
    year: Mapped[int | None] = number("年度", listed=True, width=4, hint="学年填起始年")
    term: Mapped[str | None] = code("学期", "term", listed=True)
    aim: Mapped[str | None] = note("目标与思路")
    body: Mapped[str | None] = note("主要内容")
    written_by: Mapped[str | None] = person("起草人", listed=True)
    approved_by: Mapped[str | None] = person("批准人", listed=True)
    filed_on: Mapped[date | None] = day("报送日期", listed=True)
    paper: Mapped[str | None] = photo("扫描件")


class PlanTask(Register):
    """One task of a plan: its phase, who, from when until when, how far it has come."""

    __tablename__ = "plan_tasks"
    title, one, tab, group, icon = "计划任务", "任务", TAB, GROUP, "circle-check"
    title_field, order, follows = "what", ("plan", "from_on", "until_on"), "plan"
    natural_keys = (("plan_id", "what"),)
    figures = (computed("late", "逾期", listed=True, width=3),)
    sums = (("任务", "", ""), ("已完成", "state", "3"), ("逾期", "late", "!"))
    tones = (("state", "2", "blue"), ("state", "3", "green"), ("late", "!", "red"))
    chips = (("未完成", "state", "1,2"), ("逾期", "late", "!"))

    plan_id: Mapped[bytes | None] = link("计划", "plans", required=True, listed=True, width=10)
    phase: Mapped[str | None] = text("阶段", listed=True, width=5, hint="如 动员部署、自查整改、总结")
    what: Mapped[str] = text("任务", required=True, listed=True, searchable=True, width=12)
    who: Mapped[str | None] = person("责任人", listed=True)
    from_on: Mapped[date | None] = day("开始", listed=True)
    until_on: Mapped[date | None] = day("完成时限", listed=True)
    state: Mapped[str | None] = code("进展", "task_state", listed=True, default="1")
    done_on: Mapped[date | None] = day("完成日期", listed=True)
    result: Mapped[str | None] = note("结果")

    def problems(self, context: Context) -> list[Problem]:
        if self.from_on and self.until_on and self.until_on < self.from_on:
            return [Problem("until_on", "error", "完成时限比开始日期早。", "请改其中一个日期。")]
        if self.done_on and self.state in ("1", "2"):
            offer = Offer("改为已完成", "state", "3")
            return [Problem("state", "warning", "写了完成日期，进展还不是已完成。", "请改其中一项。", offer)]
        return []

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[str | None]]:
        """Open and past its time."""
        open_ = cls.state.in_(("1", "2")) & (cls.until_on < context.today)
        return {"late": case((open_, "逾期"), else_=None)}


class WeekItem(Register):
    """周安排: one line of the week. 源：systems.md A07."""

    __tablename__ = "week_items"
    title, one, tab, group, icon = "周安排", "事项", TAB, GROUP, "calendar"
    title_field, order = "what", ("-on", "at")
    natural_keys = (("on", "what"),)
    sums = (("事项", "", ""), ("未完成", "done", ""))
    chips = (("未完成", "done", ""),)

    on: Mapped[date | None] = day("日期", required=True, listed=True)
    at: Mapped[str | None] = text("时间", listed=True, width=4, hint="如 上午、8:30")
    what: Mapped[str] = text(
        "工作内容", required=True, listed=True, searchable=True, width=14, headings=("事项", "内容")
    )
    place: Mapped[str | None] = text("地点", listed=True, width=6)
    who: Mapped[str | None] = text("负责人", listed=True, width=6, headings=("责任人",))
    joined: Mapped[str | None] = text("参加人", listed=True, width=7, headings=("参加人员",))
    done: Mapped[str | None] = text("完成情况", listed=True, width=8)


class WorkLog(Register):
    """工作日志: what a person did on a day or in a week, as the office keeps its traces. 源：systems.md A08."""

    __tablename__ = "work_logs"
    title, one, tab, group, icon = "工作日志", "日志", TAB, GROUP, "pencil"
    key = ("school_id", "on", "name")
    title_field, order = "name", ("-on", "name")
    natural_keys = (("on", "name"),)
    sums = (("日志", "", ""),)

    on: Mapped[date | None] = day("日期", required=True, listed=True)
    name: Mapped[str] = person("填写人", required=True, listed=True, searchable=True, headings=("姓名",))
    post: Mapped[str | None] = text("职务", listed=True)
    did: Mapped[str | None] = note("做了什么", listed=True, width=14, headings=("工作内容", "本周工作"))
    found: Mapped[str | None] = note("发现的问题", listed=True)
    next: Mapped[str | None] = note("下一步", headings=("下周打算",))
    photo: Mapped[str | None] = photo("照片")


__all__ = ["Plan", "PlanTask", "WeekItem", "WorkLog"]
