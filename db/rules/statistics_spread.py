"""Spread and place: standard deviation, standard marks, shared ranks of schools, and how marks are distributed.

Source: facts 2.4 (Z = (x − μ) ÷ σ with the σ of the population, T = 50 + 10 Z; ties share the best rank: 1, 2, 2, 4).
Ranks are for schools and classes in a teacher's hands; no list ranks children (facts 0.2).
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

DIGITS = 40
TEN, FIFTY = Fraction(10), Fraction(50)


def mean_of(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None


def variance_of(values: Sequence[Fraction]) -> Fraction | None:
    """Of the population: no n−1."""
    mean = mean_of(values)
    return None if mean is None else sum(((v - mean) ** 2 for v in values), Fraction(0)) / len(values)


def root(value: Fraction) -> Fraction:
    """The square root to forty digits, exact where it is rational."""
    top, bottom = _whole_root(value.numerator), _whole_root(value.denominator)
    if top is not None and bottom is not None:
        return Fraction(top, bottom)
    with localcontext() as context:
        context.prec = DIGITS
        return Fraction((Decimal(value.numerator) / Decimal(value.denominator)).sqrt())


def _whole_root(number: int) -> int | None:
    from math import isqrt

    found = isqrt(number)
    return found if found * found == number else None


def standard(value: Fraction, mean: Fraction, variance: Fraction) -> Fraction:
    """T = 50 + 10 (x − μ) ÷ σ; 50 where all are equal."""
    return FIFTY if variance == 0 else FIFTY + TEN * (value - mean) / root(variance)


def stands_higher(
    now: Fraction, then: Fraction, mean_now: Fraction, mean_then: Fraction, spread_now: Fraction, spread_then: Fraction
) -> bool:
    """Whether the T of one mark is above that of another, decided exactly: squares are compared, no root is drawn."""
    one, two = now - mean_now, then - mean_then
    left = Fraction(0) if spread_now == 0 else _signed_square(one) / spread_now
    right = Fraction(0) if spread_then == 0 else _signed_square(two) / spread_then
    return left > right


def _signed_square(value: Fraction) -> Fraction:
    return value * abs(value)


def ranks(values: Sequence[Fraction | None]) -> list[int | None]:
    """The place of each, the greatest first; equals share the best place, and what has no value has no place."""
    known = [value for value in values if value is not None]
    return [None if value is None else 1 + sum(other > value for other in known) for value in values]


class Band(NamedTuple):
    """One step of the distribution: from this mark (included) up to that one (included only at the top)."""

    low: Decimal
    high: Decimal
    pupils: int
    top: bool = False

    @property
    def label(self) -> str:
        """90—100, 80—89.5 as marks are given here: the upper end is the next band's beginning."""
        from db.rules.exam_marks import shown

        return f"{shown(self.low)}—{shown(self.high)}" if self.top else f"{shown(self.low)}—{shown(self.high)}以下"


def distribution(marks: Iterable[Decimal], full: Decimal, steps: int = 10) -> list[Band]:
    """How many marks lie in each tenth of the full mark, the highest first; the full mark belongs to the highest."""
    counted = [0] * steps
    for mark in marks:
        counted[min(int(mark * steps / full), steps - 1)] += 1
    return [
        Band(full * place / steps, full * (place + 1) / steps, counted[place], place == steps - 1)
        for place in reversed(range(steps))
    ]
