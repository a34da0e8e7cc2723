"""The marked workbook: rows that wait, their doubtful cells tinted, what to do in the last column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.sheets.looks import new_sheet, page, styles, tab_name, text_cell, workbook_at

ADVICE, DOUBT_NUMBER = "处理建议", "待处理编号"


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """values by heading; doubtful names the headings whose cells are tinted; number leads back to what waits."""

    values: dict[str, str]
    doubtful: set[str]
    advice: str
    number: str


@dataclass(frozen=True, slots=True)
class MarkedTab:
    name: str
    headings: list[str] = field(default_factory=list)
    rows: list[MarkedRow] = field(default_factory=list)


def write_marked_book(path: Path, tabs: Sequence[MarkedTab]) -> None:
    """One tab a sheet the rows came from. Raises SheetTrouble."""
    from openpyxl.utils import get_column_letter

    taken: list[str] = []
    with workbook_at(path) as book:
        for tab in tabs:
            taken.append(tab_name(tab.name, taken))
            sheet = new_sheet(book, taken[-1])
            headings = [*tab.headings, ADVICE, DOUBT_NUMBER]
            for number, heading in enumerate(headings, 1):
                sheet.column_dimensions[get_column_letter(number)].width = _width(heading, tab)
            sheet.column_dimensions[get_column_letter(len(headings))].hidden = True
            page(sheet, tab.name, "A2")
            _append(sheet, tab, headings)


def _width(heading: str, tab: MarkedTab) -> float:
    longest = max((len(row.values.get(heading, "")) for row in tab.rows), default=0)
    return 60 if heading == ADVICE else min(max(len(heading) * 2, longest * 1.6, 6) + 2, 40)


def _append(sheet: Any, tab: MarkedTab, headings: Sequence[str]) -> None:
    looks, last = styles(sheet), len(headings)
    sheet.append([text_cell(n, heading, looks.heading) for n, heading in enumerate(headings, 1)])
    for row in tab.rows:
        cells = [
            text_cell(n, row.values.get(heading, ""), looks.doubtful if heading in row.doubtful else looks.text)
            for n, heading in enumerate(tab.headings, 1)
        ]
        advice, number = text_cell(last - 1, row.advice, looks.doubtful), text_cell(last, row.number, looks.text)
        sheet.append([*cells, advice, number])
