"""安全隐患整改销号登记表: a school's hazards of a year, open ones of earlier years carried over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from db.registers import Hazard
from db.registers.rectified import case_of
from db.rules import rectification as rule
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import Line, Roster
from desktop.reports.rows import Column
from desktop.reports.source import Reader, Source
from desktop.reports.totals import Counted, Total, having

FORM = "QS-AQ-06"
COLUMNS = (
    Column("隐患内容", 40, "l"), Column("编号", 20, "f"), Column("发现日期", 18, "f"), Column("部位", 20, "l"),
    Column("类别", 16), Column("等级", 10), Column("整改措施", 28, "l"), Column("责任人", 14, "f"),
    Column("时限", 18, "f"),
    Column("通知书号", 24, "l"), Column("完成日期", 18, "f"), Column("复查人", 14, "f"), Column("销号日期", 18, "f"),
    Column("状态", 18),
)  # fmt: skip
YEAR = Option("year", "年度", hint="不填就是今年；上年没有销号的转入")
OPEN = Option("open", "只印没有销号的", "yesno", default="no")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year = int(chosen.text("year")) if chosen.text("year").isdigit() else source.today.year
    reader = Reader(Hazard, source.context, private=False)
    for school, name in source.schools(chosen.text(SCHOOL.name), Hazard):
        rows = [
            row for row in source.rows(Hazard, [("school", school.hex())], ("found_on", "number")) if _of(row, year)
        ]
        if chosen.yes("open"):
            rows = [row for row in rows if not row["closed_on"]]
        cases = [case_of(row, True, source.context) for row in rows]
        rates = rule.rates(cases, source.today)
        sheet = Sheet(name, source.term, FORM, source.today, landscape=True)
        ends = (f"学校：{name}　　{_rates(rates)}", f"统计日期：{chinese_day(source.today)}　　单位：条")
        parts = (Counted("重大", having("level", "2")), Counted("已销号", lambda row: bool(row["closed_on"])))
        title = f"{year}年安全隐患整改销号登记表"
        Roster(press, sheet, title, ends, COLUMNS, Total("条", parts)).write(_lines(reader, rows, source))


def _of(row: dict[str, Any], year: int) -> bool:
    """Of this year, or carried over into it because it was still open when it began."""
    found, closed = str(row["found_on"] or ""), str(row["closed_on"] or "")
    return found[:4] == str(year) or (found[:4] < str(year) and (not closed or closed[:4] >= str(year)))


def _rates(rates: rule.Rates) -> str:
    def said(part: int, whole: int) -> str:
        tenths = 1000 * part // whole
        return f"{tenths // 10}.{tenths % 10}%"

    parts = [f"整改率 {said(rates.closed, rates.entered)}（{rates.closed}/{rates.entered}）"] if rates.entered else []
    parts += [f"按期整改率 {said(rates.in_time, rates.due)}（{rates.in_time}/{rates.due}）"] if rates.due else []
    return "，".join(parts) or "没有登记"


def _lines(reader: Reader, rows: list[dict[str, Any]], source: Source) -> Iterator[Line]:
    for row in rows:
        late = f" 逾期{row['days_late']}天" if row["days_late"] and not row["closed_on"] else ""
        names = ("what", "number", "found_on", "place", "category", "level", "measures", "responsible", "due_on")
        more = ("notice_number", "rectified_on", "rechecked_by", "closed_on")
        yield row, [*(reader.text(row, name) for name in (*names, *more)), reader.text(row, "state") + late]


REPORT = Report("hazard-ledger", "隐患整改销号登记表", write, (SCHOOL, YEAR, OPEN), ledgers=("hazards",))
