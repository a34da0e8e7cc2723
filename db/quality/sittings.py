"""Examinations as they are read: which there are, their papers, the classes that sit them, who teaches those."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from db.codes import code_list
from db.errors import NotFound, Trouble
from db.quality.books import Books
from db.registers.classes import GRADE_FLAGS
from db.registers.exams import LEVELS
from db.rules import class_titles, exam_plan, grades
from db.rules.grades import Stage


@dataclass(frozen=True)
class Sitting:
    """An examination as it is chosen: its title, whose it is (None: one paper for all schools), year, term, grades."""

    id: bytes
    title: str
    school_id: bytes | None
    school: str
    year: int
    term: str
    kind: str
    first: int
    last: int
    same_paper: bool
    number: int = 1
    """The how manieth of its kind in the term."""
    on: date | None = None
    senior: Decimal | None = None
    """高中线 of all papers together, where the office has set one."""

    @property
    def label(self) -> str:
        """2025—2026学年度第二学期期末 · 黑沟教学点."""
        return f"{self.title} · {self.school}" if self.school else self.title


@dataclass(frozen=True)
class PaperLine:
    """A paper of an examination."""

    id: bytes
    grade: int
    subject: str
    label: str
    full: Decimal | None
    levels: bool
    course_kind: str
    weak_points: str
    remedies: str


@dataclass(frozen=True)
class Room:
    """A class as it was called in the year of the examination; several grades in a composite class."""

    id: bytes
    title: str
    school_id: bytes
    grades: tuple[int, ...]
    composite: bool
    place: tuple[Any, ...]


def sittings(books: Books, *, only: bytes | None = None) -> list[Sitting]:
    """All examinations, the latest first, this school's own before those of others."""
    schools, titles = books.context.titles("schools"), books.context.titles("exams")
    with books.look() as connection:
        found = connection.exec_driver_sql(
            'SELECT id, school_id, year, term, kind, from_grade, to_grade, same_paper, number, "on", senior_line '
            "FROM exams WHERE deleted = 0"
        ).all()
    made = [
        Sitting(
            row, titles.get(row, ""), school, "" if school in (None, books.school_id) else schools.get(school, ""),
            int(year), str(term), str(kind), int(first or 1), int(last or 9), bool(same), int(number or 1),
            date.fromisoformat(on) if on else None, None if senior is None else Decimal(senior),
        )
        for row, school, year, term, kind, first, last, same, number, on, senior in found
        if only is None or row == only
    ]  # fmt: skip
    places = {row: place for place, row in enumerate(titles)}
    made.sort(key=lambda one: (places.get(one.id, len(places)), bool(one.school), one.school))
    return made


def sitting(books: Books, exam: bytes) -> Sitting:
    """One examination. Raises NotFound."""
    found = sittings(books, only=exam)
    if not found:
        raise NotFound("没有这次考试。", "它可能刚被删除，请刷新。")
    return found[0]


def called(books: Books, text: str, school: bytes | None = None) -> Sitting:
    """The examination of that title or id; an empty text means the latest. Raises NotFound, Trouble."""
    known = sittings(books)
    if not text.strip():
        own = [one for one in known if one.school_id in (None, school or books.school_id)] or known
        if not own:
            raise NotFound("还没有考试。", "请先在“质量目标”的“考试”里新增。")
        return own[0]
    found = [one for one in known if text.strip() in (one.title, one.label, one.id.hex())]
    mine = [one for one in found if one.school_id == (school or books.school_id)] or found
    if not mine:
        raise NotFound(f"没有叫“{text}”的考试。", "请用 list exams 看一看有哪些考试。")
    if len(mine) > 1:
        raise Trouble(f"叫“{text}”的考试不止一次。", "请加 --school 说明是哪所学校的。")
    return mine[0]


def papers_of(books: Books, exams: Iterable[bytes]) -> dict[bytes, list[PaperLine]]:
    """The papers of these examinations, by grade and in the order of score sheets."""
    subjects = code_list("subject")
    found: dict[bytes, list[PaperLine]] = {}
    with books.look() as connection:
        for exam in exams:
            lines = connection.exec_driver_sql(
                "SELECT id, grade, subject, full_marks, scoring, course_kind, weak_points, remedies FROM papers "
                "WHERE deleted = 0 AND exam_id = ?",
                (exam,),
            )
            made = [
                PaperLine(
                    row, int(grade), str(subject), subjects.label(subject), None if full is None else Decimal(full),
                    scoring == LEVELS, str(kind or "1"), str(weak or ""), str(remedies or ""),
                )
                for row, grade, subject, full, scoring, kind, weak, remedies in lines
            ]  # fmt: skip
            found[exam] = sorted(made, key=lambda one: (one.grade, exam_plan.place(one.subject)))
    return found


def rooms(books: Books, one: Sitting) -> list[Room]:
    """The classes that may sit this examination, by grade and number, as they were called in its year."""
    with books.look() as connection:
        found = connection.exec_driver_sql(
            f"SELECT id, school_id, stage, entry_year, number, composite, {', '.join(GRADE_FLAGS)} "
            "FROM classes WHERE deleted = 0" + (" AND school_id = ?" if one.school_id else ""),
            (one.school_id,) if one.school_id else (),
        ).all()
    made = [room for line in found if (room := _room(one, *line)) is not None]
    wanted = set(range(one.first, one.last + 1))
    return sorted((room for room in made if wanted & set(room.grades)), key=lambda room: room.place)


def _room(
    one: Sitting, row: bytes, school: bytes, stage: str, entered: int | None, number: int | None,
    composite: bool | None, *flags: bool | None,
) -> Room | None:  # fmt: skip
    if composite:
        several = tuple(grade for grade, flag in enumerate(flags, 1) if flag)
        title = class_titles.composite_title([(Stage.PRIMARY, grade) for grade in several]) if several else "复式班"
        return Room(row, title, school, several, True, (several[:1], 99, row))
    grade = grades.grade_of(entered, int(stage), one.year) if entered and int(stage) else None
    if grade is None:
        return None
    title = class_titles.class_title(int(stage), grade, number or 1)
    return Room(row, title, school, (grade,), False, ((grade,), number or 1, row))


def teachers(books: Books, one: Sitting) -> dict[tuple[bytes, str], str]:
    """Who taught which class what in the term of the examination, by class and subject."""
    staff = books.context.titles("staff")
    with books.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT class_id, subject, teacher_id FROM teachings WHERE deleted = 0 AND year = ? AND term = ?",
            (one.year, one.term),
        )
        return {(room, str(subject)): staff.get(teacher, "") for room, subject, teacher in found}
