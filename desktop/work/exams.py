"""Examinations: which there are, their papers laid out at once, and the classes that sit them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from db.errors import Rejected
from db.quality import sittings as reading
from db.quality.books import Books
from db.quality.sittings import PaperLine, Room, Sitting
from db.register import Problem
from db.registers import ExamBase, Paper
from db.registers.exams import LEVELS, MARKS, ON_PAPER, OTHERWISE, allowed, said
from db.rules import exam_guard, exam_plan
from desktop.work.entering import judged
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def books(office: Office) -> Books:
    """The office's file as an analysis reads it."""
    return Books(office.look, office.context, office.school_id)


def sittings(office: Office) -> list[Sitting]:
    """All examinations, the latest first, this school's own before those of others."""
    return reading.sittings(books(office))


def sitting(office: Office, exam: bytes) -> Sitting:
    """One examination. Raises NotFound."""
    return reading.sitting(books(office), exam)


def papers_of(office: Office, exams: Iterable[bytes]) -> dict[bytes, list[PaperLine]]:
    """The papers of these examinations, by grade and in the order of score sheets."""
    return reading.papers_of(books(office), exams)


def rooms(office: Office, one: Sitting) -> list[Room]:
    """The classes that may sit this examination, by grade and number, as they were called in its year."""
    return reading.rooms(books(office), one)


def called(office: Office, text: str, school: bytes | None = None) -> Sitting:
    """The examination of that title or id; an empty text means the latest. Raises NotFound, Trouble."""
    return reading.called(books(office), text, school)


def lay_out(office: Office, exam: bytes, full: Mapping[str, Decimal] | None = None) -> Outcome:
    """Papers for every grade of the examination, as far as they are not there yet, as one entry; an assessment
    (学业评价) is told in levels.

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
        in_levels = planned.full is None or one.kind == exam_guard.ASSESSMENT
        made.append(paper(one, planned.grade, planned.subject, None if in_levels else marks))
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


def lay_out_all(office: Office, keys: Sequence[bytes]) -> Outcome:
    """Papers for each of these examinations."""
    made = [lay_out(office, key) for key in keys]
    count = sum(outcome.data["papers"] for outcome in made)
    said = f"已建立 {count} 份试卷，请核对满分。" if count else "试卷都已经有了。"
    return Outcome(said, frozenset({"papers"}) if count else frozenset(), {"papers": count})


def count_rolls(office: Office, keys: Sequence[bytes]) -> Outcome:
    """The number on each class's roll today, for the denominators that count from rolls, as one entry."""
    made = [
        ExamBase(school_id=room.school_id, exam_id=key, class_id=room.id, enrolled=_on_roll(office, room))
        for key in keys
        for room in rooms(office, sitting(office, key))
    ]
    if not made:
        return Outcome("这次考试的年级里没有班级。", data={"classes": 0})
    with office.change("取学籍人数") as rows:
        for row in made:
            known = rows.find(ExamBase, row.id)
            if known is None:
                rows.add(row)
            else:
                known.enrolled, known.deleted = row.enrolled, False
    said = f"已取 {len(made)} 个班今天的学籍人数；考试过去很久的，请核对。"
    return Outcome(said, frozenset({"exam_bases"}), {"classes": len(made)})


def _on_roll(office: Office, room: Room) -> int:
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM students WHERE class_id = ? AND deleted = 0 AND status IN ('01', '05')", (room.id,)
        ).scalar()
    return int(found or 0)


def objections_to(office: Office, exam: Sitting, made: Paper) -> list[Problem]:
    """What the rules have against a paper of an examination that is not in the file yet."""
    on_paper, with_marks = made.way != OTHERWISE, made.scoring != LEVELS
    found = exam_guard.paper_objections(
        exam.year, int(made.grade), on_paper=on_paper, with_marks=with_marks, kind=exam.kind,
        allowed=allowed(office.context),
    )  # fmt: skip
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


__all__ = [
    "PaperLine", "Room", "Sitting", "books", "called", "count_rolls", "lay_out", "lay_out_all", "objections_to",
    "paper", "papers_of", "rooms", "sitting", "sittings",
]  # fmt: skip
