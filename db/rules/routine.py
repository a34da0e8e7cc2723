"""常规得分: how spot checks and the full check at the end of term count together for one teacher or school.

源：常规评比中平时抽查占 50％（systems C17）；周查、月查、随机抽查为平时，期末全面检查为期末，专项检查不计.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from db.rules.marks import HUNDRED, ZERO, rounded

SPOT, FINAL = ("weekly", "monthly", "random"), ("final",)
"""Kinds of rounds (round_kind) that count as spot checks, and as the check at the end of term."""


@dataclass(frozen=True)
class Routine:
    """The two means (percent) with how many sheets each has; `score` by the share of spot checks.

    Where one side is missing, the other alone is the score, and `said` says so.
    """

    spot: Decimal | None
    spots: int
    final: Decimal | None
    finals: int
    score: Decimal | None
    said: str


def routine(spots: Sequence[Decimal], finals: Sequence[Decimal], spot_share: Decimal) -> Routine:
    """Shares (percent, exact) of the sheets of one term; spot_share is how much of a hundred the spot checks weigh."""
    spot, final = _mean(spots), _mean(finals)
    if spot is None or final is None:
        score = spot if final is None else final
        said = (
            "还没有检查" if score is None else "没有期末检查，只有平时" if final is None else "没有平时检查，只有期末"
        )
    else:
        score = (spot * spot_share + final * (HUNDRED - spot_share)) / HUNDRED
        said = f"平时 {rounded(spot)}×{spot_share}%＋期末 {rounded(final)}×{HUNDRED - spot_share}%"
    return Routine(_shown(spot), len(spots), _shown(final), len(finals), _shown(score), said)


def _mean(shares: Sequence[Decimal]) -> Decimal | None:
    return sum(shares, ZERO) / len(shares) if shares else None


def _shown(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value)
