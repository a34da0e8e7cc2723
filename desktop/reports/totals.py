"""Totals: what the line under a roster counts, for the page and for the whole paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from db.register import Register

Row = Mapping[str, Any]


class Counted(NamedTuple):
    """A word of the totals line and which rows it counts."""

    label: str
    holds: Callable[[Row], bool]


@dataclass
class Total:
    """30人，男14人，女16人: rows counted as they are printed."""

    unit: str
    parts: Sequence[Counted]
    rows: int = 0
    counts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counts = self.counts or [0] * len(self.parts)

    def add(self, row: Row) -> None:
        self.rows += 1
        for i, part in enumerate(self.parts):
            if part.holds(row):
                self.counts[i] += 1

    def fresh(self) -> Total:
        return Total(self.unit, self.parts)

    def __str__(self) -> str:
        """Nothing is said of what nobody is."""
        said = [f"{part.label}{n}{self.unit}" for part, n in zip(self.parts, self.counts, strict=True) if n]
        return "，".join([f"{self.rows}{self.unit}", *said])


def having(column: str, *codes: Any) -> Callable[[Row], bool]:
    """Rows whose stored value is one of these."""
    return lambda row: row.get(column) in codes


def total_of(register: type[Register], special: bool = False) -> Total:
    """The sums a register declares, for its printed list; what hurts is counted only when chosen."""
    parts = []
    for label, name, value in register.sums:
        declared = register.fields().get(name)
        if declared is not None and (special or not declared.hurts):
            stored = [int(code) if declared.kind == "yesno" else code for code in value.split(",")]
            parts.append(Counted(label, having(declared.column, *stored)))
    return Total("人" if register.people else "个", parts)
