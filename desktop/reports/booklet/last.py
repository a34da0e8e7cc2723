"""留言: a page for teachers, classmates and family to write on by hand."""

from __future__ import annotations

from reportlab.lib.units import mm

from desktop.reports.booklet.book import Book, Chapter
from desktop.reports.faces import HEI

STEP = 22.0
PLACES = ("老师留言", "同学留言", "家人留言")


def write(book: Book) -> None:
    """Three places of equal height, each with lines for a hand."""
    press = book.press
    book.title("留言")
    each = (press.room - 6 * mm) / len(PLACES)
    for place in PLACES:
        foot = press.y - each
        press.pen.text(press.left, press.y - 11, place, HEI, 10.5)
        y = press.y - 11 - STEP
        while y > foot + 4 * mm:
            press.pen.line(press.left, y, press.left + press.width, y, 0.5)
            y -= STEP
        press.y = foot


CHAPTER = Chapter("last", "留言", lambda book: True, write)
