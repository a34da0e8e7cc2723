"""Lines of a paper: the office's general ones, and those it has set for one grade or one subject.

Source: facts 2.2 (60, 75, 85 or 90, 40 per cent of the full mark are met most; each is a decision of the office).
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from db.rules.statistics import Lines

NAMES = ("passing", "good", "excellent", "low")


class Own(NamedTuple):
    """Lines an office has set for a grade, a subject, or both; None where the general line holds."""

    grade: int | None
    subject: str | None
    passing: Decimal | None = None
    good: Decimal | None = None
    excellent: Decimal | None = None
    low: Decimal | None = None

    @property
    def closeness(self) -> int:
        """How near to one paper: grade and subject, then the subject, then the grade, then all."""
        return 2 * (self.subject is not None) + (self.grade is not None)


class General(NamedTuple):
    """The office's settings; the youngest have an excellent line of their own."""

    passing: Decimal = Decimal(60)
    good: Decimal = Decimal(75)
    excellent: Decimal = Decimal(85)
    excellent_low: Decimal = Decimal(90)
    low: Decimal = Decimal(40)


def lines_of(grade: int, subject: str, full: Decimal, general: General, own: Iterable[Own] = ()) -> Lines:
    """The lines of a paper; of lines the office has set itself the nearest holds, each line for itself."""
    found: dict[str, Decimal] = {
        "passing": general.passing,
        "good": general.good,
        "excellent": general.excellent_low if grade <= 2 else general.excellent,
        "low": general.low,
    }
    fitting = [one for one in own if one.grade in (None, grade) and one.subject in (None, subject)]
    for one in sorted(fitting, key=lambda one: one.closeness):
        found |= {name: line for name in NAMES if (line := getattr(one, name)) is not None}
    return Lines(full, **found)


def from_settings(setting: Mapping[str, Decimal]) -> General:
    """General lines of settings by their short names."""
    return General(**{name: Decimal(setting[name]) for name in General._fields})
