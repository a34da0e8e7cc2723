"""Borderline pupils: who stands near a line, how far from it, and how many were brought over. For teachers only.

Source: facts 2.5: no official definition; ±5 points (or ±5 % of the full mark) of a line is what offices do.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from db.rules.participation import rate
from db.rules.statistics import Counting, Lines, Mark

PASS, EXCELLENT = "1", "2"
LINE_WORDS = {PASS: "及格线", EXCELLENT: "优秀线"}
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
    at = lines.mark(lines.passing if line == PASS else lines.excellent)
    below, above = width.marks(lines.full)
    found = []
    for one in marks:
        if one.mark is None or counting.reason(one) or one.absence:
            continue
        gap = one.mark - at
        if -below <= gap <= above:
            found.append(Near(one.student, line, at, one.mark, gap))
    return found


def converted(retest: Decimal | None, at: Decimal) -> bool | None:
    """Whether the line was reached in the re-test; not known before there is one."""
    return None if retest is None else retest >= at


def conversion(answers: Iterable[bool | None]) -> Fraction | None:
    """转化率: brought over of those listed."""
    listed = list(answers)
    return rate(sum(bool(answer) for answer in listed), len(listed))
