"""Lines packed and unpacked: the body of a parcel never grows beyond what its header says."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

from db.handoff.refusals import BadContent, TooLarge

MOST_LINE = 48 * 1024 * 1024
_STEP = 1 << 18


def pack_line(line: Any) -> bytes:
    return _ENCODE(line).encode("utf-8", "surrogatepass") + b"\n"


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def unpacked(name: str, packed: bytes, plain: int) -> Iterator[bytes]:
    """Line by line. Raises TooLarge for more than the header said (a bomb), BadContent for what is not packed so."""
    rest, seen, view = b"", 0, memoryview(packed)
    try:
        while view:
            stream, fed = zlib.decompressobj(), 0
            while not stream.eof:
                chunk = stream.unconsumed_tail or view[fed : fed + _STEP]
                fed += 0 if stream.unconsumed_tail else len(chunk)
                piece = stream.decompress(chunk, _STEP * 4)
                if not piece and fed >= len(view) and not stream.unconsumed_tail and not stream.eof:
                    raise BadContent(f"{name} 的内容没有结尾。")
                seen += len(piece)
                if seen > plain or len(rest) > MOST_LINE:
                    raise TooLarge(f"{name} 解开后比它说的大，没有收。")
                *lines, rest = (rest + piece).split(b"\n")
                yield from lines
            view = view[fed - len(stream.unused_data) :]
    except zlib.error as error:
        raise BadContent(f"{name} 的内容解不开。") from error
    if rest or seen != plain:
        raise BadContent(f"{name} 的内容与它说的大小不符。")


def parsed(name: str, line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadContent(f"{name} 里有读不懂的内容。") from error
