"""Reading a workbook: every tab with its rows as they stand, under the sheet's own row numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from db.errors import SheetTrouble
from desktop.sheets.archive import look_into
from desktop.sheets.compound import hidden_rows
from desktop.sheets.delimited import read_delimited
from desktop.sheets.extent import LARGEST_AREA
from desktop.sheets.opening import SAVE_AS, kind_of, load

Merged = tuple[int, int, int, int]
"""First row, first column, last row, last column; counted from 0."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of a workbook: rows[0] is its row 1; all rows are equally wide; an empty cell is ""."""

    name: str
    rows: list[list[Any]]
    merged: tuple[Merged, ...] = ()
    hidden: frozenset[int] = frozenset()
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as it was read; `name` is the file's name without its folder."""

    name: str
    tabs: list[Tab] = field(default_factory=list)


def read_book(path: Path, only: str | None = None) -> Book:
    """All tabs of a workbook, or the one named. Raises NotFound or SheetTrouble, whatever the file is made of."""
    body = load(path)
    kind = kind_of(body, path)
    if kind == "csv":
        return Book(path.name, [Tab(path.stem, read_delimited(body, path.name))])
    hidden = look_into(body, kind, path.name) if kind != "xls" else hidden_rows(body)
    return Book(path.name, _read(body, path.name, hidden, only))


def _read(body: bytes, name: str, hidden: dict[str, frozenset[int]], only: str | None) -> list[Tab]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(body))
        wanted = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet and only in (None, s.name)]
        if only is not None and not wanted:
            named = "、".join(s.name for s in book.sheets_metadata)
            raise SheetTrouble(f"“{name}”里没有名为“{only}”的工作表。", f"它有这些工作表：{named}。")
        tabs = []
        for sheet in wanted:
            content = book.get_sheet_by_name(sheet.name)
            end = content.end or (0, 0)
            if (end[0] + 1) * (end[1] + 1) > LARGEST_AREA:
                raise SheetTrouble(f"工作表“{sheet.name}”太大了。", "请把名单复制到一张新表，另存为 .xlsx 后再导入。")
            merged = tuple((a, b, c, d) for (a, b), (c, d) in content.merged_cell_ranges or ())
            rows = content.to_python(skip_empty_area=False) if content.height else []
            visible = sheet.visible == SheetVisibleEnum.Visible
            tabs.append(Tab(sheet.name, rows, merged, hidden.get(sheet.name, frozenset()), visible))
        return tabs
    except (SheetTrouble, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except PasswordError:
        raise SheetTrouble(f"“{name}”加了密码。", "请用WPS打开，取消密码后保存，再导入。") from None
    except CalamineError as error:
        raise _broken(name) from error
    except BaseException as error:  # the reader is written in another language; its alarms are no Exception
        raise _broken(name) from error


def _broken(name: str) -> SheetTrouble:
    return SheetTrouble(
        f"“{name}”不完整或已经损坏，读不出来。", "请重新拷贝一次；仍然打不开，就" + SAVE_AS.removeprefix("请")
    )
