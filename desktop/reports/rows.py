"""Rows of a table before they are drawn: cells cut to their columns, tall rows taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from reportlab.lib.units import mm

from desktop.reports.characters import clean
from desktop.reports.faces import HEI, SONG, Faces
from desktop.reports.lines import Line, cut
from desktop.reports.words import fitting

WHOLE, PIECE = 24, 8
"""Lines: a row of up to 24 stays whole, a longer one is laid down in pieces of 8 without a rule between them."""

SLIM = 13.4
"""Points: a printed row is at least this high."""

WRAPPED = 1.0
"""Points more above and below a text of several lines."""

MOST_KEPT = 5_000


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width (mm) and how its text stands: l, c, r, or f (centred, made to fit)."""

    label: str
    width: float
    align: str = "c"


@dataclass(frozen=True)
class Cell:
    """A cell that differs from its column: over several columns (span) or heading rows (down), in Hei, shaded (grey
    0 to 1, 1 is white)."""

    text: str
    span: int = 1
    down: int = 1
    align: str = ""
    strong: bool = False
    grey: float = 1.0


Row = Sequence[str | Cell]


@dataclass(frozen=True)
class Style:
    """How a table's text stands: size, line step, and the clear space beside and above it (points)."""

    size: float = 9.0
    leading: float = 0.0
    pad: float = 2.5
    air: float = 0.5

    @property
    def step(self) -> float:
        return self.leading or self.size * 1.32


class Laid(NamedTuple):
    """A cell cut to its room: first and last edge, text lines, face, size, how it stands, shade, heading rows."""

    first: int
    last: int
    lines: Sequence[Line]
    face: str
    size: float
    align: str
    grey: float
    down: int = 1


class Measure:
    """Cuts the cells of one table's rows to the width of its columns."""

    def __init__(self, faces: Faces, columns: Sequence[Column], style: Style, left: float, width: float) -> None:
        asked = [column.width * mm for column in columns]
        scale = min(1.0, width / sum(asked))
        self.edges = list(accumulate((w * scale for w in asked), initial=left))
        self.columns, self.style, self._faces = columns, style, faces
        self._known: dict[tuple[str, float, str, str], tuple[float, list[Line]]] = {}

    def row(self, cells: Row, grey: float = 1.0, strong: bool = False, align: str = "") -> list[Laid]:
        """The cells from left to right; a row may be shorter than the table, not longer."""
        laid, at = [], 0
        face = HEI if strong else SONG
        columns, edges, pad = self.columns, self.edges, 2 * self.style.pad
        for cell in cells:
            if at >= len(columns):
                break
            if isinstance(cell, Cell):
                last = min(at + cell.span, len(columns))
                own = cell.align or align or columns[at].align
                room = edges[last] - edges[at] - pad
                size, lines = self._cut(cell.text, HEI if cell.strong else face, own, room)
                shade = cell.grey if cell.grey < 1 else grey
                laid.append(Laid(at, last, lines, HEI if cell.strong else face, size, own, shade, cell.down))
            else:
                last = at + 1
                own = align or columns[at].align
                size, lines = self._cut(cell, face, own, edges[last] - edges[at] - pad)
                laid.append(Laid(at, last, lines, face, size, own, grey))
            at = last
        return laid

    def _cut(self, text: str, face: str, align: str, room: float) -> tuple[float, list[Line]]:
        known = self._known.get((text, room, face, align))
        if known is None:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            letters, shown = self._faces.face(face), clean(str(text))
            size = fitting(shown, letters, self.style.size, room) if align == "f" else self.style.size
            known = size, cut(shown, letters.widths, size, room)
            self._known[text, room, face, align] = known
        return known


def height(row: Sequence[Laid], style: Style) -> float:
    count = max((len(cell.lines) for cell in row), default=1)
    return count * style.step + 2 * _air(count, style)


def _air(count: int, style: Style) -> float:
    """Text of several lines stands a little off the rules; a single line has the row's own height for that."""
    return style.air + (WRAPPED if count > 1 else 0.0)


class Piece(NamedTuple):
    """As much of a row as stays together on a page, with the clear space above and below its lines."""

    cells: list[Laid]
    above: float
    below: float

    def height(self, style: Style) -> float:
        return max((len(cell.lines) for cell in self.cells), default=1) * style.step + self.above + self.below


def pieces(row: list[Laid], most: int, style: Style) -> list[Piece]:
    """The row itself, or if it has more lines than `most` the row in pieces of 8 lines, one under the other."""
    count = max((len(cell.lines) for cell in row), default=1)
    if count <= most:
        air = _air(count, style)
        return [Piece(row, air, air)]
    starts = range(0, count, PIECE)
    return [
        Piece(
            [cell._replace(lines=cell.lines[start : start + PIECE]) for cell in row],
            style.air + WRAPPED if start == 0 else 0.0,
            style.air + WRAPPED if start == starts[-1] else 0.0,
        )
        for start in starts
    ]
