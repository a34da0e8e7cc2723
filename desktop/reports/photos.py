"""Photographs on paper: a few side by side, each with what it shows below it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from desktop.reports.faces import SONG
from desktop.reports.press import Press
from desktop.reports.words import one_line

HIGH, CAPTION, BETWEEN = 40 * mm, 8.5, 4 * mm
ACROSS = 3
WAITING = "照片还没有到"


def photos(press: Press, pictures: Sequence[tuple[bytes | None, str]]) -> None:
    """(picture, caption) in rows of three; a picture that has not arrived leaves a frame that says so."""
    width = (press.width - (ACROSS - 1) * BETWEEN) / ACROSS
    for start in range(0, len(pictures), ACROSS):
        press.need(HIGH + CAPTION * 1.6 + BETWEEN)
        top = press.y - BETWEEN / 2
        for place, (body, caption) in enumerate(pictures[start : start + ACROSS]):
            left = press.left + place * (width + BETWEEN)
            if body is None:
                press.pen.box(left, top - HIGH, width, HIGH, 0.5)
                _middle(press, WAITING, left, top - HIGH / 2, width)
            else:
                press.image(body, left, top - HIGH, width, HIGH)
            _middle(press, caption, left, top - HIGH - CAPTION * 1.3, width)
        press.y -= HIGH + CAPTION * 1.6 + BETWEEN


def _middle(press: Press, text: str, left: float, base: float, width: float) -> None:
    said, size = one_line(text, press.faces, SONG, CAPTION, width)
    written = press.faces.face(SONG).width(said, size)
    press.pen.text(left + (width - written) / 2, base, said, SONG, size)
