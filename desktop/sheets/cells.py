"""Cells written fast and safely: text stays text, whatever it looks like; what no file can hold is left out."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from db.fields import Field

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767
_SERIAL_ZERO, _SERIAL_SURE = date(1899, 12, 30), date(1900, 3, 1)


def writable(text: str) -> str:
    """Text as a cell can hold it."""
    if _UNWRITABLE.search(text):
        text = _UNWRITABLE.sub("", text)
    return text if len(text) <= LONGEST else text[:LONGEST]


class Pen:
    """Writes the cells of one column: the same cell again and again, its kind decided once.

    Nothing it writes can be worked out by a spreadsheet program: text is marked as text.
    """

    def __init__(self, sheet: Any, field: Field | None, styles: Any) -> None:
        from openpyxl.cell import WriteOnlyCell

        self._text = WriteOnlyCell(sheet)
        self._text._style = styles.text
        self._text.data_type = "s"
        self._number = WriteOnlyCell(sheet)
        self._number.data_type = "n"
        kind = field.kind if field else "text"
        if kind == "day":
            self._number._style = styles.day
        self.cell = {"day": self._of_day, "number": self._of_number, "decimal": self._of_number}.get(
            kind, self._of_text
        )

    def _of_text(self, value: str) -> Any:
        if value == "":
            return None
        self._text._value = writable(value)
        return self._text

    def _of_number(self, value: str) -> Any:
        """A number where it is one; a mask or a word stays text."""
        try:
            self._number._value = int(value) if value.lstrip("-").isdecimal() else float(value)
        except ValueError:
            return self._of_text(value)
        return self._number

    def _of_day(self, value: str) -> Any:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return self._of_text(value)
        if day < _SERIAL_SURE:
            return self._of_text(value)
        self._number._value = (day - _SERIAL_ZERO).days
        return self._number
