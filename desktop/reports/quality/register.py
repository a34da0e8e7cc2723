"""成绩登记表: a class's score register, blank to be filled by hand, or filled; levels unless marks are asked for."""

from __future__ import annotations

from decimal import Decimal

from db import pinyin
from db.quality.sittings import PaperLine, Room
from db.rules import exam_marks, grades
from db.rules.exam_marks import Entry, shown
from db.rules.levels import Level, level_of
from desktop.reports import blocks
from desktop.reports.options import REASON, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.quality.asked import EXAM, ONLY_TEACHERS, ROOM, SCHOOL, Asked, asked
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM, TITLE = "QS-ZL-11", "成绩登记表"
BLANK = Option("blank", "空白表", "yesno", default="no", hint="只有姓名，分数手填")
MARKS = Option("show_private", "打印分数", "yesno", default="no", hint="不选就只印等级")
SIGNERS = ("任课教师：____________", "班主任：____________", "登记日期：____年____月____日")
TEXT = Style(size=10)
ROW = 17.5


def write(press: Press, source: Source, chosen: Chosen) -> None:
    about = asked(source, chosen)
    rooms = [
        room
        for room in about.found.rooms.values()
        if about.room in ("", room.title) and about.sitting.school_id in (None, room.school_id)
    ]
    printed = False
    for room in sorted(rooms, key=lambda one: one.place):
        papers = [paper for paper in about.found.papers if paper.grade in room.grades]
        pupils = _pupils(about, room)
        if papers and pupils:
            _page(press, about, chosen, room, papers, pupils)
            printed = True
    if not printed:
        press.begin(about.sheet(FORM))
        blocks.title(press, TITLE)
        blocks.nothing(press, "没有要登记的班级。请先建立试卷。")


def _pupils(about: Asked, room: Room) -> list[tuple[bytes, str, str]]:
    """Who is in the class now or has a score in it; by seat, then by name."""
    exam = about.sitting.id
    found = about.source.connection.exec_driver_sql(
        "SELECT id, name, seat_number, stage, cohort FROM students WHERE deleted = 0 AND same_as IS NULL AND "
        "((class_id = ? AND status IN ('01', '05')) OR id IN (SELECT s.student_id FROM scores s "
        "JOIN papers p ON p.id = s.paper_id WHERE p.exam_id = ? AND s.class_id = ? AND s.deleted = 0))",
        (room.id, exam, room.id),
    ).all()
    kept = [
        (row, str(name), str(seat or ""))
        for row, name, seat, stage, cohort in found
        if not (stage and cohort) or grades.grade_of(cohort, int(stage), about.sitting.year) in room.grades
    ]
    return sorted(kept, key=lambda one: (int(one[2]) if one[2].isdigit() else 10_000, pinyin.sort_key(one[1])))


def _page(
    press: Press,
    about: Asked,
    chosen: Chosen,
    room: Room,
    papers: list[PaperLine],
    pupils: list[tuple[bytes, str, str]],
) -> None:
    subjects = list({paper.subject: paper for paper in papers}.values())

    def top() -> None:
        blocks.title(press, TITLE, 1)
        blocks.ends(press, f"班级：{room.title}", about.sitting.title, 10.5, 0.3)
        blocks.gap(press, 1)

    press.begin(about.sheet(FORM), top)
    columns = [
        Column("序号", 12), Column("姓名", 28, "f"), *(Column(_heading(paper), 24) for paper in subjects),
        Column("备注", 26),
    ]  # fmt: skip
    table = Table(press, spread(columns, press.width), style=TEXT, row_height=ROW, head_height=28, who=1)
    entries = {} if chosen.yes(BLANK.name) else _entries(about, room, papers)
    levels = about.found.decided.levels
    for number, (row, name, _seat) in enumerate(pupils, 1):
        cells = [_cell(entries.get((row, paper.subject)), paper, levels, chosen) for paper in subjects]
        table.row([str(number), name, *cells, ""])
    if not chosen.yes(BLANK.name) and chosen.private:
        means = [exam_marks.mean([e for (_, s), e in entries.items() if s == p.subject]) for p in subjects]
        table.put([Cell("均分（实考）", 2, align="c"), *("" if m is None else f"{m:.2f}" for m in means), ""], tall=ROW)
    table.close()
    said = "缺考、免考、缓考写明。" if chosen.yes(BLANK.name) else ""
    blocks.note(press, f"{said}{ONLY_TEACHERS}")
    blocks.signatures(press, *SIGNERS)


def _heading(paper: PaperLine) -> str:
    return f"{paper.label}\n（等级）" if paper.levels else f"{paper.label}\n（满分{shown(paper.full)}）"


def _entries(about: Asked, room: Room, papers: list[PaperLine]) -> dict[tuple[bytes, str], Entry]:
    found: dict[tuple[bytes, str], Entry] = {}
    for paper in papers:
        for row, mark, absence, level in about.source.connection.exec_driver_sql(
            "SELECT student_id, mark, absence, level FROM scores WHERE paper_id = ? AND class_id = ? AND deleted = 0",
            (paper.id, room.id),
        ):
            found[row, paper.subject] = Entry(None if mark is None else Decimal(mark), absence, level)
    return found


def _cell(entry: Entry | None, paper: PaperLine, levels: tuple[Level, ...], chosen: Chosen) -> str:
    if entry is None or entry.empty:
        return ""
    if chosen.private or entry.absence or entry.mark is None or not paper.full:
        return exam_marks.said(entry)
    return level_of(entry.mark, paper.full, levels).letter


REPORT = Report("score-register", TITLE, write, (EXAM, ROOM, BLANK, MARKS, REASON, SCHOOL), ledgers=("exams", "papers"))
