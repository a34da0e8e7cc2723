"""The analysis of an examination: figures of each class, grade and school in each subject, each with its working.

The door for whoever sets targets or appraises on these figures: open one with `of`, ask it for lines, and each line
for its figures by name (avg, scoreRate, pass, excel, good, low). Nothing here ranks a child.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from db import score_sums
from db.quality import sittings
from db.quality.books import Books
from db.quality.decided import Decided
from db.quality.sittings import PaperLine, Room, Sitting
from db.rules import level_figures
from db.rules.statistics import Base, Counting, Lines, Mark, Tally, together, who_counts
from db.rules.statistics_figures import figures as figures_of
from db.rules.working import Figure, Working

SMALL, COMPOSITE = "样本过小", "复式班，样本过小"
NOT_COMPARED = "各校自行命题，不作校际比较。"


@dataclass(frozen=True)
class Line:
    """A class, a grade or a school in one paper. remark: 样本过小, where a figure says little."""

    title: str
    paper: PaperLine
    lines: Lines
    tally: Tally
    figures: Mapping[str, Figure]
    due: int
    school: bytes | None
    room: Room | None = None
    teacher: str = ""
    remark: str = ""

    @property
    def sat(self) -> int:
        return self.tally.sat


class Analysis:
    """One examination, summed by the file itself. school: only this school's classes."""

    def __init__(self, books: Books, exam: bytes, school: bytes | None = None) -> None:
        self.books, self.sitting, self.school = books, sittings.sitting(books, exam), school
        self.decided = Decided(books)
        self.papers: list[PaperLine] = sittings.papers_of(books, [exam])[exam]
        self._by_id = {paper.id: paper for paper in self.papers}
        self.lines_of_paper = {paper.id: self.decided.lines(paper) for paper in self.papers}
        self.rooms = {room.id: room for room in sittings.rooms(books, self.sitting)}
        self.teachers = sittings.teachers(books, self.sitting)
        with books.look() as connection:
            marked = {p.id: self.lines_of_paper[p.id] for p in self.papers if not p.levels}
            found = score_sums.tallies(connection, marked, self.counting, self.decided.levels)
            found |= score_sums.level_tallies(connection, [p.id for p in self.papers if p.levels], self.counting)
        self.tallies = {group: one for group, one in found.items() if school is None or group.school == school}
        self.bases = self._read_bases()
        self._wholes: dict[tuple[bytes, bytes | None], Line] = {}

    @property
    def counting(self) -> Counting:
        return self.decided.counting

    def _read_bases(self) -> dict[bytes, Base]:
        with self.books.look() as connection:
            found = connection.exec_driver_sql(
                "SELECT class_id, enrolled, started, came, gone FROM exam_bases WHERE deleted = 0 AND exam_id = ?",
                (self.sitting.id,),
            )
            return {room: Base(*numbers) for room, *numbers in found}

    # -- what there is -------------------------------------------------------------------------------------

    @cached_property
    def subjects(self) -> list[tuple[str, str]]:
        """(code, label) of subjects anybody has a result in, in the order of score sheets."""
        known = {self._by_id[group.paper].subject for group in self.tallies}
        return list(dict.fromkeys((p.subject, p.label) for p in self.papers if p.subject in known))

    @cached_property
    def schools(self) -> list[bytes]:
        """Schools with results, by name."""
        known = {group.school for group in self.tallies}
        return [school for school in self.books.context.titles("schools") if school in known]

    @property
    def comparable(self) -> bool:
        """Whether schools sat the same paper, so that they may be compared."""
        return self.sitting.same_paper

    @property
    def whole_words(self) -> str:
        """What a class is compared with: 全镇 where all sat one paper, else its grade at its school."""
        return "全镇" if self.comparable and len(self.schools) > 1 else "年级"

    def paper_of(self, grade: int, subject: str) -> PaperLine | None:
        return next((p for p in self.papers if (p.grade, p.subject) == (grade, subject)), None)

    # -- lines ---------------------------------------------------------------------------------------------

    def classes(self, subject: str = "", grade: int | None = None, school: bytes | None = None) -> list[Line]:
        """Every class with results in the subject (or in all), school by school, by grade and number."""
        found = [
            self._class(group, tally)
            for group, tally in self.tallies.items()
            if subject in ("", self._by_id[group.paper].subject)
            and grade in (None, self._by_id[group.paper].grade)
            and school in (None, group.school)
        ]
        order = {school: place for place, school in enumerate(self.schools)}
        subjects = {code: place for place, (code, _) in enumerate(self.subjects)}
        return sorted(
            found, key=lambda line: (order.get(line.school or b"", 0), *_place(line), subjects[line.paper.subject])
        )

    def _class(self, group: score_sums.Group, tally: Tally) -> Line:
        paper, room = self._by_id[group.paper], self.rooms.get(group.room or b"")
        title = room.title if room else self.books.context.titles("classes").get(group.room or b"", "未分班")
        base = self.bases.get(group.room or b"", Base())
        return self._line(title, paper, tally, base, group.school, room)

    def _line(
        self, title: str, paper: PaperLine, tally: Tally, base: Base, school: bytes | None, room: Room | None = None
    ) -> Line:
        lines, due = self.lines_of_paper[paper.id], tally.due(self.counting)
        found = {} if paper.levels else figures_of(tally, lines, self.counting, base)
        remark = COMPOSITE if room and room.composite else SMALL if due < self.counting.small else ""
        teacher = self.teachers.get((room.id, paper.subject), "") if room else ""
        return Line(title, paper, lines, tally, found, due, school, room, teacher, remark)

    def whole(self, paper: PaperLine, school: bytes | None = None) -> Line:
        """All who sat the paper together: of one school, or of the township where it was the same paper."""
        if (paper.id, school) not in self._wholes:
            self._wholes[paper.id, school] = self._whole(paper, school)
        return self._wholes[paper.id, school]

    def _whole(self, paper: PaperLine, school: bytes | None) -> Line:
        groups = [g for g in self.tallies if g.paper == paper.id and school in (None, g.school)]
        bases = [self.bases.get(g.room or b"", Base()) for g in groups]
        base = bases[0] if bases else Base()
        for other in bases[1:]:
            base = base.plus(other)
        title = self.books.context.titles("schools").get(school, "") if school else self.whole_words
        return self._line(title, paper, together(self.tallies[g] for g in groups), base, school)

    def reference(self, line: Line) -> Line:
        """What a line is compared with: the township on the same paper, else the grade at its own school."""
        return self.whole(line.paper, None if self.comparable else line.school)

    def of_schools(self, paper: PaperLine) -> list[Line]:
        """Schools beside each other, by name; empty where the paper was not the same (`NOT_COMPARED` says so)."""
        if not self.comparable:
            return []
        present = {g.school for g in self.tallies if g.paper == paper.id}
        return [self.whole(paper, school) for school in self.schools if school in present]

    # -- workings ------------------------------------------------------------------------------------------

    def marks(self, paper: PaperLine, room: bytes | None = None) -> list[Mark]:
        """The single results of a paper, for engines and workings; never printed beside each other as a list."""
        with self.books.look() as connection:
            found = score_sums.rows(connection, [paper.id], room)
        return [mark for mark in found if self.school is None or mark.school == self.school]

    def working(self, line: Line, name: str) -> Working:
        """A figure of a line (or of a level of it) with formula, numbers, and who was counted and who was not."""
        marks = self.marks(line.paper, line.room.id if line.room else None)
        mine = [m for m in marks if line.room is not None or line.school in (None, m.school)]
        if name in line.figures:
            working, (counted, apart) = line.figures[name].working, who_counts(mine, self.counting)
        else:
            working = self.level_figures(line)[name].working
            counted, apart = level_figures.who_sat(mine, self.counting, self._levelled(line.paper))
        return working.of(f"{line.title} {line.paper.label} {working.title}").naming(counted, apart)

    def _levelled(self, paper: PaperLine) -> set[bytes]:
        if not paper.levels:
            return set()
        with self.books.look() as connection:
            return score_sums.levelled(connection, paper.id)

    def level_figures(self, line: Line) -> Mapping[str, Figure]:
        """levelA, levelB …: the share of each level among those who sat."""
        lines = None if line.paper.levels else line.lines
        return level_figures.figures(line.tally, lines, self.decided.levels, self.counting)

    def names(self, students: Sequence[object]) -> list[str]:
        """Pupils of a working by name, in the order of names."""
        wanted, titles = set(students), self.books.context.titles("students")
        return [title for student, title in titles.items() if student in wanted]


def of(books: Books, exam: bytes, school: bytes | None = None) -> Analysis:
    """The analysis of an examination; of one school's classes where it is named. Raises NotFound."""
    return Analysis(books, exam, school)


def _place(line: Line) -> tuple[Any, ...]:
    """By grade; composite classes and pupils without a class after the others."""
    room = line.room
    return (line.paper.grade, 2 if room is None else int(room.composite), room.place if room else ())


def before(books: Books, one: Sitting) -> Sitting | None:
    """The examination a class's progress is measured from: the one before of the same school and kind, else any."""
    earlier = [
        other
        for other in sittings.sittings(books)
        if other.school_id == one.school_id and (other.year, other.term) < (one.year, one.term)
    ]
    return next((other for other in earlier if other.kind == one.kind), earlier[0] if earlier else None)


__all__ = ["COMPOSITE", "NOT_COMPARED", "SMALL", "Analysis", "Line", "before", "of"]
