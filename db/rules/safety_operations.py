"""A school's month of safety work: what was done against what was due, from the days and numbers of its registers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

MONDAY = 0
NEEDS = {"nights": "dormitory", "runs": "bus"}
"""Registers that only schools with such a thing can keep: its kind in the register of facilities."""


@dataclass(frozen=True)
class Operations:
    """One school's month. None: the school has no canteen, no dormitory, no bus.

    lessons     school Mondays with a safety lesson, of `mondays` 源：systems.md E12 (周一第一节)
    leaderless  school days on which no leader was on duty (带班领导)
    sampled     days with food samples, of `meal_days`; eaten: days on which somebody in charge ate with the pupils
    nights      evenings on which the dormitory was checked; runs: departures of the buses that were counted
    wanted, signed  agreements of the school year (责任书)
    """

    drills: int
    meetings: int
    lessons: int
    mondays: int
    leaderless: Sequence[date]
    school_days: int
    visitors: int
    unconfirmed: int
    meal_days: int | None
    sampled: int
    eaten: int
    nights: int | None
    runs: int | None
    wanted: int
    signed: int
    waters: int
    unsigned: int

    @property
    def share(self) -> Fraction | None:
        """签订率; None where nothing has to be signed."""
        return share(self.signed, self.wanted)


def share(signed: int, wanted: int) -> Fraction | None:
    return Fraction(signed, wanted) if wanted else None


def of_month(
    days: Sequence[date],
    counts: Mapping[str, int],
    on: Mapping[str, Collection[date]],
    lacking: Collection[str],
) -> Operations:
    """The month of a school: `days` are its school days, `on` the days with a lesson, a leader, a sample, a meal;
    `meals` of `counts` are the days with meals where the school has reported them, else every school day counts."""
    mondays = [day for day in days if day.weekday() == MONDAY]
    fed = counts["meals"] or len(days)
    canteen = "canteen" not in lacking or bool(counts["meals"])
    kept = {name: None if kind in lacking and not counts[name] else counts[name] for name, kind in NEEDS.items()}
    return Operations(
        drills=counts["drills"],
        meetings=counts["meetings"],
        lessons=sum(day in on["lessons"] for day in mondays),
        mondays=len(mondays),
        leaderless=[day for day in days if day not in on["leaders"]],
        school_days=len(days),
        visitors=counts["visitors"],
        unconfirmed=counts["unconfirmed"],
        meal_days=fed if canteen else None,
        sampled=len(on["samples"]),
        eaten=len(on["eaten"]),
        nights=kept["nights"],
        runs=kept["runs"],
        wanted=counts["wanted"],
        signed=counts["signed"],
        waters=counts["waters"],
        unsigned=counts["unsigned"],
    )
