"""入学通知书送达登记表: village by village, each notice, with whom it was left and when; signed on the doorstep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from db import entry_rows
from db.registers import Admission
from db.rules import entry
from db.rules.entry import State
from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import Line, Roster
from desktop.reports.rows import Cell, Column
from desktop.reports.source import ALL_SCHOOLS, Reader, Source
from desktop.reports.totals import Counted, Total, having
from desktop.reports.year_account import YEAR, year_of

FORM = "QS-ZS-03"
OPTIONS = (
    Option("village", "村（社区）", "link", target="villages", hint="不填就是所有村，一村一页"),
    Option("only_undelivered", "只打印没有送达的", "yesno", default="no"), SCHOOL, YEAR,
)  # fmt: skip
COLUMNS = (
    Column("文号", 40, "f"), Column("儿童姓名", 26, "f"), Column("性别", 10), Column("出生日期", 22),
    Column("家长", 24, "f"), Column("送达日期", 24), Column("送达方式", 22), Column("受送达人签名", 34, "f"),
    Column("送达人签名", 32, "f"), Column("回证", 22), Column("备注", 26, "l"),
)  # fmt: skip
TOTAL = Total(
    "人",
    (
        Counted("已送达", entry.delivered), Counted("未送达", lambda row: not entry.delivered(row)),
        Counted("已交回证", lambda row: bool(row["receipt_on"])), Counted("拒收", having("refused", 1)),
    ),
)  # fmt: skip
SIGNERS = (
    "填表人：______________",
    "村（社区）负责人：______________",
    "校长（签字）：______________",
    blocks.FILLED_ON,
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year, named = year_of(source, chosen), source.context.titles("villages")
    wanted = {school for school, _ in source.schools(chosen.text(SCHOOL.name) or ALL_SCHOOLS)}
    reader = Reader(Admission, source.context)
    villages: dict[str, list[Mapping[str, Any]]] = {}
    full = {row["id"]: row for row in source.rows(Admission, [("year", str(year))])}
    for row in entry_rows.rows(source.connection, year):
        village = named.get(row["village_id"] or b"", "没有填村的")
        skip = chosen.yes("only_undelivered") and entry.delivered(row)
        if row["school_id"] in wanted and entry.needs_notice(row) and not skip:
            villages.setdefault(village, []).append(full[row["id"]] | row)
    if chosen.text("village"):
        asked = next((t for v, t in named.items() if chosen.text("village") in (t, v.hex())), chosen.text("village"))
        villages = {name: rows for name, rows in villages.items() if name == asked}
    if not villages:
        press.begin(Sheet(source.school, source.term, FORM, source.today, landscape=True))
        blocks.title(press, "入学通知书送达登记表")
        blocks.nothing(press, "没有要送达的通知书。")
    for name, rows in villages.items():
        sheet = Sheet(source.school, source.term, FORM, source.today, landscape=True)
        until = f"{source.context.setting('entry.notice_month')}月底前全部送达"
        ends = (f"村（社区）：{name}　　{year}年秋季入学", f"单位：人　　{until}")
        Roster(press, sheet, "入学通知书送达登记表", ends, COLUMNS, TOTAL, SIGNERS).write(_lines(reader, rows))


def _lines(reader: Reader, rows: list[Mapping[str, Any]]) -> Iterator[Line]:
    for row in rows:
        told = [reader.text(row, name) for name in ("notice_number", "child", "sex", "born_on", "householder")]
        served = [reader.text(row, name) for name in ("delivered_on", "way")] if entry.delivered(row) else ["", ""]
        signed = reader.text(row, "delivered_to") if entry.delivered(row) else ""
        remark = "缓学" if entry.state(row) is State.DEFERRED else "拒收，留置送达" if row["refused"] else ""
        shade = 1.0 if entry.delivered(row) else 0.93
        first = Cell(told[0] or "未印", align="f", grey=shade)
        yield (
            row,
            [
                first,
                *told[1:],
                *served,
                signed,
                reader.text(row, "delivered_by"),
                reader.text(row, "receipt_on"),
                remark,
            ],
        )


REPORT = Report("delivery-register", "入学通知书送达登记表", write, OPTIONS, ledgers=("admissions",))
