"""Tables: ruled rows down the page and over to the next ones, the heading repeated on each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from desktop.reports.furniture import Missing
from desktop.reports.press import Press
from desktop.reports.rows import SLIM, WHOLE, WRAPPED, Column, Laid, Measure, Row, Style, height, pieces
from desktop.reports.ruling import TINT, Heading, Ruling


class Table:
    """A table that is drawn row by row, so that a thousand pages need the memory of one.

    head       rows of the heading; by default the columns' labels, none if empty
    reserve    points kept free at the foot of each page for what `page_end` puts there
    page_end   called when the page is full: adds totals (`put`), closes the table, lets people sign; by default
               the table is closed
    per_page   rows on a page at most
    who        the column that names a row, for the list of missing characters
    """

    def __init__(
        self,
        press: Press,
        columns: Sequence[Column],
        head: Sequence[Row] | None = None,
        *,
        style: Style | None = None,
        row_height: float = SLIM,
        head_height: float = 18.0,
        reserve: float = 0.0,
        per_page: int = 0,
        page_end: Callable[[], None] | None = None,
        who: int = 0,
    ) -> None:
        self.press, self.columns, self.style = press, columns, style or Style()
        self.row_height, self.reserve, self.per_page, self.who = row_height, reserve, per_page, who
        self.page_end = page_end or self.close
        self.on_page = 0
        self._measure = Measure(press.faces, columns, self.style, press.left, press.width)
        self._ruling = Ruling(press.pen, self._measure.edges, self.style)
        rows = head if head is not None else [[column.label for column in columns]]
        laid = [self._measure.row(row, TINT, strong=True, align="c") for row in rows]
        self._heading = Heading(laid, self.style, head_height if len(rows) == 1 else row_height + 1)
        self._open = self._begun = False
        self.start()

    def start(self) -> None:
        """The heading, at the top of what is left of the page; on the next page if less than a row fits."""
        self.press.need(self._heading.height + self.row_height + self.reserve)
        self._heading.draw(self._ruling, self.press.y)
        self.press.y -= self._heading.height
        self._open, self._begun, self.on_page = True, False, 0

    def row(self, cells: Row, *, grey: float = 1.0, strong: bool = False, tall: float = 0.0) -> None:
        """One row, wherever it fits, at least so `tall` (points); what is longer than a page goes over to the next."""
        if self.per_page and self.on_page >= self.per_page:
            self._next_page()
        laid = self._measure.row(cells, grey, strong)
        if self.press.faces.missing:
            self._note_missing(laid)
        most = WHOLE if self._begun else self._lines_that_fit()
        parts = pieces(laid, most, self.style)
        least = (tall or self.row_height) if len(parts) == 1 else 0.0
        for part in parts:
            high = max(part.height(self.style), least)
            if self._begun and self.press.room - self.reserve < high - 0.01:
                self._next_page()
            self._draw(part.cells, high, hang=part.above if len(parts) > 1 else None)
        self._ruling.across(self.press.y)
        self.on_page += 1

    def keep(self, height: float) -> None:
        """The next page, unless the rows that belong together (points) fit on this one."""
        if self._begun and self.press.room - self.reserve < height:
            self._next_page()

    def rows(self, rows: Iterable[Row]) -> None:
        for cells in rows:
            self.row(cells)

    def put(self, cells: Row, *, tall: float = SLIM, grey: float = TINT) -> None:
        """A row that stays on this page (a total, for which room was reserved)."""
        laid = self._measure.row(cells, grey)
        self._draw(laid, max(height(laid, self.style), tall))
        self._ruling.across(self.press.y)

    def close(self) -> None:
        """The outer rule around what stands on this page."""
        if self._open:
            self._ruling.close(self.press.y)
            self._open = False

    def _next_page(self) -> None:
        self.page_end()
        self.close()
        self.press.turn()
        self.start()

    def _lines_that_fit(self) -> int:
        """A row that would not even fit a page of its own is laid down in pieces."""
        room = self.press.room - self.reserve - 2 * (self.style.air + WRAPPED)
        return max(min(WHOLE, int(room / self.style.step)), 1)

    def _draw(self, row: list[Laid], tall: float, *, hang: float | None = None) -> None:
        self._ruling.row(row, self.press.y, tall, hang=hang)
        self.press.y -= tall
        self._begun = True

    def _note_missing(self, row: list[Laid]) -> None:
        named = next((cell for cell in row if cell.first == self.who), None)
        who = "".join(line.text for line in named.lines) if named else ""
        for cell in row:
            text = {char for line in cell.lines for char in line.text}
            field = self.columns[cell.first].label
            self.press.missing += [Missing(char, who, field) for char in sorted(text & self.press.faces.missing)]
