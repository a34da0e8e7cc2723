"""Rectification: from what was found to its closing, which takes another person's re-check.

One machine for safety hazards and teaching findings. 源：facts 5.2 (登记 → 定级 → 下达 → 整改中 → 申请复查 →
复查 → 销号或再限期); a point with one teacher cannot re-check itself, its contact or the center does (待中心校复查).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from db.rules.text import tidy_name

ENTERED, WAITING, UNDER_WAY, RECHECK, OUTSIDE_RECHECK, CLOSED = "1", "2", "3", "4", "5", "6"
"""登记, 待整改, 整改中, 待复查, 待中心校复查, 已销号."""

GENERAL, MAJOR = "1", "2"
PASSED, FAILED = "1", "2"


class Trouble(ValueError):
    """A step that may not be taken now: a sentence and what to do instead."""

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(sentence)
        self.sentence, self.advice = sentence, advice


class Person(NamedTuple):
    """Who does a step: the name, and whether from the school itself (a visitor from the center is not)."""

    name: str
    of_the_school: bool = True


@dataclass(frozen=True)
class Case:
    """What is known of one hazard or finding. `alone`: the school has a single teacher; `graded`: it needs a grade."""

    found_on: date
    needs_grade: bool = True
    alone: bool = False
    level: str = ""
    notified_on: date | None = None
    due_on: date | None = None
    responsible: str = ""
    rectified_on: date | None = None
    answered_by: str = ""
    rechecked_on: date | None = None
    rechecked_by: str = ""
    result: str = ""
    closed_on: date | None = None


@dataclass(frozen=True)
class Grade:
    """定级: general or major."""

    on: date
    level: str


@dataclass(frozen=True)
class Notice:
    """下达整改通知书 with the day by which it must be put right."""

    on: date
    due_on: date


@dataclass(frozen=True)
class Extension:
    """延期, with its reason."""

    on: date
    due_on: date
    reason: str


@dataclass(frozen=True)
class Answer:
    """整改完成，申请复查."""

    on: date
    by: Person


@dataclass(frozen=True)
class Recheck:
    """复查; one that fails sets a new deadline."""

    on: date
    by: Person
    passed: bool
    due_on: date | None = None


Step = Grade | Notice | Extension | Answer | Recheck


def state(case: Case) -> str:
    """Where a case stands, from what is known of it."""
    if case.closed_on:
        return CLOSED
    if case.rectified_on and not case.result:
        return OUTSIDE_RECHECK if case.alone else RECHECK
    if case.notified_on or case.result == FAILED:
        return UNDER_WAY
    return WAITING if case.level or not case.needs_grade else ENTERED


def take(case: Case, step: Step) -> Case:
    """The case after a step. Raises Trouble where the step may not be taken."""
    if case.closed_on:
        raise Trouble("这一条已经销号。", "如果又出现问题，请另外登记一条。")
    if step.on < case.found_on:
        raise Trouble("这一步的日期比发现日期还早。", "请核对日期。")
    if isinstance(step, Grade):
        return replace(case, level=step.level)
    if isinstance(step, Notice):
        return _notice(case, step)
    if isinstance(step, Extension):
        return _extend(case, step)
    if isinstance(step, Answer):
        return _answer(case, step)
    return _recheck(case, step)


def for_now(case: Case, on: date, today: date) -> None:
    """Something done until it is put right (临时管控), which changes no state. Raises Trouble."""
    if case.closed_on:
        raise Trouble("这一条已经销号。", "如果又出现问题，请另外登记一条。")
    if on > today:
        raise Trouble("这一天还没有到。", "请填做了临时管控的那天。")
    if on < case.found_on:
        raise Trouble("这一步的日期比发现日期还早。", "请核对日期。")


def _notice(case: Case, step: Notice) -> Case:
    if state(case) not in (WAITING, UNDER_WAY):
        raise Trouble("还没有定级，或已经在等复查，不能下达通知。", "请先定级；要再限期，请先复查。")
    if step.due_on < step.on:
        raise Trouble("整改时限比下达日期早。", "请改时限。")
    return replace(case, notified_on=step.on, due_on=step.due_on)


def _extend(case: Case, step: Extension) -> Case:
    if state(case) not in (WAITING, UNDER_WAY) or case.due_on is None:
        raise Trouble("现在没有可以延长的时限。", "请先下达整改时限。")
    if step.due_on <= case.due_on:
        raise Trouble("延期后的时限没有比原来晚。", "请改日期。")
    if not step.reason.strip():
        raise Trouble("延期要写明理由。", "请写为什么不能按时整改。")
    return replace(case, due_on=step.due_on)


def _answer(case: Case, step: Answer) -> Case:
    if state(case) not in (WAITING, UNDER_WAY):
        raise Trouble("现在还不能申请复查。", "请先定级并安排整改；已经申请过的，等复查就行。")
    if not step.by.name.strip():
        raise Trouble("没有写是谁申请复查。", "请填姓名。")
    return replace(case, rectified_on=step.on, answered_by=step.by.name, result="", rechecked_on=None, rechecked_by="")


def _recheck(case: Case, step: Recheck) -> Case:
    if state(case) not in (RECHECK, OUTSIDE_RECHECK):
        raise Trouble("还没有申请复查。", "请先填整改完成情况，申请复查。")
    if case.rectified_on and step.on < case.rectified_on:
        raise Trouble("复查日期比整改完成日期早。", "请核对日期。")
    sentence, advice = why_not_recheck(case, step.by)
    if sentence:
        raise Trouble(sentence, advice)
    done = replace(case, rechecked_on=step.on, rechecked_by=step.by.name)
    if step.passed:
        return replace(done, result=PASSED, closed_on=step.on)
    if step.due_on is None or step.due_on < step.on:
        raise Trouble("复查不合格，要再定一个整改时限。", "请填新的时限。")
    return replace(done, result=FAILED, rectified_on=None, answered_by="", due_on=step.due_on)


def why_not_recheck(case: Case, by: Person) -> tuple[str, str]:
    """Why this person may not re-check, and what to do; two empty texts if they may."""
    if not by.name.strip():
        return "没有写复查人。", "请填复查人姓名。"
    if case.alone and by.of_the_school:
        return "这所学校只有一位老师，不能自己复查。", "请联系点干部或中心学校到校复查，或者看照片复查。"
    if by.of_the_school and same_person(by.name, case.responsible, case.answered_by):
        return "复查人不能是整改责任人或申请复查的人。", "请换一位老师复查。"
    return "", ""


def same_person(name: str, *others: str) -> bool:
    """Whether a name is one of these, blanks and widths forgiven."""
    return tidy_name(name) in {tidy_name(other) for other in others if other}


def days_late(due_on: date | None, done_on: date | None, today: date) -> int:
    """Days past the deadline: until it was put right, else until today; 0 in time or without a deadline."""
    return max(((done_on or today) - due_on).days, 0) if due_on else 0


def days_open(found_on: date, closed_on: date | None, today: date) -> int:
    """已历时: days from finding to closing, or to today."""
    return max(((closed_on or today) - found_on).days, 0)


class Rates(NamedTuple):
    """整改率 = 销号数 ÷ 登记数；按期整改率 = 按期销号 ÷ 到期数 (facts 5.2); None where there are none."""

    entered: int
    closed: int
    due: int
    in_time: int
    rectified: Fraction | None
    kept: Fraction | None


def rates(cases: Iterable[Case], today: date) -> Rates:
    """Of these cases, seen on this day; in time is what was put right by its deadline and closed."""
    found = list(cases)
    closed = [case for case in found if case.closed_on]
    due = [case for case in found if case.due_on and case.due_on <= today]
    in_time = [case for case in due if case.closed_on and not days_late(case.due_on, case.rectified_on, today)]
    return Rates(
        len(found),
        len(closed),
        len(due),
        len(in_time),
        Fraction(len(closed), len(found)) if found else None,
        Fraction(len(in_time), len(due)) if due else None,
    )
