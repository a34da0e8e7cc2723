"""A look into a zipped workbook before it is opened: bombs, sheets that claim a million rows, rows that are hidden."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

from db.errors import SheetTrouble
from desktop.sheets.extent import LARGEST_AREA, Extent, extent_of_ods, extent_of_sheet
from desktop.sheets.opening import SAVE_AS

LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_PARTS = 5_000
HIGHEST_RATIO = 400
CHUNK = 1 << 22
# A sheet of so many rows and no column beyond CZ is plain enough to be trusted to the quick look.
QUICK_ROWS, QUICK_COLUMNS = 60_000, 104

_ROW = re.compile(rb"<row\b([^>]*)>")
_NUMBER = re.compile(rb'\br="([0-9]{1,9})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_BEYOND = re.compile(rb' r="(?:[A-Z]{3}|[D-Z][A-Z])[0-9]')
_PLACELESS = re.compile(rb'<c (?!r=")')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def look_into(body: bytes, kind: str, name: str) -> dict[str, frozenset[int]]:
    """Hidden rows by tab. Raises SheetTrouble for an archive that is broken, locked, or larger than it should be."""
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            _sizes(archive, name)
            if kind == "ods":
                return {
                    tab: _within(extent, tab) for tab, extent in extent_of_ods(_parts(archive, "content.xml", name))
                }
            return _look_into_xlsx(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ET.ParseError, NotImplementedError):
        raise SheetTrouble(
            f"“{name}”不完整或已经损坏。", "请重新拷贝一次；仍然打不开，就" + SAVE_AS.removeprefix("请")
        ) from None
    except RuntimeError:
        raise SheetTrouble(f"“{name}”加了密码。", "请用WPS打开，取消密码后保存，再导入。") from None


def _sizes(archive: zipfile.ZipFile, name: str) -> None:
    """Before anything is unpacked: the directory of the archive says how large it would become."""
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    worst = max((p.file_size / max(p.compress_size, 1) for p in parts if p.file_size > CHUNK), default=0)
    if total > LARGEST_UNPACKED or worst > HIGHEST_RATIO or len(parts) > MOST_PARTS:
        raise SheetTrouble(
            f"“{name}”展开以后大得不正常，没有打开它。", "请向发来的人核对；" + SAVE_AS.removeprefix("请")
        )


def _look_into_xlsx(archive: zipfile.ZipFile, name: str) -> dict[str, frozenset[int]]:
    tabs = {part: tab for tab, part in _tabs(archive, name)}
    hidden: dict[str, frozenset[int]] = {}
    for part in archive.namelist():
        if part.lower().endswith((".xml", ".rels")):
            extent = _quick_look(archive, part, name, is_sheet=part in tabs)
            if part in tabs:
                exact = extent or extent_of_sheet(_parts(archive, part, name))
                hidden[tabs[part]] = _within(exact, tabs[part])
    return hidden


def _quick_look(archive: zipfile.ZipFile, part: str, name: str, *, is_sheet: bool) -> Extent | None:
    """One pass over the bytes; None where only a proper reading of the sheet can tell how large it is."""
    rows, last, hidden, plain, size = 0, 0, set(), True, 0
    for chunk in _parts(archive, part, name):
        size += len(chunk)
        if not is_sheet or not plain:
            continue
        for found in _ROW.finditer(chunk):
            rows += 1
            number = _NUMBER.search(found[1])
            last = max(last, int(number[1]) if number else last + 1)
            if _HIDDEN.search(found[1]):
                hidden.add(last)
        plain = last <= QUICK_ROWS and not _BEYOND.search(chunk) and not _PLACELESS.search(chunk)
        plain = plain and b"<c>" not in chunk and b"<c/>" not in chunk
    if not plain or (not rows and size > 2000):
        return None
    return Extent(last, QUICK_COLUMNS, frozenset(hidden))


def _within(extent: Extent, tab: str) -> frozenset[int]:
    if (extent.rows > QUICK_ROWS and extent.rows * extent.columns > LARGEST_AREA) or extent.columns > 16_384:
        raise SheetTrouble(
            f"工作表“{tab}”占了 {extent.rows} 行 {extent.columns} 列，大得不正常。",
            "请在WPS里把名单复制到一张新表，另存为 .xlsx 后再导入。",
        )
    if extent.rows * extent.columns > LARGEST_AREA:
        raise SheetTrouble(
            f"工作表“{tab}”有 {extent.rows} 行 {extent.columns} 列，太大了。", "请分成几个文件后再导入。"
        )
    return extent.hidden


def _parts(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[bytes]:
    """A part in pieces, each beginning and ending between tags; one that declares entities is refused."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            piece = rest + chunk
            if not rest and piece[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise SheetTrouble(f"“{name}”的编码不常见，没有打开它。", SAVE_AS)
            if b"<!DOCTYPE" in piece:  # without one there are no entities
                raise SheetTrouble(
                    f"“{name}”里带有不安全的内容，没有打开它。", "请向发来的人核对；" + SAVE_AS.removeprefix("请")
                )
            cut = piece.rfind(b"<")
            cut = cut if cut > len(piece) - (1 << 16) and cut > 0 else len(piece)
            rest = piece[cut:]
            yield piece[:cut]
    if rest:
        yield rest


def _tabs(archive: zipfile.ZipFile, name: str) -> list[tuple[str, str]]:
    """(tab, part) as the workbook lists them."""
    book = ET.fromstring(b"".join(_parts(archive, "xl/workbook.xml", name)))
    relations = ET.fromstring(b"".join(_parts(archive, "xl/_rels/workbook.xml.rels", name)))
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    found = []
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            key = sheet.get(_RELATION) or next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            target = targets.get(key, "")
            found.append(
                (sheet.get("name", ""), target.removeprefix("/") if target.startswith("/") else f"xl/{target}")
            )
    return found
