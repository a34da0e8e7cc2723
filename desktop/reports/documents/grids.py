"""Ruled tables of a document: a form's labels with their places, and tables fed by rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlab.lib.units import mm

from db.rules.document_text import Block
from desktop.reports.documents.manner import Manner
from desktop.reports.documents.said import Lines
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Measure, Row
from desktop.reports.rows import height as row_height
from desktop.reports.tables import Table

_BY_HAND = re.compile("_{3,}|□")
_SHORT = 8


def write(press: Press, block: Block, manner: Manner, stretch: float = 1.0) -> None:
    """A form: label and place in turn. A row that begins with * is a heading; +40 asks for rows of 40 points."""
    columns = _columns(block, press.width)
    table = Table(press, columns, [], style=manner.style, row_height=manner.slim)
    for cells, least, strong in _rows(block, manner, len(columns), stretch):
        table.row_height = least
        table.row(cells, grey=0.93 if strong else 1.0, strong=strong)
    table.close()


def height(press: Press, block: Block, manner: Manner, stretch: float = 1.0) -> float:
    columns = _columns(block, press.width)
    measure = Measure(press.faces, columns, manner.style, press.left, press.width)
    return sum(
        max(row_height(measure.row(cells, strong=strong), manner.style), least)
        for cells, least, strong in _rows(block, manner, len(columns), stretch)
    )


def _columns(block: Block, width: float) -> list[Column]:
    """The widths that the text gives, else labels narrow and places wide; spread over the page."""
    count = max((len(row) for row in block.rows), default=1)
    widths = block.widths[:count] or [22.0 if n % 2 == 0 else 40.0 for n in range(count)]
    widths += [30.0] * (count - len(widths))
    return spread([Column("", one, "l") for one in widths], width)


def asked(block: Block) -> float:
    """All heights together that the rows of a form ask for."""
    return sum(float(str(row[0])[1:]) for row in block.rows if _asks_height(row))


def _rows(block: Block, manner: Manner, count: int, stretch: float) -> list[tuple[list[str | Cell], float, bool]]:
    """Each row's cells, its least height, and whether it is a heading."""
    found: list[tuple[list[str | Cell], float, bool]] = []
    wanted, headed = 0.0, False
    short = _short_columns(block, count)
    for row in block.rows:
        first = row[0] or ""
        if _asks_height(row):
            wanted = float(first[1:]) * stretch
            continue  # for the next row alone
        strong = first.startswith("*")
        headed = headed or strong
        texts = [first.lstrip("* "), *row[1:]]
        by_hand = any(text is not None and (not text or _BY_HAND.search(text)) for text in texts)
        least = manner.slim if strong else max(wanted, manner.tall if by_hand else manner.slim)
        middle = [True] * count if strong else short if headed else [place % 2 == 0 for place in range(count)]
        found.append((_cells(texts, count, middle), least, strong))
        wanted = 0.0
    return found


def _asks_height(row: Sequence[str | None]) -> bool:
    return len(row) == 1 and bool(row[0]) and str(row[0]).startswith("+") and str(row[0])[1:].strip().isdigit()


def _short_columns(block: Block, count: int) -> list[bool]:
    """Under a heading, columns of short words stand in the middle, others at the left."""
    full = [row for row in block.rows if len(row) == count and None not in row]
    return [all(len(str(row[place])) <= _SHORT for row in full) for place in range(count)]


def _cells(texts: Sequence[str | None], count: int, middle: Sequence[bool]) -> list[str | Cell]:
    """Cells that go on from their left are joined to it; one over the whole row is text and stands at the left."""
    cells: list[str | Cell] = []
    for place, text in enumerate(texts):
        if text is None:
            continue
        span = 1
        while place + span < len(texts) and texts[place + span] is None:
            span += 1
        if place + span == len(texts):
            span += count - len(texts)  # a short row reaches the edge
        cells.append(Cell(text, span=span, align="c" if middle[place] and span < count else "l"))
    return cells


# -- tables fed by rows ---------------------------------------------------------------------------------------


def lines(press: Press, found: Lines, manner: Manner) -> None:
    """Heading and rows; the heading comes again on every page."""
    table = Table(
        press, _line_columns(found, press.width), style=manner.style, row_height=manner.slim, head_height=22.0
    )
    for row in found.rows:
        table.row(_line(row))
    table.close()


def lines_height(press: Press, found: Lines, manner: Manner) -> float:
    measure = Measure(press.faces, _line_columns(found, press.width), manner.style, press.left, press.width)
    rows = (max(row_height(measure.row(_line(row)), manner.style), manner.slim) for row in found.rows)
    return 22.0 + sum(rows)


def _line(row: Sequence[str]) -> Row:
    return list(row)


def _line_columns(found: Lines, width: float) -> list[Column]:
    asked = [one or 24.0 for one in found.widths]
    columns = [
        Column(label, one, align)
        for label, one, align in zip(found.labels, asked, found.aligns, strict=True)
    ]  # fmt: skip
    return spread(columns, width) if sum(asked) * mm < width * 1.5 else columns
