"""Marks: the ways a line of a checklist is marked, and what one mark is worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ZERO, HUNDRED, CENT = Decimal(0), Decimal(100), Decimal("0.01")

WEAK = Decimal("0.6")
"""An item scored in points is at fault below this share of its full marks."""


class Way(StrEnum):
    """How an item is marked."""

    FAULT = "fault"  # 合格、有问题：每处扣几分
    POINTS = "points"  # 打分：零到满分
    YESNO = "yesno"  # 是、否
    GRADE = "grade"  # A–D，各值几分
    QUOTA = "quota"  # 应有、实有两个数


class Answer(StrEnum):
    """What is ticked; points and counts are numbers of their own."""

    FINE = "ok"
    FAULT = "fault"
    YES = "yes"
    NO = "no"
    A = "a"
    B = "b"
    C = "c"
    D = "d"
    LEFT_OUT = "na"


GRADES = (Answer.A, Answer.B, Answer.C, Answer.D)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist.

    full     marks it is worth; 0 for a line that is only ticked
    step     FAULT: off for each fault (0: as typed, else all); QUOTA: off for each that is missing (0: in proportion)
    values   GRADE: what A, B, C and D are worth
    line     QUOTA: how many of a hundred due are enough (评语人数要到班级的 10％)
    bonus    adds to the score, not to the full marks
    veto     at fault, the whole sheet gets the lowest grade
    """

    number: int
    full: Decimal
    way: Way = Way.FAULT
    section: str = ""
    step: Decimal = ZERO
    values: tuple[Decimal, Decimal, Decimal, Decimal] = (ZERO, ZERO, ZERO, ZERO)
    line: Decimal = HUNDRED
    bonus: bool = False
    veto: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands beside an item: a tick, marks given (POINTS) or taken off (FAULT), faults counted, due and done."""

    answer: str | None = None
    points: Decimal | None = None
    faults: int | None = None
    due: Decimal | None = None
    done: Decimal | None = None

    @property
    def left_out(self) -> bool:
        return self.answer == Answer.LEFT_OUT
