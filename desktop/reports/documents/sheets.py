"""The pages of documents: the standard's page with its number outside, the letter's, half a page, a certificate.

源：GB/T 9704-2012 5.2（版面）、7.5（页码）、10.1（信函格式）。
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from desktop.reports.faces import HEI, SONG
from desktop.reports.furniture import Sheet
from desktop.reports.pen import Pen

ROWS, COLUMNS = 22, 28
LINE, PITCH = 225 * mm / ROWS, 156 * mm / COLUMNS
"""The grid of the text area of 156 × 225 mm: 22 lines of 28 characters."""
RED = (0.80, 0.06, 0.08)
NUMBER_SIZE, NUMBER_DROP = 14.0, 7 * mm


@dataclass(frozen=True)
class OfficialSheet(Sheet):
    """Margins 37, 28, 35, 26 mm; no head; — 1 — below the text, odd pages at the right, even ones at the left.
    `silent` are pages that bear no number."""

    silent: set[int] = field(default_factory=set, compare=False)

    @property
    def margins(self) -> tuple[float, float, float, float]:
        return 37 * mm, 28 * mm, 35 * mm, 26 * mm

    def head(self, pen: Pen, page: int) -> None:
        pass

    def foot(self, pen: Pen, page: int, pages: int) -> None:
        if page in self.silent:
            return
        (wide, _), (_, left, bottom, right) = self.size, self.margins
        text, base = f"— {page} —", bottom - NUMBER_DROP - 0.8 * NUMBER_SIZE
        width = pen.faces.face(SONG).width(text, NUMBER_SIZE)
        x = wide - right - NUMBER_SIZE - width if page % 2 else left + NUMBER_SIZE
        pen.text(x, base, text, SONG, NUMBER_SIZE)


@dataclass(frozen=True)
class LetterSheet(OfficialSheet):
    """The letter's first page has a name in red over two pairs of red rules, and no number; the number of a letter
    stands below the first pair."""

    name: str = ""

    NAME_TOP, RULE_BELOW, RULE_WIDE, FOOT_RULE = 30 * mm, 4 * mm, 170 * mm, 20 * mm

    def head(self, pen: Pen, page: int) -> None:
        if page > 1:
            return
        (wide, high), size = self.size, self.name_size(pen)
        letters = pen.faces.face(SONG)
        base = high - self.NAME_TOP - 0.86 * size
        x = (wide - letters.width(self.name, size)) / 2
        pen.text(x, base, self.name, SONG, size, bold=True, ink=RED)
        self._pair(pen, self.rule(pen), thick_above=True)
        self._pair(pen, self.FOOT_RULE, thick_above=False)

    def name_size(self, pen: Pen) -> float:
        return min(36.0, 160 * mm / max(pen.faces.face(SONG).width(self.name, 1.0), 1.0))

    def rule(self, pen: Pen) -> float:
        """Where the upper pair of rules stands."""
        size = self.name_size(pen)
        return self.size[1] - self.NAME_TOP - size - self.RULE_BELOW

    def _pair(self, pen: Pen, y: float, *, thick_above: bool) -> None:
        left = (self.size[0] - self.RULE_WIDE) / 2
        for at, thick in ((y, thick_above), (y - 3.2, not thick_above)):
            pen.line(left, at, left + self.RULE_WIDE, at, 2.2 if thick else 0.7, ink=RED)

    def foot(self, pen: Pen, page: int, pages: int) -> None:
        if page > 1:
            super().foot(pen, page, pages)


@dataclass(frozen=True)
class HalfSheet(Sheet):
    """Half of a sheet lying on its side: 148.5 × 210 mm, printed two to a page and cut apart in the middle."""

    @property
    def size(self) -> tuple[float, float]:
        return A4[1] / 2, A4[0]

    @property
    def margins(self) -> tuple[float, float, float, float]:
        return 12 * mm, 14 * mm, 10 * mm, 12.5 * mm

    def head(self, pen: Pen, page: int) -> None:
        (wide, high) = self.size
        pen.line(wide, 8 * mm, wide, high - 8 * mm, 0.6, dash="[4 3] 0")

    def foot(self, pen: Pen, page: int, pages: int) -> None:
        if pages > 1:
            text = f"第 {page} 页　共 {pages} 页"
            x = (self.size[0] - pen.faces.face(SONG).width(text, 8.0)) / 2
            pen.text(x, 7 * mm, text, SONG, 8.0)


@dataclass(frozen=True)
class SlipSheet(Sheet):
    """An office's form with the wider margins of a stub and its reply."""

    @property
    def margins(self) -> tuple[float, float, float, float]:
        return 22 * mm, 28 * mm, 18 * mm, 22 * mm


@dataclass(frozen=True)
class FramedSheet(Sheet):
    """A certificate or honour roll lying on its side within a frame."""

    @property
    def margins(self) -> tuple[float, float, float, float]:
        return 30 * mm, 34 * mm, 26 * mm, 34 * mm

    def head(self, pen: Pen, page: int) -> None:
        wide, high = self.size
        for inset, thick in ((12 * mm, 2.6), (14 * mm, 0.7), (18.5 * mm, 0.7)):
            pen.box(inset, inset, wide - 2 * inset, high - 2 * inset, thick)
        for x in (14 * mm, wide - 18.5 * mm):
            for y in (14 * mm, high - 18.5 * mm):
                _corner(pen, x, y, 4.5 * mm)

    def foot(self, pen: Pen, page: int, pages: int) -> None:
        pass


def _corner(pen: Pen, x: float, y: float, side: float) -> None:
    """A small square turned on its point within the corner of a frame."""
    middle, reach = side / 2, side / 2 - 1.2
    points = [(middle, middle + reach), (middle + reach, middle), (middle, middle - reach), (middle - reach, middle)]
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
        pen.line(x + x1, y + y1, x + x2, y + y2, 0.9)
    pen.box(x, y, side, side, 0.7)


__all__ = [
    "HEI", "LINE", "PITCH", "RED", "FramedSheet", "HalfSheet", "LetterSheet", "OfficialSheet", "SlipSheet",
]  # fmt: skip
