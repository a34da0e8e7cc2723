"""成长记录册: all that the registers know of one child's years, as a small book that the family keeps.

源：B17 成长记录手册、成长记录袋（十二年一贯）。Levels and words, no marks, no ranks (facts 0.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportlab.lib.units import mm

from db.registers import Student
from db.registers.students import IN_CLASS
from db.rules.grades import STAGE_LABELS, Stage
from desktop.reports import blocks
from desktop.reports.booklet import care, deeds, last, me, measures, terms, works
from desktop.reports.booklet.book import Book, Chapter, Row
from desktop.reports.booklet.leaves import Contents, Cover, Leaf
from desktop.reports.faces import KAI, SONG
from desktop.reports.furniture import chinese_day
from desktop.reports.imposing import BOOKLET, ENLARGED
from desktop.reports.options import SCHOOL, SPECIAL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.source import Reader, Source
from desktop.reports.words import Words

CHAPTERS: tuple[Chapter, ...] = (
    me.CHAPTER,
    terms.CHAPTER,
    measures.CHAPTER,
    works.CHAPTER,
    deeds.CHAPTER,
    care.CHAPTER,
    last.CHAPTER,
)
"""In the order of the book; a register that has something to tell of a child adds a line."""

PHOTO = 52 * mm
CLASS = Option("class", "班级", "link", target="classes", hint="印全班的；只印一个人的，填学生")
NAME = Option("student", "学生", hint="姓名；不填就是全班")
FOLDED = Option("booklet", "A5小册子（双面打印，短边翻转，对折装订）", "yesno", default="yes")
CARE = Option("care", "印“一路相伴”（关爱、家访）", "yesno", default="no")
REMINDERS = Option(SPECIAL.name, "诚信里的谈话提醒也印", "yesno", default="no")
OPTIONS = (SCHOOL, CLASS, NAME, FOLDED, CARE, REMINDERS)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    press.impose(BOOKLET if chosen.yes(FOLDED.name) else ENLARGED)
    printed = False
    for child in _children(source, chosen):
        _book(press, source, chosen, child)
        printed = True
    if not printed:
        press.begin(Leaf(source.school, source.term, "", source.today))
        blocks.nothing(press, "没有这样的学生。请选班级，或写学生的姓名。")


def _children(source: Source, chosen: Chosen) -> Iterator[Row]:
    """One child by name, else the class; without either, nobody: a whole school is not printed by mistake."""
    name, room = chosen.text(NAME.name), chosen.text(CLASS.name)
    if not name and not room:
        return
    for school, _ in source.schools(chosen.text(SCHOOL.name)):
        where = [("school", school.hex()), IN_CLASS]
        where += [("class", room)] if room else []
        for child in source.rows(Student, where, ("class", "name")):
            if not name or name in (child["name"], child["id"].hex()):
                yield child


def _book(press: Press, source: Source, chosen: Chosen, child: Row) -> None:
    """Cover, contents, chapters; the pages of the chapters are known when the contents are drawn, at the end."""
    school = source.context.titles("schools").get(child["school_id"] or b"", source.school)
    leaf = Leaf(school, source.term, "", source.today, name=str(child["name"]))
    book, entries = Book(press, source, chosen, child, leaf), list[tuple[str, int]]()
    _cover(press, source, child, book, school)
    press.turn_to(Contents(school, source.term, "", source.today, name=book.name, chapter="目录", entries=entries))
    blocks.write(press, Words("目　录", KAI, 19, 27, "center", bold=True))
    press.y = press.bottom + 46
    for line in ("由学校、学生和家庭一起写成，跟着学生走；", "转学时，各项记录随学籍一起转到新学校。"):
        blocks.write(press, Words(line, KAI, 9.5, 16, "center"))
    for chapter in CHAPTERS:
        if (chapter.asked and not chosen.yes(chapter.name)) or not chapter.there(book):
            continue
        book.leaf = replace(leaf, chapter=chapter.title)
        press.turn_to(book.leaf)
        entries.append((chapter.title, press.page))
        chapter.write(book)


def _cover(press: Press, source: Source, child: Row, book: Book, school: str) -> None:
    press.begin(Cover(school, source.term, "", source.today, name=book.name))
    blocks.gap(press, 8)
    blocks.write(press, Words("成长记录", KAI, 40, 58, "center", bold=True))
    blocks.write(press, Words("一步一步，慢慢长大", KAI, 13, 22, "center"))
    blocks.gap(press, 8)
    width, body = PHOTO * 0.72, book.picture(child["photo"])
    left, bottom = press.left + (press.width - width) / 2, press.y - PHOTO
    if body is None:
        press.pen.box(left, bottom, width, PHOTO, 0.7)
        said = "贴照片处"
        press.pen.text(left + (width - 4 * 10) / 2, bottom + PHOTO / 2, said, SONG, 10)
    else:
        press.image(body, left, bottom, width, PHOTO)
    press.y = bottom
    blocks.gap(press, 8)
    blocks.write(press, Words(book.name, KAI, 26, 38, "center", bold=True, fit=True))
    blocks.gap(press, 2)
    for line in _about(source, child, school):
        blocks.write(press, Words(line, SONG, 12, 20, "center", fit=True))
    press.y = press.bottom + 22
    blocks.write(press, Words(f"{chinese_day(source.today)}印", SONG, 9, 14, "center"))


def _about(source: Source, child: Row, school: str) -> Iterator[str]:
    yield school
    room = Reader(Student, source.context).text(child, "class")
    entered = str(child["entered_in"] or "")[:4] or str(child["cohort"] or "")
    stage = STAGE_LABELS[Stage(int(child["stage"]))] if child["stage"] else ""
    yield "　".join(part for part in (room, f"{entered}年{stage}入学" if entered else "") if part)


REPORT = Report("growth", "成长记录册", write, OPTIONS, ("growth_notes", "growth_levels", "works", "measures"))
__all__ = ["CHAPTERS", "REPORT", "Chapter"]
