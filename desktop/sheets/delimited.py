"""Text tables (.csv): whichever of the usual encodings and separators they were saved with."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

from db.errors import SheetTrouble

LARGEST_TABLE = 60 * 1024 * 1024
LONGEST_CELL = 1_000_000
FORMULA_SIGNS = "=+-@\t\r"
"""A cell of text that begins with one of these would be worked out by a spreadsheet program."""


def read_delimited(body: bytes, name: str) -> list[list[str]]:
    """Rows of text. Raises SheetTrouble where the bytes are no text or no table."""
    if len(body) > LARGEST_TABLE:
        raise SheetTrouble(f"“{name}”太大了。", "请分成几个文件后再导入。")
    text = decoded(body, name)
    separator = _separator(text)
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = [[_unguarded(cell) for cell in row] for row in csv.reader(StringIO(text), delimiter=separator)]
    except csv.Error:
        raise SheetTrouble(
            f"“{name}”不是完整的表格文本，可能缺了一个引号。", "请用WPS打开，另存为 .xlsx 后再导入。"
        ) from None
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def decoded(body: bytes, name: str) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, else GB18030, which GBK is part of."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in body:
        encodings = []
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetTrouble(f"“{name}”不是表格文件，里面的内容认不出来。", "请选择 .xls、.xlsx、.et、.ods 或 .csv 文件。")


def guarded(text: str) -> str:
    """A cell of text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text[:1] in FORMULA_SIGNS and text else text


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_SIGNS and len(text) > 1 else text


def _separator(text: str) -> str:
    """The one of , tab ; that cuts most of the first lines into equally many cells."""
    head = text[:50_000].splitlines()[:30]
    return max(",\t;", key=lambda mark: _evenness(head, mark))


def _evenness(lines: list[str], mark: str) -> tuple[int, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1)
    except csv.Error:
        return 0, 0
    return max(((times, width) for width, times in widths.items()), default=(0, 0))
