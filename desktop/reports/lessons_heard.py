"""听课情况表: how many lessons each teacher of a school has heard this term against the quota, and the lessons."""

from __future__ import annotations

from db import listened, terms
from db.listened import Together
from db.registers import Observation, Staff
from desktop.reports import blocks
from desktop.reports.furniture import INTERNAL, Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table
from desktop.reports.teacher_routine import LESSONS, asked_day

FORM = "QS-JC-06"
BODY = Style(size=9, pad=3, air=1)
TEACHERS = (
    Column("序号", 10), Column("姓名", 30, "f"), Column("职务", 30, "f"), Column("任教学科", 25), Column("应听", 18),
    Column("实听", 18), Column("差", 16), Column("被听", 18),
)  # fmt: skip
TAUGHT = (Column("授课人", 24, "f"), *LESSONS)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    span = terms.term_of(source.connection, asked_day(source, chosen))
    for school, name in source.schools(chosen.text(SCHOOL.name), Staff):
        press.begin(Sheet(name, span.label, FORM, source.today, label=INTERNAL))
        blocks.title(press, "听课情况表", 1)
        blocks.ends(
            press, f"学校：{name}", f"{span.first:%Y-%m-%d} 至 {min(span.last, source.today):%Y-%m-%d}　单位：节"
        )
        blocks.gap(press, 1.5)
        where = [("school", school.hex())]
        rows = source.rows(Observation, where, ("heard_on",))
        mine = [row for row in rows if row["heard_on"] and span.between[0] <= row["heard_on"] <= span.between[1]]
        lessons = listened.grouped(source.connection, source.context, mine)
        _teachers(press, source, school, span, lessons)
        _lessons(press, lessons)
        blocks.note(
            press,
            "说明：应听节数按职务取自设置；几个人听同一节课取平均，人数达到设置的，去掉一个最高分和一个最低分。不排名次。",
        )
        blocks.signatures(
            press,
            "填表人：______________",
            "教导主任：______________",
            "校长（签字）：______________",
            "日期：____年__月__日",
        )


def _teachers(press: Press, source: Source, school: bytes, span: terms.Span, lessons: list[Together]) -> None:
    reader = Reader(Staff, source.context)
    blocks.heading(press, "一、听课节数")
    table = Table(press, spread(TEACHERS, press.width), style=BODY, row_height=16, who=1)
    people = [
        row for row in source.rows(Staff, [("school", school.hex())], ("name",)) if row["status"] in ("1", "", None)
    ]
    total = [0, 0]
    for number, person in enumerate((row for row in people if row["subject"] != "90"), 1):
        count = listened.heard(source.connection, source.context, person, span)
        taught = sum(lesson.teacher_id == person["id"] for lesson in lessons)
        short = Cell(f"差{count.due - count.done}", strong=True) if count.done < count.due else ""
        words = [str(number), person["name"], reader.text(person, "post"), reader.text(person, "subject")]
        table.row([*words, str(count.due), str(count.done), short, str(taught or "")])
        total = [total[0] + count.due, total[1] + count.done]
    table.row(["", Cell("合计", strong=True), "", "", str(total[0]), str(total[1]), "", ""])
    table.close()
    blocks.gap(press, 2.5)


def _lessons(press: Press, lessons: list[Together]) -> None:
    blocks.heading(press, f"二、听过的课　{len(lessons)} 节")
    if not lessons:
        blocks.note(press, "本学期还没有听课记录。")
        return
    table = Table(press, spread(TAUGHT, press.width), style=BODY, row_height=16)
    for one in lessons:
        mean = "" if one.mean is None else f"{one.mean}%"
        period = f"第{one.period}节" if one.period else ""
        table.row([one.teacher, one.heard_on, period, one.subject, one.topic, "、".join(one.listeners), mean])
    table.close()


TERM = Option("day", "哪个学期", hint="这一天所在的学期；不填就是今天，例如 2026-05-01")

REPORT = Report("lessons-heard", "听课情况表", write, (SCHOOL, TERM), ledgers=("observations",))
