"""Tallies: sums of exact numbers and scores of sheets, lent to SQLite so that a ledger sorts and filters by them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from db.rules import marks, scoring
from db.rules.marks import HUNDRED, ZERO, Item, Mark, Way, written
from db.rules.scoring import Lines

ITEM = ("way", "full", "step", "value_a", "value_b", "value_c", "value_d", "line", "bonus", "veto")
MARK = ("answer", "points", "faults", "due", "done")
"""Columns of an item and of its mark, in the order `scored` takes them after what is asked and the three lines."""


class ExactSum:
    """exact_sum(column): decimals kept as text, summed without floats; nothing of nothing."""

    def __init__(self) -> None:
        self._sum: Decimal | None = None

    def step(self, value: Any) -> None:
        if value is not None:
            self._sum = (self._sum or ZERO) + Decimal(str(value))

    def finalize(self) -> str | None:
        return None if self._sum is None else written(self._sum)


class Scored:
    """scored(what, excellent, good, passing, item's columns, mark's columns): one figure of a sheet from its marks."""

    def __init__(self) -> None:
        self._what, self._lines = "", Lines()
        self._score = self._full = ZERO
        self._answered = self._faults = 0
        self._vetoed = False

    def step(self, what: str, excellent: Any, good: Any, passing: Any, *told: Any) -> None:
        if not self._what:
            self._what, self._lines = what, Lines(_number(excellent), _number(good), _number(passing))
        one = worth(told)
        self._answered += one.answered
        self._faults += one.fault
        self._vetoed = self._vetoed or one.veto
        self._score += one.earned
        self._full += one.full

    def finalize(self) -> Any:
        score = min(self._score, self._full)
        if self._what in ("answered", "faults"):
            return self._answered if self._what == "answered" else self._faults
        if self._what == "grade":
            return scoring.grade(score, self._full, self._lines, self._vetoed) or None
        if self._what == "share":
            share = scoring.share(score, self._full, self._lines)
            return None if share is None else written(share)
        return {"score": written(score), "full": written(self._full)}.get(self._what)


class Worth(NamedTuple):
    """What one answered item brings to the sums."""

    answered: bool = False
    fault: bool = False
    veto: bool = False
    earned: Decimal = ZERO
    full: Decimal = ZERO


@lru_cache(maxsize=1 << 14)
def worth(told: tuple[Any, ...]) -> Worth:
    """An item and its mark as the file holds them (ITEM, then MARK)."""
    item, mark = item_of(dict(zip(ITEM, told, strict=False))), mark_of(dict(zip(MARK, told[len(ITEM) :], strict=True)))
    got = marks.earned(item, mark)
    fault = (got is not None) and marks.at_fault(item, mark)
    counts = got is not None and not item.bonus
    return Worth(
        got is not None or mark.left_out, fault, fault and item.veto, got or ZERO, item.full if counts else ZERO
    )


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


def lines_of(row: dict[str, Any]) -> Lines:
    """The grade lines of a row of checklists."""
    return Lines(_number(row["excellent"]), _number(row["good"]), _number(row["passing"]))


def _number(stored: Any) -> Decimal | None:
    return None if stored is None else Decimal(str(stored))


__all__ = ["ITEM", "MARK", "ExactSum", "Scored", "Worth", "item_of", "lines_of", "mark_of", "worth"]
