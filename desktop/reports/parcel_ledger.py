"""交接台账: schools and their parcels, when each came, what it brought, and what has not come."""

from __future__ import annotations

from db.handoff import ledger, overview
from db.handoff.ledger import Entered
from db.handoff.overview import Line
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.handing import only_center, say_moment
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.receipt import KINDS
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table

FORM = "QS-JJ-04"
SCHOOL = Option("school", "学校", "link", target="schools", hint="不填就是全部学校")
SUMMARY = (
    Column("学校", 62, "l"), Column("状态", 22), Column("收到", 22), Column("最近", 22), Column("日期", 34),
    Column("行数", 22), Column("要注意", 62, "l"),
)  # fmt: skip
PARCELS = (
    Column("学校", 52, "l"), Column("包", 18), Column("收到时间", 40), Column("读入", 17), Column("新增", 17),
    Column("更新", 17), Column("已有", 17), Column("已有新值", 19), Column("待补齐", 17), Column("越权", 17),
    Column("回执", 18),
)  # fmt: skip
SHADE = 0.86
NOTE = "说明：读入＝新增＋更新＋已有＋已有新值＋待补齐＋越权，单位：处。行数是该校现在台账里的行数。缺的包另行标出。"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    only_center(source, "交接台账")
    lines = overview.lines(source.connection, source.school_id or b"", source.context.titles("schools"), source.today)[
        1:
    ]
    asked = chosen.text(SCHOOL.name)
    if asked and asked != ALL_SCHOOLS:
        school = source.schools(asked)[0][0]
        lines = [line for line in lines if line.school_id == school]
    press.begin(Sheet(source.school, source.term, FORM, source.today, landscape=True))
    blocks.title(press, "数据交接台账", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"统计日期：{chinese_day(source.today)}")
    blocks.gap(press, 1)
    if not lines:
        blocks.nothing(press, "还没有别的学校。")
        return
    _summary(press, lines)
    blocks.gap(press, 3)
    _parcels(press, source, lines)
    blocks.note(press, NOTE)
    blocks.signatures(press)


def _summary(press: Press, lines: list[Line]) -> None:
    blocks.heading(press, "一、各校情况")
    table = Table(press, spread(SUMMARY, press.width), row_height=18)
    for line in lines:
        came = f"{sum(1 for _, here in line.parcels if here)}个"
        last = f"第{line.last}包" if line.last else "—"
        strong = line.wants_reminding
        table.row(
            [
                _name(line), Cell(line.state, strong=strong, grey=SHADE if strong else 1.0), came, last,
                chinese_day(line.day) if line.day else "—", f"{line.rows:,}", line.attention,
            ]
        )  # fmt: skip
    table.close()


def _parcels(press: Press, source: Source, lines: list[Line]) -> None:
    blocks.heading(press, "二、收到的交接包")
    table = Table(press, spread(PARCELS, press.width), row_height=16)
    nothing = True
    for line in lines:
        came = {one.number: one for one in ledger.entered(source.connection, ledger.IN, line.site) if one.account}
        for number, here in line.parcels:
            nothing = False
            if here and number in came:
                table.row(_row(line, came[number]))
            elif not here:
                table.row([_name(line), f"第{number}包", Cell("未到", span=9, strong=True, grey=SHADE)])
    if nothing:
        table.row([Cell("还没有收到过。", span=len(PARCELS), align="c")])
    table.close()


def _row(line: Line, one: Entered) -> list[str]:
    total = (one.account or {}).get("total", {})
    figures = [f"{total.get(kind, 0):,}" for kind in KINDS]
    return [
        _name(line),
        f"第{one.number}包",
        say_moment(one.taken_at),
        *figures,
        f"{one.receipt}号" if one.receipt else "—",
    ]


def _name(line: Line) -> str:
    return f"{line.school}（{line.machine}）" if line.machine else line.school


REPORT = Report("parcel-ledger", "数据交接台账", write, (SCHOOL,))
