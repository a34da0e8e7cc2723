"""Bringing a child back to school: what has been done, what comes next, and by when.

源：教育部办公厅2024年4月控辍保学通知（三本台账、学校一月一报告）；两地的缺课追踪制度（facts 8.1）：一小时内电话、
当天家访、一天报教导处、两天校长和村联合家访、三天以上书面上报；劝学（复学）通知书限七日内返校. All days are settings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from db.rules.calendar import SpecialDay, is_school_day, working_day_after, working_days_between


class Step(StrEnum):
    """What is done for a child that is not at school, in this order."""

    CALL = "电话联系"
    VISIT = "当天家访"
    DEAN = "报教导处"
    HEAD = "校长与村联合家访"
    REPORT = "书面上报"
    LETTER = "发劝学通知书"
    TOWNSHIP = "报镇政府劝返"
    COURT = "司法程序"


STEPS = tuple(Step)

SUSPECTED, DROPPED = "1", "2"
"""Codes of the list `dropout_kind`: 疑似辍学, 辍学."""

UNCHECKED, URGED, SUMMONED, TO_TOWNSHIP, IN_COURT, BACK, PLACED, EXCLUDED = "1", "2", "3", "4", "5", "6", "7", "8"
"""Codes of the list `dropout_state`."""

OPEN = (UNCHECKED, URGED, SUMMONED, TO_TOWNSHIP, IN_COURT)
"""States of a case nobody has closed."""

NOT_DROPPED_OUT = "9"
"""Code of the list `dropout_placement`: what looked like dropping out was none."""


@dataclass(frozen=True)
class Policy:
    """By the end of which school day of absence a step is due (the first day missed is 1); then, in calendar days,
    how long the letter gives, and how long the township has before the courts are asked."""

    visit_days: int = 1
    dean_days: int = 1
    head_days: int = 2
    report_days: int = 3
    letter_days: int = 5
    return_days: int = 7
    township_days: int = 30


class Due(NamedTuple):
    """The next step, the last day for it, and how many school days too late it is today (0: in time)."""

    step: Step
    by: date
    late: int


def next_step(
    left_on: date,
    done: Mapping[Step, date | None],
    today: date,
    policy: Policy | None = None,
    special: Sequence[SpecialDay] = (),
) -> Due | None:
    """What comes next. A later step that is done says that those before it were, though nobody wrote them down."""
    kept = policy or Policy()
    last = max((STEPS.index(step) for step, on in done.items() if on is not None), default=-1)
    if last + 1 >= len(STEPS):
        return None
    step = STEPS[last + 1]
    by = _last_day(step, left_on, done, kept, special)
    return Due(step, by, max(working_days_between(by, today, special) - working_days_between(by, by, special), 0))


def _last_day(
    step: Step, left_on: date, done: Mapping[Step, date | None], policy: Policy, special: Sequence[SpecialDay]
) -> date:
    if step is Step.TOWNSHIP:
        return (done[Step.LETTER] or left_on) + timedelta(days=policy.return_days)
    if step is Step.COURT:
        return (done[Step.TOWNSHIP] or left_on) + timedelta(days=policy.township_days)
    days = {
        Step.CALL: 1, Step.VISIT: policy.visit_days, Step.DEAN: policy.dean_days, Step.HEAD: policy.head_days,
        Step.REPORT: policy.report_days, Step.LETTER: policy.letter_days,
    }[step]  # fmt: skip
    first = left_on if is_school_day(left_on, special) else working_day_after(left_on, 1, special)
    return working_day_after(first, max(days, 1) - 1, special)


def state(done: Mapping[Step, date | None], *, back: bool = False, placement: str | None = None) -> str:
    """The code of `dropout_state` a case stands in: how it ended, else the furthest step."""
    if placement == NOT_DROPPED_OUT:
        return EXCLUDED
    if back:
        return BACK
    if placement:
        return PLACED
    for step, reached in ((Step.COURT, IN_COURT), (Step.TOWNSHIP, TO_TOWNSHIP), (Step.LETTER, SUMMONED)):
        if done.get(step) is not None:
            return reached
    return URGED if any(on is not None for on in done.values()) else UNCHECKED


__all__ = [
    "BACK", "DROPPED", "EXCLUDED", "IN_COURT", "NOT_DROPPED_OUT", "OPEN", "PLACED", "STEPS", "SUMMONED", "SUSPECTED",
    "TO_TOWNSHIP", "UNCHECKED", "URGED", "Due", "Policy", "Step", "next_step", "state",
]  # fmt: skip
