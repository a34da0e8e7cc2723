"""The roster: a numbered list of rows over any number of pages, each with its total and its places to sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reportlab.lib.units import mm

from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.press import Press
from desktop.reports.rows import SLIM, Cell, Column
from desktop.reports.tables import Table
from desktop.reports.totals import Total

ROWS = 30
"""Rows a page."""

NUMBER = Column("序号", 10, "f")
TALLEST = 19.0

Line = tuple[Mapping[str, Any], Sequence[str | Cell]]
"""A row as stored values, for the totals, and its cells in words."""


class Roster:
    """One roster. `ends` are the two texts under the title; a row's first cell should be its name."""

    def __init__(
        self,
        press: Press,
        sheet: Sheet,
        title: str,
        ends: tuple[str, str],
        columns: Sequence[Column],
        total: Total,
        signers: Sequence[str] = (),
    ) -> None:
        self.press, self.title, self.ends, self.signers = press, title, ends, signers
        self.page, self.all = total.fresh(), total.fresh()
        self.pages = 0
        press.begin(sheet, self._top)
        self.columns = [NUMBER, *spread(columns, press.width - NUMBER.width * mm)]

    def write(self, rows: Iterable[Line]) -> None:
        """The whole paper; an empty one says that there is nothing."""
        reserve = 2 * SLIM + blocks.SIGN_HEIGHT
        room = self.press.room - reserve - 18.0
        table: Table | None = None
        for number, (values, cells) in enumerate(rows, 1):
            if table is None:
                tall = min(max(SLIM, int(room / ROWS * 10) / 10), TALLEST)
                table = Table(
                    self.press,
                    self.columns,
                    row_height=tall,
                    reserve=reserve,
                    per_page=ROWS,
                    page_end=self._page_end,
                    who=1,
                )
                self._table = table
            table.row([str(number), *cells])
            self.page.add(values)
            self.all.add(values)
        if table is None:
            blocks.nothing(self.press)
            blocks.signatures(self.press, *self.signers)
        else:
            self._last_page(table)

    def _top(self) -> None:
        blocks.title(self.press, self.title)
        blocks.ends(self.press, *self.ends)
        blocks.gap(self.press, 1)

    def _page_end(self) -> None:
        self._put("本页小计", self.page)
        self._table.close()
        blocks.signatures(self.press, *self.signers)
        self.page = self.page.fresh()
        self.pages += 1

    def _last_page(self, table: Table) -> None:
        if self.pages:
            self._put("本页小计", self.page)
        self._put("总计" if self.pages else "合计", self.all)
        table.close()
        blocks.signatures(self.press, *self.signers)

    def _put(self, label: str, total: Total) -> None:
        rest = len(self.columns) - 2
        self._table.put([Cell(label, 2, align="c", strong=True), Cell(str(total), rest, align="l")])


def spread(columns: Sequence[Column], width: float) -> list[Column]:
    """The columns as wide together as the paper (points), each by its share."""
    scale = width / mm / sum(column.width for column in columns)
    return [Column(c.label, c.width * scale, c.align) for c in columns]
