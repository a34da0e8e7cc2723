"""Borderline pupils: who stands near a line, how far from it, and how many were brought over. For teachers only.

Source: facts 2.5: no official definition; ±5 points (or ±5 % of the full mark) of a line is what offices do, ±10 for
all papers together. The senior-high line is a total of marks that the office sets for its ninth grade.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from db.rules.participation import rate
from db.rules.statistics import Counting, Lines, Mark

PASS, EXCELLENT, SENIOR = "1", "2", "3"
LINE_WORDS = {PASS: "及格线", EXCELLENT: "优秀线", SENIOR: "高中线"}
SENIOR_GRADE = 9
POINTS, PERCENT = "points", "percent"


@dataclass(frozen=True)
class Width:
    """How far below and above a line one still stands near it: in points, or in percent of the full mark."""

    below: Decimal = Decimal(5)
    above: Decimal = Decimal(5)
    unit: str = PERCENT

    def marks(self, full: Decimal) -> tuple[Decimal, Decimal]:
        return (self.below, self.above) if self.unit == POINTS else (full * self.below / 100, full * self.above / 100)


class Near(NamedTuple):
    """A pupil near a line; gap is negative below it."""

    student: Hashable
    line: str
    at: Decimal
    mark: Decimal
    gap: Decimal


def near(marks: Iterable[Mark], lines: Lines, line: str, width: Width, counting: Counting) -> list[Near]:
    """Pupils from so far below the line to so far above it, both ends included, in the order given."""
    below, above = width.marks(lines.full)
    return _within(_sat(marks, counting), line, mark_of(lines, line), below, above)


def mark_of(lines: Lines, line: str) -> Decimal:
    """The pass or the excellent line as a mark of a paper."""
    return lines.mark(lines.passing if line == PASS else lines.excellent)


def totals(marks: Iterable[Mark], papers: Collection[Hashable], counting: Counting) -> list[Mark]:
    """What each pupil has in all these papers together; who was absent from one, or does not count, has no total."""
    sums: dict[Hashable, list[Mark]] = {}
    for one in _sat(marks, counting):
        if one.paper in papers:
            sums.setdefault(one.student, []).append(one)
    return [
        own[0]._replace(paper=None, mark=sum((one.mark for one in own if one.mark is not None), Decimal(0)))
        for own in sums.values()
        if len(own) == len(papers)
    ]


def near_total(whole: Iterable[Mark], line: str, at: Decimal, width: Width) -> list[Near]:
    """Of totals, those from so far below a line to so far above it, in the order given. width: in points."""
    return _within(whole, line, at, width.below, width.above)


def _sat(marks: Iterable[Mark], counting: Counting) -> list[Mark]:
    return [one for one in marks if one.mark is not None and not one.absence and not counting.reason(one)]


def _within(marks: Iterable[Mark], line: str, at: Decimal, below: Decimal, above: Decimal) -> list[Near]:
    known = ((one.student, one.mark, one.mark - at) for one in marks if one.mark is not None)
    return [Near(student, line, at, mark, gap) for student, mark, gap in known if -below <= gap <= above]


def converted(retest: Decimal | None, at: Decimal) -> bool | None:
    """Whether the line was reached in the re-test; not known before there is one."""
    return None if retest is None else retest >= at


def conversion(answers: Iterable[bool | None]) -> Fraction | None:
    """转化率: brought over of those listed."""
    listed = list(answers)
    return rate(sum(bool(answer) for answer in listed), len(listed))
