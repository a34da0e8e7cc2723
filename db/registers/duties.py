"""Duties: what has to be done again and again, by whom, by when, and what counts as done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from db.fields import code, day, link, note, number, person, photo, text, yesno
from db.register import Context, Problem, Register
from db.rules.duties import DAILY, MONTHLY, QUARTERLY, TERMLY, WEEKLY, YEARLY, Rhythm

WHO, WHEN, PROOF = "谁来做", "什么时候", "怎样算做了"
KINDS = ("center", "primary", "point", "junior", "nine_year", "kindergarten")
"""Kinds of school, each with a tick of its own: a list in a cell could not be merged."""

WEEKDAYS = "一二三四五六日"


class Duty(Register):
    """A recurring duty. Shipped ones are rows of the township, changed by the center, sent down with the parcels."""

    __tablename__ = "duties"
    title, one, tab, group, icon = "常规职责", "职责", "工作台", "职责", "calendar"
    common, key, shipped = True, ("name",), True
    order = ("every", "name")
    natural_keys = (("name",),)
    sums = (("职责", "", ""), ("每天", "every", "day"), ("每周", "every", "week"), ("每月", "every", "month"))
    chips = (("每天", "every", "day"), ("每周", "every", "week"), ("每月", "every", "month"), ("停用", "stopped", "1"))

    # fmt: off
    name: Mapped[str] = text("名称", required=True, listed=True, searchable=True, width=12)
    area: Mapped[str | None] = text("方面", listed=True, width=5)
    center: Mapped[bool | None] = yesno("中心学校", listed=True, width=3, group=WHO)
    primary: Mapped[bool | None] = yesno("完全小学", listed=True, width=3, group=WHO)
    point: Mapped[bool | None] = yesno("教学点", listed=True, width=3, group=WHO)
    junior: Mapped[bool | None] = yesno("初级中学", listed=True, width=3, group=WHO)
    nine_year: Mapped[bool | None] = yesno("九年一贯制", width=3, group=WHO)
    kindergarten: Mapped[bool | None] = yesno("幼儿园", listed=True, width=3, group=WHO)
    post: Mapped[str | None] = text("岗位", group=WHO, hint="由谁做，如 值班领导、班主任")

    every: Mapped[str] = code("周期", "duty_rhythm", required=True, listed=True, width=5, default=WEEKLY, group=WHEN)
    weekday: Mapped[int | None] = number("周几前", group=WHEN, hint="每周的：1 周一 … 5 周五，不填是周五")
    on_day: Mapped[int | None] = number("几号前", group=WHEN, hint="每月、每季、每年的；0 是当月最后一天")
    after: Mapped[int | None] = number("几个月后", group=WHEN, hint="次月1日前：几号前填 1，这里填 1")
    on_month: Mapped[int | None] = number("几月", group=WHEN, hint="每年的：3月15日前，这里填 3")
    week: Mapped[int | None] = number("第几周末前", group=WHEN, hint="每学期的；-1 是最后一周，0 是学期结束")
    within: Mapped[int | None] = number("开学后几天内", group=WHEN, hint="每学期的；开学前填负数")
    starts_on: Mapped[date | None] = day("从哪天起", group=WHEN)

    proof: Mapped[str] = code("怎样算做了", "duty_proof", required=True, default="hand", listed=True, width=6, group=PROOF)
    register: Mapped[str | None] = text("台账", group=PROOF, hint="台账的英文名，如 drills")
    date_field: Mapped[str | None] = text("按哪个日期", group=PROOF, hint="栏目名，如 happened_on")
    where: Mapped[str | None] = text("条件", group=PROOF, hint="栏目=值，几个之间用分号")
    at_least: Mapped[int | None] = number("至少几条", group=PROOF)
    place: Mapped[str | None] = text("打开哪里", group=PROOF, hint="窗口里的位置，不填就是那个台账")
    evidence: Mapped[str | None] = text("要留下什么", width=10, group=PROOF)
    source: Mapped[str | None] = text("依据", listed=True, width=10)
    stopped: Mapped[bool | None] = yesno("停用")
    # fmt: on

    def rhythm(self) -> Rhythm:
        return rhythm_of({name: getattr(self, name) for name in RHYTHM})

    def problems(self, context: Context) -> list[Problem]:
        found = []
        if not any(getattr(self, kind) for kind in KINDS):
            found.append(Problem("center", "warning", "还没有选哪些学校要做。", "请至少勾选一类学校。"))
        if self.proof == "rows" and not (self.register and self.date_field):
            found.append(Problem("register", "warning", "没有写看哪个台账、按哪个日期。", "请填写，或改成“打勾”。"))
        limits = {WEEKLY: ("weekday", 1, 7), YEARLY: ("on_month", 1, 12)}
        name, least, most = limits.get(self.every, ("", 0, 0))
        value = getattr(self, name) if name else None
        if value is not None and not least <= value <= most:
            found.append(Problem(name, "error", f"请填 {least} 到 {most} 之间的数。", "请改这一栏。"))
        return found


RHYTHM = ("every", "weekday", "on_day", "after", "on_month", "week", "within")


def rhythm_of(values: Mapping[str, Any]) -> Rhythm:
    """What a duty's columns say of when it is due."""
    return Rhythm(
        every=values["every"] or WEEKLY,
        weekday=values["weekday"] or 5,
        day=values["on_day"] or 0,
        after=values["after"] or 0,
        week=values["week"] or 0,
        within=values["within"],
        month=values["on_month"] or 0,
    )


