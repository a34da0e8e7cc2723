"""Page furniture: school and term at the head, form number, print date and page at the foot, on every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from db.rules.days import chinese_day
from desktop.reports.faces import HEI, SONG
from desktop.reports.pen import Pen
from desktop.reports.words import one_line

CONFIDENTIAL = "含个人信息　妥善保管"
INTERNAL = "内部资料　不得公开"
LABEL_WIDTH = 50 * mm


@dataclass(frozen=True)
class Sheet:
    """What stands on every page of one paper: school and term above, form number, print date and page below.

    The left margin is for binding. A label stands boxed in the head of every page.
    """

    school: str
    term: str
    form: str
    printed_on: date
    landscape: bool = False
    label: str = ""

    @property
    def size(self) -> tuple[float, float]:
        return (A4[1], A4[0]) if self.landscape else A4

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """Top, left, bottom, right, in points."""
        top, left, bottom, right = (14, 20, 14, 14) if self.landscape else (20, 20, 17, 15)
        return top * mm, left * mm, bottom * mm, right * mm

    def head(self, pen: Pen, page: int) -> None:
        """What stands on a page before its text is written."""
        draw(pen, self)

    def foot(self, pen: Pen, page: int, pages: int) -> None:
        """What is written when the number of pages is known."""
        count(pen, self, page, pages)


class Missing(NamedTuple):
    """A character that no face has: 〓 was printed. `who` is the row it stands in, `field` the column."""

    char: str
    who: str
    field: str


def draw(pen: Pen, sheet: Sheet) -> None:
    """The head, and the left end of the foot."""
    (wide, high), (top, left, bottom, right) = sheet.size, sheet.margins
    y, width = high - top, wide - left - right
    side = width / 2 - 3 * mm
    if sheet.label:
        side = (width - LABEL_WIDTH) / 2 - 3 * mm
        middle = left + width / 2
        pen.box(middle - LABEL_WIDTH / 2, y + 2.2 * mm, LABEL_WIDTH, 5.4 * mm, 0.7)
        _put(pen, middle, y + 3.6 * mm, sheet.label, LABEL_WIDTH - 4, 0.5, HEI, 10.5)
    _put(pen, left, y + 3 * mm, sheet.school, side, 0.0)
    _put(pen, left + width, y + 3 * mm, sheet.term, side, 1.0)
    pen.line(left, y + 1.5 * mm, left + width, y + 1.5 * mm, 0.5)
    form = f"表号 {sheet.form}　" if sheet.form else ""
    _put(pen, left, bottom - 5 * mm, f"{form}{chinese_day(sheet.printed_on)}打印", width * 0.7, 0.0)


def count(pen: Pen, sheet: Sheet, page: int, pages: int) -> None:
    """The right end of the foot, written when the last page is known."""
    (wide, _), (_, _, bottom, right) = sheet.size, sheet.margins
    _put(pen, wide - right, bottom - 5 * mm, f"第 {page} 页　共 {pages} 页", wide, 1.0)


def _put(
    pen: Pen, x: float, y: float, text: str, room: float, share: float, face: str = SONG, size: float = 9.0
) -> None:
    """One line in a place of its own; `share` of its width lies left of x."""
    text, size = one_line(text, pen.faces, face, size, room)
    pen.text(x - share * pen.faces.face(face).width(text, size), y, text, face, size)


__all__ = ["CONFIDENTIAL", "INTERNAL", "Missing", "Sheet", "chinese_day", "count", "draw"]
