"""我的作品: what the child wrote, painted, made and played, photographed, one picture a page or two."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from db.registers import Work
from desktop.reports import blocks
from desktop.reports.booklet.book import Book, Chapter
from desktop.reports.faces import HEI, KAI, SONG
from desktop.reports.words import Words

ACROSS, UPRIGHT = 62 * mm, 118 * mm
"""How high a picture is: two broad ones share a page, an upright one (a page written or painted) has its own."""

WAITING = "照片还没有到"


def write(book: Book) -> None:
    book.title("我的作品")
    for row in book.rows(Work, ("made_on", "name")):
        _work(book, row)


def _work(book: Book, row: Mapping[str, Any]) -> None:
    press, reader, body = book.press, book.reader(Work), book.picture(row["picture"])
    words = Words(str(row["words"] or ""), KAI, 10, 16, "center").lay(press.faces, press.width)
    high = _height(body) if row["picture"] else 0.0
    press.need(high + 40 + min(words.height, 100))
    if row["picture"]:
        bottom = press.y - high
        if body is None:
            press.pen.box(press.left, bottom, press.width, high, 0.5)
            _middle(book, WAITING, bottom + high / 2)
        else:
            press.image(body, press.left, bottom, press.width, high)
        press.y = bottom - 4
    blocks.write(press, Words(str(row["name"]), HEI, 11, 17, "center"))
    said = "　".join(part for part in (reader.text(row, "kind"), reader.text(row, "made_on")) if part)
    if said:
        blocks.write(press, Words(said, SONG, 8.5, 13, "center"))
    if row["words"]:
        blocks.write(press, words)
    blocks.gap(press, 5)


def _height(body: bytes | None) -> float:
    wide, high = ImageReader(BytesIO(body)).getSize() if body else (1, 1)
    return UPRIGHT if high > wide else ACROSS


def _middle(book: Book, text: str, base: float) -> None:
    press = book.press
    width = press.faces.face(SONG).width(text, 9)
    press.pen.text(press.left + (press.width - width) / 2, base, text, SONG, 9)


CHAPTER = Chapter("works", "我的作品", lambda book: bool(book.rows(Work)), write)
