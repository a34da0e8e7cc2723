"""Old workbooks (.xls, .et): which rows are hidden, told from the records themselves, since the reader does not say."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

_END, _PLACE = 0xFFFFFFFA, struct.Struct("<I")
_SMALLEST = 4096  # a shorter stream lies elsewhere in the file; so short a sheet hides nothing that one could miss
_BOUND_SHEET, _ROW, _END_OF_PART = 0x0085, 0x0208, 0x000A
_HIDDEN = 0x20
_MOST_TABS = 300


def hidden_rows(body: bytes) -> dict[str, frozenset[int]]:
    """Hidden rows by tab, numbered from 1; nothing where the file is not as the books say: reading it will tell.

    Source: [MS-CFB] 2.2 to 2.6, [MS-XLS] 2.4.28 BoundSheet8, 2.4.221 Row.
    """
    try:
        stream = _workbook(body)
        return {name: frozenset(_hidden(stream, start)) for name, start in islice(_tabs(stream), _MOST_TABS)}
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def _workbook(body: bytes) -> bytes:
    """The stream that holds the sheets, put together from its sectors."""
    size = 1 << struct.unpack_from("<H", body, 30)[0]
    if size not in (512, 4096):
        raise IndexError(size)
    table = _table(body, size)
    first: int = _PLACE.unpack_from(body, 48)[0]
    folder = _joined(body, table, first, size)
    for place in range(0, len(folder) - 127, 128):
        name = folder[place : place + struct.unpack_from("<H", folder, place + 64)[0]].decode("utf-16-le")
        if name.rstrip("\0") in ("Workbook", "Book"):
            start, length = struct.unpack_from("<II", folder, place + 116)
            return _joined(body, table, start, size)[:length] if length >= _SMALLEST else b""
    return b""


def _table(body: bytes, size: int) -> list[int]:
    """Which sector follows which."""
    wanted = [number for number in struct.unpack_from("<109I", body, 76) if number < _END]
    further: int = _PLACE.unpack_from(body, 68)[0]
    while further < _END and len(wanted) <= len(body) // size:
        *numbers, further = struct.unpack_from(f"<{size // 4}I", body, (further + 1) * size)
        wanted += [number for number in numbers if number < _END]
    table: list[int] = []
    for number in wanted:
        table += struct.unpack_from(f"<{size // 4}I", body, (number + 1) * size)
    return table


def _joined(body: bytes, table: list[int], sector: int, size: int) -> bytes:
    parts: list[bytes] = []
    while sector < _END and len(parts) <= len(table):
        parts.append(body[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(parts)


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """(kind, where its content begins, how long it is) up to the end of this part."""
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == _END_OF_PART:
            return
        yield kind, place + 4, length
        place += 4 + length


def _tabs(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, place, _ in _records(stream, 0):
        if kind == _BOUND_SHEET:
            start, letters, wide = struct.unpack_from("<I2xBB", stream, place)
            name = stream[place + 8 : place + 8 + letters * (2 if wide & 1 else 1)]
            yield name.decode("utf-16-le" if wide & 1 else "latin-1"), start


def _hidden(stream: bytes, start: int) -> Iterator[int]:
    for kind, place, length in _records(stream, start):
        if kind == _ROW and length >= 14:
            number, flags = struct.unpack_from("<H10xH", stream, place)
            if flags & _HIDDEN:
                yield number + 1
