"""The indicators of balanced compulsory education as they ship: what is counted, and against which threshold."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "resources" / "indicators.toml"
WHOLE_UNITS = ("人", "间", "台", "册")
"""What cannot be had in parts."""


@dataclass(frozen=True)
class Indicator:
    """One thing that is counted. `amount` is a column of 办学条件; threshold and limit by stage."""

    number: int
    name: str
    short: str
    head: str
    amount: str
    per: int
    unit: str
    places: int
    threshold: Mapping[str, Decimal] = field(default_factory=dict)
    price: str = ""

    @property
    def whole(self) -> bool:
        return self.unit in WHOLE_UNITS


@dataclass(frozen=True)
class Indicators:
    """A set of indicators with its source and the limit of the difference coefficient by stage."""

    name: str
    title: str
    source: str
    variation: Mapping[str, Decimal]
    each: tuple[Indicator, ...]


@cache
def sets() -> dict[str, Indicators]:
    """The indicators as they ship, by year of the rule: 2017 (优质均衡) and 2012 (基本均衡)."""
    found = {}
    for said in tomllib.loads(FILE.read_text("utf-8"))["sets"]:
        each = tuple(
            Indicator(**{**one, "threshold": _decimals(one.get("threshold", {}))}) for one in said["indicators"]
        )
        found[said["name"]] = Indicators(
            said["name"], said["title"], said["source"], _decimals(said["variation"]), each
        )
    return found


def _decimals(said: Mapping[str, str]) -> dict[str, Decimal]:
    return {stage: Decimal(value) for stage, value in said.items()}
