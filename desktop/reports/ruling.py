"""Ruling: the cells, shades and rules of a table as they stand on one page."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.reports.pen import Pen
from desktop.reports.rows import Laid, Style, height

OUTER, UNDER_HEAD, INNER = 1.0, 0.8, 0.5
TINT = 0.93
"""The grey of headings and totals: 93 % white, still clear on a one-bit copy."""

MOST_HEAD_LINES = 8


class Ruling:
    """Draws rows between the edges of a table (points from the left). Upright rules are drawn in one stroke as far as
    they stand unbroken."""

    def __init__(self, pen: Pen, edges: Sequence[float], style: Style) -> None:
        self.pen, self.edges, self.style = pen, edges, style
        self._inner = frozenset(range(1, len(edges) - 1))
        self._standing: dict[int, float] = {}
        self._top = 0.0

    def begin(self, y: float) -> None:
        self._top = y
        self._standing = dict.fromkeys(self._inner, y)

    def stand_from(self, y: float) -> None:
        """Upright rules begin here: those of the heading above are drawn cell by cell."""
        self._standing = dict.fromkeys(self._inner, y)

    def row(self, row: list[Laid], y: float, tall: float, *, hang: float | None = None) -> None:
        """Cells from y down, in the middle of their height; a piece of a long row hangs so far under its top."""
        inner: set[int] | frozenset[int] = self._inner
        for cell in row:
            if cell.last - cell.first > 1:
                inner = inner - set(range(cell.first + 1, cell.last))
            if cell.grey < 1:
                self.shade(cell, y, tall)
            lines = len(cell.lines) * self.style.step
            self.write(cell, y - (tall - lines) / 2 if hang is None else y - hang)
        if inner != self._standing.keys():
            for edge in self._standing.keys() - inner:
                self._end(edge, y)
            self._standing.update(dict.fromkeys(inner - self._standing.keys(), y))

    def write(self, cell: Laid, y: float) -> None:
        left, right = self.edges[cell.first] + self.style.pad, self.edges[cell.last] - self.style.pad
        step, drop = self.style.step, self.style.step / 2 + 0.38 * cell.size
        share = {"l": 0.0, "r": 1.0}.get(cell.align, 0.5)
        for line in cell.lines:
            if line.text:
                x = left + max(right - left - line.width, 0.0) * share
                self.pen.text(x, y - drop, line.text, cell.face, cell.size)
            y -= step

    def shade(self, cell: Laid, y: float, tall: float) -> None:
        left, right = self.edges[cell.first], self.edges[cell.last]
        self.pen.fill(left, y - tall, right - left, tall, cell.grey)

    def across(self, y: float, thickness: float = INNER) -> None:
        self.pen.line(self.edges[0], y, self.edges[-1], y, thickness)

    def close(self, y: float) -> None:
        """The rules end here, and the outer one goes around everything since `begin`."""
        for edge in list(self._standing):
            self._end(edge, y)
        self.pen.box(self.edges[0], y, self.edges[-1] - self.edges[0], self._top - y, OUTER)

    def _end(self, edge: int, y: float) -> None:
        top = self._standing.pop(edge)
        if top > y:
            self.pen.line(self.edges[edge], top, self.edges[edge], y, INNER)


class Heading:
    """The heading of a table: one row, or several with cells across columns (span) and down rows. Under a cell that
    goes down stands a cell with down=0."""

    def __init__(self, rows: list[list[Laid]], style: Style, least: float) -> None:
        self._rows = [[cell._replace(lines=cell.lines[:MOST_HEAD_LINES]) for cell in row] for row in rows]
        self._style = style
        self._sizes = self._measured(least)
        self.height = sum(self._sizes)

    def _measured(self, least: float) -> list[float]:
        """How high each row is: a cell that goes down stretches the last row it reaches."""
        sizes: list[float] = []
        for i, row in enumerate(self._rows):
            sizes.append(max([least, *(height([c], self._style) + 3 for c in row if c.down == 1)]))
            for above in range(i):
                for cell in self._rows[above]:
                    if above + cell.down == i + 1:
                        sizes[-1] += max(height([cell], self._style) + 3 - sum(sizes[above:]), 0.0)
        return sizes

    def draw(self, ruling: Ruling, y: float) -> None:
        top, count = y, len(self._rows)
        for i, row in enumerate(self._rows):
            for cell in row:
                if cell.down < 1:
                    continue
                tall = sum(self._sizes[i : i + cell.down])
                ruling.shade(cell, y, tall)
                ruling.write(cell, y - (tall - len(cell.lines) * self._style.step) / 2)
                left, right = ruling.edges[cell.first], ruling.edges[cell.last]
                if i + cell.down < count:
                    ruling.pen.line(left, y - tall, right, y - tall, INNER)
                if cell.first:
                    ruling.pen.line(left, y, left, y - tall, INNER)
            y -= self._sizes[i]
        if count:
            ruling.across(y, UNDER_HEAD)
        ruling.begin(top)
        ruling.stand_from(y)
