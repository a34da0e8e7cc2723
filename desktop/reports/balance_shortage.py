"""办学条件缺口台账: school by school what is short of the thresholds, in pieces and in yuan.

源：H09 缺口台账（短缺数量与资金）；教督〔2017〕6号。
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from db.balance import missing as shortages
from db.balance import stands as standing
from db.balance.missing import Missing
from db.balance.shown import amount
from db.rules.aid_standards import money
from desktop.reports import aid_scope, blocks
from desktop.reports.balance_table import YEAR, head_of, year_of
from desktop.reports.furniture import Sheet
from desktop.reports.options import Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-JH-02"
COLUMNS = (
    Column("学校", 40, "f"), Column("学段", 14), Column("指标", 42, "f"), Column("现有", 24, "r"),
    Column("应有", 24, "r"), Column("缺", 24, "r"), Column("单位", 16), Column("估算资金（元）", 30, "r"),
    Column("打算怎样解决", 50, "l"),
)  # fmt: skip


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year = year_of(source, chosen)
    found = shortages.missing(standing.stands(source.connection, source.context, year), source.context)
    press.begin(Sheet(source.school, head_of(source, year), FORM, source.today, landscape=True))
    blocks.title(press, "办学条件缺口台账（对照优质均衡标准）", 1)
    blocks.ends(press, f"填报单位：{source.school}　　学年：{year}—{year + 1}", f"共 {len(found)} 处")
    blocks.gap(press, 1)
    if not found:
        blocks.nothing(press, "没有缺口，或者还没有办学条件数据。")
        return
    _table(press, found)
    total = sum((one.cost or Decimal(0) for one in found), Decimal(0))
    blocks.gap(press, 1.5)
    blocks.ends(press, f"估算资金合计：{aid_scope.said(total)}", "", 10.5, share=0.98)
    blocks.note(press, "说明：人、间不足一个的按一个算。教师和没有填单价的不估算资金；单价在设置里填。")
    blocks.signatures(press)


def _table(press: Press, found: Sequence[Missing]) -> None:
    table = Table(press, spread(COLUMNS, press.width), row_height=18, head_height=22)
    for name, group in groupby(found, key=lambda one: one.line.name):
        for number, one in enumerate(group):
            cost, of = one.cost, one.indicator
            amounts = [amount(value, of) for value in (one.held.amount, *one.short)]
            table.row([
                name if not number else "", one.stand.title, of.name, *amounts[:2], Cell(amounts[2], strong=True),
                of.unit, "" if cost is None else money(cost), "",
            ])  # fmt: skip
    table.close()


REPORT = Report("balance-shortage", "办学条件缺口台账", write, (YEAR,), ("school_resources",))
