"""The opened body read line by line: heads at once, operations as they are asked for, nothing believed unchecked."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from db.handoff.body import Preamble
from db.handoff.lines import parsed, unpacked
from db.handoff.refusals import BadContent
from db.merge import EntryHead, Operation
from db.merge.knowledge import Knowledge


class Reader:
    """The opened body: preamble and heads at once, operations as they are asked for. Raises BadContent, TooLarge."""

    def __init__(self, name: str, packed: bytes, plain: int, entries: int, operations: int) -> None:
        self.name, self._operations, self._left = name, operations, entries
        self._lines = unpacked(name, packed, plain)
        self._pending: bytes | None = None
        self.attachments: list[tuple[str, bytes]] = []
        try:
            self.preamble = self._read_preamble()
            self.heads = list(self._read_heads(entries))
        except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError) as error:
            raise BadContent(f"{name} 里有读不懂的内容。") from error

    def _read_preamble(self) -> Preamble:
        kind, said, holds, base, covers, sites, asks = parsed(self.name, next(self._lines, b"null"))
        if kind != "p" or not isinstance(sites, list) or not isinstance(asks, list):
            raise ValueError(kind)
        return Preamble(int(said), ranges_of(holds), ranges_of(base), ranges_of(covers), sites, asks)

    def _read_heads(self, entries: int) -> Iterator[EntryHead]:
        known: Knowledge = {}
        for line in self._lines:
            if line[:4] not in (b'["k"', b'["h"'):
                self._pending = line
                break
            kind, *said = parsed(self.name, line)
            if kind == "k":
                known = {s: r for s, r in (known | ranges_of(said[0])).items() if s not in said[1]}
            else:
                yield _head(known, said)
                self._left -= 1
        if self._left:
            raise BadContent(f"{self.name} 的改动条数与它说的不符。")

    def operations(self) -> Iterator[list[Operation]]:
        """Batches, each of one entry and one register."""
        shapes: dict[int, tuple[str, ...]] = {}
        count = 0
        try:
            for line in self._rest():
                kind, *said = parsed(self.name, line)
                if kind == "s":
                    shapes[said[0]] = tuple(str(c) for c in said[1])
                elif kind == "b":
                    self.attachments.append((str(said[0]), base64.b64decode(said[1], validate=True)))
                else:
                    batch = _inserts(said, shapes) if kind == "i" else _edits(kind, said)
                    count += len(batch)
                    yield batch
        except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError) as error:
            raise BadContent(f"{self.name} 里有读不懂的内容。") from error
        if count != self._operations:
            raise BadContent(f"{self.name} 的改动处数与它说的不符。")

    def _rest(self) -> Iterator[bytes]:
        if self._pending is not None:
            yield self._pending
        yield from self._lines


def ranges_of(said: Mapping[Any, Any]) -> Knowledge:
    """Knowledge as it stands in JSON: site numbers as text."""
    return {int(site): [[int(a), int(b)] for a, b in ranges] for site, ranges in said.items()}


def _head(known: Knowledge, said: list[Any]) -> EntryHead:
    site, number, stamp, who, who_name, why, at, revision, undoes, count = said
    whole = (site, number, stamp, count) if undoes is None else (site, number, stamp, count, undoes)
    if not all(type(n) is int and 0 <= n < 1 << 63 for n in whole) or not all(
        type(t) is str for t in (who_name, why, at, revision)
    ):
        raise ValueError("head")
    return EntryHead(site, number, stamp, known, bytes.fromhex(who), who_name, why, at, revision, undoes, count)


def _spread(places: int | list[int], rows: str, count: int) -> tuple[Iterable[int], list[bytes]]:
    ids = bytes.fromhex(rows)
    if len(ids) != 16 * count or (not isinstance(places, int) and len(places) != count):
        raise ValueError("rows")
    spread = range(places, places + count) if isinstance(places, int) else places
    named = [places] if isinstance(places, int) else places
    if not set(map(type, named)) <= {int} or (named and not 0 <= min(named) <= max(named) < 1 << 31):
        raise ValueError("places")
    return spread, [ids[i : i + 16] for i in range(0, len(ids), 16)]


def _inserts(said: list[Any], shapes: dict[int, tuple[str, ...]]) -> list[Operation]:
    site, number, places, register, rows, shape, values = said
    if not {type(register), *map(type, values)} <= {str}:
        raise ValueError("insert")
    columns, (spread, ids) = shapes[shape], _spread(places, rows, len(values))
    return [
        Operation(site, number, p, register, row, None, columns, v)
        for p, row, v in zip(spread, ids, values, strict=True)
    ]


def _edits(kind: str, said: list[Any]) -> list[Operation]:
    site, number, places, register, rows, fields, values = said
    if kind != "e" or not {type(register), *map(type, fields)} <= {str}:
        raise ValueError("edit")
    spread, ids = _spread(places, rows, len(values))
    cells = zip(spread, ids, fields, values, strict=True)
    return [Operation(site, number, p, register, row, f, None, _native(v)) for p, row, f, v in cells]


def _native(value: Any) -> str | int | bytes | None:
    if isinstance(value, list):
        return bytes.fromhex(value[0])
    if value is None or type(value) in (str, int):
        return value  # type: ignore[no-any-return]
    raise ValueError("value")
