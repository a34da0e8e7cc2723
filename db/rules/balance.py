"""Balanced compulsory education: what each pupil has, how far it is from the threshold, how unequal schools are.

源：教督〔2017〕6号、教督〔2012〕3号；《县域义务教育校际均衡指标计算方法》：差异系数按学生数加权（facts 1）。
"""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

PRECISE = Context(prec=28)
ENOUGH, BELOW, FAR_BELOW = "达标", "未达标", "低于85%"


def root(value: Fraction) -> Decimal:
    """The square root to 28 digits."""
    return PRECISE.sqrt(PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator)))


class Held(NamedTuple):
    """What a school has of something, and how many pupils share it."""

    pupils: int
    amount: Fraction


class Spread(NamedTuple):
    """mean is Σx ÷ ΣP, never the mean of the schools' means; squared is the weighted variance, exactly."""

    mean: Fraction
    squared: Fraction
    schools: int

    @property
    def variation(self) -> Decimal | None:
        """差异系数 S ÷ X̄; None where there is nothing to share out, or only one school to share it."""
        if not self.mean or self.schools < 2:
            return None
        return root(self.squared / (self.mean * self.mean))

    @property
    def deviation(self) -> Decimal:
        """S, in the measure of the mean."""
        return root(self.squared)

    def within(self, limit: Decimal) -> bool | None:
        """Whether the coefficient is no greater than the limit, decided exactly: S² ≤ (limit · X̄)²."""
        return None if not self.mean or self.schools < 2 else self.squared <= (Fraction(limit) * self.mean) ** 2


def each(held: Held, per: int = 1) -> Fraction | None:
    """For so many pupils; None for a school of nobody."""
    return held.amount * per / held.pupils if held.pupils > 0 else None


def spread(schools: Iterable[Held]) -> Spread | None:
    """The pupil-weighted mean and variance over the schools that have pupils; None where none has."""
    known = [held for held in schools if held.pupils > 0]
    if not known:
        return None
    pupils = sum(held.pupils for held in known)
    mean = sum((held.amount for held in known), Fraction(0)) / pupils
    squared = sum((held.pupils * (held.amount / held.pupils - mean) ** 2 for held in known), Fraction(0)) / pupils
    return Spread(mean, squared, len(known))


def composite(found: Sequence[Spread | None]) -> Decimal | None:
    """综合差异系数 of 2012: the plain mean of the eight coefficients; None while one of them is not known."""
    values = [one.variation for one in found if one is not None]
    known = [value for value in values if value is not None]
    if len(known) < len(found) or not known:
        return None
    return PRECISE.divide(sum(known, Decimal(0)), Decimal(len(known)))


def standing(value: Fraction, threshold: Decimal, floor: Decimal) -> str:
    """达标, 未达标, or below the floor (percent of the threshold) that the one missing item has to keep."""
    needed = Fraction(threshold)
    if value >= needed:
        return ENOUGH
    return BELOW if value * 100 >= Fraction(floor) * needed else FAR_BELOW


def passes(found: Sequence[str], least: int) -> bool:
    """A school passes with at least so many items met, none of the others far below."""
    return sum(one == ENOUGH for one in found) >= least and FAR_BELOW not in found


class Shortage(NamedTuple):
    """What is missing to the threshold: in whole pieces (people, rooms) or exactly (square metres, yuan)."""

    needed: Fraction
    missing: Fraction


def shortage(held: Held, threshold: Decimal, per: int = 1, *, whole: bool = False) -> Shortage:
    """Pieces are rounded up: 1.2 rooms missing are two rooms to be built."""
    needed = Fraction(threshold) * held.pupils / per
    if whole:
        needed = Fraction(-(-needed.numerator // needed.denominator))
    return Shortage(needed, max(needed - held.amount, Fraction(0)))
