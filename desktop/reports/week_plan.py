"""周工作安排表: one week of a school on one page, day by day, with what came of it."""

from __future__ import annotations

from datetime import date, timedelta

from db import school_terms
from db.errors import PaperTrouble
from db.registers import WeekItem
from db.rules import calendar, days
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

FORM = "QS-JH-01"
TABLE = (
    Column("星期", 22), Column("时间", 18), Column("工作内容", 70, "l"), Column("地点", 26), Column("负责人", 26),
    Column("参加人", 28, "l"), Column("完成情况", 40, "l"),
)  # fmt: skip
ON = Option("on", "哪一周", hint="这一周的任何一天，如 2026-11-20；不填就是本周")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    on = asked_day(chosen.text("on"), source.today)
    for school, name in source.schools(chosen.text(SCHOOL.name), WeekItem):
        one_week(press, source, school, name, calendar.monday_of(on))


def asked_day(text: str, today: date) -> date:
    """Raises PaperTrouble."""
    try:
        return days.read_day(text, today.year) if text else today
    except ValueError as error:
        raise PaperTrouble(str(error).partition("。")[0] + "。", "请写成 2026-11-20 这样。") from error


def one_week(press: Press, source: Source, school: bytes, name: str, monday: date) -> None:
    sunday = monday + timedelta(days=6)
    number = school_terms.week(source.context, sunday)
    press.begin(Sheet(name, source.term, FORM, source.today, landscape=True))
    blocks.title(press, f"第{number}周工作安排表" if number else "周工作安排表", 1)
    blocks.ends(press, f"单位：{name}", f"{chinese_day(monday)}至{chinese_day(sunday)}")
    blocks.gap(press, 1)
    rows = [
        row
        for row in source.rows(WeekItem, [("school", school.hex())], ("on", "at"))
        if monday.isoformat() <= str(row["on"]) <= sunday.isoformat()
    ]
    if not rows:
        blocks.nothing(press, "这一周还没有安排。")
        return
    reader = Reader(WeekItem, source.context)
    table = Table(
        press, spread(TABLE, press.width), style=Style(size=10, pad=3.5, air=2), row_height=24, head_height=22
    )
    before = ""
    for row in rows:
        day = date.fromisoformat(str(row["on"]))
        said = f"星期{'一二三四五六日'[day.weekday()]}\n{day.month}月{day.day}日"
        cells = [reader.text(row, field) for field in ("at", "what", "place", "who", "joined", "done")]
        table.row([Cell(said if str(row["on"]) != before else "", align="c"), *cells])
        before = str(row["on"])
    table.close()
    blocks.signatures(press, "制表人：______________", "审核人：______________", "校长（签字）：______________")


REPORT = Report("week-plan", "周工作安排表", write, (SCHOOL, ON), ledgers=("week_items",))
