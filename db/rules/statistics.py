"""Counting a paper: who counts and who does not, by written rule, and what they make together.

Source: facts 2.2 (一分三率 and the four denominators met in local rules). Marks are decimals and sums stay exact;
absence and standing are the codes of the lists exam_absence and score_standing.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from db.rules.exam_marks import ABSENCE_WORDS, ABSENT, DEFERRED, EXEMPT
from db.rules.levels import Level, level_of

INCLUSIVE, CAME, LEFT = "1", "2", "3"
STANDING_WORDS = {INCLUSIVE: "随班就读", CAME: "学年中转入", LEFT: "学年中转出"}
BLANK = "没有登记成绩"

DUE, SAT, ROLL, COHORT = "due", "sat", "roll", "cohort"
DENOMINATOR_WORDS = {
    DUE: "应考人数", SAT: "实考人数", ROLL: "学籍人数×{share}%", COHORT: "起始人数＋转入－转出",
}  # fmt: skip


class Mark(NamedTuple):
    """One pupil's result in one paper, with class and school as they were then."""

    student: Hashable
    room: Hashable
    school: Hashable
    paper: Hashable
    mark: Decimal | None = None
    absence: str = ""
    standing: str = ""


class Lines(NamedTuple):
    """The lines of a paper in percent of its full mark; good ends where excellent begins."""

    full: Decimal = Decimal(100)
    passing: Decimal = Decimal(60)
    good: Decimal = Decimal(75)
    excellent: Decimal = Decimal(85)
    low: Decimal = Decimal(40)

    def mark(self, percent: Decimal) -> Decimal:
        """A line as a mark of this paper."""
        return self.full * percent / 100


@dataclass(frozen=True)
class Counting:
    """The written rule: what divides, and who is counted. As it stands here it is what ships.

    denominator of the rates, mean_denominator of the mean; an absent, exempt or deferred pupil is due or not;
    inclusive, came, left: whether such pupils count at all; absent_low: whether who is absent is below the low line.
    """

    denominator: str = DUE
    mean_denominator: str = DUE
    absent_due: bool = True
    exempt_due: bool = False
    deferred_due: bool = False
    absent_low: bool = False
    inclusive: bool = False
    came: bool = False
    left: bool = True
    roll_share: int = 97
    small: int = 5

    def set_apart(self, standing: str) -> str:
        """Why a pupil of this standing is not counted at all; empty where he is."""
        counts = {INCLUSIVE: self.inclusive, CAME: self.came, LEFT: self.left}.get(standing, True)
        return "" if counts else f"{STANDING_WORDS[standing]}，不计入"

    def is_due(self, absence: str) -> bool:
        return {ABSENT: self.absent_due, EXEMPT: self.exempt_due, DEFERRED: self.deferred_due}.get(absence, True)

    def reason(self, mark: Mark) -> str:
        """Why this pupil is no part of the denominator; empty where he is."""
        if apart := self.set_apart(mark.standing):
            return apart
        if mark.absence:
            return "" if self.is_due(mark.absence) else f"{ABSENCE_WORDS[mark.absence]}，不计入应考"
        return BLANK if mark.mark is None else ""


class Base(NamedTuple):
    """What the denominators of rolls and cohorts need to know of a class; None where nobody has written it down."""

    enrolled: int | None = None
    started: int | None = None
    came: int | None = None
    left: int | None = None

    def plus(self, other: "Base") -> "Base":
        """Together; one class whose roll or beginning nobody has written down leaves the sum without it.

        Who came and who left are nobody where nothing is written, as in a single class.
        """
        whole = (
            None if one is None or two is None else one + two for one, two in zip(self[:2], other[:2], strict=True)
        )
        moved = ((one or 0) + (two or 0) for one, two in zip(self[2:], other[2:], strict=True))
        return Base(*whole, *moved)


