"""升学年平衡表: each school's pupils before and after the year's turn, and what became of them; the sums must agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.registers import YearTurn
from db.rules.grades import school_year_label
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

FORM = "QS-XJ-31"
YEAR = Option("year", "学年", hint="写起始年，如 2027；不填就是今年秋季")
COUNTS = ("before", "promoted", "repeated", "skipped", "handed_over", "graduated", "gone")
HEADS = ("升前在籍", "升级", "留级", "跳级", "升入镇内初中", "毕业离校", "转出离校", "升后在籍", "已登记新生")
NOTE = (
    "说明：1. 升前在籍＝升级＋留级＋跳级＋升入镇内初中＋毕业离校＋转出离校，每校都要相符。"
    "2. 升后在籍＝升级＋留级＋跳级＋升学年时已登记的新生；初中接收的小学毕业生另见小升初交接名册。"
    "3. 休学学生在籍，计算在内。"
)


def year_of(source: Source, chosen: Chosen) -> int:
    """The year asked for, else this autumn's."""
    typed = "".join(mark for mark in chosen.text(YEAR.name) if mark.isdigit())
    return int(typed) if len(typed) == 4 else source.today.year


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year = year_of(source, chosen)
    turned = list(source.rows(YearTurn, [("year", str(year))], ("school",)))
    press.begin(Sheet(source.school, source.term, FORM, source.today, landscape=True))
    blocks.title(press, f"{school_year_label(year)}升学年平衡表", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"填报日期：{chinese_day(source.today)}　　单位：人")
    blocks.gap(press, 1)
    if not turned:
        blocks.nothing(press, "这个学年还没有学校升过。")
        return
    columns = [Column("学校", 50, "l"), *(Column(head, 22) for head in HEADS), Column("相符", 14), Column("日期", 24)]
    table = Table(press, spread(columns, press.width), row_height=18, head_height=24)
    reader = Reader(YearTurn, source.context)
    for row in turned:
        table.row([reader.text(row, "school"), *_figures([row]), row["turned_on"] or ""])
    table.put([Cell("合计", strong=True, align="c"), *_figures(turned), ""], tall=18)
    table.close()
    blocks.note(press, NOTE)
    blocks.signatures(press)


def _figures(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    sums = {name: sum(row[name] or 0 for row in rows) for name in (*COUNTS, "after", "entered")}
    agrees = sums["before"] == sum(sums[name] for name in COUNTS[1:])
    return [*(str(sums[name]) for name in (*COUNTS, "after", "entered")), "√" if agrees else "不符"]


REPORT = Report("year-account", "升学年平衡表", write, (YEAR,), ledgers=("year_turns",))
