"""学籍异动登记表: each movement of a month or a term on a line, for the principal to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from db.registers.movements import Movement
from db.rules.movements import IN, KINDS, WITHIN, effect_of
from desktop.reports import roll_period
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import Line, Roster
from desktop.reports.rows import Column
from desktop.reports.source import Reader, Source
from desktop.reports.totals import Counted, Total, having

FORM = "QS-XJ-13"
MONTH = Option("month", "月份", hint="如 2026-11；不填就是本学期")
KIND = Option("kind", "异动类别", "code", codes="movement_kind")
COLUMNS = (
    Column("姓名", 24, "f"), Column("异动类别", 24), Column("异动日期", 22), Column("从", 42, "l"),
    Column("到", 42, "l"), Column("原班级", 22, "f"), Column("编入班级", 22, "f"), Column("原因", 34, "l"),
    Column("证明材料", 30, "l"), Column("经办人", 18, "f"), Column("办理状态", 24),
)  # fmt: skip
TOTAL = Total(
    "人",
    (
        Counted("转入", having("kind", "11", "12")),
        Counted("转出", having("kind", "31", "32", "33")),
        Counted("镇内转学", having("kind", *(code for code, kind in KINDS.items() if kind.effect == WITHIN))),
        Counted("休学", having("kind", "41")),
        Counted("复学", having("kind", "42")),
    ),
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    wanted = roll_period.schools(source, chosen)
    if chosen.text(MONTH.name):
        term, (first, last) = source.term, roll_period.month(source, chosen)
    else:
        term, (first, last) = roll_period.term(source, Chosen({}))
    sheet = Sheet(source.school, term, FORM, source.today, landscape=True)
    whose = f"学校：{wanted[0][1]}" if len(wanted) == 1 else f"填报单位：{source.school}"
    ends = (whose, f"{chinese_day(first)}至{chinese_day(last)}　　单位：人")
    own = {school for school, _ in wanted}
    where = [("kind", chosen.text("kind"))] if chosen.text("kind") else []

    def lines() -> Iterator[Line]:
        reader = Reader(Movement, source.context)
        for row in source.rows(Movement, where, ("happened_on", "name")):
            concerned = {row["school_id"], row["out_school_id"], row["in_school_id"]} & own
            if concerned and first.isoformat() <= (row["happened_on"] or "") <= last.isoformat():
                yield row, _cells(reader, row)

    Roster(press, sheet, "学籍异动登记表", ends, list(COLUMNS), TOTAL.fresh()).write(lines())


def _cells(reader: Reader, row: Mapping[str, Any]) -> list[str]:
    left, came = reader.text(row, "out_school"), reader.text(row, "in_school")
    outside = "".join(part for part in (reader.text(row, "region"), reader.text(row, "place")) if part)
    if effect_of(row["kind"]) == IN:
        left = outside or left
    else:
        came = came or outside
    return [
        reader.text(row, "name"), reader.text(row, "kind"), reader.text(row, "happened_on"), left, came,
        reader.text(row, "class_before"), reader.text(row, "class_after"), reader.text(row, "reason"),
        reader.text(row, "proof"), reader.text(row, "handler"), reader.text(row, "stand"),
    ]  # fmt: skip


REPORT = Report("movement-list", "学籍异动登记表", write, (MONTH, KIND, SCHOOL), ledgers=("movements",))
