"""What each school is short of to the thresholds, in pieces and in yuan (缺口台账)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from db.balance.indicators import Indicator
from db.balance.stands import Line, Stand, held
from db.register import Context
from db.rules import balance
from db.rules.balance import ENOUGH, Held, Shortage


@dataclass(frozen=True)
class Missing:
    """One thing one school is short of: what it has, what it needs, how much is missing, and what that would cost."""

    stand: Stand
    line: Line
    indicator: Indicator
    held: Held
    short: Shortage
    price: Decimal

    @property
    def cost(self) -> Decimal | None:
        """Yuan; None where no price has been decided. Equipment is missing in yuan already."""
        missing = self.short.missing
        if self.indicator.unit == "元":
            return Decimal(-(-missing.numerator // missing.denominator))
        if not self.price or self.indicator.unit == "人":
            return None
        exact = missing * Fraction(self.price)
        return Decimal(-(-exact.numerator // exact.denominator))


def missing(found: Iterable[Stand], context: Context) -> list[Missing]:
    """Shortages of every school that counts, school by school."""
    short = []
    for stand in found:
        for line in stand.lines:
            for one, state in zip(stand.indicators.each, line.states, strict=True):
                has = held(line.row, one)
                if state in ("", ENOUGH) or has is None:
                    continue
                needed = balance.shortage(has, one.threshold[stand.stage], one.per, whole=one.whole)
                price = Decimal(context.setting(one.price)) if one.price else Decimal(0)
                short.append(Missing(stand, line, one, has, needed, price))
    return short
