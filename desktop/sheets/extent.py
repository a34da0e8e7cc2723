"""How far a sheet really reaches: the last row and column that hold something, read properly from its XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from xml.parsers import expat

LARGEST_AREA = 8_000_000
"""Cells from the first to the last that holds something: 20,000 rows of 400 columns, or 100,000 of 80."""

_COLUMNS = 16_384
_ROWS = 1_048_576


class Extent(NamedTuple):
    """Rows and columns up to the last that holds something, and which rows are hidden (numbered from 1)."""

    rows: int
    columns: int
    hidden: frozenset[int]


class _Sheet:
    """Follows <row>, <c> and the value inside a cell; cells and rows may or may not say where they stand."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0
        self.hidden: set[int] = set()

    def begin(self, tag: str, words: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            number = words.get("r", "")
            self.row = int(number) if number.isdecimal() else self.row + 1
            self.column = 0
            if words.get("hidden") in ("1", "true"):
                self.hidden.add(self.row)
        elif tag == "c":
            self._stand(words.get("r", ""))
        elif tag in ("v", "is"):
            self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)

    def _stand(self, place: str) -> None:
        letters = place.rstrip("0123456789")
        if not place or not letters.isalpha():
            self.column += 1
            return
        self.column = 0
        for letter in letters.upper()[:4]:
            self.column = self.column * 26 + ord(letter) - 64
        if place[len(letters) :]:
            self.row = int(place[len(letters) :][:9])


class _Document:
    """Follows <table>, <table-row> and <table-cell> with their repetitions."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Extent]] = []
        self._name, self._hidden = "", set[int]()
        self._row = self._column = self._times = self._last_row = self._last_column = 0

    def begin(self, tag: str, words: dict[str, str]) -> None:
        if tag == "table:table":
            self._name, self._hidden = words.get("table:name", ""), set()
            self._row = self._last_row = self._last_column = 0
        elif tag == "table:table-row":
            self._times = _repeated(words, "table:number-rows-repeated", _ROWS)
            if words.get("table:visibility") in ("collapse", "filter") and self._times < _COLUMNS:
                self._hidden.update(range(self._row + 1, self._row + self._times + 1))
            self._row += self._times
            self._column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._column += _repeated(words, "table:number-columns-repeated", _COLUMNS)
            if "office:value-type" in words or "table:formula" in words:
                self._last_row = max(self._last_row, self._row)
                self._last_column = max(self._last_column, self._column)

    def end(self, tag: str) -> None:
        if tag == "table:table":
            self.found.append((self._name, Extent(self._last_row, self._last_column, frozenset(self._hidden))))


def _repeated(words: dict[str, str], name: str, most: int) -> int:
    times = words.get(name, "1")
    return min(int(times), most) if times.isdecimal() else 1


def extent_of_sheet(pieces: Iterable[bytes]) -> Extent:
    """Of a sheet of an .xlsx, given in pieces."""
    sheet = _Sheet()
    _read(pieces, sheet.begin)
    return Extent(sheet.last_row, sheet.last_column, frozenset(sheet.hidden))


def extent_of_ods(pieces: Iterable[bytes]) -> Iterator[tuple[str, Extent]]:
    """Of each table of an .ods, given in pieces."""
    document = _Document()
    _read(pieces, document.begin, document.end)
    yield from document.found


def _read(pieces: Iterable[bytes], begin: Any, end: Any = None) -> None:
    """Raises EOFError where the XML is not whole, as a broken archive does."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise EOFError(str(error)) from error
