"""适龄儿童入学情况统计表: who is due, notified, served, registered, put off or elsewhere, by school and by village."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from db import entry_rows
from db.rules import participation
from db.rules.entry_figures import Figures, figures, total, undelivered
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Source
from desktop.reports.tables import Table
from desktop.reports.year_account import YEAR, year_of

FORM = "QS-ZS-04"
COUNTS = (
    ("due", "适龄儿童"), ("boys", "男"), ("girls", "女"), ("needed", "应发通知"), ("delivered", "已送达"),
    ("returned", "已交回证"), ("refused", "拒收"), ("registered", "已报到"), ("deferred", "缓学"),
    ("elsewhere", "外地就读"),
)  # fmt: skip
NOTE = (
    "说明：1. 适龄儿童按{month}月底满{age}周岁计，含往年未入学的。"
    "2. 送达率＝已送达÷应发通知；批准缓学和外地就读的不发通知。"
    "3. 缓学须经乡镇人民政府或者县级教育行政部门批准（义务教育法第十一条）。4. 未报到＝适龄－已报到－缓学－外地就读。"
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year = year_of(source, chosen)
    rows = entry_rows.rows(source.connection, year)
    press.begin(Sheet(source.school, source.term, FORM, source.today, landscape=True))
    blocks.title(press, f"{year}年秋季适龄儿童入学情况统计表", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"统计日期：{chinese_day(source.today)}　　单位：人")
    blocks.gap(press, 1)
    if not rows:
        blocks.nothing(press, "还没有生成入学名单。")
        return
    schools, villages = source.context.titles("schools"), source.context.titles("villages")
    blocks.heading(press, "一、各学校")
    _table(press, "学校", rows, lambda row: schools.get(row["school_id"] or b"", "没有学校的"))
    blocks.gap(press, 3)
    blocks.heading(press, "二、各村（社区）")
    _table(press, "村（社区）", rows, lambda row: villages.get(row["village_id"] or b"", "没有填村的"))
    missing = undelivered(rows)
    if missing:
        names = "、".join(f"{row['name']}（{villages.get(row['village_id'] or b'', '')}）" for row in missing[:60])
        more = f"等{len(missing)}人" if len(missing) > 60 else ""
        blocks.note(press, f"未送达：{names}{more}")
    age, month = (source.context.setting(f"entry.{name}") for name in ("age", "until_month"))
    blocks.note(press, NOTE.format(age=age, month=month))
    blocks.signatures(press)


def _table(press: Press, head: str, rows: Sequence[Mapping[str, Any]], key: Callable[[Mapping[str, Any]], str]) -> None:
    columns = [Column(head, 46, "l"), *(Column(label, 20) for _, label in COUNTS)]
    columns += [Column("送达率", 20), Column("未报到", 18)]
    table = Table(press, spread(columns, press.width), row_height=17, head_height=22)
    for name, one in figures(rows, key).items():
        table.row([name, *_figures(one)])
    table.put([Cell("合计", strong=True, align="c"), *_figures(total(rows))], tall=17)
    table.close()


def _figures(one: Figures) -> list[str]:
    exact = participation.rate(one["delivered"], one["needed"])
    served = "—" if exact is None else f"{participation.against(exact * 100, Fraction(100), 1)}%"
    return [*(str(one[name]) for name, _ in COUNTS), served, str(one.unregistered)]


REPORT = Report("entry-summary", "适龄儿童入学情况统计表", write, (YEAR,), ledgers=("admissions",))
