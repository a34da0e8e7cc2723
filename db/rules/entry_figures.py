"""Entry in figures: how many are due, notified, served, returned and registered; by village, by school, in all."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.rules import entry
from db.rules.entry import State

NAMES = (
    "due", "boys", "girls", "needed", "printed", "delivered", "returned", "refused", "registered", "deferred",
    "elsewhere",
)  # fmt: skip


@dataclass
class Figures:
    """Children of one village, one school, or all of them."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, row: Mapping[str, Any]) -> None:
        state, needed = entry.state(row), entry.needs_notice(row)
        holds = {
            "due": True, "boys": row["sex"] == "1", "girls": row["sex"] != "1", "needed": needed,
            "printed": needed and bool(row["printed_on"]), "delivered": needed and entry.delivered(row),
            "returned": needed and bool(row["receipt_on"]), "refused": bool(row["refused"]),
            "registered": state is State.REGISTERED, "deferred": state is State.DEFERRED,
            "elsewhere": state is State.ELSEWHERE,
        }  # fmt: skip
        self.counts.update(name for name, held in holds.items() if held)

    def __getitem__(self, name: str) -> int:
        return self.counts[name]

    @property
    def undelivered(self) -> int:
        return self["needed"] - self["delivered"]

    @property
    def unreturned(self) -> int:
        return self["needed"] - self["returned"]

    @property
    def unregistered(self) -> int:
        """Who should have come and is neither registered, nor put off, nor elsewhere."""
        return self["due"] - self["registered"] - self["deferred"] - self["elsewhere"]

    def described(self) -> dict[str, int]:
        told = {name: self[name] for name in NAMES}
        return told | {
            "undelivered": self.undelivered,
            "unreturned": self.unreturned,
            "unregistered": self.unregistered,
        }


def figures(found: Sequence[Mapping[str, Any]], key: Callable[[Mapping[str, Any]], Any]) -> dict[Any, Figures]:
    """Figures by whatever the key says of a row, in the order met."""
    told: dict[Any, Figures] = {}
    for row in found:
        told.setdefault(key(row), Figures()).add(row)
    return told


def total(found: Sequence[Mapping[str, Any]]) -> Figures:
    return figures(found, lambda _row: "").get("", Figures())


def undelivered(found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Children whose notice has not been delivered."""
    return [row for row in found if entry.needs_notice(row) and not entry.delivered(row)]
