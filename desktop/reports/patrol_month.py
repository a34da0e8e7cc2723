"""隐患排查月报: every school's days, categories and hazards of a month, and what nobody looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from db import codes, patrolled
from db.errors import PaperTrouble
from db.patrolled import HazardMonth
from db.rules import days
from db.rules.duties import month_end
from db.rules.patrol_month import SchoolMonth
from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.ruling import TINT
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table

FORM = "QS-AQ-07"
SIGNS = {"1": "√", "2": "×", "3": "△"}
OFF = "—"
SUM = (
    Column("序号", 9), Column("学校", 44, "f"), Column("应查天数", 17), Column("已查天数", 17),
    Column("漏查日期", 62, "l"), Column("有问题", 15), Column("新增隐患", 17), Column("其中重大", 17),
    Column("本月销号", 17), Column("未销号", 15), Column("其中逾期", 17),
)  # fmt: skip
GRID = Style(size=8, pad=0.5, air=0.4)
MONTH = Option("month", "月份", hint="如 2026-11；不填就是本月")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year, month = asked_month(chosen.text(MONTH.name), source.today)
    wanted = source.schools(chosen.text(SCHOOL.name) or ALL_SCHOOLS)
    found = patrolled.months(source.connection, source.context, [school for school, _ in wanted], year, month)
    hazards = patrolled.hazards(source.connection, year, month, source.today)
    if len(wanted) > 1:
        _township(press, source, wanted, found, hazards, year, month)
    for school, name in wanted:
        asked = [one.code for one in patrolled.categories(source.connection, school)]
        _school(press, source, name, asked, found[school], hazards.get(school, HazardMonth()), year, month)


def asked_month(text: str, today: date) -> tuple[int, int]:
    """Year and month, this one where nothing is asked. Raises PaperTrouble."""
    if not text:
        return today.year, today.month
    try:
        year, month = days.read_month(text).split("-")
    except ValueError as error:
        raise PaperTrouble(str(error).partition("。")[0] + "。", "请写成 2026-11 这样。") from error
    return int(year), int(month)


def _township(
    press: Press,
    source: Source,
    wanted: Sequence[tuple[bytes, str]],
    found: Mapping[bytes, SchoolMonth],
    hazards: Mapping[bytes, HazardMonth],
    year: int,
    month: int,
) -> None:
    """One line a school; a school that looked round on no day stands out by its words."""
    press.begin(Sheet(source.school, source.term, FORM, source.today, landscape=True))
    blocks.title(press, f"{year}年{month}月安全隐患排查月报", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"{len(wanted)} 所学校　　单位：天、条")
    blocks.gap(press, 1)
    table = Table(
        press, spread(SUM, press.width), style=Style(size=9, pad=2.5, air=1), row_height=17, head_height=20, who=1
    )
    whole = [0] * 8
    for number, (school, name) in enumerate(wanted, 1):
        mine, its = found[school], hazards.get(school, HazardMonth())
        figures = [len(mine.days), len(mine.days) - len(mine.missed), mine.count("2"), *its]
        whole = [a + b for a, b in zip(whole, figures, strict=True)]
        table.row(
            [str(number), name, *map(str, figures[:2]), _days(mine.missed, len(mine.days)), *map(_dash, figures[2:])]
        )
    table.put([Cell("全镇合计", 2, strong=True), str(whole[0]), str(whole[1]), "", *map(_dash, whole[2:])], tall=18)
    table.close()
    blocks.note(press, f"说明：应查天数是校历上的上课日；整改率 {_rate(whole)}。重大隐患另附专报。")
    blocks.signatures(press)


def _rate(whole: Sequence[int]) -> str:
    """Closed of those found in the month or open at its end, cut off to one decimal."""
    closed, still = whole[5], whole[6]
    if not closed + still:
        return "—"
    tenths = 1000 * closed // (closed + still)
    return f"{tenths // 10}.{tenths % 10}%（本月销号 ÷（本月销号＋未销号））"


def _dash(count: int) -> str:
    return str(count) if count else OFF


def _days(missed: Sequence[date], due: int) -> str:
    """3、4、9日; all of them in one word."""
    if not missed:
        return "无"
    if len(missed) == due:
        return "全部漏查"
    return "、".join(str(day.day) for day in missed) + "日"


def _school(
    press: Press,
    source: Source,
    name: str,
    asked: Sequence[str],
    mine: SchoolMonth,
    its: HazardMonth,
    year: int,
    month: int,
) -> None:
    """A school's month: categories down, days across; blank: nobody looked."""
    press.begin(Sheet(name, source.term, FORM, source.today, landscape=True))
    blocks.title(press, f"{year}年{month}月安全隐患日排查登记表", 1)
    blocks.ends(press, f"学校：{name}", f"应查 {len(mine.days)} 天，已查 {len(mine.days) - len(mine.missed)} 天")
    blocks.gap(press, 1)
    last = month_end(year, month).day
    dates = [date(year, month, day) for day in range(1, last + 1)]
    columns = [Column("类别", 26, "f"), *(Column(str(day.day), 7) for day in dates), Column("问题", 10)]
    table = Table(press, spread(columns, press.width), style=GRID, row_height=16, head_height=16)
    off = {day for day in dates if day not in set(mine.days)}
    labels = codes.code_list("hazard_category")
    for category in dict.fromkeys([*asked, *sorted(mine.marks)]):
        marks = mine.marks.get(category, {})
        cells = [_cell(marks.get(day, ""), day in off) for day in dates]
        wrong = sum(mark in ("2", "3") for mark in marks.values())
        table.row([labels.label(category), *cells, str(wrong or "")])
    table.close()
    told = f"新增隐患 {its.found} 条（重大 {its.major} 条），本月销号 {its.closed} 条，"
    told += f"未销号 {its.open} 条，其中逾期 {its.overdue} 条。"
    blocks.note(
        press,
        f"√ 正常　× 有问题　△ 当场整改　空格 没有查　灰格 不上课。漏查：{_days(mine.missed, len(mine.days))}。{told}",
    )
    blocks.signatures(press, "排查人：______________", "安全负责人：______________", "校长（签字）：______________")


def _cell(mark: str, off: bool) -> str | Cell:
    sign = SIGNS.get(mark, "")
    return Cell(sign, grey=TINT) if off else sign


REPORT = Report("patrol-month", "隐患排查月报", write, (MONTH, SCHOOL), ledgers=("patrols", "safety_months"))
