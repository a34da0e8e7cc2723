"""Which subjects a grade is examined in, as papers are laid out at first; the office changes them as it needs.

Source: 义务教育课程方案（2022年版）subjects by grade; grades 1 and 2 without paper (教基厅函〔2021〕34号).
"""

from decimal import Decimal
from typing import NamedTuple

CHINESE, MATHS, ENGLISH, ETHICS, SCIENCE = "02", "03", "04", "01", "05"
PHYSICS, CHEMISTRY, BIOLOGY, HISTORY, GEOGRAPHY = "06", "07", "08", "09", "10"
FULL = Decimal(100)

_GRADES: tuple[tuple[str, range], ...] = (
    (CHINESE, range(1, 10)), (MATHS, range(1, 10)), (ENGLISH, range(3, 10)), (PHYSICS, range(8, 10)),
    (CHEMISTRY, range(9, 10)), (SCIENCE, range(3, 7)), (ETHICS, range(3, 10)), (HISTORY, range(7, 10)),
    (GEOGRAPHY, range(7, 9)), (BIOLOGY, range(7, 9)),
)  # fmt: skip
ORDER = tuple(subject for subject, _ in _GRADES)
"""Subjects from left to right, as score sheets have them."""


class Planned(NamedTuple):
    """One paper as it is laid out: without a full mark it is told in levels."""

    grade: int
    subject: str
    full: Decimal | None


def papers(first: int, last: int) -> list[Planned]:
    """The papers of these grades; the youngest are assessed in levels, without paper."""
    return [
        Planned(grade, subject, None if grade <= 2 else FULL)
        for grade in range(first, last + 1)
        for subject, grades in _GRADES
        if grade in grades
    ]


def place(subject: str) -> tuple[int, str]:
    """Where a subject stands among the columns."""
    return (ORDER.index(subject) if subject in ORDER else len(ORDER), subject)


def likely_full(marks: list[Decimal]) -> Decimal:
    """The full mark of a paper of which only marks are known: the smallest round one that all but a few keep to.

    One in thirty may be a slip (108 in a paper of 100); a person is asked to confirm what is found so.
    """
    slips = len(marks) // 30
    kept = sorted(marks)[: len(marks) - slips] if slips else sorted(marks)
    highest = kept[-1] if kept else FULL
    fitting = [step for step in (Decimal(50), FULL, Decimal(120), Decimal(150)) if step >= highest]
    return fitting[0] if fitting else FULL
