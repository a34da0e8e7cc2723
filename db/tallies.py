"""Tallies: rows of lists and marks as the rules of scoring take them; exact sums lent to SQLite."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from db.rules.marks import HUNDRED, ZERO, Item, Mark, Way, written
from db.rules.scoring import Lines

ITEM = ("way", "full", "step", "value_a", "value_b", "value_c", "value_d", "line", "bonus", "veto")
MARK = ("answer", "points", "faults", "due", "done")
"""Columns of an item and of its mark that scoring needs."""


class ExactSum:
    """exact_sum(column): decimals kept as text, summed without floats; nothing of nothing."""

    def __init__(self) -> None:
        self._sum: Decimal | None = None

    def step(self, value: Any) -> None:
        if value is not None:
            self._sum = (self._sum or ZERO) + Decimal(str(value))

    def finalize(self) -> str | None:
        return None if self._sum is None else written(self._sum)


def item_of(row: dict[str, Any]) -> Item:
    """A row of checklist_items as the rules of scoring take it."""
    a, b, c, d = (_number(row[name]) or ZERO for name in ("value_a", "value_b", "value_c", "value_d"))
    return Item(
        number=row.get("number") or 0,
        full=_number(row["full"]) or ZERO,
        way=Way(row["way"] or "fault"),
        section=row.get("section") or "",
        step=_number(row["step"]) or ZERO,
        values=(a, b, c, d),
        line=_number(row["line"]) or HUNDRED,
        bonus=bool(row["bonus"]),
        veto=bool(row["veto"]),
    )


def mark_of(row: dict[str, Any]) -> Mark:
    """A row of inspection_marks as the rules of scoring take it."""
    return Mark(
        row["answer"], _number(row["points"]), row["faults"], _number(row["due"]), _number(row["done"])
    )  # fmt: skip


def lines_of(row: Mapping[str, Any]) -> Lines:
    """The grade lines of a row of checklists."""
    return Lines(_number(row["excellent"]), _number(row["good"]), _number(row["passing"]))


def _number(stored: Any) -> Decimal | None:
    return None if stored is None else Decimal(str(stored))


__all__ = ["ITEM", "MARK", "ExactSum", "item_of", "lines_of", "mark_of"]
