"""教师教学常规情况: one teacher's term on one page — counts against quotas, sheets, lessons taught and heard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from db import codes, teaching, terms
from db.errors import PaperTrouble
from db.registers import Staff
from db.rules import days
from db.rules.marks import written
from db.teaching import Record
from desktop.reports import blocks
from desktop.reports.furniture import INTERNAL, Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

FORM = "QS-JC-05"
BODY = Style(size=9, pad=3, air=1)
COUNTS = (Column("数量要求", 86, "l"), Column("应有", 20), Column("实有", 20), Column("差", 16), Column("检查日期", 33))
SHEETS = (
    Column("检查日期", 24), Column("检查表", 66, "l"), Column("得分", 16), Column("满分", 16), Column("得分率", 20),
    Column("等次", 17), Column("问题", 16),
)  # fmt: skip
LESSONS = (
    Column("日期", 24), Column("节次", 14), Column("学科", 20), Column("课题", 52, "l"), Column("听课人", 45, "l"),
    Column("平均得分率", 20),
)  # fmt: skip
FAULTS = (Column("日期", 24), Column("项目", 76, "l"), Column("情况", 75, "l"))

OPTIONS = (
    Option("teacher", "教师", "link", target="staff", hint="不填就是学校的每一位教师，各一页"),
    SCHOOL,
    Option("day", "哪个学期", hint="这一天所在的学期；不填就是今天，例如 2026-05-01"),
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    day = asked_day(source, chosen)
    span = terms.term_of(source.connection, day)
    people = _people(source, chosen)
    if not people:
        raise PaperTrouble("没有要打印的教师。", "请选教师或学校。")
    for record in teaching.records(source.connection, source.context, people, span):
        _one(press, source, record)


def asked_day(source: Source, chosen: Chosen) -> date:
    """The day typed into 哪个学期, else today. Raises PaperTrouble."""
    try:
        return days.read_day(chosen.text("day")) if chosen.text("day") else source.today
    except ValueError as error:
        raise PaperTrouble(str(error).partition("。")[0] + "。", "请写成 2026-05-01 这样。") from error


def _people(source: Source, chosen: Chosen) -> list[bytes]:
    asked = chosen.text("teacher")
    if asked:
        return [row for row, title in source.context.titles("staff").items() if asked in (title, row.hex())]
    school = source.schools(chosen.text(SCHOOL.name))[0][0]
    return [row["id"] for row in source.rows(Staff, [("school", school.hex()), ("status", "1")], ("name",))]


def _one(press: Press, source: Source, record: Record) -> None:
    reader = Reader(Staff, source.context)
    school = source.context.titles("schools").get(record.person["school_id"], source.school)
    press.begin(Sheet(school, record.span.label, FORM, source.today, label=INTERNAL))
    blocks.title(press, "教师教学常规情况", 1.5)
    post = reader.text(record.person, "post")
    who = f"姓名：{record.person['name']}　　任教学科：{reader.text(record.person, 'subject')}"
    blocks.ends(press, who + (f"　　职务：{post}" if post else ""), f"学期：{record.span.label}", share=0.62)
    blocks.gap(press, 2)
    _counts(press, record)
    _sheets(press, record)
    _lessons(press, record)
    _faults(press, record)
    blocks.note(
        press,
        "说明：听课节数由听课记录数出，应听节数按职务取自设置；其他数量取自本学期最近一次检查。本页只供教师本人和学校管理使用，不排名次。",
    )
    blocks.signatures(
        press,
        "制表人：______________",
        "教师（签字）：______________",
        "校长（签字）：______________",
        "日期：____年__月__日",
    )


def _counts(press: Press, record: Record) -> None:
    blocks.heading(press, "一、数量")
    table = Table(press, spread(COUNTS, press.width), style=BODY, row_height=17)
    heard = record.heard
    table.row(["听课节数", str(heard.due), str(heard.done), _short(Decimal(heard.due - heard.done)), "听课台账"])
    for one in record.quotas:
        table.row([one.what, written(one.due), written(one.done), _short(one.missing), one.on])
    table.close()
    blocks.gap(press, 2.5)


def _short(missing: Decimal) -> Cell | str:
    """差3 stands out; nothing missing says nothing."""
    return Cell(f"差{written(missing)}", strong=True) if missing > 0 else ""


def _sheets(press: Press, record: Record) -> None:
    blocks.heading(press, f"二、检查　{len(record.sheets)} 次")
    if not record.sheets:
        blocks.note(press, "本学期还没有检查记录。")
        return
    table = Table(press, spread(SHEETS, press.width), style=BODY, row_height=17)
    for sheet in record.sheets:
        result = sheet.result
        grade = codes.code_list("check_grade").label(result.grade)
        share = "" if result.share is None else f"{result.share}%"
        row = [
            sheet.row["inspected_on"] or "",
            sheet.checklist["heading"],
            written(result.score),
            written(result.full),
            share,
        ]
        table.row([*row, Cell(grade, strong=result.grade == "D"), str(len(result.faulty) or "")])
    for name, count, mean in record.by_list:
        if count > 1:
            table.row([Cell("平均", strong=True), f"{name}（{count} 次）", "", "", f"{mean}%", "", ""])
    table.close()
    routine = record.routine
    if routine.score is not None:
        blocks.note(press, f"常规得分 {routine.score}（{routine.said}；专项检查不计）。")
    blocks.gap(press, 2.5)


def _lessons(press: Press, record: Record) -> None:
    blocks.heading(press, f"三、被听课　{len(record.taught)} 节；听课　{len(record.listened_to)} 节")
    if not record.taught:
        blocks.note(press, "本学期还没有人听过课。")
        return
    table = Table(press, spread(LESSONS, press.width), style=BODY, row_height=17)
    for one in record.taught:
        mean = "" if one.mean is None else f"{one.mean}%"
        table.row(
            [
                one.heard_on,
                f"第{one.period}节" if one.period else "",
                one.subject,
                one.topic,
                "、".join(one.listeners),
                mean,
            ]
        )
    table.close()
    blocks.gap(press, 2.5)


def _faults(press: Press, record: Record) -> None:
    faults: Sequence[tuple[str, str, str]] = record.faults
    if not faults:
        return
    blocks.heading(press, f"四、需要改进　{len(faults)} 项")
    table = Table(press, spread(FAULTS, press.width), style=BODY, row_height=17)
    for day, what, said in faults:
        table.row([day, what, said])
    table.close()


REPORT = Report("teacher-routine", "教师教学常规情况", write, OPTIONS, ledgers=("staff", "inspections"))
