"""Composite results by the office's formula: each class in each subject, classes as a whole, and weak subjects."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from db.codes import code_list
from db.quality.analysis import Analysis, Line
from db.quality.decided import Formula
from db.quality.progress import Progress
from db.rules import formulas
from db.rules.formulas import Sum, Values
from db.rules.statistics import Base, Lines, all_passed, who_counts
from db.rules.statistics_figures import counted_together, figures, retained
from db.rules.statistics_spread import standard
from db.rules.working import Explained, Figure, Put, Working, number


@dataclass(frozen=True)
class Weak:
    """A subject that is weak in a grade (or a class), and why."""

    title: str
    subject: str
    label: str
    why: str
    composite: Figure


class Composites:
    """The formula at work on one examination."""

    def __init__(self, analysis: Analysis, formula: Formula, progress: Progress | None = None) -> None:
        self.analysis, self.formula, self.progress = analysis, formula, progress
        self.counting = formula.counting(analysis.counting)
        self._values: dict[tuple[bytes, bytes | None, bytes | None], Values] = {}
        self._sums: dict[tuple[bytes, bytes | None, bytes | None], Sum] = {}

    # -- one subject ---------------------------------------------------------------------------------------

    def values(self, line: Line) -> Values:
        """The terms of a formula for one line, counted by the formula's own denominator."""
        key = (line.paper.id, line.school, line.room.id if line.room else None)
        if key not in self._values:
            base = self._base(line)
            found = formulas.percentages(figures(line.tally, line.lines, self.counting, base))
            found["retention"] = formulas.percentages({"retention": retained(base, self.counting)})["retention"]
            if line.room is not None:
                found["allPass"] = self._all_pass(line.room.id)
            advance = self.progress.figure(line) if self.progress and line.room else None
            found["progress"] = advance.value if advance else None
            self._values[key] = found
        return self._values[key]

    def _base(self, line: Line) -> Base:
        if line.room is not None:
            return self.analysis.bases.get(line.room.id, Base())
        classes = self.analysis.classes(line.paper.subject, line.paper.grade, line.school)
        bases = [self.analysis.bases.get(one.room.id, Base()) for one in classes if one.room]
        whole = bases[0] if bases else Base()
        for other in bases[1:]:
            whole = whole.plus(other)
        return whole

    def _all_pass(self, room: bytes) -> Fraction | None:
        figure = self.all_pass(room)
        return None if figure.value is None else figure.value * 100

    def all_pass(self, room: bytes) -> Figure:
        """全科及格率 of a class over all papers with marks."""
        papers = [paper for paper in self.analysis.papers if not paper.levels]
        marks = [mark for paper in papers for mark in self.analysis.marks(paper, room)]
        lines: dict[Hashable, Lines] = dict(self.analysis.lines_of_paper.items())
        part, whole = all_passed(marks, lines, self.counting)
        return counted_together(part, whole, self.counting)

    def _peers(self, line: Line) -> list[Line]:
        """Who is compared: classes on the same paper, or schools where a school is asked about."""
        if line.room is None:
            return self.analysis.of_schools(line.paper) or [line]
        school = None if self.analysis.comparable else line.school
        return self.analysis.classes(line.paper.subject, line.paper.grade, school)

    def sum(self, line: Line) -> Sum:
        key = (line.paper.id, line.school, line.room.id if line.room else None)
        if key not in self._sums:
            if line.paper.levels:
                weights = dict(self.formula.levels)
                self._sums[key] = Sum(formulas.by_levels(line.tally.levels, weights) if weights else None, ())
            else:
                peers = [self.values(peer) for peer in self._peers(line)]
                whole = self.values(self.analysis.reference(line))
                terms = self.formula.terms_of(line.paper.grade)
                self._sums[key] = formulas.composite(terms, self.values(line), peers, whole)
        return self._sums[key]

    def figure(self, line: Line) -> Figure:
        """The composite of one line, with its working."""
        if line.paper.levels:
            weights = dict(self.formula.levels)
            return formulas.level_figure(self.title, line.tally.levels, weights, small=bool(line.remark))
        terms = self.formula.terms_of(line.paper.grade)
        return formulas.figure(self.title, terms, self.sum(line), small=bool(line.remark))

    def working(self, line: Line) -> Working:
        """The composite of one line with who was counted and who was not, by the formula's own rule."""
        found = self.figure(line)
        marks = self.analysis.marks(line.paper, line.room.id if line.room else None)
        mine = [mark for mark in marks if line.room is not None or line.school in (None, mark.school)]
        counted, apart = who_counts(mine, self.counting) if not line.paper.levels else ([], [])
        title = f"{line.title} {line.paper.label} {found.label}"
        return found.working.of(title).naming(counted, apart)

    @property
    def title(self) -> str:
        return f"综合得分（{self.formula.sign}）"

    # -- all subjects --------------------------------------------------------------------------------------

    def whole(self, lines: list[Line]) -> Figure:
        """A class or school over its subjects, each by its weight; equally where the formula has no weights."""
        weights = self.formula.weights_of(lines[0].paper.grade) if lines else {}
        parts = [
            (line.paper.label, self.sum(line).value, weights.get(line.paper.subject, Fraction(0 if weights else 1)))
            for line in lines
        ]
        found = formulas.weighed([(value, weight) for _, value, weight in parts])
        if found is not None and not weights:
            found /= sum(1 for _, value, _ in parts if value is not None)

        def explain() -> Explained:
            puts = tuple(Put(f"{label} × {number(w)}", "—" if v is None else number(v)) for label, v, w in parts if w)
            return f"{self.title} ＝ 各学科综合得分按权重相加", puts, ()

        return Figure(
            "whole", self.title, found, explain, "", 1, 2, "" if found is not None else "各学科都没有综合得分"
        )

    # -- weak subjects -------------------------------------------------------------------------------------

    def standards(self, lines: list[Line]) -> dict[str, Fraction | None]:
        """T of each line's mean among the pupils it is compared with. 源：facts 2.4, 2.5."""
        found: dict[str, Fraction | None] = {}
        for line in lines:
            whole = self.analysis.reference(line).tally
            mean, middle, spread = line.tally.mean, whole.mean, whole.variance
            found[line.paper.subject] = None
            if mean is not None and middle is not None and spread is not None:
                found[line.paper.subject] = standard(mean, middle, spread)
        return found

    def weak(self, title: str, lines: list[Line]) -> list[Weak]:
        """The weak ones among the subjects of one class, grade or school."""
        mine = {line.paper.subject: line for line in lines if not line.paper.levels}
        composites = {subject: self.sum(line).value for subject, line in mine.items()}
        found = formulas.weakest(composites, self.standards(list(mine.values())), self.analysis.decided.weak_line)
        labels = code_list("subject")
        return [Weak(title, s, labels.label(s), why, self.figure(mine[s])) for s, why in found.items()]

    @cached_property
    def weak_grades(self) -> list[Weak]:
        """Weak subjects of each grade, school by school."""
        found: list[Weak] = []
        for school in self.analysis.schools:
            by_grade: dict[int, list[Line]] = {}
            for paper in self.analysis.papers:
                line = self.analysis.whole(paper, school)
                if line.sat:
                    by_grade.setdefault(paper.grade, []).append(line)
            for grade, lines in sorted(by_grade.items()):
                found += self.weak(code_list("exam_grade").label(str(grade)), lines)
        return found

    @cached_property
    def weak_classes(self) -> list[Weak]:
        """Weak subjects of each class."""
        found: list[Weak] = []
        by_room: dict[bytes, list[Line]] = {}
        for line in self.analysis.classes():
            if line.room is not None:
                by_room.setdefault(line.room.id, []).append(line)
        for lines in by_room.values():
            found += self.weak(lines[0].title, lines)
        return found


def told(weak: list[Weak]) -> list[Mapping[str, str]]:
    return [
        {"title": one.title, "subject": one.label, "why": one.why, "composite": one.composite.shown} for one in weak
    ]


__all__ = ["Composites", "Weak", "told"]
