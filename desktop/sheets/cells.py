"""Cells written fast and safely: text stays text, whatever it looks like; what no file can hold is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
LONGEST = 32_767
_SERIAL_ZERO, _SERIAL_SURE = date(1899, 12, 30), date(1900, 3, 1)


def writable(text: str) -> str:
    """Text as a cell can hold it."""
    if _UNWRITABLE.search(text):
        text = _UNWRITABLE.sub("", text)
    return text if len(text) <= LONGEST else text[:LONGEST]


def in_workbook(text: str) -> str:
    """Text as the workbook's XML has to spell it: _x000D_ would be read as a line end."""
    return writable(_ESCAPE_LIKE.sub("_x005F_", text) if "_x" in text else text)


@dataclass(slots=True)
class Cell:
    """What the workbook's writer asks of a cell; one that is used again for the next row.

    data_type s is text and n a number: no cell is ever written as a formula.
    """

    letter: str
    style_id: int
    _value: Any = None
    data_type: str = "s"
    row: int = 0
    has_style: bool = True
    hyperlink: None = None
    _comment: None = None

    @property
    def coordinate(self) -> str:
        return f"{self.letter}{self.row}"

    def holding(self, value: Any) -> Cell:
        self._value = value
        return self


def placed(cells: Iterable[Cell | None], row: int) -> Iterator[Cell]:
    """The cells of a row, told which row it is."""
    for cell in cells:
        if cell is not None:
            cell.row = row
            yield cell


def pen(letter: str, kind: str, text_style: int, day_style: int) -> Callable[[str], Cell | None]:
    """Turns shown texts of one column into cells: real days and numbers where they are, else text (a mask, a word)."""
    text = Cell(letter, text_style)
    number = Cell(letter, day_style if kind == "day" else 0, data_type="n")

    def write_text(value: str) -> Cell | None:
        return text.holding(in_workbook(value)) if value else None

    def write_number(value: str) -> Cell | None:
        try:
            return number.holding(int(value) if value.lstrip("-").isdecimal() else float(value))
        except ValueError:
            return write_text(value)

    def write_day(value: str) -> Cell | None:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return write_text(value)
        return number.holding((day - _SERIAL_ZERO).days) if day >= _SERIAL_SURE else write_text(value)

    return {"day": write_day, "number": write_number, "decimal": write_number}.get(kind, write_text)