@dataclass(frozen=True)
class Tally:
    """What pupils make together in one paper, or in several that are added. squares: the sum of squared marks."""

    sat: int = 0
    absent: int = 0
    exempt: int = 0
    deferred: int = 0
    blank: int = 0
    inclusive: int = 0
    came: int = 0
    left: int = 0
    total: Decimal = Decimal(0)
    squares: Decimal = Decimal(0)
    passed: int = 0
    good: int = 0
    excellent: int = 0
    low: int = 0
    highest: Decimal | None = None
    lowest: Decimal | None = None
    levels: Mapping[str, int] = field(default_factory=dict)

    def due(self, counting: Counting) -> int:
        """应考: who sat, and who else the written rule counts among those who ought to have sat."""
        return (
            self.sat
            + (self.absent if counting.absent_due else 0)
            + (self.exempt if counting.exempt_due else 0)
            + (self.deferred if counting.deferred_due else 0)
        )

    @property
    def apart(self) -> int:
        """Pupils the written rule leaves out altogether."""
        return self.inclusive + self.came + self.left

    @property
    def mean(self) -> Fraction | None:
        """The mean of those who sat."""
        return Fraction(self.total) / self.sat if self.sat else None

    @property
    def variance(self) -> Fraction | None:
        """Of the population of those who sat (no n−1)."""
        mean = self.mean
        return None if mean is None else Fraction(self.squares) / self.sat - mean * mean

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        kept: dict[str, object] = {}
        for part in fields(Tally):
            mine, theirs = getattr(self, part.name), getattr(other, part.name)
            if part.name in ("highest", "lowest"):
                known = [mark for mark in (mine, theirs) if mark is not None]
                kept[part.name] = (max if part.name == "highest" else min)(known) if known else None
            elif part.name == "levels":
                kept[part.name] = {k: mine.get(k, 0) + theirs.get(k, 0) for k in {**mine, **theirs}}
            else:
                kept[part.name] = mine + theirs
        return Tally(**kept)  # type: ignore[arg-type]


def tally(marks: Iterable[Mark], lines: Lines, counting: Counting, levels: tuple[Level, ...] = ()) -> Tally:
    """One paper counted, pupil by pupil; the same figures as the file's own sums (db/score_sums.py)."""
    counted = dict.fromkeys(("sat", "absent", "exempt", "deferred", "blank", "inclusive", "came", "left"), 0)
    sat: list[Decimal] = []
    for one in marks:
        if counting.set_apart(one.standing):
            counted[{INCLUSIVE: "inclusive", CAME: "came", LEFT: "left"}[one.standing]] += 1
        elif one.absence:
            counted[{ABSENT: "absent", EXEMPT: "exempt", DEFERRED: "deferred"}[one.absence]] += 1
        elif one.mark is None:
            counted["blank"] += 1
        else:
            counted["sat"] += 1
            sat.append(one.mark)
    letters = {level.letter: 0 for level in levels}
    for mark in sat if levels else ():
        letters[level_of(mark, lines.full, levels).letter] += 1
    return Tally(
        **counted,
        total=sum(sat, Decimal(0)),
        squares=sum((mark * mark for mark in sat), Decimal(0)),
        passed=sum(reaches(mark, lines, lines.passing) for mark in sat),
        good=sum(reaches(m, lines, lines.good) and not reaches(m, lines, lines.excellent) for m in sat),
        excellent=sum(reaches(mark, lines, lines.excellent) for mark in sat),
        low=sum(not reaches(mark, lines, lines.low) for mark in sat)
        + (counted["absent"] if counting.absent_low else 0),
        highest=max(sat, default=None),
        lowest=min(sat, default=None),
        levels=letters,
    )


def reaches(mark: Decimal, lines: Lines, percent: Decimal) -> bool:
    """Whether a mark is on the line or above it; 63.75 of 75 is 85 % exactly."""
    return mark * 100 >= lines.full * percent


def together(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    whole = Tally()
    for one in tallies:
        whole = whole.plus(one)
    return whole


def all_passed(marks: Iterable[Mark], lines: Mapping[Hashable, Lines], counting: Counting) -> tuple[int, int]:
    """全科及格: pupils who passed every paper they were due in, and pupils due in any. lines: by paper."""
    due: dict[Hashable, bool] = {}
    for one in marks:
        if counting.reason(one):
            continue
        line = lines[one.paper]
        passed = one.mark is not None and not one.absence and reaches(one.mark, line, line.passing)
        due[one.student] = due.get(one.student, True) and passed
    return sum(due.values()), len(due)


def who_counts(marks: Iterable[Mark], counting: Counting) -> tuple[list[Hashable], list[tuple[Hashable, str]]]:
    """Pupils in the denominator, and those who are not, each with the reason; in the order given."""
    counted: list[Hashable] = []
    apart: list[tuple[Hashable, str]] = []
    for one in marks:
        reason = counting.reason(one)
        if reason:
            apart.append((one.student, reason))
        else:
            counted.append(one.student)
    return counted, apart
