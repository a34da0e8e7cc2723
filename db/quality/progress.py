"""Progress of classes between two examinations, on the pupils who sat both, four ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from db import score_sums
from db.quality import sittings
from db.quality.analysis import Analysis, Line
from db.quality.sittings import PaperLine, Sitting
from db.rules import statistics_gains, statistics_progress
from db.rules.grades import FIRST_GRADE, Stage
from db.rules.statistics_gains import RATE_WAYS, Gains
from db.rules.statistics_progress import WAYS, Advance, Matched
from db.rules.working import Figure, Working

HUNDRED = Decimal(100)
EVERY_WAY: Mapping[str, str] = {**WAYS, **RATE_WAYS}
"""Of the mean five ways, then of each rate."""


@dataclass(frozen=True)
class ClassProgress:
    """A class's progress: its line now, how many pupils could be matched, and a figure each way."""

    line: Line
    matched: int
    figures: Mapping[str, Figure]


class Progress:
    """Everything measured from one earlier examination."""

    def __init__(self, analysis: Analysis, base: Sitting) -> None:
        self.analysis, self.base = analysis, base
        self._papers = {(p.grade, p.subject): p for p in sittings.papers_of(analysis.books, [base.id])[base.id]}
        self._known: dict[bytes, tuple[Matched, dict[Any, Advance], Gains]] = {}

    def base_paper(self, paper: PaperLine) -> PaperLine | None:
        """The paper the same pupils sat then: of the grade they were in, in the same subject, with marks."""
        grade = paper.grade - (self.analysis.sitting.year - self.base.year)
        stage = Stage.PRIMARY if paper.grade < FIRST_GRADE[Stage.JUNIOR] else Stage.JUNIOR
        found = self._papers.get((grade, paper.subject)) if grade >= FIRST_GRADE[stage] else None
        return None if found is None or found.levels or paper.levels else found

    def _of(self, paper: PaperLine, school: bytes | None) -> tuple[Matched, dict[Any, Advance], Gains]:
        """Matched pupils, advances and what rates gained, against the grade of one school or the township."""
        analysis, then = self.analysis, self.base_paper(paper)
        key = paper.id + (school or b"")
        if key not in self._known:
            now = [m for m in analysis.marks(paper) if school in (None, m.school)]
            before = []
            if then is not None:
                with analysis.books.look() as connection:
                    before = score_sums.rows(connection, [then.id])
            fulls = paper.full or HUNDRED, (then.full if then else None) or HUNDRED
            pairs = statistics_progress.matched(now, before, *fulls, analysis.counting)
            rooms = dict.fromkeys(one.room for one in now)
            now_lines = analysis.lines_of_paper[paper.id]
            lines = now_lines, analysis.decided.lines(then) if then is not None else now_lines
            advances = statistics_progress.advances(pairs.pairs, rooms)
            self._known[key] = pairs, advances, statistics_gains.gains(pairs.pairs, *lines)
        return self._known[key]

    def classes(self, subject: str, grade: int | None = None, school: bytes | None = None) -> list[ClassProgress]:
        """Every class with a paper then and now."""
        found = []
        for line in self.analysis.classes(subject, grade, school):
            if self.base_paper(line.paper) is None:
                continue
            advance = self._advance(line)
            figures = {way: self._figure(way, line, advance) for way in EVERY_WAY}
            found.append(ClassProgress(line, advance.count, figures))
        return found

    def _measured(self, line: Line) -> tuple[Matched, dict[Any, Advance], Gains]:
        return self._of(line.paper, None if self.analysis.comparable else line.school)

    def _advance(self, line: Line) -> Advance:
        _, advances, _ = self._measured(line)
        room = line.room.id if line.room else None
        return advances.get(room) or Advance(room, 0, None, None, None, None, None)

    def _figure(self, way: str, line: Line, advance: Advance) -> Figure:
        whole, counting = self.analysis.whole_words, self.analysis.counting
        if way in RATE_WAYS:
            _, _, gains = self._measured(line)
            gain = gains.get(advance.group, {}).get(way)
            return statistics_gains.figure(way, gain, advance.count, whole, counting)
        return statistics_progress.figure(way, advance, whole, counting)

    def figure(self, line: Line, way: str = "difference") -> Figure | None:
        """One way for one class; None where there was no such paper then."""
        return None if self.base_paper(line.paper) is None else self._figure(way, line, self._advance(line))

    def working(self, line: Line, way: str) -> Working:
        """A figure with the pupils who were matched, and those who were not and why."""
        pairs, _, _ = self._measured(line)
        room = line.room.id if line.room else None
        counted = [pair.student for pair in pairs.pairs if pair.group == room]
        apart = [(student, why) for student, group, why in pairs.apart if group == room]
        working = self._figure(way, line, self._advance(line)).working
        note = f"上次：{self.base.title}。"
        made = working.of(f"{line.title} {line.paper.label} {working.title}").naming(counted, apart)
        return made.noting(note)


__all__ = ["EVERY_WAY", "ClassProgress", "Progress"]