def in_words(rhythm: Rhythm) -> str:
    """每周五前, 次月1日前, 3月15日前, 开学后10天内."""
    day = f"{rhythm.day}日" if rhythm.day else "最后一天"
    if rhythm.every == DAILY:
        return "每个上课日"
    if rhythm.every == WEEKLY:
        return f"每周{WEEKDAYS[rhythm.weekday - 1]}前"
    if rhythm.every == MONTHLY:
        return f"{'次月' if rhythm.after else '每月'}{day}前"
    if rhythm.every == QUARTERLY:
        return f"每季度{'次月' if rhythm.after else ''}{day}前"
    if rhythm.every == YEARLY:
        return f"每年{rhythm.month or 12}月{day}前"
    if rhythm.every == TERMLY and rhythm.within is not None:
        return f"开学{'后' if rhythm.within >= 0 else '前'}{abs(rhythm.within)}天"
    last = {0: "学期结束", -1: "最后一周末"}.get(rhythm.week, f"第{rhythm.week}周末")
    return f"每学期{last}前"


class DutyMark(Register):
    """One occasion of a duty at one school, ticked by hand or excused."""

    __tablename__ = "duty_marks"
    title, one, tab, group, icon = "职责办理", "办理", "工作台", "职责", "check"
    key = ("school_id", "duty_id", "due_on")
    title_field, order = "duty", ("-due_on", "duty")
    natural_keys = (("duty_id", "due_on"),)
    sums = (("办理", "", ""), ("免做", "mark", "2"))

    duty_id: Mapped[bytes | None] = link("职责", "duties", required=True, listed=True, width=12)
    due_on: Mapped[date | None] = day("应做日期", required=True, listed=True)
    mark: Mapped[str] = code("办理", "duty_mark", required=True, default="1", listed=True, width=4)
    done_on: Mapped[date | None] = day("办理日期", listed=True)
    by: Mapped[str | None] = person("办理人", listed=True, searchable=True)
    remark: Mapped[str | None] = note("说明", listed=True, hint="免做的要写理由")
    photo: Mapped[str | None] = photo("凭据照片")

    def problems(self, context: Context) -> list[Problem]:
        if self.mark == "2" and not self.remark:
            return [Problem("remark", "error", "免做要写理由。", "请写明为什么不用做。")]
        return []

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        duty = context.titles("duties").get(values.get("duty_id") or b"", "")
        return f"{duty} {values.get('due_on') or ''}".strip()


class Assignment(Register):
    """包片包校、联系学校、包年级包班: who looks after what, used by duties, lists and re-checks."""

    __tablename__ = "assignments"
    title, one, tab, group, icon = "包联责任", "包联", "工作台", "职责", "users"
    order = ("kind", "name")
    natural_keys = (("kind", "name", "what"),)
    sums = (("包联", "", ""), ("联系学校", "kind", "1"), ("包校", "kind", "2"))

    kind: Mapped[str] = code("方式", "assignment_kind", required=True, listed=True, width=5)
    name: Mapped[str] = person("责任人", required=True, listed=True, searchable=True, headings=("包联人", "领导"))
    post: Mapped[str | None] = text("职务", listed=True)
    what: Mapped[str | None] = text(
        "包联对象", listed=True, searchable=True, width=8, headings=("联系学科", "年级", "班级")
    )
    from_on: Mapped[date | None] = day("开始日期", listed=True)
    until_on: Mapped[date | None] = day("结束日期", listed=True)
    bound: Mapped[bool | None] = yesno("捆绑评价", listed=True, width=4, hint="考核与所包学校的结果挂钩")
    remark: Mapped[str | None] = note("备注")


__all__ = ["Assignment", "Duty", "DutyMark", "in_words", "rhythm_of"]
