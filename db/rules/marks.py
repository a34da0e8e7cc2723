"""Marks: the ways a line of a checklist is marked, and what one mark is worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
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


def rounded(value: Decimal, to: Decimal = CENT) -> Decimal:
    """四舍五入."""
    return value.quantize(to, ROUND_HALF_UP)


def written(value: Decimal) -> str:
    """As people write it, and as the file keeps it: 58, 4.5."""
    whole = value == value.to_integral_value()
    return str(value.quantize(Decimal(1)) if whole else value.normalize())


def earned(item: Item, mark: Mark) -> Decimal | None:
    """Marks for one item, from 0 to its full ones; None while it is not answered or does not apply."""
    if mark.left_out:
        return None
    got = _EARNED[item.way](item, mark)
    return got if got is None or got is item.full else rounded(min(max(got, ZERO), item.full))


def _fault(item: Item, mark: Mark) -> Decimal | None:
    if mark.answer == Answer.FINE:
        return item.full
    if mark.answer != Answer.FAULT:
        return None
    if mark.points is not None:
        return item.full - mark.points
    return item.full - item.step * max(mark.faults or 1, 1) if item.step else ZERO


def _points(_item: Item, mark: Mark) -> Decimal | None:
    return mark.points


def _yesno(item: Item, mark: Mark) -> Decimal | None:
    return {Answer.YES.value: item.full, Answer.NO.value: ZERO}.get(mark.answer or "")


def _grade(item: Item, mark: Mark) -> Decimal | None:
    return item.values[GRADES.index(Answer(mark.answer))] if mark.answer in GRADES else None


def _quota(item: Item, mark: Mark) -> Decimal | None:
    if mark.due is None or mark.done is None:
        return None
    needed = mark.due * item.line / HUNDRED
    if mark.done >= needed:
        return item.full
    return item.full - item.step * wanting(item, mark) if item.step else item.full * mark.done / needed


_EARNED = {Way.FAULT: _fault, Way.POINTS: _points, Way.YESNO: _yesno, Way.GRADE: _grade, Way.QUOTA: _quota}


def wanting(item: Item, mark: Mark) -> Decimal:
    """How many are missing from what is due: 45 pupils at 10 % are 4.5, so with two comments three are wanted."""
    if mark.due is None or mark.done is None:
        return ZERO
    return max(mark.due * item.line / HUNDRED - mark.done, ZERO).to_integral_value(ROUND_CEILING)


def at_fault(item: Item, mark: Mark) -> bool:
    """Whether something has to be put right: what is ticked so, a D, too few of them, points below 60 %."""
    if mark.left_out:
        return False
    if item.way is Way.POINTS:
        return mark.points is not None and not item.bonus and mark.points < item.full * WEAK
    if item.way is Way.QUOTA:
        return wanting(item, mark) > 0
    return mark.answer in (Answer.FAULT, Answer.NO, Answer.D)
