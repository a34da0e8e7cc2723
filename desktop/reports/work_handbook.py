"""工作手册: the year in one booklet: duties, who looks after whom, plans with their tasks, the weeks, the logs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from db import school_terms
from db.registers import Assignment, Duty, Plan, PlanTask, WeekItem, WorkLog
from db.registers.duties import in_words, rhythm_of
from db.rules import calendar
from desktop.reports import blocks
from desktop.reports.faces import KAI, SONG
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

FORM = "QS-JH-02"
BODY = Style(size=9.5, pad=3, air=1.5)
DUTIES = (
    Column("职责", 46, "l"),
    Column("周期", 30),
    Column("岗位", 28),
    Column("留下什么", 44, "l"),
    Column("依据", 36, "l"),
)
LOOKED_AFTER = (
    Column("方式", 28),
    Column("责任人", 24, "f"),
    Column("职务", 26),
    Column("包联对象", 50, "l"),
    Column("起止", 40),
)
TASKS = (
    Column("阶段", 26),
    Column("任务", 70, "l"),
    Column("责任人", 22, "f"),
    Column("时限", 26),
    Column("进展", 20),
    Column("结果", 30, "l"),
)
WEEK = (
    Column("日期", 26),
    Column("时间", 18),
    Column("工作内容", 80, "l"),
    Column("负责人", 28),
    Column("完成情况", 40, "l"),
)
LOGS = (
    Column("日期", 24),
    Column("填写人", 20, "f"),
    Column("做了什么", 70, "l"),
    Column("发现的问题", 42, "l"),
    Column("下一步", 36, "l"),
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    for school, name in source.schools(chosen.text(SCHOOL.name)):
        _cover(press, source, name)
        press.begin(Sheet(name, source.term, FORM, source.today))
        _duties(press, source, school)
        _assignments(press, source, school)
        _plans(press, source, school)
        _weeks(press, source, school)
        _logs(press, source, school)


def _cover(press: Press, source: Source, name: str) -> None:
    press.begin(Sheet(name, source.term, FORM, source.today))
    blocks.gap(press, 70)
    blocks.write(press, Words("工作手册", SONG, 34, 48, "center", bold=True))
    blocks.gap(press, 14)
    blocks.write(
        press, Words(f"（{source.context.school_year}—{source.context.school_year + 1}学年度）", KAI, 18, 28, "center")
    )
    blocks.gap(press, 70)
    blocks.write(press, Words(name, KAI, 20, 32, "center"))
    blocks.write(press, Words(chinese_day(source.today), SONG, 14, 26, "center"))


def _part(press: Press, title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], nothing: str) -> None:
    blocks.gap(press, 3)
    blocks.heading(press, title, 13)
    if not rows:
        blocks.note(press, nothing, 10)
        return
    table = Table(press, spread(columns, press.width), style=BODY, row_height=17, head_height=20)
    table.rows(rows)
    table.close()


def _duties(press: Press, source: Source, school: bytes) -> None:
    """Those of this kind of school, the most frequent first."""
    kind = (source.context.linked("schools", school) or {}).get("kind") or ""
    order = ("day", "week", "month", "quarter", "term", "year")
    rows = [row for row in source.rows(Duty) if not row["stopped"] and row.get(kind)]
    rows.sort(key=lambda row: (order.index(row["every"]), str(row["name"])))
    told = [
        [str(row[n] or "") if n else in_words(rhythm_of(row)) for n in ("name", "", "post", "evidence", "source")]
        for row in rows
    ]
    _part(press, "一、常规职责", DUTIES, told, "没有职责。")


def _assignments(press: Press, source: Source, school: bytes) -> None:
    reader = Reader(Assignment, source.context)
    told = []
    for row in source.rows(Assignment, [("school", school.hex())]):
        span = "至".join(str(row[n]) for n in ("from_on", "until_on") if row[n])
        told.append([*(reader.text(row, n) for n in ("kind", "name", "post", "what")), span])
    _part(press, "二、包联责任", LOOKED_AFTER, told, "没有登记。")


def _plans(press: Press, source: Source, school: bytes) -> None:
    plans, tasks = Reader(Plan, source.context), Reader(PlanTask, source.context)
    blocks.gap(press, 3)
    blocks.heading(press, "三、计划与任务", 13)
    for row in source.rows(Plan, [("school", school.hex())]):
        blocks.heading(press, f"{plans.text(row, 'name')}（{plans.text(row, 'kind')}）", 11)
        for label, field in (("目标与思路", "aim"), ("主要内容", "body")):
            if row[field]:
                blocks.write(press, Words(f"{label}：{row[field]}", SONG, 10.5, 17))
        fields = ("phase", "what", "who", "until_on", "state", "result")
        told = [
            [tasks.text(t, n) for n in fields]
            for t in source.rows(PlanTask, [("plan", row["id"].hex())], ("until_on",))
        ]
        if told:
            table = Table(press, spread(TASKS, press.width), style=BODY, row_height=17, head_height=20)
            table.rows(told)
            table.close()


def _weeks(press: Press, source: Source, school: bytes) -> None:
    """Week by week of the present term, those that have something."""
    blocks.gap(press, 3)
    blocks.heading(press, "四、周工作安排", 13)
    reader = Reader(WeekItem, source.context)
    term = school_terms.current(source.context)
    by_monday: dict[date, list[list[str]]] = {}
    for row in source.rows(WeekItem, [("school", school.hex())], ("on", "at")):
        day = date.fromisoformat(str(row["on"]))
        if term.starts_on and term.ends_on and term.starts_on <= day <= term.ends_on:
            said = f"{day.month}月{day.day}日 周{'一二三四五六日'[day.weekday()]}"
            cells = [reader.text(row, n) for n in ("at", "what", "who", "done")]
            by_monday.setdefault(calendar.monday_of(day), []).append([said, *cells])
    for monday, lines in by_monday.items():
        sunday = monday + timedelta(days=6)
        number = school_terms.week(source.context, sunday)
        blocks.heading(press, f"第{number}周（{monday.month}月{monday.day}日至{sunday.month}月{sunday.day}日）", 11)
        table = Table(press, spread(WEEK, press.width), style=BODY, row_height=17, head_height=20)
        table.rows(lines)
        table.close()
    if not by_monday:
        blocks.note(press, "本学期还没有周安排。", 10)


def _logs(press: Press, source: Source, school: bytes) -> None:
    reader = Reader(WorkLog, source.context)
    fields = ("on", "name", "did", "found", "next")
    told = [
        [reader.text(row, n) for n in fields]
        for row in source.rows(WorkLog, [("school", school.hex())], ("on", "name"))
    ]
    _part(press, "五、工作日志", LOGS, told, "没有日志。")


REPORT = Report("work-handbook", "工作手册", write, (SCHOOL,), ledgers=("plans", "work_logs", "duties"))
