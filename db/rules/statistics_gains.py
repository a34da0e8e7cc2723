"""How rates rose or fell between two examinations, against the grade's, on the pupils who sat both.

Source: facts 2.4: Δ = (class now − whole now) − (class before − whole before), for the mean or any rate. Each paper is
judged by its own lines; the pupils are those that were matched (db/rules/statistics_progress.py).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from db.rules.statistics import Counting, Lines
from db.rules.statistics_progress import MATCHED, NOBODY, Pair
from db.rules.working import Explained, Figure, Put, number

RATE_WAYS: Mapping[str, str] = {"passGain": "及格率升降", "excelGain": "优秀率升降", "lowGain": "低分率升降"}


class Gain(NamedTuple):
    """The rate of a class and of all, now and before, as shares."""

    now: Fraction
    whole_now: Fraction
    base: Fraction
    whole_base: Fraction

    @property
    def value(self) -> Fraction:
        return (self.now - self.whole_now) - (self.base - self.whole_base)


Gains = Mapping[Hashable, Mapping[str, Gain]]
"""By class and way; a class of which nobody was matched has none."""


def gains(pairs: Iterable[Pair], now: Lines, base: Lines) -> Gains:
    """Of every class among the pairs, against all pairs together."""
    every = list(pairs)
    groups = dict.fromkeys(pair.group for pair in every)
    whole = {way: _rates(every, way, now, base) for way in RATE_WAYS} if every else {}
    found: dict[Hashable, dict[str, Gain]] = {}
    for group in groups:
        mine = [pair for pair in every if pair.group == group]
        found[group] = {}
        for way in RATE_WAYS:
            (there, then), (all_there, all_then) = _rates(mine, way, now, base), whole[way]
            found[group][way] = Gain(there, all_there, then, all_then)
    return found


def _rates(pairs: Sequence[Pair], way: str, now: Lines, base: Lines) -> tuple[Fraction, Fraction]:
    """Now and before; marks of pairs are in percent of the full mark, as lines are."""
    there = sum(_counts(way, pair.now, now) for pair in pairs)
    then = sum(_counts(way, pair.base, base) for pair in pairs)
    return Fraction(there, len(pairs)), Fraction(then, len(pairs))


def _counts(way: str, percent: Fraction, lines: Lines) -> bool:
    if way == "lowGain":
        return percent < Fraction(lines.low)
    return percent >= Fraction(lines.passing if way == "passGain" else lines.excellent)


def figure(way: str, gain: Gain | None, count: int, whole: str, counting: Counting) -> Figure:
    """One rate's rise or fall in percentage points, with its working; whole: what it is compared with (年级, 全镇)."""
    label = RATE_WAYS[way]
    rate = label.removesuffix("升降")

    def explain() -> Explained:
        said = (f"本班这次{rate}", f"{whole}这次{rate}", f"本班上次{rate}", f"{whole}上次{rate}")
        shares = ["—"] * 4 if gain is None else [f"{number(share * 100)}%" for share in gain]
        puts = (Put("两次都参加的人数", str(count)), *(Put(*pair) for pair in zip(said, shares, strict=True)))
        return f"{label} ＝（本班这次 − {whole}这次）−（本班上次 − {whole}上次）", puts, (MATCHED,)

    value, why = (gain.value, "") if gain is not None else (None, NOBODY)
    return Figure(way, label, value, explain, "个百分点", 100, 1, why, count < counting.small)


__all__ = ["RATE_WAYS", "Gain", "Gains", "figure", "gains"]
