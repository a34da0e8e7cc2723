"""教职工请销假登记、代课登记与统计: leaves with approval and return; lessons taught for others, summed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from db.attendance import days
from db.registers.leave import StaffLeave, Substitution
from db.rules.days import say_month
from desktop.reports import blocks
from desktop.reports.furniture import CONFIDENTIAL, Sheet
from desktop.reports.options import PRIVATE, REASON, SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

LEAVE_FORM, SUBSTITUTE_FORM = "QS-JS-03", "QS-JS-04"
MONTH = Option("month", "月份", hint="如 2026-11；写 全部 就是全部；不填就是本月")
EVERY = "全部"
ROW = 20.0
LEAVES = (
    Column("序号", 9), Column("姓名", 20, "f"), Column("假别", 14), Column("从", 24), Column("到", 24),
    Column("天数", 12), Column("事由", 40, "l"), Column("证明材料", 24, "f"), Column("批准人", 30, "f"),
    Column("销假日期", 20), Column("本人签名", 22), Column("备注", 20, "l"),
)  # fmt: skip
LESSONS = (
    Column("序号", 9), Column("日期", 20), Column("节次", 16), Column("班级", 26, "f"), Column("学科", 18, "f"),
    Column("请假教师", 22, "f"), Column("代课教师", 22, "f"), Column("节数", 12), Column("代课教师签名", 26),
)  # fmt: skip
LEAVE_NOTE = "说明：产假按日历天数算，其他假按上课日算，上午、下午各半天。病假没有医院证明的，由责任单位认定。"
SIGNERS = ("登记人：______________", "校长（签字）：______________", "日期：______年____月____日")


def write_leaves(press: Press, source: Source, chosen: Chosen) -> None:
    span, said = _span(source, chosen)
    reader = Reader(StaffLeave, source.context, chosen.private)
    label = CONFIDENTIAL if chosen.private else ""
    for school_id, school in source.schools(chosen.text(SCHOOL.name), StaffLeave):
        sheet = Sheet(school, source.term, LEAVE_FORM, source.today, landscape=True, label=label)
        found = [
            row
            for row in source.rows(StaffLeave, [("school", school_id.hex())], ("first_on", "staff"))
            if row["first_on"] <= span[1] and (row["returned_on"] or row["last_on"]) >= span[0]
        ]
        lines = (_leave(reader, row) for row in found)
        total = sum((Decimal(row["days"] or 0) for row in found), Decimal(0))
        _print(press, sheet, "教职工请销假登记", said, LEAVES, lines, f"共{len(found)}人次，{total}天。{LEAVE_NOTE}")


def _leave(reader: Reader, row: Mapping[str, Any]) -> list[str]:
    text = {name: reader.text(row, name) for name in StaffLeave.fields()}
    starts = text["first_on"][5:] + (" 下午" if row["starts"] == "2" else "")
    ends = text["last_on"][5:] + (" 上午" if row["ends"] == "1" else "")
    approved = " ".join(part for part in (text["approved_post"], text["approved_by"]) if part)
    papers = f"{text['recognised_by']}认定" if row["recognised_by"] else text["papers"]
    returned = text["returned_on"][5:] or ("" if row["state"] != "3" else "假满未归")
    return [
        text["staff"], text["kind"], starts, ends, text["days"], text["reason"], papers, approved, returned, "",
        text["remark"],
    ]  # fmt: skip


def write_substitutions(press: Press, source: Source, chosen: Chosen) -> None:
    span, said = _span(source, chosen)
    reader, staff = Reader(Substitution, source.context), source.context.titles("staff")
    absent = {row["id"]: staff.get(row["staff_id"] or b"", "") for row in source.rows(StaffLeave)}
    for school_id, school in source.schools(chosen.text(SCHOOL.name), Substitution):
        sheet = Sheet(school, source.term, SUBSTITUTE_FORM, source.today)
        found = [
            row
            for row in source.rows(Substitution, [("school", school_id.hex())], ("on", "substitute"))
            if span[0] <= row["on"] <= span[1]
        ]
        lines = (
            [
                reader.text(row, "on")[5:], reader.text(row, "period"), reader.text(row, "class"),
                reader.text(row, "subject"), absent.get(row["leave_id"] or b"", ""), reader.text(row, "substitute"),
                reader.text(row, "hours"), "",
            ]
            for row in found
        )  # fmt: skip
        total = sum((Decimal(row["hours"] or 0) for row in found), Decimal(0))
        _print(press, sheet, "代课登记与统计", said, LESSONS, lines, f"共{len(found)}次，{total}节。", sign=not found)
        if found:
            _sums(press, reader, found)
            blocks.signatures(press, *SIGNERS)


def _sums(press: Press, reader: Reader, found: list[dict[str, Any]]) -> None:
    """Lessons and money by substitute."""
    hours: dict[str, Decimal] = defaultdict(Decimal)
    pay: dict[str, Decimal] = defaultdict(Decimal)
    for row in found:
        name = reader.text(row, "substitute")
        hours[name] += Decimal(row["hours"] or 0)
        pay[name] += Decimal(row["pay"] or 0)
    blocks.gap(press, 2)
    blocks.heading(press, "按代课教师统计")
    columns = (Column("代课教师", 40, "f"), Column("节数", 24), Column("代课费（元）", 30), Column("领取人签名", 50))
    table = Table(press, spread(columns, press.width), row_height=ROW)
    for name, count in sorted(hours.items(), key=lambda one: -one[1]):
        table.row([name, str(count), str(pay[name]) if pay[name] else "", ""])
    whole, money = sum(hours.values(), Decimal(0)), sum(pay.values(), Decimal(0))
    table.put([Cell("合计", strong=True, align="c"), str(whole), str(money) if money else "", ""], tall=ROW)
    table.close()


def _span(source: Source, chosen: Chosen) -> tuple[tuple[str, str], str]:
    asked = chosen.text("month") or source.today.isoformat()[:7]
    if asked == EVERY:
        return (date.min.isoformat(), date.max.isoformat()), EVERY
    first, last = days.month_span(asked)
    return (first.isoformat(), last.isoformat()), say_month(asked)


def _print(
    press: Press, sheet: Sheet, title: str, span: str, columns: tuple[Column, ...], lines: Iterator[list[str]],
    note: str, *, sign: bool = True,
) -> None:  # fmt: skip
    def top() -> None:
        blocks.title(press, title, 0.5)
        blocks.ends(press, f"单位：{sheet.school}", span, 10)
        blocks.gap(press, 1)

    press.begin(sheet, top)
    first = next(lines, None)
    if first is None:
        blocks.nothing(press)
    else:
        table = Table(press, spread(columns, press.width), row_height=ROW, head_height=22, who=1)
        for number, line in enumerate((first, *lines), 1):
            table.row([str(number), *line])
        table.close()
        blocks.note(press, note)
    if sign:
        blocks.signatures(press, *SIGNERS)


LEAVE = Report("staff-leaves", "教职工请销假登记", write_leaves, (MONTH, SCHOOL, PRIVATE, REASON), ("staff_leaves",))
SUBSTITUTES = Report("substitutions", "代课登记与统计", write_substitutions, (MONTH, SCHOOL), ("substitutions",))
