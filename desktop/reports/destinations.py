"""毕业生去向表: where those who left a stage have gone, counted by kind of school, and named one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from db.codes import code_list
from db.registers import Promotion
from db.rules.year_turn import Decision
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import Line, Roster, spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import ALL_SCHOOLS, Reader, Source
from desktop.reports.tables import Table
from desktop.reports.totals import Counted, Total
from desktop.reports.year_account import YEAR, year_of

FORM, SUMMARY_FORM = "QS-XJ-33", "QS-XJ-34"
UNKNOWN = "未填"
COLUMNS = (
    Column("姓名", 30, "f"), Column("原班级", 26, "f"), Column("去向", 30), Column("去向学校或单位", 60, "l"),
    Column("备注", 40, "l"),
)  # fmt: skip
NOTE = "说明：去向由班主任逐人了解填写；“未填”的要继续了解，能升学的都要动员升学。本表只计人数，不排名次，不作评比。"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year = year_of(source, chosen)
    where = [("year", str(year)), ("decision", Decision.LEAVES_STAGE.value), ("done_on", "!")]
    rows = list(source.rows(Promotion, where, ("from_school", "left_class", "student")))
    schools = source.schools(chosen.text(SCHOOL.name) or ALL_SCHOOLS)
    listed = [(name, [row for row in rows if row["from_school_id"] == school]) for school, name in schools]
    listed = [(name, mine) for name, mine in listed if mine]
    _summary(press, source, year, listed)
    reader = Reader(Promotion, source.context)
    for name, mine in listed:
        sheet = Sheet(source.school, source.term, FORM, source.today)
        ends = (f"学校：{name}", f"填报日期：{chinese_day(source.today)}　　单位：人")
        known = Total("人", (Counted("去向已填", lambda row: bool(row["destination"] or row["destination_name"])),))
        Roster(press, sheet, f"{year}年毕业生去向表", ends, COLUMNS, known).write(_lines(reader, mine))


def _lines(reader: Reader, rows: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    for row in rows:
        names = ("student", "left_class", "destination", "destination_name", "reason")
        yield row, [reader.text(row, name) for name in names]


def _summary(
    press: Press, source: Source, year: int, listed: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]
) -> None:
    labels = code_list("destination")
    met = {row["destination"] for _, rows in listed for row in rows if row["destination"]}
    codes = [code.code for code in labels if code.code in met]
    press.begin(Sheet(source.school, source.term, SUMMARY_FORM, source.today, landscape=True))
    blocks.title(press, f"{year}年毕业生去向统计表", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"填报日期：{chinese_day(source.today)}　　单位：人")
    blocks.gap(press, 1)
    if not listed:
        blocks.nothing(press, "还没有毕业离校的学生。")
        return
    columns = [Column("学校", 60, "l"), Column("毕业人数", 24), *(Column(labels.label(code), 24) for code in codes)]
    table = Table(press, spread([*columns, Column(UNKNOWN, 20)], press.width), row_height=18, head_height=24)
    every: Counter[str] = Counter()
    for name, rows in listed:
        counts = Counter(row["destination"] or UNKNOWN for row in rows)
        every += counts
        table.row([name, str(len(rows)), *(str(counts[code]) for code in (*codes, UNKNOWN))])
    told = [str(every[code]) for code in (*codes, UNKNOWN)]
    table.put([Cell("合计", strong=True, align="c"), str(sum(every.values())), *told], tall=18)
    table.close()
    blocks.note(press, NOTE)
    blocks.signatures(press)


REPORT = Report("destinations", "毕业生去向表", write, (SCHOOL, YEAR), ledgers=("promotions",))
