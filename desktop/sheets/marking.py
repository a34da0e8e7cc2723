"""The marked workbook: rows that wait, their doubtful cells tinted, what to do in the last column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.sheets.looks import in_place, new_sheet, page, styles, tab_name, text_cell

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
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    taken: list[str] = []
    for tab in tabs:
        taken.append(tab_name(tab.name, taken))
        sheet = new_sheet(book, taken[-1])
        looks = styles(sheet)
        headings = [*tab.headings, ADVICE, DOUBT_NUMBER]
        for number, heading in enumerate(headings, 1):
            letter = get_column_letter(number)
            longest = max((len(row.values.get(heading, "")) for row in tab.rows), default=0)
            sheet.column_dimensions[letter].width = min(max(len(heading) * 2, longest * 1.6, 6) + 2, 40)
        sheet.column_dimensions[get_column_letter(len(headings) - 1)].width = 60
        sheet.column_dimensions[get_column_letter(len(headings))].hidden = True
        page(sheet, tab.name, "A2")
        sheet.append([text_cell(n, heading, looks.heading) for n, heading in enumerate(headings, 1)])
        for row in tab.rows:
            cells = [
                text_cell(n, row.values.get(heading, ""), looks.doubtful if heading in row.doubtful else looks.text)
                for n, heading in enumerate(tab.headings, 1)
            ]
            last = len(headings)
            sheet.append(
                [*cells, text_cell(last - 1, row.advice, looks.doubtful), text_cell(last, row.number, looks.text)]
            )
    with in_place(path) as beside:
        book.save(beside)
