"""因病缺课登记表、晨午检记录: who fell ill and came back with what, and what the checks of a month found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from db.attendance import days
from db.register import Register
from db.registers.morning import Illness, MorningFinding
from db.registers.students import Student
from db.rules import ages
from db.rules.days import say_month
from desktop.reports import blocks
from desktop.reports.furniture import CONFIDENTIAL, Sheet
from desktop.reports.options import PRIVATE, REASON, SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

ILLNESS_FORM, CHECK_FORM = "QS-KQ-04", "QS-KQ-05"
ROW = 20.0
"""Points: what is still to be found out is written in by hand."""

MONTH = Option("month", "月份", hint="如 2026-11；不填就是本月")
ILL = (
    Column("序号", 8), Column("班级", 20, "f"), Column("姓名", 18, "f"), Column("性别", 9), Column("年龄", 9),
    Column("缺课日期", 18), Column("主要症状", 16, "f"), Column("体温", 11), Column("就诊医院", 24, "f"),
    Column("诊断", 24, "f"), Column("传染病", 12), Column("转归", 20, "f"), Column("隔离至", 16),
    Column("复课证明", 16), Column("返校日期", 16), Column("登记人", 16, "f"),
)  # fmt: skip
CHECKS = (
    Column("序号", 9), Column("日期", 18), Column("检查", 14), Column("班级", 24, "f"), Column("姓名", 20, "f"),
    Column("体温", 13), Column("症状", 20, "f"), Column("处理", 26, "f"), Column("通知了谁", 20, "f"),
    Column("时间", 13), Column("检查人", 18, "f"),
)  # fmt: skip
ILL_NOTE = (
    "说明：1. 因病缺课的学生每天追踪到返校。2. 传染病痊愈返校须查验医院或卫生院的复课证明。"
    "3. 同一班级一天内3例或连续3天内5例以上有相似症状的，24小时内报告（卫办疾控发〔2006〕65号）。"
)
CHECK_NOTE = "说明：只登记发现异常的学生；当天全部正常的，以点名记录为准。"
SIGNERS = ("校医（班主任）签名：______________", "负责人（签字）：______________", "日期：______年____月____日")


def write_illness(press: Press, source: Source, chosen: Chosen) -> None:
    asked = chosen.text("month") or source.today.isoformat()[:7]
    span = days.month_span(asked)
    reader, pupils = Reader(Illness, source.context, chosen.private), Reader(Student, source.context)
    label = CONFIDENTIAL if chosen.private else ""
    for school_id, school in source.schools(chosen.text(SCHOOL.name), Illness):
        sheet = Sheet(school, source.term, ILLNESS_FORM, source.today, landscape=True, label=label)

        def lines(school_id: bytes = school_id) -> Iterator[list[str]]:
            """Those who fell ill this month, and those of before who were not back when it began."""
            for row in source.rows(Illness, [("school", school_id.hex())], ("began_on",)):
                if row["began_on"] <= span[1].isoformat() and (row["back_on"] or "9") >= span[0].isoformat():
                    yield _illness(source, reader, pupils, row)

        _print(press, sheet, "学生因病缺课登记表", say_month(asked), ILL, lines(), ILL_NOTE)


def _illness(source: Source, reader: Reader, pupils: Reader, row: Mapping[str, Any]) -> list[str]:
    pupil = next(iter(source.those(Student, [row["student_id"]])), {})
    born = pupil.get("born_on")
    age = str(ages.age_on(date.fromisoformat(born), date.fromisoformat(row["began_on"]))) if born else ""
    said = {name: reader.text(row, name) for name in Illness.fields()}
    infectious = {None: "", 0: "否", 1: "是"}[row["infectious"]]
    return [
        said["class"], said["student"], pupils.text(pupil, "sex") if pupil else "", age, _short(said["began_on"]),
        said["symptom"], said["temperature"], said["hospital"], said["diagnosis"], infectious, said["course"],
        _short(said["isolated_until"]), _short(said["certificate_on"]), _short(said["back_on"]), said["registered_by"],
    ]  # fmt: skip


def write_checks(press: Press, source: Source, chosen: Chosen) -> None:
    asked = chosen.text("month") or source.today.isoformat()[:7]
    first, last = (day.isoformat() for day in days.month_span(asked))
    reader = Reader(MorningFinding, source.context)
    names = (
        "on",
        "check",
        "class",
        "student",
        "temperature",
        "symptom",
        "action",
        "notified",
        "notified_at",
        "checked_by",
    )
    for school_id, school in source.schools(chosen.text(SCHOOL.name), MorningFinding):
        sheet = Sheet(school, source.term, CHECK_FORM, source.today)
        found = source.rows(MorningFinding, [("school", school_id.hex())], ("on", "class"))
        lines = (
            [_short(text) if name == "on" else text for name in names for text in [reader.text(row, name)]]
            for row in found
            if first <= row["on"] <= last
        )
        _print(press, sheet, "学生晨午检记录", say_month(asked), CHECKS, lines, CHECK_NOTE)


def _print(
    press: Press,
    sheet: Sheet,
    title: str,
    span: str,
    columns: tuple[Column, ...],
    lines: Iterator[list[str]],
    note: str,
) -> None:
    def top() -> None:
        blocks.title(press, title, 0.5)
        blocks.ends(press, f"单位：{sheet.school}", span, 10)
        blocks.gap(press, 1)

    press.begin(sheet, top)
    first = next(lines, None)
    if first is None:
        blocks.nothing(press, "这个月没有登记。")
        blocks.signatures(press, *SIGNERS)
        return
    table = Table(
        press, spread(columns, press.width), style=Style(size=8.5, pad=1.5), row_height=ROW, head_height=24, who=2
    )
    number = 0
    for number, line in enumerate((first, *lines), 1):
        table.row([str(number), *line])
    table.close()
    blocks.note(press, f"共{number}人次。{note}")
    blocks.signatures(press, *SIGNERS)


def _short(day: str) -> str:
    """11-20: the year stands above the table."""
    return day[5:]


def _ledger(register: type[Register]) -> tuple[str, ...]:
    return (register.register_name(),)


ILLNESS = Report(
    "illness-register", "因病缺课登记表", write_illness, (MONTH, SCHOOL, PRIVATE, REASON), _ledger(Illness)
)
CHECKED = Report("morning-checks", "晨午检记录", write_checks, (MONTH, SCHOOL), _ledger(MorningFinding))
