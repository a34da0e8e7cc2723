"""A month of patrols: on which school days a school looked round, category by category, and which days nobody did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

FINE, WRONG, MENDED = "1", "2", "3"
"""正常, 有问题, 当场整改."""


@dataclass
class SchoolMonth:
    """marks by category and day; days: school days of the month up to today; missed: those without any look round."""

    days: Sequence[date]
    marks: dict[str, dict[date, str]] = field(default_factory=dict)

    @property
    def done(self) -> list[date]:
        """Days on which at least one category was looked at, days off among them."""
        return sorted({day for by_day in self.marks.values() for day in by_day})

    @property
    def missed(self) -> list[date]:
        done = set(self.done)
        return [day for day in self.days if day not in done]

    def count(self, result: str) -> int:
        return sum(mark == result for by_day in self.marks.values() for mark in by_day.values())

    def partly(self, categories: int) -> list[date]:
        """Days on which some categories were looked at and not all that the school has."""
        counted: dict[date, int] = {}
        for by_day in self.marks.values():
            for day in by_day:
                counted[day] = counted.get(day, 0) + 1
        return sorted(day for day, number in counted.items() if number < categories)


def months(
    schools: Iterable[bytes], days: Sequence[date], patrols: Iterable[tuple[bytes, str, str, str]]
) -> Mapping[bytes, SchoolMonth]:
    """One month for each school, from (school, day as text, category, result)."""
    found = {school: SchoolMonth(days) for school in schools}
    for school, on, category, result in patrols:
        if school in found:
            found[school].marks.setdefault(category, {})[date.fromisoformat(on)] = result
    return found
