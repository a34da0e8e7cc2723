"""Writing workbooks that offices can work on: real text, drop-downs, a heading that stays, a page that prints."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.fields import Field
from desktop.sheets.cells import pen, writable
from desktop.sheets.delimited import guarded
from desktop.sheets.looks import in_place, new_sheet, page, styles, tab_name, text_cell, workbook_at

LAST_ROW = 1_048_576
INTERNAL = "内部资料　不得公开"
_INLINE = 250
"""Characters of a drop-down that fit into the cell's own rule; longer lists stand on a sheet of their own."""
_CHOICES = "选项"
_NUMBERS = ("number", "decimal", "day")


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet to be written: one column a field, the words each column offers."""

    title: str
    fields: Sequence[Field]
    choices: dict[str, Sequence[str]] = field(default_factory=dict)


def write_book(path: Path, layout: Layout, rows: Iterable[Sequence[str]]) -> None:
    """An .xlsx of rows of shown texts, one for each field; put in place when it is whole. Raises SheetTrouble."""
    from openpyxl.utils import get_column_letter

    with workbook_at(path) as book:
        sheet = new_sheet(book, tab_name(layout.title))
        looks = styles(sheet)
        _set_up(sheet, layout)
        named = enumerate(layout.fields, 1)
        sheet.append(
            [text_cell(n, f.label, looks.wanted if f.required or f.wanted else looks.heading) for n, f in named]
        )
        pens = [pen(get_column_letter(n), f.kind, looks.text, looks.day) for n, f in enumerate(layout.fields, 1)]
        for row in rows:
            sheet.append([write(value) for write, value in zip(pens, row, strict=True)])
        _offer(book, sheet, layout)


def write_delimited(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A .csv in UTF-8 with its mark, which WPS and Excel know by; no cell is taken for a formula."""
    with in_place(path) as beside, beside.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for row in rows:
            writer.writerow([guarded(writable(cell)) for cell in row])


def _set_up(sheet: Any, layout: Layout) -> None:
    """Widths, the heading that stays, the page; empty cells of text columns are text too: typing keeps 18 digits."""
    from openpyxl.utils import get_column_letter

    for number, declared in enumerate(layout.fields, 1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = max(declared.width, len(declared.label)) * 2 + 2.5
        if declared.kind not in _NUMBERS:
            column.number_format = "@"
    named = next((n for n, declared in enumerate(layout.fields, 1) if declared.required), 1)
    internal = any(declared.mask == "whole" for declared in layout.fields)  # what pupils reached (facts 0.2)
    page(sheet, f"{layout.title}　{INTERNAL}" if internal else layout.title, f"{get_column_letter(min(named, 3) + 1)}2")


def _offer(book: Any, sheet: Any, layout: Layout) -> None:
    """Drop-downs that advise and do not forbid."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    long: list[Sequence[str]] = []
    for number, declared in enumerate(layout.fields, 1):
        words = [writable(word) for word in layout.choices.get(declared.name, ())]
        if not words:
            continue
        listed = ",".join(words)
        if len(listed) <= _INLINE and not any(mark in word for word in words for mark in ',"'):
            formula = f'"{listed}"'
        else:
            long.append(words)
            letter = get_column_letter(len(long))
            formula = f"'{_CHOICES}'!${letter}$1:${letter}${len(words)}"
        rule = DataValidation(
            type="list", formula1=formula, allow_blank=True, errorStyle="warning", showErrorMessage=True
        )
        rule.errorTitle, rule.error = declared.label, "这个词不在列表里，导入时可能认不出来。"
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.data_validations.append(rule)
    if long:
        choices = new_sheet(book, _CHOICES)
        choices.sheet_state = "hidden"
        plain = styles(choices).text
        for place in range(max(map(len, long))):
            choices.append([text_cell(n, words[place], plain) for n, words in enumerate(long, 1) if place < len(words)])
