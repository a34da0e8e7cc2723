"""学业等级通知单: one pupil's own levels, for the pupil and the parents; no mark, no place, nobody else.

源：教育部办公厅《关于加强义务教育学校考试管理的通知》(2021): results in levels, told in a suitable way (facts 0.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportlab.lib.units import mm

from db.codes import code_list
from db.rules.exam_marks import ABSENCE_WORDS
from db.rules.levels import Level, level_of
from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.quality.asked import EXAM, NO_SCORES, ROOM, SCHOOL, Asked, asked
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

FORM, TITLE = "QS-ZL-10", "学业等级通知单"
NAME = Option("student", "学生", hint="只印这名学生的；不填就是全班")
TEXT = Style(size=11, leading=16)
HALF = 128 * mm
"""Two to a sheet, cut apart in the middle."""


class Slip(NamedTuple):
    """What one pupil is told: subject with level or why there is none."""

    name: str
    room: str
    school: str
    told: list[tuple[str, str]]


def write(press: Press, source: Source, chosen: Chosen) -> None:
    about = asked(source, chosen)
    slips = list(_slips(about, chosen.text(NAME.name)))
    sheet = Sheet(about.school, about.term, FORM, source.today)
    press.begin(sheet)
    if not slips:
        blocks.title(press, TITLE)
        blocks.nothing(press, NO_SCORES)
    for number, slip in enumerate(slips):
        if number and number % 2 == 0:
            press.turn()
        elif number % 2 == 1:
            press.y = press.top - HALF
            blocks.write(press, Words("- " * 60, size=8, align="center"))
        _slip(press, about, slip)


def _slips(about: Asked, student: str) -> Iterator[Slip]:
    """Pupil by pupil in the order of names, class by class."""
    books, subjects = about.found.books, code_list("subject")
    titles = books.context.titles("schools")
    students = {row: place for place, row in enumerate(books.context.titles("students"))}
    names = books.context.titles("students")
    papers = {paper.id: paper for paper in about.found.papers if about.grade in (None, paper.grade)}
    for room in dict.fromkeys(line.room for line in about.found.classes() if line.room is not None):
        if about.room not in ("", room.title):
            continue
        told: dict[bytes, list[tuple[str, str]]] = {}
        for paper in papers.values():
            for row, mark, absence, level in _results(about, paper.id, room.id):
                said = _said(about.found.decided.levels, mark, paper.full, absence, level)
                if said:
                    told.setdefault(row, []).append((subjects.label(paper.subject), said))
        for row in sorted(told, key=lambda one: students.get(one, 0)):
            if student in ("", names.get(row, ""), row.hex()):
                yield Slip(names.get(row, ""), room.title, titles.get(room.school_id, ""), told[row])


def _results(about: Asked, paper: bytes, room: bytes) -> Iterator[tuple[bytes, str | None, str | None, str | None]]:
    found = about.source.connection.exec_driver_sql(
        "SELECT student_id, mark, absence, level FROM scores WHERE paper_id = ? AND class_id = ? AND deleted = 0",
        (paper, room),
    )
    yield from ((row, mark, absence, level) for row, mark, absence, level in found)


def _said(
    levels: tuple[Level, ...], mark: str | None, full: Decimal | None, absence: str | None, level: str | None
) -> str:
    """The level's name, or 缺考 …; nothing where nothing was written."""
    if absence:
        return ABSENCE_WORDS.get(absence, "")
    if level:
        known = next((one.name for one in levels if one.letter == level), "")
        return f"{level}　{known}".strip()
    if mark is None or not full:
        return ""
    found = level_of(Decimal(mark), full, levels)
    return f"{found.letter}　{found.name}"


def _slip(press: Press, about: Asked, slip: Slip) -> None:
    blocks.gap(press, 4)
    blocks.title(press, TITLE, 2)
    blocks.ends(press, f"学校：{slip.school}", about.sitting.title.removesuffix("（各校同卷）"), 10.5, 0.45)
    blocks.ends(press, f"班级：{slip.room}　　姓名：{slip.name}", "", 10.5, 0.9)
    blocks.gap(press, 2)
    table = Table(
        press, spread((Column("学科", 40), Column("等级", 45), Column("学科", 40), Column("等级", 45)), press.width),
        style=TEXT, row_height=22,
    )  # fmt: skip
    for start in range(0, len(slip.told), 2):
        pair = slip.told[start : start + 2]
        table.row([cell for one in pair for cell in one] + [Cell("")] * (4 - 2 * len(pair)))
    table.close()
    steps = "、".join(f"{level.letter}{level.name}" for level in about.found.decided.levels)
    blocks.note(press, f"等级从高到低：{steps}。等级说明学习达到的程度，不是名次；请多看孩子的努力和进步。", 9.5)
    blocks.gap(press, 2)
    blocks.write(press, Words("教师寄语：" + "_" * 60, size=10.5, leading=20))
    blocks.signatures(press, "班主任：____________", "家长（签字）：____________", "____年____月____日")


REPORT = Report("level-slips", TITLE, write, (EXAM, ROOM, NAME, SCHOOL), ledgers=("exams",))
