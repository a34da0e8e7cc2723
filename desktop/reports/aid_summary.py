"""资助汇总表: every kind of aid at every school in one term, with the term before beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from db.aid import sums
from db.aid.sums import Summed
from db.rules.aid_standards import money
from db.rules.aid_sums import Sum, total
from desktop.reports import aid_scope, blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, TERM, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Row
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table

FORM = "QS-ZZ-05"
COLUMNS = (
    Column("资助项目", 34, "f"), Column("学校", 40, "f"), Column("申请", 14), Column("同意", 14), Column("男", 12),
    Column("女", 12), Column("住校", 13), Column("走读", 13), Column("应发金额", 26, "r"), Column("已发", 13),
    Column("已发金额", 26, "r"), Column("同意", 14), Column("已发金额", 26, "r"), Column("人数增减", 15),
)  # fmt: skip
HEAD: tuple[Row, ...] = (
    (
        Cell("资助项目", down=2), Cell("学校", down=2), Cell("人数（人）", 6), Cell("应发金额（元）", down=2),
        Cell("已发放", 2), Cell("上学期", 2), Cell("人数增减", down=2),
    ),
    (
        Cell("", down=0), Cell("", down=0), "申请", "同意", "男", "女", "住校", "走读", Cell("", down=0), "人数",
        "金额（元）", "同意", "已发金额（元）", Cell("", down=0),
    ),
)  # fmt: skip
NOTE = "说明：男、女、住校、走读按评审同意的人数计；人数增减是本学期同意人数减上学期同意人数。"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    term = aid_scope.term_of(source, chosen)
    schools = source.schools(chosen.text(SCHOOL.name) or ALL_SCHOOLS)
    found = sums.by_kind_and_school(source.connection, source.context, term, schools)
    press.begin(Sheet(source.school, term.label, FORM, source.today, landscape=True))
    blocks.title(press, "学生资助汇总表", 1)
    blocks.ends(
        press,
        f"填报单位：{source.school}　　学期：{term.label}",
        f"统计日期：{chinese_day(source.today)}　　单位：人、元",
    )
    blocks.gap(press, 1)
    if not found:
        blocks.nothing(press, "这个学期和上个学期都没有资助申请。")
        return
    _table(press, found)
    whole = total(line.now for line in found)
    blocks.gap(press, 1.5)
    blocks.ends(press, f"已发放合计：{aid_scope.said(whole.paid_yuan)}", "", 10.5, share=0.98)
    blocks.note(press, NOTE)
    blocks.signatures(press)


def _table(press: Press, found: Sequence[Summed]) -> None:
    table = Table(press, spread(COLUMNS, press.width), HEAD, row_height=17, head_height=34)
    for name, group in groupby(found, key=lambda line: str(line.kind["name"])):
        lines = list(group)
        for line in lines:
            table.row([name, line.school, *_cells(line.now, line.before)])
        if len(lines) > 1:
            table.row([Cell(f"{name}小计", 2, align="c", strong=True), *_all(lines)], grey=0.93)
    table.row([Cell("合　计", 2, align="c", strong=True), *_all(found)], grey=0.93)
    table.close()


def _all(lines: Sequence[Summed]) -> list[str]:
    return _cells(total(line.now for line in lines), total(line.before for line in lines))


def _cells(now: Sum, before: Sum) -> list[str]:
    gap = now.agreed - before.agreed
    return [
        *(str(n) for n in (now.applied, now.agreed, now.boys, now.girls, now.boarders, now.day)),
        money(now.yuan), str(now.paid), money(now.paid_yuan), str(before.agreed), money(before.paid_yuan),
        f"+{gap}" if gap > 0 else str(gap),
    ]  # fmt: skip


REPORT = Report("aid-summary", "资助汇总表", write, (SCHOOL, TERM), ("aid_applications", "aid_terms"))
