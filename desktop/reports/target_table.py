"""质量目标进展表、兑现表: each target with its figure, state and marks; the workings after them if wanted."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from decimal import Decimal
from itertools import groupby

from db.quality.books import Books
from db.registers.targets import term_words
from db.rules.target_measures import OF_EXAMS
from db.rules.targets import plain
from db.targets import stand
from db.targets.stand import Stood
from desktop.reports import blocks, chart_paper
from desktop.reports.charts import PAPER, Group, bars
from desktop.reports.faces import SONG
from desktop.reports.furniture import INTERNAL, Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

FORM = "QS-ZL-03"
PERIOD = Option("period", "学年或学期", hint="如 2026、2026-1；不填就是最近一次")
WORKINGS = Option("workings", "附算式", "yesno", default="no")
COLUMNS = (
    Column("序号", 10), Column("指标", 44, "l"), Column("基数", 17), Column("目标", 26, "f"), Column("实际", 19),
    Column("状态", 20, "f"), Column("数据来源", 30, "l"), Column("分值", 12), Column("得分", 12),
)  # fmt: skip
CHART, MOST = 118.0, 8
"""Height of a chart, and how many targets have room in it."""

SIGNERS = ("填表人：______________", "甲方代表：______________", "乙方代表：______________", "____年____月____日")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year, term = _period(source, chosen.text(PERIOD.name))
    where = [("year", str(year)), ("term", term)]
    asked = chosen.text(SCHOOL.name)
    if asked and asked != ALL_SCHOOLS:
        where.append(("school", source.schools(asked)[0][0].hex()))
    books = Books(lambda: nullcontext(source.connection), source.context, source.school_id)
    found = stand.stood(source.connection, books, where)
    title = term_words(year, term or None)
    label = INTERNAL if any(one.row["measure"] in OF_EXAMS for one in found) else ""
    press.begin(Sheet(source.school, source.term, FORM, source.today, label=label))
    if not found:
        blocks.title(press, "质量目标进展表")
        blocks.nothing(press, f"{title}还没有目标。")
        return
    for number, (_, group) in enumerate(groupby(found, key=lambda one: (one.row["school_id"], one.row["teacher_id"]))):
        if number:
            press.turn()
        _one(press, source, title, list(group))
    if chosen.yes(WORKINGS.name):
        press.turn()
        _workings(press, found)


def _period(source: Source, text: str) -> tuple[int, str]:
    year, _, term = text.partition("-")
    if year.isdigit():
        return int(year), term if term in ("1", "2") else ""
    latest = source.connection.exec_driver_sql(
        "SELECT year, coalesce(term, '') FROM targets WHERE deleted = 0 ORDER BY 1 DESC, 2 LIMIT 1"
    ).first()
    return (int(latest[0]), str(latest[1])) if latest else (source.context.school_year, "")


def _one(press: Press, source: Source, title: str, mine: Sequence[Stood]) -> None:
    """One who promised: a page of his own, so that it can be signed."""
    done = all(one.kept is not None for one in mine)
    blocks.title(press, "质量目标兑现表" if done else "质量目标进展表")
    who = mine[0].school + (f"　{mine[0].teacher}" if mine[0].teacher else "")
    on = max(str(one.row["settled_on"] or "") for one in mine) if done else ""
    blocks.ends(press, f"单位：{who}　　{title}", f"兑现日期：{on}" if on else f"截至{chinese_day(source.today)}")
    blocks.gap(press, 1)
    table = Table(press, spread(COLUMNS, press.width), row_height=20, head_height=22, who=1)
    for number, one in enumerate(mine, 1):
        table.row([
            str(number), one.title.removeprefix(one.teacher).strip(), one.baseline or "—", one.wanted, one.shown,
            Cell(one.state, strong=one.reached is False), one.source, _said(one.weight),
            _said(one.points),
        ])  # fmt: skip
    weights, points = [one.weight for one in mine], [one.points for one in mine]
    reached = sum(one.reached is True for one in mine)
    said = f"达标 {reached} 项，共 {len(mine)} 项"
    table.put(
        [Cell("合　计", 2, strong=True), "", "", "", Cell(said, 2), _sum(weights), Cell(_sum(points), strong=True)],
        tall=20,
    )
    table.close()
    without = "不设升学率目标。" if source.context.setting("targets.rank") else "不设升学率和名次目标。"
    blocks.note(
        press,
        f"实际数由台账算出，没有达到目标的一律截尾，不进位；达到目标得该项分值，没有达到不得分。{without}",
    )
    _chart(press, mine)
    blocks.signatures(press, *SIGNERS)


def _chart(press: Press, mine: Sequence[Stood]) -> None:
    """Percentages that should be high, each with its target across; a single one says no more than its line."""
    groups = [Group(title, (value,), wanted) for title, value, wanted in stand.in_percent(mine)]
    for start in range(0, len(groups), MOST) if len(groups) > 1 else ():
        title = "图　百分率目标（%）：横线是目标，灰色是没有达到的" if not start else "图（续）"
        chart_paper.place(press, title, bars(PAPER, press.width, CHART, groups[start : start + MOST], 100, 2))


def _said(number: Decimal | None) -> str:
    return "" if number is None else plain(number)


def _sum(numbers: Sequence[Decimal | None]) -> str:
    known = [number for number in numbers if number is not None]
    return plain(sum(known, Decimal(0))) if known else ""


def _workings(press: Press, found: Sequence[Stood]) -> None:
    blocks.title(press, "算式")
    for one in found:
        working = one.actual.working
        blocks.heading(press, f"{one.school}　{one.title}　{one.shown}（目标{one.wanted}，{one.state}）", 10.5, 30)
        puts = "；".join(f"{put.label} {put.value}" for put in working.puts)
        for text in (working.formula, puts, working.result, *working.notes):
            if text:
                blocks.write(press, Words(text, SONG, 9.5, 14))
        blocks.gap(press, 1.5)


REPORT = Report("target-table", "质量目标进展与兑现表", write, (PERIOD, SCHOOL, WORKINGS), ("targets",))
