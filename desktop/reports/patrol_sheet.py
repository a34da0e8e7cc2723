"""校园安全日巡查表: blank to carry round, or the day as it was signed; only what the site has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db import patrolled
from db.errors import PaperTrouble
from db.patrolled import Category
from db.rules import days
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-AQ-05"
TABLE = (
    Column("序号", 9), Column("类别", 23), Column("巡查要点", 78, "l"), Column("情况", 27, "l"),
    Column("问题、地点与当场处置", 38, "l"),
)  # fmt: skip
MOST = 4
"""So many points of a category stand on the sheet; all of them are in 校园安全自查表."""

RESULTS = {"1": "正常", "2": "有问题", "3": "当场整改"}
ON = Option("on", "日期", hint="如 2026-11-20；不填就印空表")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    on = _day(chosen.text("on"), source.today)
    for school, name in source.schools(chosen.text(SCHOOL.name)):
        told = patrolled.day(source.connection, school, on) if on else {}
        press.begin(Sheet(f"{name}　安全工作", source.term, FORM, source.today))
        blocks.title(press, "校园安全日巡查表", 1)
        _head(press, name, on)
        _table(press, patrolled.categories(source.connection, school), told)
        _foot(press, told)


def _day(text: str, today: date) -> date | None:
    if not text:
        return None
    try:
        return days.read_day(text, today.year)
    except ValueError as error:
        raise PaperTrouble(str(error).partition("。")[0] + "。", "请写成 2026-11-20 这样。") from error


def _head(press: Press, school: str, on: date | None) -> None:
    when = f"{chinese_day(on)}　星期{'一二三四五六日'[on.weekday()]}" if on else "______年____月____日　星期____"
    blocks.ends(press, f"学校（教学点）：{school}", f"{when}　天气________", 10.5)
    blocks.gap(press, 1)
    blocks.ends(press, "巡查时段：□上学　□课间　□午间　□放学　□夜间", "带班领导：________________", 10.5)
    blocks.gap(press, 1)


def _table(press: Press, asked: list[Category], told: Mapping[str, Mapping[str, Any]]) -> None:
    """Each category with what to look at; the row is as high as a hand needs."""
    table = Table(press, spread(TABLE, press.width), style=Style(size=8.5, pad=3, air=1), row_height=27, who=1)
    for number, one in enumerate(asked, 1):
        row = told.get(one.code)
        state = RESULTS.get(row["result"], "") if row else "□正常　□异常\n□当场整改"
        what = str(row["what"] or "") if row else ""
        table.row([str(number), one.label, "；".join(one.items[:MOST]), Cell(state, align="c" if row else "l"), what])
    table.close()
    blocks.gap(press, 2)


def _foot(press: Press, told: Mapping[str, Mapping[str, Any]]) -> None:
    signed = dict.fromkeys(f"{row['by']} {row['at'] or ''}".strip() for row in told.values() if row["by"])
    if signed:
        blocks.note(press, f"签名：{'、'.join(signed)}", 10)
    else:
        blocks.note(press, "处理意见：□当场整改　□登记隐患台账，编号：____________　□停用警戒　□报校长　□报中心校", 10)
    blocks.signatures(
        press, "巡查人（2人，签字）：________________", "带班领导（签字）：____________", "交班：____时____分"
    )
    blocks.note(press, "填写：每日一张，不空项；发现重大隐患立即停用、打电话报告。按月装订，次月1日前送中心学校。")


REPORT = Report("patrol-sheet", "校园安全日巡查表", write, (SCHOOL, ON), ledgers=("patrols",))
"""One page a school."""
