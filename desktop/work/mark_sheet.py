"""A score sheet: one class in one examination, pupils down and subjects across, filled in cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from db import pinyin
from db.errors import Rejected, Trouble
from db.register import Problem, key_id
from db.registers import Score
from db.rules import exam_marks, grades
from db.rules.exam_marks import Entry
from db.rules.statistics import INCLUSIVE, STANDING_WORDS
from desktop.work.exams import PaperLine, Room, papers_of, rooms, sitting
from desktop.work.office import Office
from desktop.work.outcome import Outcome

AT_SCHOOL = ("01", "05")
Written = tuple[Entry, str | None]
"""A result and the standing it was written with."""


@dataclass
class Pupil:
    """A line of the sheet; entries by subject. standing: why the pupil may not be counted; here: in the class now."""

    id: bytes
    name: str
    seat: str
    grade: int
    standing: str | None
    here: bool
    entries: dict[str, Entry] = field(default_factory=dict)


class MarkSheet:
    """Opened, it knows every cell; what is put into one is written at once, and the means follow from memory."""

    def __init__(self, office: Office, exam: bytes, room: bytes) -> None:
        self.office, self.exam = office, sitting(office, exam)
        found = next((one for one in rooms(office, self.exam) if one.id == room), None)
        if found is None:
            raise Trouble("这个班不在这次考试的年级里。", "请换一个班，或改考试的年级。")
        self.room: Room = found
        every = papers_of(office, [exam])[exam]
        self.papers = {(p.grade, p.subject): p for p in every if p.grade in self.room.grades}
        if not self.papers:
            raise Trouble(f"{self.room.title}还没有试卷。", "请先建立试卷。")
        self.subjects: list[PaperLine] = list({p.subject: p for p in self.papers.values()}.values())
        self.pupils = self._read()
        office.log_shown(f"{self.exam.title}{self.room.title}的成绩", len(self.pupils))

    # -- what stands in it ---------------------------------------------------------------------------------

    def _read(self) -> list[Pupil]:
        """Who is in the class now, and who has a score in it; by seat, then by name."""
        with self.office.look() as connection:
            here = connection.exec_driver_sql(
                "SELECT id, name, seat_number, stage, cohort, inclusive FROM students "
                "WHERE class_id = ? AND deleted = 0 AND status IN (?, ?) AND same_as IS NULL",
                (self.room.id, *AT_SCHOOL),
            ).all()
            scores = self._scores(connection)
            gone = list(scores.keys() - {row for row, *_ in here})
            marks = ",".join("?" * len(gone))
            left = connection.exec_driver_sql(
                f"SELECT id, name, seat_number, stage, cohort, inclusive FROM students WHERE id IN ({marks})",
                tuple(gone),
            ).all()
        pupils = [self._pupil(*line, here=True) for line in here] + [self._pupil(*line, here=False) for line in left]
        for pupil in pupils:
            written = scores.get(pupil.id, {})
            pupil.entries = {subject: entry for subject, (entry, _) in written.items()}
            pupil.standing = next((standing for _, standing in written.values() if standing), pupil.standing)
        wanted = [p for p in pupils if p.entries or any(p.grade == grade for grade, _ in self.papers)]
        return sorted(wanted, key=lambda p: (p.grade, _seat(p.seat), pinyin.sort_key(p.name)))

    def _scores(self, connection: Any) -> dict[bytes, dict[str, Written]]:
        subjects = {paper.id: paper.subject for paper in self.papers.values()}
        found: dict[bytes, dict[str, Written]] = {}
        for row, subject in subjects.items():
            for student, mark, absence, level, standing in connection.exec_driver_sql(
                "SELECT student_id, mark, absence, level, standing FROM scores "
                "WHERE paper_id = ? AND class_id = ? AND deleted = 0",
                (row, self.room.id),
            ):
                entry = Entry(None if mark is None else Decimal(mark), absence, level)
                found.setdefault(student, {})[subject] = (entry, standing)
        return found

    def _pupil(
        self, row: bytes, name: str, seat: str | None, stage: str | None, cohort: int | None, inclusive: str | None,
        *, here: bool,
    ) -> Pupil:  # fmt: skip
        grade = grades.grade_of(cohort, int(stage), self.exam.year) if stage and cohort else None
        if grade is None or grade not in self.room.grades:
            grade = self.room.grades[0]
        return Pupil(row, name, seat or "", grade, INCLUSIVE if (inclusive or "0") != "0" else None, here)

    def paper(self, pupil: Pupil, subject: str) -> PaperLine | None:
        """The paper this pupil sits in a subject; none where his grade has none."""
        return self.papers.get((pupil.grade, subject))

    def shown(self, pupil: Pupil, subject: str) -> str:
        return exam_marks.said(pupil.entries.get(subject, Entry()))

    def mean(self, subject: str) -> Decimal | None:
        """The mean of those who sat, as far as it has been typed."""
        return exam_marks.mean([pupil.entries.get(subject, Entry()) for pupil in self.pupils])

    def left(self, subject: str) -> int:
        """How many pupils still have nothing in this subject."""
        return sum(
            1
            for pupil in self.pupils
            if self.paper(pupil, subject) is not None and pupil.entries.get(subject, Entry()).empty
        )

    # -- filling in ----------------------------------------------------------------------------------------

    def put(self, pupil: Pupil, subject: str, text: str) -> Outcome:
        """What was typed into one cell, written at once. Raises Rejected with the sentence to stand beside it."""
        paper = self.paper(pupil, subject)
        if paper is None:
            raise Rejected([Problem("mark", "error", "这个年级没有这一科的试卷。", "请先建立试卷。")])
        try:
            entry = exam_marks.read_entry(text, paper.full, levels=paper.levels)
        except ValueError as error:
            sentence, _, advice = str(error).partition("。")
            raise Rejected([Problem("mark", "error", f"{sentence}。", advice)]) from None
        if entry == pupil.entries.get(subject, Entry()):
            return Outcome()
        with self.office.change(f"登记成绩：{self.room.title}{paper.label}") as rows:
            rows.add(score(paper.id, self.room, pupil.id, entry, pupil.standing))
        pupil.entries[subject] = entry
        return Outcome(changed=frozenset({"scores"}), data={"mean": _text(self.mean(subject))})

    def rest_absent(self, subject: str, absence: str) -> Outcome:
        """Everybody who still has nothing in this subject, as absent, as one entry."""
        waiting = [
            (pupil, paper)
            for pupil in self.pupils
            if (paper := self.paper(pupil, subject)) and pupil.entries.get(subject, Entry()).empty and pupil.here
        ]
        if not waiting:
            return Outcome("没有空着的格子。")
        entry = Entry(absence=absence)
        with self.office.change(f"登记成绩：{self.room.title}空格填{exam_marks.ABSENCE_WORDS[absence]}") as rows:
            for pupil, paper in waiting:
                rows.add(score(paper.id, self.room, pupil.id, entry, pupil.standing))
        for pupil, _ in waiting:
            pupil.entries[subject] = entry
        said = f"{len(waiting)} 人填了{exam_marks.ABSENCE_WORDS[absence]}，按 Ctrl+Z 可以撤销。"
        return Outcome(said, frozenset({"scores"}), {"count": len(waiting)})

    def stand(self, pupil: Pupil, standing: str | None) -> Outcome:
        """Why this pupil's results in this examination are not counted (随班就读, moved), or that they are again."""
        words = STANDING_WORDS.get(standing or "", "照常统计")
        written = [p for s, p in self._sat(pupil) if s in pupil.entries]
        with self.office.change(f"统计身份：{words}") as rows:
            for paper in written:
                rows.get(Score, key_id("scores", [paper.id, pupil.id])).standing = standing
        pupil.standing = standing
        return Outcome(f"{pupil.name}：{words}，按 Ctrl+Z 可以撤销。", frozenset({"scores"}), {"papers": len(written)})

    def _sat(self, pupil: Pupil) -> list[tuple[str, PaperLine]]:
        return [(p.subject, paper) for p in self.subjects if (paper := self.paper(pupil, p.subject)) is not None]


def score(paper: bytes, room: Room, student: bytes, entry: Entry, standing: str | None) -> Score:
    """One score, with class and school as they are in the sheet."""
    return Score(
        school_id=room.school_id, paper_id=paper, student_id=student, class_id=room.id, mark=entry.mark,
        absence=entry.absence, level=entry.level, standing=standing,
    )  # fmt: skip


def _seat(seat: str) -> tuple[int, str]:
    return (int(seat) if seat.isascii() and seat.isdigit() else 10_000, seat)


def _text(mean: Decimal | None) -> str:
    return "" if mean is None else f"{mean:f}"


__all__ = ["MarkSheet", "Pupil", "score"]
