"""What a score sheet is about: school, term and class, as its title, its tab and its file say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from db.errors import SheetTrouble
from db.registers import Exam
from db.rules import calendar, class_titles, exam_guard, grades
from db.rules.text import tidy
from desktop.sheets.score_tables import ScoreTable
from desktop.work import exams
from desktop.work.exams import Room, Sitting
from desktop.work.import_classes import class_in
from desktop.work.import_columns import school_year_in
from desktop.work.office import Office

_KINDS = (("期中", exam_guard.MIDTERM), ("模拟", exam_guard.MOCK), ("一模", exam_guard.MOCK), ("二模", exam_guard.MOCK))
_SECOND = re.compile(r"春|下学期|第二学期|下期")
_AGAIN = re.compile(r"二模|第二次|第2次")
_BANNED = re.compile(r"[周月](?:考|测|检测)|单元(?:考|测|检)")
_FIRST = re.compile(r"秋|上学期|第一学期|上期")


@dataclass(frozen=True)
class About:
    """What a tab says it is about."""

    school: bytes
    year: int
    term: str
    kind: str
    grade: int
    number: int
    again: int = 1
    """The how manieth of its kind: 二模 is the second mock examination, not the first once more."""


def about_of(office: Office, table: ScoreTable, file: str, exam: Sitting | None, school: bytes | None) -> About:
    """From the title above the heading, else from the names of tab and file. Raises SheetTrouble."""
    said = tidy(f"{table.title} {table.tab} {file}")
    titles = office.titles("schools")
    named = max((row for row, t in titles.items() if t and t in said), key=lambda r: len(titles[r]), default=None)
    owner = named or school or (exam.school_id if exam else None) or office.school_id or b""
    year = exam.year if exam else school_year_in(said, office.school_year)
    term = exam.term if exam else "2" if _SECOND.search(said) else "1" if _FIRST.search(said) else ""
    kind = exam.kind if exam else next((k for word, k in _KINDS if word in said), exam_guard.FINAL)
    if exam is None and year >= exam_guard.FIRST_BOUND_YEAR and (banned := _BANNED.search(said)):
        raise SheetTrouble(f"“{table.tab}”是{banned[0]}，不得组织，也不登记成绩。", exam_guard.NO_MONTHLY)
    if not term:
        term = str(calendar.term_at(office.today)[1])
    try:
        meant = class_titles.read_class(class_in(table.title) or class_in(table.tab) or table.tab)
    except ValueError:
        meant = None
    if meant is None or meant.grade is None:
        raise SheetTrouble(f"工作表“{table.tab}”看不出是哪个班的。", "请在标题或工作表名里写明班级，如五（1）班。")
    again = exam.number if exam else 2 if _AGAIN.search(said) else 1
    return About(owner, year, term, kind, meant.grade, meant.number, again)


def known_exam(office: Office, about: About) -> Sitting | None:
    """The examination these sheets are of, if it is there: the school's own, else one for all schools."""
    fitting = [
        one
        for one in exams.sittings(office)
        if (one.year, one.term, one.kind, one.number) == (about.year, about.term, about.kind, about.again)
        and one.school_id in (None, about.school)
    ]
    return min(fitting, key=lambda one: one.school_id is None, default=None)


def made_exam(abouts: Iterable[About]) -> Exam:
    """The examination as the sheets tell it, to be added with them."""
    several = list(abouts)
    first, found = several[0], [one.grade for one in several]
    return Exam(
        school_id=first.school, year=first.year, term=first.term, kind=first.kind, number=first.again,
        from_grade=str(min(found)), to_grade=str(max(found)),
    )  # fmt: skip


def as_sitting(office: Office, exam: Exam | None) -> Sitting:
    assert exam is not None
    title = Exam.title_of(exam.values(), office.context)
    first, last = int(exam.from_grade or 1), int(exam.to_grade or 9)
    return Sitting(exam.id, title, exam.school_id, "", exam.year, exam.term, exam.kind, first, last, False)


def room_of(office: Office, one: Sitting, about: About) -> Room:
    """The class of the roster that a tab means; that spring's fifth grade is the sixth by now. Raises SheetTrouble."""
    stage = grades.Stage.PRIMARY if about.grade <= grades.LAST_GRADE[grades.Stage.PRIMARY] else grades.Stage.JUNIOR
    title = class_titles.class_title(stage, about.grade, about.number)
    found = [
        room
        for room in exams.rooms(office, one)
        if room.school_id == about.school and about.grade in room.grades and (room.title == title or room.composite)
    ]
    if not found:
        school = office.titles("schools").get(about.school, "")
        raise SheetTrouble(f"花名册里{school}没有{about.year}学年的{title}。", "请先导入学生花名册，再导入成绩。")
    return min(found, key=lambda room: room.composite)


__all__ = ["About", "about_of", "as_sitting", "known_exam", "made_exam", "room_of"]
