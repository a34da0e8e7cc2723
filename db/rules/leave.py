"""Leave of staff: how many working days it takes, who may approve it, when it is too long, who is paid for nothing.

Who may approve how many days is local and a setting. 源：治理“吃空饷”（systems F08）：在编不在岗、长期请假不归的要列出.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from db.rules.calendar import SpecialDay, is_school_day

MORNING, AFTERNOON = "1", "2"
"""Codes of the list `half_day`: from which half of the first day, until which half of the last."""

HALF = Decimal("0.5")


def days_taken(
    first: date,
    last: date,
    starts: str | None,
    ends: str | None,
    special: Sequence[SpecialDay] = (),
    *,
    every_day: bool = False,
) -> Decimal:
    """Working days of a leave from a day to a day, both counted; half days at its ends.

    starts "2": only the afternoon of the first day; ends "1": only the morning of the last. every_day counts weekends
    and holidays too, as childbirth leave does. A last day before the first takes nothing.
    """
    counted = [
        day
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
        if every_day or is_school_day(day, special)
    ]
    taken = Decimal(len(counted))
    if first in counted and starts == AFTERNOON:
        taken -= HALF
    if last in counted and ends == MORNING:
        taken -= HALF
    return max(taken, Decimal(0))


class Approver(NamedTuple):
    """A post and how many days it may give; None: any number."""

    post: str
    days: Decimal | None


def approvers(words: str) -> tuple[Approver, ...]:
    """教导处1、校长3、中心学校15、县教育局: posts in order with the days they may give; the last without a number.

    Raises ValueError with a sentence.
    """
    found = []
    for part in words.replace("，", "、").replace(",", "、").split("、"):
        post = part.strip().rstrip("天").rstrip("0123456789.")
        number = part.strip().rstrip("天")[len(post) :]
        if not post:
            raise ValueError(f"“{part}”里没有职务。请写成 教导处1、校长3、中心学校15、县教育局 这样。")
        found.append(Approver(post, Decimal(number) if number else None))
    return tuple(found)


def must_approve(days: Decimal, known: Sequence[Approver]) -> str:
    """The lowest post that may give so many days; the last one where none may."""
    for approver in known:
        if approver.days is None or days <= approver.days:
            return approver.post
    return known[-1].post if known else ""


class Absence(StrEnum):
    """Why a member of staff stands on the list for 清理吃空饷."""

    NOT_BACK = "假满未归"
    LONG_ILL = "长期病假"
    LONG = "长期请假"
    NO_LEAVE = "不在岗又无假"


class Standing(NamedTuple):
    """What is known of one person on a day: away by status (借出、病休 …), and the leaves that concern the day."""

    away: bool
    last_day: date | None
    back_on: date | None
    ill: bool
    days: Decimal


def on_the_list(person: Standing, today: date, long_ill: int, long_other: int) -> Absence | None:
    """Why somebody on the roll stands on the list, or None.

    Not back: the last leave has ended and nobody has booked the return. Long: the leave takes more days than given.
    """
    if person.last_day is not None and person.back_on is None:
        if person.last_day < today:
            return Absence.NOT_BACK
        if person.days > (long_ill if person.ill else long_other):
            return Absence.LONG_ILL if person.ill else Absence.LONG
        return None
    return Absence.NO_LEAVE if person.away else None
