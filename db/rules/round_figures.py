"""A round in figures: means and ranges, which lines fail most, and places where equal shares share the best.

源：facts 6.1 六有 (数据统计、评比结果), 2.4 (并列取前: 1, 2, 2, 4). Teachers and pupils are never ranked; tiny samples
are marked.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Figures(NamedTuple):
    """So many sheets; mean, least and greatest share, None where none has a share; small: too few to compare."""

    sheets: int
    mean: Fraction | None
    least: Fraction | None
    greatest: Fraction | None
    small: bool


class Place(NamedTuple):
    """One of those compared: its place (equal shares share the best) and its figures."""

    place: int
    key: Hashable
    figures: Figures


class Failing(NamedTuple):
    """One line of a list: how many sheets were asked it, how many have it at fault."""

    number: int
    asked: int
    faulty: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.faulty, self.asked) if self.asked else Fraction(0)


def figures(shares: Iterable[Fraction | None], small: int) -> Figures:
    """Of these shares of full marks (0 to 1; None: nothing applied); fewer than `small` sheets are marked."""
    every = list(shares)
    known = [share for share in every if share is not None]
    if not known:
        return Figures(len(every), None, None, None, len(every) < small)
    return Figures(len(every), sum(known, Fraction(0)) / len(known), min(known), max(known), len(known) < small)


def grouped(
    items: Iterable[T], key: Callable[[T], K], share: Callable[[T], Fraction | None], small: int
) -> dict[K, Figures]:
    """Figures by school, subject or list, in the order in which they first come."""
    found: dict[K, list[Fraction | None]] = {}
    for item in items:
        found.setdefault(key(item), []).append(share(item))
    return {name: figures(shares, small) for name, shares in found.items()}


def places(compared: Mapping[K, Figures]) -> list[Place]:
    """Best first; equal means share the best place (1, 2, 2, 4); who has no share is not placed."""
    known = [(key, one) for key, one in compared.items() if one.mean is not None]
    known.sort(key=lambda pair: -(pair[1].mean or 0))
    means = [one.mean for _, one in known]
    return [Place(means.index(one.mean) + 1, key, one) for key, one in known]


def failing(asked: Iterable[Sequence[int]], faulty: Iterable[Sequence[int]]) -> list[Failing]:
    """Lines by number with how often they fail, the most failing first, then by number."""
    times: dict[int, list[int]] = {}
    for column, sheets in enumerate((asked, faulty)):
        for numbers in sheets:
            for number in numbers:
                times.setdefault(number, [0, 0])[column] += 1
    lines = [Failing(number, *both) for number, both in times.items()]
    return sorted((line for line in lines if line.faulty), key=lambda line: (-line.share, line.number))


def percent(share: Fraction | None) -> str:
    """One decimal, cut off rather than rounded up to a line: 89.99 % is 89.9."""
    if share is None:
        return "—"
    tenths = share.numerator * 1000 // share.denominator
    return str(Decimal(tenths) / 10)
