"""Scoring: what a filled checklist is worth, section by section, and which of its items are at fault.

Written rules, as they stand on every printed sheet:

* 不适用的项目不打分，满分里也减去它：得分率＝得分÷（满分－不适用项目的满分）。
* 加分项加进得分，总分不超过满分；一票否决的项目有问题，等次为最低一等。
* 得分按四舍五入取两位小数；等次按没有舍入的得分率定，差一点也是差。
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from db.rules.marks import HUNDRED, ZERO, Item, Mark, at_fault, earned, rounded

TENTH = Decimal("0.1")

ENOUGH_OBSERVERS = 5
"""源：facts 6.3，听课五人及以上去掉一个最高分和一个最低分."""


@dataclass(frozen=True, slots=True)
class Lines:
    """From which share (percent) a sheet is 优, 良, 合格; one that is None is not given."""

    excellent: Decimal | None = None
    good: Decimal | None = None
    passing: Decimal | None = None


@dataclass(slots=True)
class Sum:
    """A section, or the whole: what was earned, out of how much, how many items are answered, out of how many."""

    score: Decimal = ZERO
    full: Decimal = ZERO
    answered: int = 0
    items: int = 0
    faults: int = 0

    def add(self, other: Sum) -> None:
        self.score += other.score
        self.full += other.full
        self.answered += other.answered
        self.items += other.items
        self.faults += other.faults

    @property
    def lost(self) -> Decimal:
        return max(self.full - self.score, ZERO)


@dataclass(slots=True)
class Result:
    """A sheet scored. `score` never exceeds `full`, and `share` is None while nothing counts."""

    total: Sum = field(default_factory=Sum)
    sections: dict[str, Sum] = field(default_factory=dict)
    vetoed: bool = False
    faulty: tuple[int, ...] = ()
    grade: str = ""
    share: Decimal | None = None

    @property
    def score(self) -> Decimal:
        return self.total.score

    @property
    def full(self) -> Decimal:
        return self.total.full

    @property
    def complete(self) -> bool:
        return self.total.answered == self.total.items


def score(items: Iterable[Item], marks: Mapping[int, Mark], lines: Lines = Lines()) -> Result:
    """The sheet scored as far as it is filled in; the order of marks does not matter."""
    result, faulty = Result(), []
    for item in items:
        section = result.sections.get(item.section)
        if section is None:
            section = result.sections[item.section] = Sum()
        section.items += 1
        mark = marks.get(item.number)
        if mark is None:
            continue
        got = earned(item, mark)
        if got is None:
            section.answered += mark.left_out
            continue
        section.answered += 1
        section.score += got
        if not item.bonus:
            section.full += item.full
        if (got < item.full or not item.full) and at_fault(item, mark):
            section.faults += 1
            faulty.append(item.number)
            result.vetoed = result.vetoed or item.veto
    for part in result.sections.values():
        result.total.add(part)
        part.score = min(part.score, part.full)
    result.total.score = min(result.total.score, result.total.full)
    result.faulty = tuple(faulty)
    result.grade = grade(result.score, result.full, lines, result.vetoed)
    result.share = share(result.score, result.full, lines)
    return result


def grade(got: Decimal, full: Decimal, lines: Lines, vetoed: bool = False) -> str:
    """A 优, B 良, C 合格, D 不合格; empty where the checklist gives no grades, or nothing counts yet."""
    named = [("A", lines.excellent), ("B", lines.good), ("C", lines.passing)]
    given = [(letter, line) for letter, line in named if line is not None]
    if not given or full <= 0:
        return "D" if vetoed else ""
    if vetoed:
        return "D"
    return next((letter for letter, line in given if got * HUNDRED >= line * full), "D")


def share(got: Decimal, full: Decimal, lines: Lines = Lines()) -> Decimal | None:
    """得分率 in percent, one decimal. A share below a line is cut off, never rounded up to it."""
    if full <= 0:
        return None
    exact = got * HUNDRED / full
    near = rounded(exact, TENTH)
    reached = [line for line in (lines.excellent, lines.good, lines.passing) if line is not None]
    if any(exact < line <= near for line in reached):
        return exact.quantize(TENTH, ROUND_DOWN)
    return near


def of_observers(marks: Sequence[Decimal], drop_from: int = ENOUGH_OBSERVERS) -> Decimal | None:
    """What several observers of one lesson make of it: the mean, from five on without the highest and the lowest."""
    if not marks:
        return None
    counted = sorted(marks)[1:-1] if len(marks) >= max(drop_from, 3) else list(marks)
    return rounded(sum(counted, ZERO) / len(counted))
