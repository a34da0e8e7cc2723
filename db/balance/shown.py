"""How the figures of the indicators are written, on paper and on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

from db.balance.indicators import Indicator
from db.balance.missing import Missing
from db.balance.stands import Stand
from db.rules.aid_standards import yuan as plain
from db.rules.balance import Spread
from db.rules.participation import against, decimal_of


def shown(value: Fraction, one: Indicator, stage: str) -> str:
    """To the indicator's places; below a threshold it is cut off (2.299 against 2.3 is 2.29)."""
    if stage in one.threshold:
        return str(against(value, Fraction(one.threshold[stage]), one.places))
    return str(decimal_of(value, one.places))


def gap(value: Fraction, one: Indicator, stage: str) -> str:
    """What is missing to the threshold, from the figure as it is written."""
    return f"{one.threshold[stage] - Decimal(shown(value, one, stage)):.{one.places}f}"


def mean_of(one: Indicator, found: Spread | None) -> str:
    return "—" if found is None else str(decimal_of(found.mean * one.per, one.places))


def coefficient(found: Spread | None, limit: Decimal) -> str:
    return "—" if found is None or found.variation is None else rounded(found.variation, limit)


def rounded(variation: Decimal, limit: Decimal) -> str:
    """Three places; one over the limit is rounded up, so that it never looks as if it kept it."""
    return str(variation.quantize(Decimal("0.001"), ROUND_HALF_UP if variation <= limit else ROUND_UP))


def passed(stand: Stand) -> str:
    """2/4: so many of the schools that count pass."""
    return f"{sum(bool(line.passed) for line in stand.lines)}/{len(stand.lines)}"


def amount(value: Fraction, one: Indicator) -> str:
    """Pieces and yuan whole, measures to one place."""
    return plain(decimal_of(value, 0 if one.whole or one.unit == "元" else 1))


def short_of(found: Iterable[Missing]) -> str:
    """What a school lacks, in words."""
    return "；".join(
        f"{one.indicator.name}缺{amount(one.short.missing, one.indicator)}{one.indicator.unit}"
        f"（应有{amount(one.short.needed, one.indicator)}，现有{amount(one.held.amount, one.indicator)}）"
        for one in found
    )
