"""Opening a file somebody chose: what it really is, and why it cannot be read, in one sentence each."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Literal

from db.errors import NotFound, SheetTrouble

Kind = Literal["xlsx", "ods", "xls", "csv"]

LARGEST_FILE = 100 * 1024 * 1024
WORKBOOK_ENDINGS = {".xls", ".xlsx", ".xlsm", ".et", ".ett", ".xlt", ".ods"}
SAVE_AS = "请用WPS打开，另存为 .xlsx 后再导入。"

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first record of an old workbook, and the one that follows soon where it is locked ([MS-XLS] 2.4.21, 2.4.117).
_WORKBOOK_BEGINS, _FILEPASS = b"\x09\x08\x10\x00\x00\x06\x05\x00", 0x2F
_PICTURES_AND_PAPERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"SQLite format 3")


def load(path: Path) -> bytes:
    """The whole file. Raises NotFound or SheetTrouble: not there, a folder, in use, not allowed, empty, too large."""
    name = path.name
    try:
        if path.is_dir():
            raise SheetTrouble(f"“{name}”是一个文件夹。", "请选择文件夹里面的表格文件。")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise SheetTrouble(f"“{name}”有 {size >> 20} MB，太大了。", "请删去图片，或分成几个文件后再导入。")
        body = path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"没有找到文件“{name}”。", "请检查文件是否被移动或改名，U盘是否插好。") from None
    except PermissionError:
        raise SheetTrouble(
            f"“{name}”打不开，可能正在WPS里打开着，或者不许读取。", "请先在WPS里关闭它，再导入一次。"
        ) from None
    except OSError:
        raise SheetTrouble(f"“{name}”读不出来。", "请检查U盘是否插好，或把文件复制到桌面再导入。") from None
    if not body.strip(b"\0 \r\n\t"):
        raise SheetTrouble(f"“{name}”是空文件，里面没有内容。", "请检查是否选错了文件，或者重新拷贝一次。")
    return body


def kind_of(body: bytes, path: Path) -> Kind:
    """What the content is, whatever the name says. Raises SheetTrouble for what is no sheet."""
    name = path.name
    if body.startswith(_ZIP):
        return _kind_of_archive(body, name)
    if body.startswith(_OLE):
        return _kind_of_compound(body, name)
    if body.startswith(_PICTURES_AND_PAPERS):
        raise SheetTrouble(f"“{name}”不是表格文件。", "请选择 .xls、.xlsx、.et、.ods 或 .csv 文件。")
    text = body[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\0").replace(b"\0", b"")
    if text.startswith(b"<"):
        what = "XML文本" if b"schemas-microsoft-com:office:spreadsheet" in text else "网页"
        raise SheetTrouble(f"“{name}”里面其实是{what}，不是工作簿。", SAVE_AS)
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        raise SheetTrouble(f"“{name}”里面不是工作簿，可能是文本，也可能已经损坏。", SAVE_AS)
    return "csv"


def _kind_of_archive(body: bytes, name: str) -> Kind:
    """Told by the names of parts, which a zip file holds in the clear at its end."""
    tail = body[-(1 << 20) :]
    if b"xl/workbook.xml" in tail:
        return "xlsx"
    if b"content.xml" in tail:
        if b"application/vnd.oasis.opendocument.text" in body[:200]:
            raise SheetTrouble(
                f"“{name}”是文字文档，不是表格。", "请把里面的表格复制到WPS表格，另存为 .xlsx 后再导入。"
            )
        return "ods"
    if b"word/document.xml" in tail:
        raise SheetTrouble(f"“{name}”是文字文档，不是表格。", "请把里面的表格复制到WPS表格，另存为 .xlsx 后再导入。")
    if b"xl/workbook.bin" in tail:
        raise SheetTrouble(f"“{name}”是二进制工作簿（.xlsb）。", SAVE_AS)
    raise SheetTrouble(
        f"“{name}”里面没有工作簿，可能是压缩包，也可能没有拷贝完整。", "请解压或重新拷贝后，选择里面的表格文件。"
    )


def _kind_of_compound(body: bytes, name: str) -> Kind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in body

    if holds("EncryptedPackage") or holds("EncryptionInfo") or _has_password(body):
        raise SheetTrouble(f"“{name}”加了密码。", "请用WPS打开，取消密码后保存，再导入。")
    if holds("WordDocument") and not holds("Workbook"):
        raise SheetTrouble(f"“{name}”是文字文档，不是表格。", "请把里面的表格复制到WPS表格，另存为 .xlsx 后再导入。")
    return "xls"


def _has_password(body: bytes) -> bool:
    """Walks the first records of an old workbook."""
    place = body.find(_WORKBOOK_BEGINS)
    for _ in range(8):
        if place < 0 or place + 4 > len(body):
            break
        kind, length = struct.unpack_from("<HH", body, place)
        if kind == _FILEPASS:
            return True
        place += 4 + int(length)
    return False
