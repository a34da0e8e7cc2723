"""Opening a figure of 均衡监测: the numbers behind it stand beside the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.ui.pages.balance_views import Block
from desktop.ui.pages.quality_working import WorkingPanel
from desktop.ui.plain_table import PlainTable

if TYPE_CHECKING:
    from desktop.ui.pages.balance import BalancePage


class Opened:
    """Which figure is opened: its table, its line, its label."""

    def __init__(self, page: BalancePage) -> None:
        self._page = page
        self.panel = WorkingPanel(self.choose, page.print_workings)
        self.panel.closed.connect(self._closed)
        self._blocks: Sequence[Block] = ()
        self._tables: Sequence[PlainTable] = ()
        self._number = self._row = 0
        self._name = ""

    def put(self, blocks: Sequence[Block], tables: Sequence[PlainTable]) -> None:
        self._blocks, self._tables = blocks, tables

    def open(self, number: int, row: int, column: int = 0) -> None:
        """The figure of a cell; of a cell without one that of the same indicator as before, else the line's first."""
        block = self._blocks[number]
        if not 0 <= row < len(block.opens) or not block.opens[row]:
            self.panel.shut()
            return
        self._number, self._row = number, row
        self.choose(block.names[column] or self._name)

    def follow(self, number: int, row: int) -> None:
        """Another line was chosen while a working stands there."""
        if self.panel.isVisible() and self._blocks:
            self.open(number, row)

    def choose(self, name: str) -> None:
        """Another figure of the line."""
        makers = self._blocks[self._number].opens[self._row]
        self._name = name if name in makers else next(iter(makers))
        working = makers[self._name]()
        self.panel.show_working(
            working, [str(name) for name in working.counted], [(str(name), why) for name, why in working.apart],
            [(name, name) for name in makers], self._name, "所",
        )  # fmt: skip
        for block, table in zip(self._blocks, self._tables, strict=True):
            table.loosen(place for place, name in enumerate(block.names) if name and name != self._name)

    def shut(self) -> None:
        self.panel.shut()

    def _closed(self) -> None:
        for table in self._tables:
            table.loosen()


__all__ = ["Opened"]
