"""The year turns: what becomes of each pupil when a new school year begins, and an account in which nobody is missing.

Promotion writes nothing, for grades follow from the year of entry. What is written: who stays down or skips, who leaves
the last grade of a stage and where to (小升初, 升学去向), who leaves school.
Source: 小升初无缝对接 (systems B08), 学籍异动 (facts 3.6).
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from db.rules.grades import LAST_GRADE, Stage, grade_of

ON_ROLL = frozenset({"01", "02", "04", "05"})
"""Codes of the list student_status that are on the school's roll: 在读, 休学, 停学, 复学."""
SUSPENDED = frozenset({"02", "04"})
GRADUATED, MOVED_OUT = "07", "10"
"""Codes of the list student_status: 毕业, 转学（转出）."""
BOTH_STAGES = frozenset({"nine_year"})
"""Kinds of school whose grade six goes up within the house."""


class Decision(StrEnum):
    """What somebody has decided for a pupil; codes of the list year_decision."""

    UP = "1"
    STAYS_DOWN = "2"
    SKIPS = "3"
    TO_JUNIOR = "4"
    LEAVES_STAGE = "5"
    LEAVES = "6"


class Fate(StrEnum):
    """What becomes of a pupil; each is in exactly one of these."""

    PROMOTED = "升级"
    REPEATED = "留级"
    SKIPPED = "跳级"
    HANDED_OVER = "升入初中"
    GRADUATED = "毕业离校"
    LEFT = "离校"
    NEW = "新入学"
    UNDECIDED = "待定"


STAYING = (Fate.PROMOTED, Fate.REPEATED, Fate.SKIPPED)
GOING = (Fate.HANDED_OVER, Fate.GRADUATED, Fate.LEFT)


class Standing(NamedTuple):
    """A pupil on roll before the turn: codes as stored."""

    status: str
    stage: int | None
    cohort: int | None


class Turned(NamedTuple):
    """A pupil after it. to_junior: goes to another school of the township; because: why nothing is decided yet."""

    fate: Fate
    standing: Standing
    because: str = ""


UNKNOWN_GRADE = "不知道在哪个年级，请先填班级或入学年。"
OVERDUE = "{label}早该毕业了，请定毕业、离校，或改正入学年。"
NO_JUNIOR = "六年级毕业，还没有定升入哪所初中。"
SUSPENDED_AT_END = "休学中，到了毕业年级，请定随班毕业还是留级。"
TOO_HIGH = "已经在最高的年级，不能再跳级。"


def turned(pupil: Standing, year: int, kind: str, decision: Decision | None = None, junior: bool = True) -> Turned:
    """What becomes of a pupil at the turn to the school year that begins in `year`.

    kind: of its school; junior: whether it is known where its grade six goes.
    """
    if pupil.stage is None or pupil.cohort is None:
        return _goes(pupil, decision) or Turned(Fate.UNDECIDED, pupil, UNKNOWN_GRADE)
    if pupil.cohort >= year:
        return Turned(Fate.NEW, pupil)
    if (gone := _goes(pupil, decision)) is not None:
        return gone
    if grade_of(pupil.cohort, pupil.stage, year - 1) is None:
        label = {Stage.KINDERGARTEN: "幼儿园", Stage.PRIMARY: "小学", Stage.JUNIOR: "初中"}[Stage(pupil.stage)]
        return Turned(Fate.UNDECIDED, pupil, OVERDUE.format(label=label))
    if decision is Decision.STAYS_DOWN:
        return Turned(Fate.REPEATED, pupil._replace(cohort=pupil.cohort + 1))
    if decision is Decision.SKIPS:
        higher = pupil._replace(cohort=pupil.cohort - 1)
        if grade_of(higher.cohort or 0, pupil.stage, year) is None:
            return Turned(Fate.UNDECIDED, pupil, TOO_HIGH)
        return Turned(Fate.SKIPPED, higher)
    if grade_of(pupil.cohort, pupil.stage, year) is not None:
        return Turned(Fate.PROMOTED, pupil)
    return _at_the_end(pupil, year, kind, decision, junior)


def _goes(pupil: Standing, decision: Decision | None) -> Turned | None:
    """Those of whom it was decided that they leave, from whatever grade."""
    if decision is Decision.LEAVES:
        return Turned(Fate.LEFT, pupil._replace(status=MOVED_OUT))
    if decision is Decision.LEAVES_STAGE:
        return Turned(Fate.GRADUATED, pupil._replace(status=GRADUATED))
    return None


def _at_the_end(pupil: Standing, year: int, kind: str, decision: Decision | None, junior: bool) -> Turned:
    """The last grade of a stage."""
    if pupil.status in SUSPENDED and decision is None:
        return Turned(Fate.UNDECIDED, pupil, SUSPENDED_AT_END)
    if pupil.stage != Stage.PRIMARY:
        return Turned(Fate.GRADUATED, pupil._replace(status=GRADUATED))
    higher = pupil._replace(stage=int(Stage.JUNIOR), cohort=year)
    if kind in BOTH_STAGES and decision is not Decision.TO_JUNIOR:
        return Turned(Fate.PROMOTED, higher)
    return Turned(Fate.HANDED_OVER, higher) if junior else Turned(Fate.UNDECIDED, pupil, NO_JUNIOR)


def last_grade(stage: int, cohort: int, year: int) -> bool:
    """Whether this year of entry sits in its stage's last grade in this school year."""
    return grade_of(cohort, stage, year) == LAST_GRADE[Stage(stage)]


class Account(NamedTuple):
    """Pupils of a school (or of all) by what becomes of them; undecided ones keep it from being closed."""

    counts: Counter[Fate]

    @property
    def before(self) -> int:
        """On roll before the turn: everybody but those who enter with it."""
        return sum(self.counts.values()) - self.counts[Fate.NEW]

    @property
    def staying(self) -> int:
        return sum(self.counts[fate] for fate in STAYING)

    @property
    def going(self) -> int:
        return sum(self.counts[fate] for fate in GOING)

    @property
    def after(self) -> int:
        return self.before - self.going + self.counts[Fate.NEW]

    @property
    def balanced(self) -> bool:
        """Whether everybody who was on roll is promoted, repeats, skips, is handed over, graduates or leaves."""
        return self.before == self.staying + self.going


def account(fates: Iterable[Fate]) -> Account:
    return Account(Counter(fates))
