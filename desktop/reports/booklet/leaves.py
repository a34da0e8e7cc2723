"""Leaves of the growth booklet: half a sheet of A4, a quiet head, a page number, room for a staple in the fold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.units import mm

from desktop.reports.faces import HEI, KAI, SONG
from desktop.reports.furniture import Sheet
from desktop.reports.imposing import A5
from desktop.reports.pen import Pen
from desktop.reports.words import one_line

SMALL = 8.0
HAIR = 0.4
LINE = 27.0
"""Points from line to line of the contents."""


@dataclass(frozen=True)
class Leaf(Sheet):
    """A page with the child's name and the chapter in its head; the fold is at the left of odd pages."""

    name: str = ""
    chapter: str = ""

    @property
    def size(self) -> tuple[float, float]:
        return A5

    @property
    def margins(self) -> tuple[float, float, float, float]:
        return 19 * mm, 15 * mm, 16 * mm, 15 * mm

    def head(self, pen: Pen, page: int) -> None:
        (wide, high), (top, left, _, right) = self.size, self.margins
        base = high - top + 4 * mm
        texts = (self.name, self.chapter) if page % 2 == 0 else (self.chapter, self.name)
        for text, share in zip(texts, (0.0, 1.0), strict=True):
            said, size = one_line(text, pen.faces, KAI, SMALL, (wide - left - right) / 2)
            x = left + share * (wide - left - right - pen.faces.face(KAI).width(said, size))
            pen.text(x, base, said, KAI, size, ink=GREY)
        pen.line(left, base - 2.5 * mm, wide - right, base - 2.5 * mm, HAIR)

    def foot(self, pen: Pen, page: int, pages: int) -> None:
        text = f"— {page} —"
        width = pen.faces.face(SONG).width(text, SMALL)
        pen.text((self.size[0] - width) / 2, self.margins[2] - 7 * mm, text, SONG, SMALL)


GREY = (0.35, 0.35, 0.35)


@dataclass(frozen=True)
class Cover(Leaf):
    """The front: a double frame, nothing in head and foot."""

    def head(self, pen: Pen, page: int) -> None:
        (wide, high), inset = self.size, 9 * mm
        pen.box(inset, inset, wide - 2 * inset, high - 2 * inset, 1.6)
        inset += 1.4 * mm
        pen.box(inset, inset, wide - 2 * inset, high - 2 * inset, HAIR)

    def foot(self, pen: Pen, page: int, pages: int) -> None:
        pass


@dataclass(frozen=True)
class Contents(Leaf):
    """The chapters with their pages; `entries` is filled while the chapters are written, and read at the end."""

    entries: Sequence[tuple[str, int]] = field(default=())

    def foot(self, pen: Pen, page: int, pages: int) -> None:
        super().foot(pen, page, pages)
        (wide, high), (top, left, _, right) = self.size, self.margins
        face, y = pen.faces.face(SONG), high - top - 30 * mm
        for title, at in self.entries:
            pen.text(left + 4 * mm, y, title, HEI, 11)
            number = str(at)
            end = wide - right - 4 * mm - face.width(number, 11)
            pen.text(end, y, number, SONG, 11)
            begin = left + 4 * mm + pen.faces.face(HEI).width(title, 11) + 6
            dots = "·" * int((end - 6 - begin) / face.width("·", 9))
            pen.text(end - 6 - face.width(dots, 9), y, dots, SONG, 9, ink=GREY)
            y -= LINE
