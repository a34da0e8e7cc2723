"""Looking after a child: when somebody has to be in touch again, and whether a child taught at home gets its lessons.

源：facts 8.2（联系节奏）、8.3（山东每周2次、每次3课时、每年不少于216课时；宁夏每周1次、每次2课时）. All settings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from db.rules.calendar import SpecialDay, weeks

RHYTHMS = {"1": 7, "2": 14, "3": 30, "4": 60, "5": 180}
"""Days between two contacts by the code list `care_rhythm`: weekly … once a term."""


def contact_due(opened_on: date | None, last_on: date | None, rhythm: str | None) -> date | None:
    """The last day for the next contact; None where no rhythm was agreed, or nothing says from when."""
    since, days = last_on or opened_on, RHYTHMS.get(rhythm or "")
    return since + timedelta(days=days) if since and days else None


def days_late(due: date | None, today: date) -> int:
    return max((today - due).days, 0) if due else 0


class Frequency(NamedTuple):
    """How often a child is taught at home: visits a week, lessons a visit, lessons a year (0: not said)."""

    visits: int
    lessons: int
    yearly: int = 0


PRESETS = {"1": Frequency(1, 2), "2": Frequency(2, 3, 216), "3": Frequency(1, 3), "4": Frequency(2, 2)}
"""By the code list `home_teaching_rhythm`."""


@dataclass(frozen=True)
class TaughtWeek:
    """One week of term: what was to be and what was."""

    number: int
    monday: date
    visits: int
    lessons: int
    asked: Frequency

    @property
    def short(self) -> bool:
        return self.visits < self.asked.visits or self.lessons < self.asked.visits * self.asked.lessons

    @property
    def said(self) -> str:
        """什么少了: 送教1次（应2次），4课时（应6课时）."""
        wanted = self.asked.visits * self.asked.lessons
        return f"送教{self.visits}次（应{self.asked.visits}次），{self.lessons}课时（应{wanted}课时）"


def taught_weeks(
    taught: Iterable[tuple[date, int]],
    starts_on: date,
    ends_on: date,
    asked: Frequency,
    special: Sequence[SpecialDay] = (),
    since: date | None = None,
) -> list[TaughtWeek]:
    """The weeks of term that are over (or under way and already full), with visits and lessons of each.

    taught: day and lessons of each visit. Weeks without a school day, and those before `since` (the child's file was
    opened), ask for nothing and are left out. ends_on: the last day looked at, the term's end or today.
    """
    kept = list(taught)
    found = []
    for week in weeks(starts_on, ends_on, special):
        if not week.school_days or (since and week.sunday < since):
            continue
        mine = [lessons for on, lessons in kept if week.monday <= on <= week.sunday]
        one = TaughtWeek(week.number, week.monday, len(mine), sum(mine), asked)
        if week.sunday <= ends_on or not one.short:
            found.append(one)
    return found


__all__ = ["PRESETS", "RHYTHMS", "Frequency", "TaughtWeek", "contact_due", "days_late", "taught_weeks"]
