"""Examinations: which there are, their papers laid out at once, and the classes that sit them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from db.codes import code_list
from db.errors import NotFound, Rejected, Trouble
from db.register import Problem
from db.registers import Paper
from db.registers.classes import GRADE_FLAGS
from db.registers.exams import LEVELS, MARKS, ON_PAPER, OTHERWISE, allowed, said
from db.rules import class_titles, exam_guard, exam_plan, grades
from db.rules.grades import Stage
from desktop.work.entering import judged
from desktop.work.office import Office
from desktop.work.outcome import Outcome


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


def sittings(office: Office, *, only: bytes | None = None) -> list[Sitting]:
    """All examinations, the latest first, this school's own before those of others."""
    schools, titles = office.titles("schools"), office.titles("exams")
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT id, school_id, year, term, kind, from_grade, to_grade, same_paper FROM exams WHERE deleted = 0"
        ).all()
    made = [
        Sitting(
            row, titles.get(row, ""), school, "" if school in (None, office.school_id) else schools.get(school, ""),
            int(year), str(term), str(kind), int(first or 1), int(last or 9), bool(same),
        )
        for row, school, year, term, kind, first, last, same in found
        if only is None or row == only
    ]  # fmt: skip
    places = {row: place for place, row in enumerate(titles)}
    made.sort(key=lambda one: (places.get(one.id, len(places)), bool(one.school), one.school))
    return made


def sitting(office: Office, exam: bytes) -> Sitting:
    """One examination. Raises NotFound."""
    found = sittings(office, only=exam)
    if not found:
        raise NotFound("没有这次考试。", "它可能刚被删除，请刷新。")
    return found[0]


def called(office: Office, text: str, school: bytes | None = None) -> Sitting:
    """The examination of that title or id; an empty text means the latest. Raises NotFound, Trouble."""
    known = sittings(office)
    if not text.strip():
        own = [one for one in known if one.school_id in (None, school or office.school_id)] or known
        if not own:
            raise NotFound("还没有考试。", "请先在“质量目标”的“考试”里新增。")
        return own[0]
    found = [one for one in known if text.strip() in (one.title, one.label, one.id.hex())]
    mine = [one for one in found if one.school_id == (school or office.school_id)] or found
    if not mine:
        raise NotFound(f"没有叫“{text}”的考试。", "请用 list exams 看一看有哪些考试。")
    if len(mine) > 1:
        raise Trouble(f"叫“{text}”的考试不止一次。", "请加 --school 说明是哪所学校的。")
    return mine[0]


def papers_of(office: Office, exams: Iterable[bytes]) -> dict[bytes, list[PaperLine]]:
    """The papers of these examinations, by grade and in the order of score sheets."""
    subjects = code_list("subject")
    found: dict[bytes, list[PaperLine]] = {}
    with office.look() as connection:
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


def lay_out(office: Office, exam: bytes, full: Mapping[str, Decimal] | None = None) -> Outcome:
    """Papers for every grade of the examination, as far as they are not there yet, as one entry.

    full: full marks by subject code; else those of the paper before in this grade, else 100.
    """
    one = sitting(office, exam)
    known = {(paper.grade, paper.subject) for paper in papers_of(office, [exam])[exam]}
    before = _full_before(office, one)
    made: list[Paper] = []
    for planned in exam_plan.papers(one.first, one.last):
        if (planned.grade, planned.subject) in known or (full is not None and planned.subject not in full):
            continue
        marks = (full or {}).get(planned.subject) or before.get((planned.grade, planned.subject)) or planned.full
        made.append(paper(one, planned.grade, planned.subject, marks if planned.full is not None else None))
    if not made:
        return Outcome("试卷都已经有了。", data={"papers": 0})
    problems = [p for row in made for p in judged(office, row).values() if p.level == "error"]
    if problems:
        raise Rejected(problems)
    with office.change(f"建立试卷：{one.title}") as rows:
        for row in made:
            rows.add(row)
    return Outcome(f"已建立 {len(made)} 份试卷，请核对满分。", frozenset({"papers"}), {"papers": len(made)})


def paper(one: Sitting, grade: int, subject: str, full: Decimal | None) -> Paper:
    """A paper of that examination; without a full mark it is told in levels."""
    levels = full is None
    return Paper(
        school_id=one.school_id, exam_id=one.id, grade=str(grade), subject=subject, full_marks=full,
        course_kind="3" if levels else "1", scoring=LEVELS if levels else MARKS, way=OTHERWISE if levels else ON_PAPER,
    )  # fmt: skip


def objections_to(office: Office, year: int, made: Paper) -> list[Problem]:
    """What the rules have against a paper of an examination that is not in the file yet."""
    on_paper, with_marks = made.way != OTHERWISE, made.scoring != LEVELS
    found = exam_guard.paper_objections(
        year, int(made.grade), on_paper=on_paper, with_marks=with_marks, allowed=allowed(office.context)
    )
    return [said(one) for one in found]


def _full_before(office: Office, one: Sitting) -> dict[tuple[int, str], Decimal]:
    """What each paper counted in the school's last examination that had it."""
    earlier = [other.id for other in sittings(office) if other.school_id == one.school_id and other.id != one.id]
    found: dict[tuple[int, str], Decimal] = {}
    for lines in papers_of(office, earlier).values():
        for line in lines:
            if line.full is not None:
                found.setdefault((line.grade, line.subject), line.full)
    return found


def rooms(office: Office, one: Sitting) -> list[Room]:
    """The classes that may sit this examination, by grade and number, as they were called in its year."""
    with office.look() as connection:
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


def teachers(office: Office, one: Sitting) -> dict[tuple[bytes, str], str]:
    """Who taught which class what in the term of the examination, by class and subject."""
    staff = office.titles("staff")
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT class_id, subject, teacher_id FROM teachings WHERE deleted = 0 AND year = ? AND term = ?",
            (one.year, one.term),
        )
        return {(room, str(subject)): staff.get(teacher, "") for room, subject, teacher in found}
