"""A month grid as a sheet to be filled in with WPS: names down, school days across, a legend below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.sheets.looks import new_sheet, page, styles, tab_name, text_cell, workbook_at


@dataclass(frozen=True, slots=True)
class GridTab:
    """One class: what stands above, the days, each pupil's name with a mark a day (empty to be filled in)."""

    name: str
    title: str
    days: Sequence[int]
    rows: Sequence[tuple[str, Sequence[str]]]
    legend: str


def write_grids(path: Path, tabs: Sequence[GridTab]) -> None:
    """One tab a class, as desktop.sheets.month_grid reads it again. Raises SheetTrouble."""
    from openpyxl.utils import get_column_letter

    taken: list[str] = []
    with workbook_at(path) as book:
        for tab in tabs:
            taken.append(tab_name(tab.name, taken))
            sheet = new_sheet(book, taken[-1])
            looks = styles(sheet)
            for number, width in enumerate((6.0, 14.0, *([5.0] * len(tab.days))), 1):
                column = sheet.column_dimensions[get_column_letter(number)]
                column.width, column.number_format = width, "@"
            page(sheet, tab.title, "C3")
            sheet.append([text_cell(1, tab.title, looks.text)])
            head = ["序号", "姓名", *map(str, tab.days)]
            sheet.append([text_cell(n, text, looks.heading) for n, text in enumerate(head, 1)])
            for place, (name, marks) in enumerate(tab.rows, 1):
                cells = [str(place), name, *marks]
                sheet.append([text_cell(n, text, looks.text) for n, text in enumerate(cells, 1) if text])
            sheet.append([text_cell(1, tab.legend, looks.text)])
