"""Examinations: which there are, their papers laid out at once, and the classes that sit them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from db.change import Change
from db.errors import Rejected
from db.quality import bases
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

COUNTED = ("enrolled", "started", "came", "gone")
"""What is counted of a class's roll."""


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


def count_rolls(office: Office, keys: Sequence[bytes], *, anew: bool = False) -> Outcome:
    """Rolls, beginnings, comings and goings of each class from roster and movements, as one entry.

    anew: what is written already is counted again too; else only what is empty is filled.
    """
    found = [bases.of(books(office), sitting(office, key)) for key in keys]
    made = [base for one in found for base in one.bases]
    if not made:
        return Outcome("这次考试的年级里没有班级。", data={"classes": 0, "kept": 0})
    with office.change("取考试基数") as rows:
        kept = sum([_put(rows, base, anew=anew) for base in made])
    said = f"已取 {len(made)} 个班的考试基数：{'；'.join(dict.fromkeys(one.said for one in found))}。"
    if kept:
        said += f"已有的 {kept} 个数没有改。"
    return Outcome(said, frozenset({"exam_bases"}), {"classes": len(made), "kept": kept})


def count_rolls_anew(office: Office, keys: Sequence[bytes]) -> Outcome:
    """The same, in place of what is written already."""
    return count_rolls(office, keys, anew=True)


def _put(rows: Change, base: ExamBase, *, anew: bool) -> int:
    """One class's numbers; answers how many that stand there were left though they are others."""
    known = rows.find(ExamBase, base.id)
    if known is None:
        rows.add(base)
        return 0
    anew, known.deleted, kept = anew or bool(known.deleted), False, 0
    for name in COUNTED:
        wanted = getattr(base, name)
        if anew or getattr(known, name) is None:
            setattr(known, name, wanted)
        kept += getattr(known, name) != wanted
    return kept


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
    "PaperLine", "Room", "Sitting", "books", "called", "count_rolls", "count_rolls_anew", "lay_out", "lay_out_all",
    "objections_to", "paper", "papers_of", "rooms", "sitting", "sittings",
]  # fmt: skip
