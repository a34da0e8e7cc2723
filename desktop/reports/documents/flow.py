"""The blocks of a document's text, one under the other, over as many pages as they take."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from reportlab.lib.units import mm

from db.rules.document_text import Block
from desktop.reports import blocks as plain
from desktop.reports.documents import grids
from desktop.reports.documents.manner import Manner
from desktop.reports.documents.said import Said
from desktop.reports.faces import HEI, SONG
from desktop.reports.press import Press
from desktop.reports.words import Words, one_line

CUT_HEIGHT = 9 * mm
GRID_AIR = 0.8 * mm
SIDES_LINES = 6.5
ADDRESS = 20  # characters of a line that is spoken to somebody
NEAR = 0.12  # of a line: as much stays free at least


class Flow:
    """Writes blocks in one manner. `height` says what they would take on one page, without writing them."""

    def __init__(self, press: Press, said: Said, manner: Manner) -> None:
        self.press, self.said, self.manner = press, said, manner
        self.stretch = 1.0
        """Times that rows are high for which a height is asked: a form fills its page."""

    # -- writing ------------------------------------------------------------------------------------------

    def write(self, found: Sequence[Block]) -> None:
        for block, after in pairwise([*found, None]):
            assert block is not None
            self._one(block, after)

    def _one(self, block: Block, after: Block | None) -> None:
        kind, press = block.kind, self.press
        if kind in ("first", "second"):
            self._heading(block, after)
        elif kind == "grid":
            press.y -= 0.0 if self.manner.grid else GRID_AIR
            grids.write(press, block, self.manner, self.stretch)
            self.settle()
        elif kind == "table":
            if block.text in self.said.tables:
                grids.lines(press, self.said.tables[block.text], self.manner)
                self.settle()
        elif kind == "sign":
            plain.signatures(press, *block.parts, size=self.manner.sign)
        elif kind == "sides":
            self._sides(block)
        elif kind == "cut":
            cut_line(press, block.text)
        elif kind == "page":
            press.turn()
        elif kind == "blank":
            press.y -= self.manner.leading
        else:
            press.y -= self.manner.note * 0.6 if kind == "note" else 0.0
            plain.write(press, self.words(block))

    def words(self, block: Block) -> Words:
        """A paragraph, a line in the middle or at the right, or a note."""
        manner = self.manner
        if block.kind == "note":
            return Words(block.text, SONG, manner.note, manner.note * 1.5, "left")
        if block.kind in ("left", "center", "right"):
            text = f"{block.text}　　" if block.kind == "right" else block.text
            return Words(text, manner.face, manner.size, manner.leading, block.kind, pitch=manner.pitch)
        address = block.text.endswith(("：", ":")) and len(block.text) <= ADDRESS and "，" not in block.text
        indent = 0 if address else 2
        return Words(block.text, manner.face, manner.size, manner.leading, "justify", indent, manner.pitch)

    def _heading(self, block: Block, after: Block | None) -> None:
        """Never left at the foot of a page without what it heads: two lines, or a table with its heading."""
        press, manner = self.press, self.manner
        face = manner.first if block.kind == "first" else manner.second
        words = Words(block.text, face, manner.size, manner.leading, "left", 2, manner.pitch)
        words.lay(press.faces, press.width)
        follows = 4.0 if after and after.kind in ("table", "grid") else 1.0
        if after and after.kind == "second":
            follows = 2.0
        press.need(words.height + follows * manner.leading)
        plain.write(press, words)

    def _sides(self, block: Block) -> None:
        """Two parties side by side: name with seal, the signature, the day; all in one place."""
        press, manner = self.press, self.manner
        press.need(self._sides_height)
        room = press.width / max(len(block.parts), 1)
        top = press.y - manner.leading
        for number, part in enumerate(block.parts):
            left = press.left + number * room
            name, _, signer = part.partition("//")
            lines = (name.strip(), signer.strip() or "负责人（签字）：____________", "______年____月____日")
            for row, line in enumerate(lines):
                size = min(manner.size, 14.0)
                text, fitted = one_line(line, press.faces, SONG, size, room - 8)
                press.pen.text(left, top - (row * 1.9 + 0.8) * manner.leading, text, SONG, fitted)
        press.y -= self._sides_height

    @property
    def _sides_height(self) -> float:
        return SIDES_LINES * self.manner.leading

    def settle(self) -> None:
        """After what has heights of its own, text goes on a little below, on the lines of the page where it has any."""
        if not self.manner.grid:
            plain.gap(self.press, 1.2)
            return
        (_, high), (top, *_) = self.press.sheet.size, self.press.sheet.margins
        down = (high - top - self.press.y) / self.manner.leading
        lines = ceil(down + NEAR) if down > NEAR else 0
        self.press.y = high - top - lines * self.manner.leading

    # -- measuring ----------------------------------------------------------------------------------------

    def height(self, found: Sequence[Block]) -> float:
        return sum(self._height(block) for block in found)

    def _height(self, block: Block) -> float:
        kind, press = block.kind, self.press
        if kind == "grid":
            return grids.height(press, block, self.manner, self.stretch) + GRID_AIR + 1.2 * mm
        if kind == "table" and block.text in self.said.tables:
            return grids.lines_height(press, self.said.tables[block.text], self.manner) + 1.2 * mm
        if kind == "sign":
            return plain.SIGN_AIR + self.manner.sign * 1.4
        if kind == "sides":
            return self._sides_height
        if kind == "cut":
            return CUT_HEIGHT
        if kind in ("blank", "page"):
            return self.manner.leading
        face = {"first": self.manner.first, "second": self.manner.second}.get(kind)
        words = self.words(block) if face is None else Words(block.text, face, self.manner.size, self.manner.leading)
        return words.lay(press.faces, press.width).height


def cut_line(press: Press, text: str) -> None:
    """A line to cut along, with words on it; the seal goes across where a stub is torn off."""
    press.need(CUT_HEIGHT)
    y = press.y - CUT_HEIGHT / 2
    words, size = one_line(text, press.faces, SONG, 9.0, press.width * 0.8)
    room = press.faces.face(SONG).width(words, size)
    middle, free = press.left + press.width / 2, room / 2 + 8 if words else 0.0
    for start, end in ((press.left, middle - free), (middle + free, press.left + press.width)):
        press.pen.line(start, y, end, y, 0.6, dash="[4 3] 0")
    press.pen.text(middle - room / 2, y - 3.3, words, SONG, size)
    press.y -= CUT_HEIGHT


def title(press: Press, text: str, size: float, *, bold: bool = True, face: str = SONG, leading: float = 0.0) -> None:
    """A name in the middle; a long one is made smaller, then wrapped."""
    words = Words(text, face, size, leading or size * 1.4, "center", bold=bold and face != HEI, fit=True)
    plain.write(press, words)
