"""Leave of staff: how many working days it takes, who may approve it, when it is too long, who is paid for nothing.

Who may approve how many days is local and a setting. 源：治理“吃空饷”（systems F08）.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from db.rules.calendar import SpecialDay

ILL, PERSONAL, MARRIAGE, BIRTH, AT_BIRTH, FUNERAL, INJURY, DUTY, TRAINING, OTHER, NO_LEAVE = (
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "90"
)  # fmt: skip
"""Codes of the list `leave_kind`."""

AT_WORK = (DUTY, TRAINING)
"""Away from school and at work all the same: 公差, 培训."""

EVERY_DAY = (BIRTH,)
"""Counted in calendar days, weekends and holidays with them."""

AFTERNOON, MORNING = "2", "1"
HALF = Decimal("0.5")


class Leave(NamedTuple):
    """From a day to a day, both counted; starts "2" leaves out the first morning, ends "1" the last afternoon."""

    kind: str
    first: date
    last: date
    starts: str = MORNING
    ends: str = AFTERNOON


def days_within(
    leave: Leave, special: Sequence[SpecialDay] = (), first: date | None = None, last: date | None = None,
    *, every_day: bool = False,
) -> Decimal:  # fmt: skip
    """Working days of a leave that lie in a span, half days at its ends; every_day counts weekends and holidays too.

    A leave that ends before it begins takes nothing.
    """
    said = {entry.on: entry.school_day for entry in special}
    begin, end = max(leave.first, first or leave.first), min(leave.last, last or leave.last)
    days = (begin + timedelta(days=n) for n in range((end - begin).days + 1))
    counted = {day for day in days if every_day or said.get(day, day.weekday() < 5)}
    taken = Decimal(len(counted))
    if leave.starts == AFTERNOON and leave.first in counted:
        taken -= HALF
    if leave.ends == MORNING and leave.last in counted:
        taken -= HALF
    return max(taken, Decimal(0))


def days_taken(leave: Leave, special: Sequence[SpecialDay] = ()) -> Decimal:
    """The days a leave takes: working days, of childbirth calendar days."""
    return days_within(leave, special, every_day=leave.kind in EVERY_DAY)


def must_approve(days: Decimal, limits: Sequence[Decimal]) -> int:
    """Place of the lowest post that may give so many days; the post after the last limit may give any number."""
    return next((place for place, most in enumerate(limits) if days <= most), len(limits))


class Why(StrEnum):
    """Why a member of staff stands on the list for 清理吃空饷."""

    NO_LEAVE = "旷工"
    NOT_BACK = "假满未归"
    LONG_ILL = "长期病假"
    LONG = "长期请假"
    NOT_THERE = "不在岗又无假"


class Known(NamedTuple):
    """What is known of a leave that concerns today: its days so far, and whether the return was booked."""

    leave: Leave
    days: Decimal
    returned: bool


def on_the_list(
    away_by_status: bool, leaves: Sequence[Known], today: date, long_ill: Decimal, long_other: Decimal
) -> Why | None:
    """Why somebody on the roll stands on the list today, or None.

    away_by_status: the roster says 借出, 病休 or the like, so that somebody is paid who does not teach here.
    """
    open_ = [one for one in leaves if not one.returned and one.leave.first <= today]
    if any(one.leave.kind == NO_LEAVE for one in open_):
        return Why.NO_LEAVE
    away = [one for one in open_ if one.leave.kind not in AT_WORK]
    if any(one.leave.last < today for one in away):
        return Why.NOT_BACK
    if any(one.leave.kind == ILL and one.days > long_ill for one in away):
        return Why.LONG_ILL
    if any(one.leave.kind not in (ILL, BIRTH, INJURY) and one.days > long_other for one in away):
        return Why.LONG
    covered = any(one.leave.first <= today <= one.leave.last for one in open_)
    return Why.NOT_THERE if away_by_status and not covered else None
