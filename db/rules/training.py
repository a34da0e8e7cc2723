"""Continuing education of teachers: hours of a five-year cycle, what is lacking, and when a registration ends.

源：《教师教育振兴行动计划》与各省继续教育规定：五年一周期不少于360学时；《中小学教师资格定期注册暂行办法》：五年注册一次.
Hours and years are settings.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Cycle(NamedTuple):
    """The years over which hours are counted, both ends with them."""

    first: int
    last: int

    def holds(self, day: date) -> bool:
        return self.first <= day.year <= self.last


class Hours(NamedTuple):
    """Hours of one teacher in a cycle, year by year."""

    by_year: tuple[Decimal, ...]
    total: Decimal
    lacking: Decimal


def cycle_of(year: int, start: int, years: int) -> Cycle:
    """The cycle in which a year lies; one cycle begins with `start`."""
    first = start + (year - start) // years * years
    return Cycle(first, first + years - 1)


def hours_of(trainings: Iterable[tuple[date, Decimal]], cycle: Cycle, wanted: Decimal) -> Hours:
    """Hours counted in the year in which a training ended."""
    by_year = dict.fromkeys(range(cycle.first, cycle.last + 1), Decimal(0))
    for ended, hours in trainings:
        if cycle.holds(ended):
            by_year[ended.year] += hours
    total = sum(by_year.values(), Decimal(0))
    return Hours(tuple(by_year.values()), total, max(wanted - total, Decimal(0)))


def expected_by(year: int, cycle: Cycle, wanted: Decimal) -> Decimal:
    """What an even pace asks for by the end of a year of the cycle."""
    done = min(max(year - cycle.first + 1, 0), cycle.last - cycle.first + 1)
    return (wanted * done / (cycle.last - cycle.first + 1)).quantize(Decimal("0.1"))


def registration_ends(registered_on: date, years: int) -> date:
    """The last day a registration is good for: the day before its anniversary; of 29 February, 28 February."""
    try:
        anniversary = registered_on.replace(year=registered_on.year + years)
    except ValueError:
        return date(registered_on.year + years, 2, 28)
    return date.fromordinal(anniversary.toordinal() - 1)
