"""A child's booklet while it is written: its rows, its pages, and the few pieces every chapter is put together from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from db.register import Register
from desktop.reports import blocks
from desktop.reports.booklet.leaves import Leaf
from desktop.reports.faces import HEI, KAI, SONG
from desktop.reports.options import Chosen
from desktop.reports.press import Press
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

Row = Mapping[str, Any]
TEXT = Style(size=9.5, pad=4, air=2)
LABELLED = (Column("", 24), Column("", 36, "l"), Column("", 22), Column("", 36, "l"))


@dataclass
class Book:
    """One booklet. `rows` asks a register for what it knows of this child."""

    press: Press
    source: Source
    chosen: Chosen
    child: Row
    leaf: Leaf

    @property
    def name(self) -> str:
        return str(self.child["name"])

    def rows(self, register: type[Register], sort: Sequence[str] = ()) -> list[dict[str, Any]]:
        return list(self.source.rows(register, [("student", self.child["id"].hex())], sort))

    def reader(self, register: type[Register]) -> Reader:
        return Reader(register, self.source.context)

    def picture(self, name: str | None) -> bytes | None:
        """A photograph that has come, or None."""
        found = self.source.connection.exec_driver_sql("SELECT body FROM blobs WHERE hash = ?", (name or "",)).scalar()
        return None if found is None else bytes(found)

    # -- pieces -------------------------------------------------------------------------------------------

    def title(self, text: str, size: float = 19.0) -> None:
        """A chapter's name, with a short rule below."""
        press = self.press
        blocks.write(press, Words(text, KAI, size, size * 1.4, "center", bold=True, fit=True))
        middle = press.left + press.width / 2
        press.pen.line(middle - 11 * mm, press.y - 4, middle + 11 * mm, press.y - 4, 1.2)
        blocks.gap(press, size * 0.3)

    def heading(self, text: str, following: float = 70.0) -> None:
        words = Words(text, HEI, 10.5, 17)
        self.press.need(words.lay(self.press.faces, self.press.width).height + following)
        blocks.write(self.press, words)

    def said(self, label: str, text: str, by: str = "", least: float = 26.0) -> None:
        """What somebody said, in the hand's face, with a rule at its left; lines to write on where nothing was said."""
        press = self.press
        press.need(44 + least)
        blocks.write(press, Words(label, HEI, 9.5, 16))
        if text:
            self._quoted(text)
        else:
            self._to_write_on(least)
        if by:
            blocks.write(press, Words(by, KAI, 9.5, 15, "right"))
        blocks.gap(press, 2)

    def _quoted(self, text: str) -> None:
        press, inset = self.press, 4 * mm
        words = Words(text, KAI, 11.5, 18, "justify", indent=2).lay(press.faces, press.width - 2 * inset)
        start = 0
        while start < len(words.lines):
            fits = max(int(press.room / words.leading + 0.001), 1)
            stop, top = min(start + fits, len(words.lines)), press.y
            words.draw(press.pen, press.left + inset, press.y, press.width - 2 * inset, start, stop)
            press.y -= (stop - start) * words.leading
            press.pen.line(press.left + 1.2 * mm, top, press.left + 1.2 * mm, press.y, 1.6)
            start = stop
            if start < len(words.lines):
                press.turn()

    def _to_write_on(self, high: float) -> None:
        for _ in range(max(int(high / 20), 1)):
            self.press.y -= 20
            self.press.pen.line(self.press.left, self.press.y, self.press.left + self.press.width, self.press.y, 0.5)
        blocks.gap(self.press, 1)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Label and value, two pairs a line; a long value takes a line of its own."""
        shown = [(label, text) for label, text in pairs if text]
        if not shown:
            return
        table = Table(self.press, LABELLED, head=(), style=TEXT, row_height=20)
        held: tuple[str, str] | None = None
        for label, text in shown:
            if len(text) > 11:
                self._one(table, *held) if held else None
                held = None
                self._one(table, label, text)
            elif held:
                table.row([Cell(held[0], strong=True), held[1], Cell(label, strong=True), text])
                held = None
            else:
                held = (label, text)
        if held:
            self._one(table, *held)
        table.close()
        blocks.gap(self.press, 3)

    def _one(self, table: Table, label: str, text: str) -> None:
        table.row([Cell(label, strong=True), Cell(text, 3)])

    def note(self, text: str) -> None:
        blocks.write(self.press, Words(text, SONG, 8.5, 14, "center"))


@dataclass(frozen=True)
class Chapter:
    """A part of the booklet: its title, whether there is something for it, and how it is written.

    asked   only written when it was asked for by name
    """

    name: str
    title: str
    there: Callable[[Book], bool]
    write: Callable[[Book], None]
    asked: bool = False
