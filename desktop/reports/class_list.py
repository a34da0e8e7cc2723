"""班级名单: class after class, names with empty columns to sign or fill in by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.lib.units import mm

from db.errors import PaperTrouble
from db.registers.classes import SchoolClass
from db.registers.students import IN_CLASS, Student
from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

FORM = "QS-XJ-02"
WRITTEN = 24.0
"""Points: a row in which a hand writes."""

SIDE_BY_SIDE = 2
"""With so many columns to fill in, two columns of names stand side by side."""

NAMES = (Column("序号", 11, "f"), Column("姓名", 28, "f"), Column("性别", 11))
MOST = 8
"""Columns to fill in that fit beside a name."""

HAND = Style(size=10.5)

OPTIONS = (
    SCHOOL,
    Option("grade", "年级", "code", codes="grade"),
    Option("class", "班级", "link", target="classes"),
    Option("columns", "空白栏", default="签名,备注", hint="要手写的栏目，用逗号隔开，如 书本费,领取人"),
    Option("heading", "表头", hint="名单的用途，如 2026年秋季免费教科书领取"),
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    if len(chosen.words("columns")) > MOST:
        raise PaperTrouble(f"空白栏太多，一张纸最多放 {MOST} 栏。", "请减少几栏，或者分两次打印。")
    printed = False
    for school_id, school in source.schools(chosen.text(SCHOOL.name), Student):
        sheet = Sheet(school, source.term, FORM, source.today)
        for room, pupils in _classes(source, school_id, chosen):
            _class(press, source, sheet, chosen, room, pupils)
            printed = True
    if not printed:
        press.begin(Sheet(source.school, source.term, FORM, source.today))
        blocks.title(press, "班级名单")
        blocks.nothing(press)


def _classes(
    source: Source, school_id: bytes, chosen: Chosen
) -> list[tuple[Mapping[str, Any] | None, list[Mapping[str, Any]]]]:
    """The school's classes in their order, each with its pupils; those without a class at the end."""
    where = [("school", school_id.hex()), IN_CLASS]
    where += [(name, chosen.text(name)) for name in ("grade", "class") if chosen.text(name)]
    pupils: dict[bytes | None, list[Mapping[str, Any]]] = {}
    for pupil in source.rows(Student, where, ("class", "name")):
        pupils.setdefault(pupil["class_id"], []).append(pupil)
    rooms = {row["id"]: row for row in source.rows(SchoolClass, [("school", school_id.hex())])}
    return [(rooms.get(class_id) if class_id else None, found) for class_id, found in pupils.items()]


def _class(
    press: Press,
    source: Source,
    sheet: Sheet,
    chosen: Chosen,
    room: Mapping[str, Any] | None,
    pupils: Sequence[Mapping[str, Any]],
) -> None:
    reader, rooms = Reader(Student, source.context), Reader(SchoolClass, source.context)
    blanks = chosen.words("columns")
    boys = sum(pupil["sex"] == "1" for pupil in pupils)
    name = rooms.text(room, "title") if room else "未编班"
    teacher = rooms.text(room, "teacher") if room else ""

    def top() -> None:
        blocks.title(press, f"{name}学生名单", 1)
        if chosen.text("heading"):
            blocks.ends(press, chosen.text("heading"), "", 11)
        counts = f"{len(pupils)}人，男{boys}人，女{len(pupils) - boys}人"
        blocks.ends(press, f"班主任：{teacher or '______________'}", counts)
        blocks.gap(press, 1)

    press.begin(sheet, top)
    cells = [[str(n), reader.text(p, "name"), reader.text(p, "sex")] for n, p in enumerate(pupils, 1)]
    halves = 2 if len(blanks) <= SIDE_BY_SIDE and len(pupils) > rows_on(press) else 1
    _names(press, blanks, cells, halves)
    signers = ("班主任（签名）：______________", "日期：______年____月____日")
    blocks.signatures(press, *signers)


def rows_on(press: Press) -> int:
    """Rows for a hand on what is left of the page, the head and the places to sign counted."""
    return int((press.room - WRITTEN - blocks.SIGN_HEIGHT) / WRITTEN)


def _names(press: Press, blanks: Sequence[str], cells: Sequence[Sequence[str]], halves: int) -> None:
    """Numbers, names and sexes with the empty columns, once or twice across; the first half of a page at the left."""
    each = (press.width / mm) / halves
    free = max(each - sum(c.width for c in NAMES), 0) / max(len(blanks), 1)
    block = [*NAMES, *(Column(blank, free) for blank in blanks)]
    table = Table(
        press,
        block * halves,
        style=HAND,
        row_height=WRITTEN,
        head_height=WRITTEN,
        reserve=blocks.SIGN_HEIGHT,
        per_page=rows_on(press),
        who=1,
    )
    rows, empty = table.per_page, [""] * len(block)
    for start in range(0, len(cells), rows * halves):
        page = cells[start : start + rows * halves]
        tall = min(rows, len(page)) if halves == 1 else min(rows, (len(page) + 1) // 2)
        for i in range(tall):
            line: list[str | Cell] = []
            for half in range(halves):
                at = i + half * tall
                line += [*page[at], *[""] * len(blanks)] if at < len(page) else empty
            table.row(line)
    table.close()


REPORT = Report("class-list", "班级名单", write, OPTIONS, ("students", "classes"))
