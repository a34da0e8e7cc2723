"""安全工作月统计: every school's drills, lessons, duty, gate, meals, nights and buses of a month, without typing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from db import safety_operations
from db.rules.duties import month_end
from db.rules.safety_operations import Operations, share
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Report
from desktop.reports.patrol_month import MONTH, asked_month
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Row, Style
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table

FORM = "QS-AQ-08"
TABLE = (
    Column("序号", 9), Column("学校", 40, "f"), Column("演练", 11), Column("会议", 11), Column("安全课", 14),
    Column("没有带班领导的日期", 48, "l"), Column("来访", 12), Column("未核实", 13), Column("留样", 15),
    Column("陪餐", 15), Column("夜查", 12), Column("校车", 13), Column("责任书", 18), Column("水域", 12),
    Column("无警示牌", 15),
)  # fmt: skip
NONE = "—"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year, month = asked_month(chosen.text(MONTH.name), source.today)
    wanted = source.schools(chosen.text(SCHOOL.name) or ALL_SCHOOLS)
    found = safety_operations.month(source.connection, source.context, [school for school, _ in wanted], year, month)
    press.begin(Sheet(source.school, source.term, FORM, source.today, landscape=True))
    blocks.title(press, f"{year}年{month}月安全工作统计表", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"{len(wanted)} 所学校　　统计到：{_until(source, year, month)}")
    blocks.gap(press, 1)
    table = Table(
        press, spread(TABLE, press.width), style=Style(size=9, pad=2.5, air=1), row_height=18, head_height=22, who=1
    )
    for number, (school, name) in enumerate(wanted, 1):
        table.row([str(number), name, *_line(found[school])])
    if len(wanted) > 1:
        table.put([Cell("全镇合计", 2, strong=True), *_total(list(found.values()))], tall=19)
    table.close()
    blocks.note(
        press,
        "说明：安全课是有课的周一／应上课的周一；留样、陪餐是有记录的天数／供餐天数（没有报供餐天数的按上课日）；夜查是查寝的晚数，"
        "校车是清点的趟数；责任书是本学年已签／应签。“—”是这所学校没有食堂、宿舍、校车，或没有要签的。",
    )
    blocks.signatures(press)


def _until(source: Source, year: int, month: int) -> str:
    return chinese_day(min(month_end(year, month), source.today))


def _line(one: Operations) -> Row:
    return [
        _count(one.drills), _count(one.meetings), _of(one.lessons, one.mondays), _days(one.leaderless, one.school_days),
        _count(one.visitors), _count(one.unconfirmed), _of(one.sampled, one.meal_days), _of(one.eaten, one.meal_days),
        _count(one.nights), _count(one.runs), _signed(one.share), _count(one.waters), _count(one.unsigned),
    ]  # fmt: skip


def _total(every: Sequence[Operations]) -> Row:
    """What can be added; of the days without a leader, how many."""
    fed = [one for one in every if one.meal_days is not None]
    meals = sum(one.meal_days or 0 for one in fed) if fed else None
    whole = share(sum(one.signed for one in every), sum(one.wanted for one in every))
    return [
        _count(sum(one.drills for one in every)), _count(sum(one.meetings for one in every)),
        _of(sum(one.lessons for one in every), sum(one.mondays for one in every)),
        f"{sum(len(one.leaderless) for one in every)} 天",
        _count(sum(one.visitors for one in every)), _count(sum(one.unconfirmed for one in every)),
        _of(sum(one.sampled for one in fed), meals), _of(sum(one.eaten for one in fed), meals),
        _count(sum(one.nights or 0 for one in every)), _count(sum(one.runs or 0 for one in every)),
        _signed(whole), _count(sum(one.waters for one in every)), _count(sum(one.unsigned for one in every)),
    ]  # fmt: skip


def _count(count: int | None) -> str:
    return NONE if count is None else str(count)


def _of(done: int, due: int | None) -> str:
    return f"{done}/{due}" if due else NONE


def _days(days: Sequence[date], due: int) -> str:
    """3、4日; all of them in one word."""
    if not days:
        return "无" if due else NONE
    return "天天没有" if len(days) == due else "、".join(str(day.day) for day in days) + "日"


def _signed(part: Fraction | None) -> str:
    """Cut off to one decimal, never rounded up to all."""
    if part is None:
        return NONE
    tenths = 1000 * part.numerator // part.denominator
    return f"{tenths // 10}.{tenths % 10}%"


REPORT = Report(
    "safety-operations",
    "安全工作月统计",
    write,
    (MONTH, SCHOOL),
    ledgers=(
        "drills",
        "safety_lessons",
        "meetings",
        "duty_shifts",
        "visitors",
        "food_samples",
        "head_meals",
        "dormitory_checks",
        "bus_runs",
        "safety_agreements",
        "waters",
    ),
)
