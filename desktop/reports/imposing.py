"""Imposing: which pages of a booklet lie beside each other on a sheet, so that it reads in order when folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportlab.lib.pagesizes import A4

A5 = (A4[1] / 2, A4[0])
"""Half a sheet of A4, exactly, so that two stand side by side without a gap."""


class Placed(NamedTuple):
    """A page of the paper (from 0) on a sheet: where its lower left corner lies, and how much larger it is made."""

    page: int
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True)
class Imposition:
    """The sheets a paper is printed on: their size, and for a number of pages what lies on each."""

    size: tuple[float, float]
    sheets: Callable[[int], Sequence[Sequence[Placed]]]


def saddle(count: int) -> list[list[int | None]]:
    """Left and right page of each side, front and back by turns; pages from 0, None is left white.

    Printed on both sides (turned over the short edge), laid into each other, folded and stapled in the middle.
    """
    whole = -(-count // 4) * 4
    sides = [
        pair for first in range(0, whole // 2, 2)
        for pair in ((whole - 1 - first, first), (first + 1, whole - 2 - first))
    ]  # fmt: skip
    return [[page if page < count else None for page in pair] for pair in sides]


def _booklet(count: int) -> list[list[Placed]]:
    return [
        [Placed(page, x) for page, x in zip(side, (0.0, A5[0]), strict=True) if page is not None]
        for side in saddle(count)
    ]


def _enlarged(count: int) -> list[list[Placed]]:
    return [[Placed(page, scale=A4[0] / A5[0])] for page in range(count)]


BOOKLET = Imposition((A4[1], A4[0]), _booklet)
"""A5 pages two on a side of A4, in the order for folding."""

ENLARGED = Imposition(A4, _enlarged)
"""A5 pages made as large as A4, one on a side, for a folder."""
