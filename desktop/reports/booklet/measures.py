"""我长高了: height and weight from measure to measure, as a curve and in figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from reportlab.lib.units import mm

from db.registers import Measure
from db.rules.aid_standards import yuan
from desktop.reports import blocks
from desktop.reports.booklet.book import TEXT, Book, Chapter
from desktop.reports.faces import SONG
from desktop.reports.rows import Column
from desktop.reports.tables import Table

HIGH = 62 * mm
SMALL = 8.0
COLUMNS = (
    Column("日期", 30), Column("身高（厘米）", 24), Column("体重（千克）", 24), Column("左眼", 20), Column("右眼", 20),
)  # fmt: skip


class Point(NamedTuple):
    """One height on one day."""

    on: date
    height: Decimal


def write(book: Book) -> None:
    book.title("我长高了")
    rows = [row for row in book.rows(Measure, ("on",)) if row["on"]]
    points = [Point(date.fromisoformat(row["on"]), Decimal(row["height"])) for row in rows if row["height"]]
    if len(points) > 1:
        _curve(book, points)
        grown = points[-1].height - points[0].height
        if grown > 0:
            since = f"{points[0].on.year}年{points[0].on.month}月"
            book.note(f"从{since}到现在，长高了 {yuan(grown)} 厘米。")
        blocks.gap(book.press, 4)
    reader = book.reader(Measure)
    table = Table(book.press, COLUMNS, style=TEXT, row_height=19, head_height=20)
    for row in rows:
        texts = [reader.text(row, name) for name in ("on", "height", "weight", "sight_left", "sight_right")]
        table.row(texts)
    table.close()


def _curve(book: Book, points: Sequence[Point]) -> None:
    """Heights over time: a frame, a line for every ten centimetres, a point and its figure for each measure."""
    press, pen = book.press, book.press.pen
    press.need(HIGH + 40)
    left, bottom, width = press.left + 11 * mm, press.y - HIGH, press.width - 15 * mm
    low = int(min(point.height for point in points) // 10) * 10
    top = -(-int(max(point.height for point in points) + 5) // 10) * 10
    first, days = points[0].on, max((points[-1].on - points[0].on).days, 1)

    def place(point: Point) -> tuple[float, float]:
        along = 0.06 + 0.88 * (point.on - first).days / days
        return left + along * width, bottom + float(point.height - low) / (top - low) * HIGH

    for height in range(low, top + 1, 10):
        y = bottom + (height - low) / (top - low) * HIGH
        pen.line(left, y, left + width, y, 0.3)
        pen.text(left - 8 * mm, y - 3, str(height), SONG, SMALL)
    pen.line(left, bottom, left, bottom + HIGH, 0.7)
    places = [place(point) for point in points]
    for (x1, y1), (x2, y2) in pairwise(places):
        pen.line(x1, y1, x2, y2, 1.2)
    for point, (x, y) in zip(points, places, strict=True):
        pen.box(x - 1.4, y - 1.4, 2.8, 2.8, 1.4)
        _centred(book, yuan(point.height), x, y + 5)
        _centred(book, f"{point.on.year}.{point.on.month}", x, bottom - 11)
    press.y = bottom - 20


def _centred(book: Book, text: str, x: float, y: float) -> None:
    width = book.press.faces.face(SONG).width(text, SMALL)
    book.press.pen.text(x - width / 2, y, text, SONG, SMALL)


CHAPTER = Chapter("measures", "我长高了", lambda book: bool(book.rows(Measure)), write)
