"""Attendance: who counts as absent, which half days a call covers, and the rate of a week or month.

Absence is counted in half days, so that a class that is called once a day and one that is called twice weigh the same;
the evening study of boarders is called and named, and is no part of the rate.
"""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from db.rules.participation import percent, rate

WHOLE, MORNING, AFTERNOON, EVENING = "0", "1", "2", "3"
"""Codes of the list `session`."""

BOTH = 3
BITS = {WHOLE: BOTH, MORNING: 1, AFTERNOON: 2, EVENING: 0}
"""The halves of a day that a session covers."""

COUNTED = (0, 1, 1, 2)
"""How many half days such bits are."""

ILL, PERSONAL, TRUANT, LATE, EARLY, UNEXPLAINED, OTHER = "1", "2", "3", "4", "5", "6", "9"
"""Codes of the list `absence_reason`."""

ABSENT = (ILL, PERSONAL, TRUANT, UNEXPLAINED, OTHER)
"""Reasons of those who were not there; who came late or left early was."""

NO_ILLNESS = ("10", "11", "99")
"""Symptoms that nobody catches from another: injuries, toothache, other."""

FULL, ALMOST = Decimal("100.0"), Decimal("99.9")

OPEN = (TRUANT, UNEXPLAINED)
"""Nobody with a right to has excused these: they are followed up."""


def sessions_of(choice: str) -> tuple[str, ...]:
    """What a school calls (list `roll_sessions`): once a day, morning and afternoon, or the boarders' evening too."""
    return {"2": (MORNING, AFTERNOON), "3": (MORNING, AFTERNOON, EVENING)}.get(choice, (WHOLE,))


def uncalled(done: Collection[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The sessions still to be called. A call for the whole day covers both halves, and both halves the day."""
    if not wanted:
        return ()
    if WHOLE in done or {MORNING, AFTERNOON} <= set(done):
        return tuple(s for s in wanted if s == EVENING and s not in done)
    return tuple(s for s in wanted if s not in done)


def attended(expected: int, absent: int) -> Decimal | None:
    """出勤率 in percent to one place; with anybody absent it is never rounded up to 100. None for a class of nobody."""
    share = percent(rate(expected - absent, expected))
    return ALMOST if absent and share == FULL else share


def days_of(half_days: int, *, tenths: bool = False) -> str:
    """Half days as offices write them: 3 is 1.5, 4 is 2; with tenths, 2.0, where others of the column have halves."""
    return f"{half_days // 2}.{5 * (half_days % 2)}" if tenths or half_days % 2 else str(half_days // 2)


def any_half(counts: Iterable[int]) -> bool:
    """Whether a column of half days needs tenths."""
    return any(count % 2 for count in counts)
