"""A chart on a page: its shapes written with the page's own pen, with a title and what its bars mean."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color

from desktop.reports.faces import HEI, SONG
from desktop.reports.press import Press

SWATCH, TITLE = 8.0, 10.5


def place(press: Press, title: str, drawing: Drawing, meaning: Sequence[tuple[str, str]] = ()) -> None:
    """The chart across the page, under its title; at the title's right what the bars are, 从左到右."""
    press.need(drawing.height + TITLE * 2.2)
    base = press.y - TITLE * 1.3
    press.pen.text(press.left, base, title, HEI, TITLE)
    if meaning:
        _legend(press, base, meaning)
    press.y = base - TITLE * 0.6 - drawing.height
    draw(press, drawing, press.left, press.y)
    press.y -= 4


def _legend(press: Press, base: float, meaning: Sequence[tuple[str, str]]) -> None:
    size, letters = 8.5, press.faces.face(SONG)
    words = "从左到右："
    wide = letters.width(words, size) + sum(SWATCH + 16 + letters.width(name, size) for name, _ in meaning)
    x = press.left + press.width - wide
    press.pen.text(x, base, words, SONG, size)
    x += letters.width(words, size)
    for name, colour in meaning:
        press.pen.fill(x, base - 1, SWATCH, SWATCH, _grey_of(colour))
        press.pen.box(x, base - 1, SWATCH, SWATCH, 0.6)
        press.pen.text(x + SWATCH + 4, base, name, SONG, size)
        x += SWATCH + 16 + letters.width(name, size)


def draw(press: Press, drawing: Drawing, left: float, bottom: float) -> None:
    """Rectangles, lines and texts of a drawing, in greys."""
    for shape in drawing.contents:
        if isinstance(shape, Rect):
            x, y = left + shape.x, bottom + shape.y
            press.pen.fill(x, y, shape.width, shape.height, _grey(shape.fillColor))
            if shape.strokeColor is not None:
                press.pen.box(x, y, shape.width, shape.height, 0.6)
        elif isinstance(shape, Line):
            _rule(press, shape, left, bottom)
        elif isinstance(shape, String):
            letters = press.faces.face(SONG)
            wide = letters.width(shape.text, shape.fontSize)
            share = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.textAnchor]
            white = _grey(shape.fillColor) > 0.9
            ink = (1.0, 1.0, 1.0) if white else None
            x = left + shape.x - share * wide
            press.pen.text(x, bottom + shape.y, shape.text, SONG, shape.fontSize, ink=ink)


def _rule(press: Press, shape: Line, left: float, bottom: float) -> None:
    """A light rule lies below the bars that are drawn after it; a black one stands above everything."""
    grey, thick = _grey(shape.strokeColor), max(shape.strokeWidth, 0.5)
    if grey > 0.2 and shape.y1 == shape.y2:
        press.pen.fill(left + shape.x1, bottom + shape.y1 - thick / 2, shape.x2 - shape.x1, thick, grey)
    else:
        press.pen.line(left + shape.x1, bottom + shape.y1, left + shape.x2, bottom + shape.y2, thick)


def _grey(colour: Color | None) -> float:
    return 1.0 if colour is None else 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue


def _grey_of(colour: str) -> float:
    from reportlab.lib.colors import HexColor

    return _grey(HexColor(colour))


__all__ = ["draw", "place"]
