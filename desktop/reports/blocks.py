"""The blocks between tables: title, two texts on one line, notes, places to sign."""

from __future__ import annotations

import re

from reportlab.lib.units import mm

from desktop.reports.faces import HEI, SONG
from desktop.reports.press import Press
from desktop.reports.words import Words, one_line

SIGNERS = ("填表人：______________", "审核人：______________", "校长（签字）：______________")
FILLED_ON = "填表日期：______年____月____日"
SIGN_SIZE, SIGN_AIR = 10.5, 6 * mm
SIGN_HEIGHT = SIGN_AIR + SIGN_SIZE * 1.4
"""What a line of places to sign takes of the page, with the clear space above it."""


def gap(press: Press, millimetres: float) -> None:
    press.y -= millimetres * mm


def title(press: Press, text: str, after: float = 0.0) -> None:
    """The paper's name, bold in the middle; a long one is made smaller, then wrapped. `after` in millimetres."""
    size = 17.0 if press.sheet.landscape else 18.0
    words = Words(text, SONG, size, size * 1.25, "center", bold=True, fit=True).lay(press.faces, press.width)
    write(press, words)
    gap(press, after)


def ends(press: Press, left: str, right: str, size: float = 10.0, share: float = 0.6) -> None:
    """Two texts on one line, one at either end; `share` of the line is the left one's."""
    base = press.y - size * 1.05
    text, fitted = one_line(left, press.faces, SONG, size, press.width * share)
    press.pen.text(press.left, base, text, SONG, fitted)
    text, fitted = one_line(right, press.faces, SONG, size, press.width * (0.98 - share))
    width = press.faces.face(SONG).width(text, fitted)
    press.pen.text(press.left + press.width - width, base, text, SONG, fitted)
    press.y -= size * 1.3


def write(press: Press, words: Words) -> None:
    """A block of text down the page, and over to the next ones where it is long."""
    words.lay(press.faces, press.width)
    start = 0
    while start < len(words.lines):
        fitting = int(press.room / words.leading + 0.001)
        if fitting < 1 and press.y < press.top:
            press.turn()
            continue
        stop = min(start + max(fitting, 1), len(words.lines))
        words.draw(press.pen, press.left, press.y, press.width, start, stop)
        press.y -= (stop - start) * words.leading
        start = stop


def heading(press: Press, text: str, size: float = 10.5, following: float = 80.0) -> None:
    """一、… in Hei, never left at the foot of a page without `following` points of what it heads."""
    words = Words(text, HEI, size, size * 1.5).lay(press.faces, press.width)
    press.need(words.height + following)
    write(press, words)


def note(press: Press, text: str, size: float = 8.5) -> None:
    """说明 under a table."""
    gap(press, 1.5)
    write(press, Words(text, SONG, size, size * 1.45))


def signatures(press: Press, *words: str, size: float = SIGN_SIZE) -> None:
    """Places to sign, spread over the line, 6 mm clear above them, all on one page. A place keeps 15 mm to write on."""
    places = words or (*SIGNERS, FILLED_ON)
    press.need(SIGN_HEIGHT)
    letters = press.faces.face(SONG)
    widths = [letters.width(place, size) for place in places]
    if sum(widths) + 12 * len(places) > press.width:
        places = tuple(re.sub("_{9,}", "_" * 9, place) for place in places)
        widths = [letters.width(place, size) for place in places]
    scale = min(1.0, press.width / (sum(widths) + 6 * len(places)))
    between = (press.width - scale * sum(widths)) / max(len(places) - 1, 1)
    x, base = press.left, press.y - SIGN_AIR - size * 1.05
    for place, width in zip(places, widths, strict=True):
        press.pen.text(x, base, place, SONG, size * scale)
        x += width * scale + between
    press.y -= SIGN_HEIGHT


def nothing(press: Press, sentence: str = "没有记录。") -> None:
    """What an empty register prints, so that nobody takes an empty page for a mistake."""
    gap(press, 8)
    write(press, Words(sentence, SONG, 12, 20, "center"))
