"""Writing workbooks that offices can work on: real text, drop-downs, a heading that stays, a page that prints."""

from __future__ import annotations

import contextlib
import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.errors import SheetTrouble
from db.fields import Field
from desktop.sheets.cells import Pen, writable
from desktop.sheets.delimited import guarded

LAST_ROW = 1_048_576
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


@dataclass(frozen=True, slots=True)
class Styles:
    """Looks of cells, as places in the workbook's table of styles."""

    text: Any
    day: Any
    heading: Any
    wanted: Any
    doubtful: Any


def write_book(path: Path, layout: Layout, rows: Iterable[Sequence[str]]) -> None:
    """An .xlsx of rows of shown texts, one for each field. Written beside and put in place when whole. Raises SheetTrouble."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_tab_name(layout.title))
    styles = _styles(sheet)
    _set_up(sheet, layout)
    sheet.append(_heading_cells(sheet, layout, styles))
    pens = [Pen(sheet, declared, styles).cell for declared in layout.fields]
    for row in rows:
        sheet.append([pen(value) for pen, value in zip(pens, row, strict=True)])
    _offer(book, sheet, layout)
    with _in_place(path) as beside:
        book.save(beside)


def write_delimited(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A .csv in UTF-8 with its mark, which WPS and Excel know by; no cell is taken for a formula."""
    with _in_place(path) as beside, beside.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for row in rows:
            writer.writerow([guarded(writable(cell)) for cell in row])


@contextlib.contextmanager
def _in_place(path: Path) -> Iterator[Path]:
    beside = path.with_name(f".{path.name}.writing")
    try:
        yield beside
        os.replace(beside, path)
    except FileNotFoundError:
        raise SheetTrouble(f"文件夹“{path.parent}”不存在。", "请另选一个文件夹。") from None
    except PermissionError:
        raise SheetTrouble(
            f"“{path.name}”写不进去，可能正在WPS里打开着，或者文件夹不许写入。", "请关闭它，或换一个文件夹再导出。"
        ) from None
    except OSError:
        raise SheetTrouble(f"“{path.name}”写不进去，磁盘可能满了，或U盘已拔出。", "请换一个地方再导出。") from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _styles(sheet: Any) -> Styles:
    """Registers each look with the workbook once."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side(style="thin", color="BFBFBF")

    def look(number_format: str = "General", fill: str = "", bold: bool = False) -> Any:
        cell = WriteOnlyCell(sheet)
        cell.number_format = number_format
        if fill:
            cell.fill = PatternFill("solid", fgColor=fill)
        if bold:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = Border(thin, thin, thin, thin)
        return cell._style

    return Styles(
        look("@"), look("yyyy-mm-dd"), look("@", "E8EEF0", True), look("@", "CFE3E4", True), look("@", "FBE7C6")
    )


def _set_up(sheet: Any, layout: Layout) -> None:
    """Widths, the heading that stays and is printed on every page, A4 across, as wide as the paper."""
    from openpyxl.utils import get_column_letter

    for number, declared in enumerate(layout.fields, 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(declared.width, len(declared.label)) * 2 + 2.5
    named = next((n for n, declared in enumerate(layout.fields, 1) if declared.required), 1)
    _page(sheet, layout.title, f"{get_column_letter(min(named, 3) + 1)}2")


def _page(sheet: Any, title: str, frozen: str) -> None:
    sheet.freeze_panes = frozen
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.center.text = title.replace("&", "&&")
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _heading_cells(sheet: Any, layout: Layout, styles: Styles) -> list[Any]:
    return [_cell(sheet, f.label, styles.wanted if f.required or f.wanted else styles.heading) for f in layout.fields]


def _cell(sheet: Any, text: str, style: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    cell._style, cell._value, cell.data_type = style, writable(text), "s"
    return cell


def _offer(book: Any, sheet: Any, layout: Layout) -> None:
    """Drop-downs that advise and do not forbid; text columns are made text to their very end by an empty rule."""
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
        choices = book.create_sheet(_CHOICES)
        choices.sheet_state = "hidden"
        style = _styles(choices).text
        for place in range(max(map(len, long))):
            choices.append([_cell(choices, words[place], style) if place < len(words) else None for words in long])


def _tab_name(title: str, taken: Sequence[str] = ()) -> str:
    """A name Excel allows: 31 characters, none of []:*?/\\, and not used yet."""
    plain = "".join(c for c in writable(title) if c not in "[]:*?/\\").strip("'")[:28] or "表"
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}{number}", number + 1
    return name
