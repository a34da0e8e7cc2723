"""人籍核对表: a class's pupils to tick by hand or as they were ticked, signed by the class teacher; the township's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportlab.lib.units import mm

from db import roll_checking
from db.codes import code_list
from db.registers.classes import SchoolClass
from db.registers.students import Student
from db.roll_checking import HERE, NOT_HERE, NOT_LISTED, WORDS, Check, Open, Pupil, Room, School
from db.rules import masks
from desktop.reports import blocks, roll_period
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM, SUMMARY_FORM = "QS-XJ-14", "QS-XJ-15"
TALL = 17.0
CLASS = Option("class", "班级", "link", target="classes")
BLANK = Option("blank", "空白表，手工核对", "yesno", default="no")
COLUMNS = (
    Column("学号", 14), Column("姓名", 28, "f"), Column("性别", 12), Column("学籍号", 42), Column("在校", 14),
    Column("核对结果", 26), Column("说明", 40, "l"),
)  # fmt: skip
STATES = (
    Column("学校", 46, "l"), Column("应核对", 16), Column("已核对", 16), Column("人籍一致", 18), Column("空挂学籍", 18),
    Column("有人无籍", 18), Column("未处理", 16), Column("状态", 20), Column("核对人", 22, "f"),
)  # fmt: skip
OPEN = (
    Column("学校", 42, "l"), Column("班级", 24, "f"), Column("姓名", 26, "f"), Column("核对结果", 24),
    Column("怎样处理", 30), Column("说明", 40, "l"),
)  # fmt: skip
NOTE = (
    "说明：1. 按《中小学生学籍管理办法》（教基〔2025〕1号）第二十五条，每学期至少核对一次，做到人籍一致。"
    "2. 有学籍、人不在校的为空挂学籍，人在校、没有学籍的为有人无籍，都要逐人处理。3. 休学学生不在表内。"
)
SIGNERS = ("班主任（签名）：______________", "核对人（签名）：______________", "核对日期：______年____月____日")


def write(press: Press, source: Source, chosen: Chosen) -> None:
    school, name = source.schools(chosen.text(SCHOOL.name))[0]
    check = roll_checking.this_term(source.connection, school, source.today)
    asked = chosen.text("class")
    titles = source.context.titles(SchoolClass.register_name())
    rooms = [
        room
        for room in roll_checking.rooms(source.connection, check, titles)
        if not asked or asked in (room.title, room.room.hex() if room.room else "")
    ]
    for room in rooms:
        press.begin(Sheet(name, check.label, FORM, source.today))
        _room(press, source, check, room, blank=chosen.yes(BLANK.name))
    if not rooms:
        press.begin(Sheet(name, check.label, FORM, source.today))
        blocks.title(press, "人籍核对表")
        blocks.nothing(press, "没有要核对的学生。")


def _room(press: Press, source: Source, check: Check, room: Room, *, blank: bool) -> None:
    pupils = roll_checking.sheet(source.connection, check, room.room)
    pupils = [pupil for pupil in pupils if pupil.student is not None or not blank]
    blocks.title(press, f"{room.title}人籍核对表", 1)
    said = "核对日期：______年____月____日" if blank else f"截至{chinese_day(source.today)}"
    blocks.ends(press, f"应核对 {room.pupils} 人", said)
    blocks.gap(press, 1)
    table = Table(press, spread(COLUMNS, press.width), row_height=TALL, head_height=20, who=1)
    for number, pupil in enumerate(pupils, 1):
        table.row(_cells(number, pupil, blank=blank))
    table.put([Cell("合计", 2, align="c", strong=True), Cell(_sum(pupils, blank=blank), 5, align="l")], tall=TALL)
    table.close()
    blocks.note(press, NOTE)
    blocks.signatures(press, *SIGNERS)


def _cells(number: int, pupil: Pupil, *, blank: bool) -> list[str | Cell]:
    sex = code_list("sex").label(pupil.sex) if pupil.sex else ""
    enrolment = masks.mask_enrolment_number(pupil.number) if pupil.number else ""
    line: list[str | Cell] = [pupil.seat or str(number), pupil.name, sex, enrolment]
    if blank or not pupil.finding:
        return [*line, "", "", ""]
    settled = code_list("roll_settled").label(pupil.settled) if pupil.settled else ""
    here = "" if pupil.finding == NOT_HERE else "√"
    found = Cell(WORDS[pupil.finding], strong=pupil.finding != HERE)
    return [*line, here, found, "；".join(part for part in (settled, pupil.remark) if part)]


def _sum(pupils: Sequence[Pupil], *, blank: bool) -> str:
    listed = sum(pupil.student is not None for pupil in pupils)
    if blank:
        return f"册上 {listed} 人；到校 ____ 人，空挂学籍 ____ 人，有人无籍 ____ 人"
    found = Counter(pupil.finding for pupil in pupils)
    said = "，".join(f"{WORDS[code]} {found[code]} 人" for code in (HERE, NOT_HERE, NOT_LISTED))
    return f"册上 {listed} 人；{said}" + (f"；还有 {found['']} 人没有核对" if found[""] else "")


# -- the township ---------------------------------------------------------------------------------------------


def write_summary(press: Press, source: Source, chosen: Chosen) -> None:
    check = roll_checking.this_term(source.connection, source.school_id or b"", source.today)
    named = dict(roll_period.schools(source, chosen))
    titles = source.context.titles(SchoolClass.register_name())
    found = roll_checking.schools(source.connection, check, named, titles)
    press.begin(Sheet(source.school, check.label, SUMMARY_FORM, source.today))
    blocks.title(press, "人籍核对情况汇总表", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"截至{chinese_day(source.today)}　　单位：人")
    blocks.gap(press, 1)
    if not found:
        blocks.nothing(press, "没有要核对的学生。")
        return
    table = Table(press, spread(STATES, press.width), row_height=TALL, head_height=20)
    for one in found:
        table.row(_state(one))
    sums = [str(sum(column)) for column in zip(*(one[2:8] for one in found), strict=True)]
    table.put([Cell("合计", align="c", strong=True), *sums, "", ""], tall=TALL)
    table.close()
    listed = roll_checking.to_settle(source.connection, check, titles, township=True)
    _open(press, named, [one for one in listed if one.school in named])
    blocks.note(press, NOTE)
    blocks.signatures(press)


def _state(one: School) -> list[str | Cell]:
    left = Cell(str(one.unsettled), strong=bool(one.unsettled))
    figures = (one.pupils, one.ticked, one.here, one.not_here, one.not_listed)
    return [one.name, *(str(n) for n in figures), left, one.state, one.checker]


def _open(press: Press, named: dict[bytes, str], listed: Sequence[Open]) -> None:
    if not listed:
        return
    blocks.gap(press, 3)
    blocks.heading(press, "人籍不一致的学生", following=20 * mm)
    table = Table(press, spread(OPEN, press.width), row_height=TALL, head_height=20, who=2)
    for one in listed:
        settled = code_list("roll_settled").label(one.settled) if one.settled else Cell("未处理", strong=True)
        table.row([named.get(one.school, ""), one.room, one.name, WORDS[one.finding], settled, one.remark])
    table.close()


REPORT = Report("roll-check", "人籍核对表", write, (SCHOOL, CLASS, BLANK), ledgers=("movements", Student.__tablename__))
SUMMARY = Report("roll-check-summary", "人籍核对情况汇总表", write_summary, (SCHOOL,), ledgers=("movements",))
