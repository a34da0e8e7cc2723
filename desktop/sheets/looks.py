"""How written sheets look: styles, page, names of tabs; and putting a finished file in its place."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.errors import SheetTrouble
from desktop.sheets.cells import Cell, in_workbook, placed, writable


@dataclass(frozen=True, slots=True)
class Styles:
    """Looks of cells, as places in the workbook's table of styles."""

    text: int
    day: int
    heading: int
    wanted: int
    doubtful: int


def new_sheet(book: Any, title: str) -> Any:
    """A sheet to which rows of our own cells are appended, each written at once and forgotten."""
    sheet = book.create_sheet(title)
    # The writer would look at each value to guess what it is, and take =1+1 for a formula.
    sheet._values_to_row = placed
    return sheet


@contextlib.contextmanager
def workbook_at(path: Path) -> Iterator[Any]:
    """A workbook to be filled and then saved there whole; nothing is left of it where that fails or is stopped."""
    from openpyxl import Workbook

    with in_place(path) as beside:
        book = Workbook(write_only=True)
        try:
            yield book
            book.save(beside)
        except BaseException:
            for sheet in book.worksheets:
                if not sheet.closed:
                    sheet.close()
                    sheet._writer.cleanup()
            raise


def styles(sheet: Any) -> Styles:
    """Registers each look with the workbook once."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side(style="thin", color="BFBFBF")

    def look(number_format: str, fill: str = "", bold: bool = False) -> int:
        cell = WriteOnlyCell(sheet)
        cell.number_format = number_format
        if fill:
            cell.fill = PatternFill("solid", fgColor=fill)
        if bold:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = Border(thin, thin, thin, thin)
        return int(cell.style_id)

    return Styles(
        look("@"), look("yyyy-mm-dd"), look("@", "E8EEF0", True), look("@", "CFE3E4", True), look("@", "FBE7C6")
    )


def text_cell(column: int, text: str, style: int) -> Cell:
    """A cell of text in a column counted from 1."""
    from openpyxl.utils import get_column_letter

    return Cell(get_column_letter(column), style, in_workbook(text))


def page(sheet: Any, title: str, frozen: str) -> None:
    sheet.freeze_panes = frozen
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.center.text = title.replace("&", "&&")
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def tab_name(title: str, taken: Sequence[str] = ()) -> str:
    """A name Excel allows: 31 characters, none of []:*?/\\, and not used yet."""
    plain = "".join(c for c in writable(title) if c not in "[]:*?/\\").strip("'")[:28] or "表"
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}{number}", number + 1
    return name


@contextlib.contextmanager
def in_place(path: Path) -> Iterator[Path]:
    beside = path.with_name(f".{path.name}.writing")
    try:
        beside.touch()
        yield beside
        beside.replace(path)
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
