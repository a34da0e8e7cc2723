"""Following up a pupil who is not there and whom nobody has excused: who must do what, and by when.

源：控辍保学的缺课追踪制度（facts 8.1）：一小时内电话，当天家访，缺一天报教导处，两天校长和村联合家访，三天以上书面上报.
The hours and days are settings of the office.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from db.rules.calendar import SpecialDay, is_school_day


class Step(StrEnum):
    """What has to be done, in this order."""

    CALL = "电话"
    VISIT = "家访"
    DEAN = "报教导处"
    HEAD = "联合家访"
    REPORT = "书面上报"


@dataclass(frozen=True)
class Policy:
    """How soon: minutes after the pupil was missed, then by the end of so many school days of absence."""

    call_minutes: int = 60
    visit_days: int = 1
    dean_days: int = 1
    head_days: int = 2
    report_days: int = 3
    day_ends: time = time(18)

    def days(self, step: Step) -> int:
        return {
            Step.CALL: 1, Step.VISIT: self.visit_days, Step.DEAN: self.dean_days,
            Step.HEAD: self.head_days, Step.REPORT: self.report_days,
        }[step]  # fmt: skip


class Due(NamedTuple):
    """A step that is called for: by when, and whether that has passed."""

    step: Step
    by: datetime
    overdue: bool


def steps_due(missed: Sequence[datetime], now: datetime, policy: Policy, done: Collection[Step] = ()) -> list[Due]:
    """What is called for and not done, the earliest first.

    missed: when the pupil was found missing on each school day of this absence, in order.
    """
    found = [
        Due(step, by, now > by)
        for step in Step
        if step not in done and 0 < policy.days(step) <= len(missed)
        for by in [_by(step, missed, policy)]
    ]
    return sorted(found, key=lambda due: due.by)  # the order of the steps, where they are due together


def _by(step: Step, missed: Sequence[datetime], policy: Policy) -> datetime:
    if step is Step.CALL:
        return missed[0] + timedelta(minutes=policy.call_minutes)
    return datetime.combine(missed[policy.days(step) - 1].date(), policy.day_ends)


def spells(absent: Iterable[date], present: Collection[date], special: Sequence[SpecialDay] = ()) -> list[list[date]]:
    """School days of absence that belong together: a weekend or holiday between them, or a day nobody called, does
    not end an absence; a day on which the pupil was there does.

    present: days on which the class was called and the pupil was not missing. Days without school do not count.
    """
    missing = set(absent)
    days = sorted(day for day in missing if is_school_day(day, special))
    back = set(present) - missing
    found: list[list[date]] = []
    for day in days:
        if found and not any(found[-1][-1] < seen < day for seen in back):
            found[-1].append(day)
        else:
            found.append([day])
    return found


def still_away(spell: Sequence[date], present: Collection[date]) -> bool:
    """Whether the pupil has not been seen since."""
    return not any(day > spell[-1] for day in present)
