"""How even classes are: each in figures, and the greatest gap between two of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from db.rules.balanced_classes import Pupil
from db.rules.participation import decimal_of


class Measure(NamedTuple):
    """A class in figures; groups counts who should be spread; age is the mean in years on 31 August."""

    number: int
    size: int
    boys: int
    girls: int
    age: Decimal | None
    groups: Mapping[str, int]


def measures(pupils: Sequence[Pupil], placed: Mapping[str, int], classes: int, year: int) -> list[Measure]:
    """Every class in figures, empty ones too."""
    rooms: dict[int, list[Pupil]] = defaultdict(list)
    for pupil in pupils:
        rooms[placed[pupil.key]].append(pupil)
    return [_measure(number, rooms[number], year) for number in range(1, classes + 1)]


def _measure(number: int, room: Sequence[Pupil], year: int) -> Measure:
    boys = sum(pupil.boy for pupil in room)
    groups = Counter(name for pupil in room for name in pupil.groups)
    return Measure(number, len(room), boys, len(room) - boys, _mean_age(room, year), groups)


def _mean_age(room: Sequence[Pupil], year: int) -> Decimal | None:
    """In years, two places: months from the month of birth to August of the year."""
    known = [year * 12 + 8 - pupil.month for pupil in room if pupil.month is not None]
    return decimal_of(Fraction(sum(known), 12 * len(known)), 2) if known else None


def gap(values: Iterable[Decimal | int | None]) -> Decimal | int:
    """The greatest difference between two classes; 0 where nothing is known."""
    known = [value for value in values if value is not None]
    return max(known) - min(known) if known else 0


KINDS = ("留守", "住校", "残疾")
"""Groups that stand first on paper."""


def gaps(measures: Sequence[Measure]) -> dict[str, Decimal | int]:
    """The greatest difference between two classes, measure by measure, as the paper lists them."""
    told: dict[str, Decimal | int] = {
        "人数": gap(one.size for one in measures),
        "男": gap(one.boys for one in measures),
        "女": gap(one.girls for one in measures),
        "平均年龄": gap(one.age for one in measures),
    }
    groups = sorted({name for one in measures for name in one.groups}, key=lambda name: (name not in KINDS, name))
    return told | {name: gap(one.groups.get(name, 0) for one in measures) for name in groups}
