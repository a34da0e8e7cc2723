"""缺勤追踪记录: every absence without excuse of a month, with its calls, visits and reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from db.attendance import days
from db.registers.attendance import Absence
from db.rules import attendance, follow_up
from db.rules.days import say_month
from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

FORM = "QS-KQ-06"
ROW = 30.0
COLUMNS = (
    Column("序号", 8), Column("班级", 20, "f"), Column("姓名", 18, "f"), Column("缺勤日期", 26), Column("天数", 9),
    Column("原因", 14, "f"), Column("电话（时间、谁打、是否接通、情况）", 52, "l"),
    Column("家访（日期、谁去、情况）", 50, "l"), Column("报教导处", 16), Column("校长与村联合家访", 30, "l"),
    Column("书面上报", 24, "l"), Column("返校", 16),
)  # fmt: skip
NOTE = (
    "说明：缺勤又没有说明的，点名后1小时内打电话，当天家访；缺1天报教导处，2天校长与村联合家访，3天以上书面上报。"
    "各项时限以本镇设置为准。"
)
SIGNERS = ("班主任（签名）：______________", "教导处（签名）：______________", "校长（签字）：______________")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    asked = chosen.text("month") or source.today.isoformat()[:7]
    first, last = days.month_span(asked)
    reader = Reader(Absence, source.context)
    for school_id, school in source.schools(chosen.text(SCHOOL.name), Absence):
        sheet = Sheet(school, source.term, FORM, source.today, landscape=True)

        def top(school: str = school) -> None:
            blocks.title(press, "缺勤追踪记录", 0.5)
            blocks.ends(press, f"单位：{school}", say_month(asked), 10)
            blocks.gap(press, 1)

        press.begin(sheet, top)
        found = _spells(source, school_id, first, last)
        if not found:
            blocks.nothing(press, "这个月没有未说明的缺勤。")
            blocks.signatures(press, *SIGNERS)
            continue
        table = Table(
            press, spread(COLUMNS, press.width), style=Style(size=8.5, pad=1.5), row_height=ROW, head_height=26, who=2
        )
        for number, spell in enumerate(found, 1):
            table.row([str(number), *_line(reader, spell)])
        table.close()
        blocks.note(press, NOTE)
        blocks.signatures(press, *SIGNERS)


Row = Mapping[str, Any]


def _spells(source: Source, school: bytes, first: date, last: date) -> list[list[Row]]:
    """The rows of each absence that was not excused when it was called, or about which something was done."""
    rows: dict[bytes, list[Row]] = defaultdict(list)
    for row in source.rows(Absence, [("school", school.hex())], ("on", "class")):
        if first.isoformat() <= row["on"] <= last.isoformat() and (row["reason"] in attendance.OPEN or _touched(row)):
            rows[row["student_id"]].append(row)
    called: dict[bytes, set[date]] = defaultdict(set)
    statement = 'SELECT class_id, "on" FROM roll_calls WHERE deleted = 0 AND "on" BETWEEN ? AND ?'
    for room, on in source.connection.exec_driver_sql(statement, (first.isoformat(), last.isoformat())):
        called[room].add(date.fromisoformat(on))
    found = []
    for of in rows.values():
        absent = {date.fromisoformat(row["on"]) for row in of}
        spells = follow_up.spells(absent, called[of[-1]["class_id"]] - absent, source.context.special)
        found += [[row for row in of if date.fromisoformat(row["on"]) in set(spell)] for spell in spells]
    return sorted((spell for spell in found if spell), key=lambda spell: (spell[0]["on"], spell[0]["class_id"]))


def _touched(row: Row) -> bool:
    return any(row[name] for name in ("called_on", "called_at", "visited_on", "dean_on", "head_on", "report_on"))


def _line(reader: Reader, spell: Sequence[Row]) -> list[str]:
    """One absence; of each step what stands in whichever of its rows says something."""

    def said(*names: str) -> str:
        parts = []
        for row in spell:
            told = [_short(reader.text(row, name)) for name in names if row.get(name) not in (None, "")]
            if told:
                parts.append("，".join(told))
        return "；".join(dict.fromkeys(parts))

    on = list(dict.fromkeys(row["on"] for row in spell))
    span = on[0][5:] + (f" 至 {on[-1][5:]}" if len(on) > 1 else "")
    reached = next(("接通" if row["reached"] else "没接通" for row in spell if row["reached"] is not None), "")
    call = [said("called_on", "called_at", "called_by"), reached, said("call_result")]
    return [
        reader.text(spell[-1], "class"), reader.text(spell[-1], "student"), span, str(len(on)),
        reader.text(spell[-1], "reason"), "，".join(part for part in call if part),
        said("visited_on", "visited_by", "visit_result"), said("dean_on"), said("head_on", "head_with"),
        said("report_on", "report_to"), said("back_on"),
    ]  # fmt: skip


def _short(text: str) -> str:
    """A day without its year, which stands above the table."""
    return text[5:] if len(text) == 10 and text[4:5] == "-" else text


REPORT = Report(
    "absence-follow-up", "缺勤追踪记录", write,
    (Option("month", "月份", hint="如 2026-11；不填就是本月"), SCHOOL), ("absences",),
)  # fmt: skip
