"""What a parcel says line by line: who holds what, machines, entries, operations, photographs."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from db.handoff.lines import pack_line
from db.merge import EntryHead, Operation
from db.merge.knowledge import Knowledge

CHUNK = 500
"""Operations in a line."""


class Preamble(NamedTuple):
    """said: the number of this statement; holds: what the sender has taken in; base: what it believes the receiver has;
    covers: what the receiver will have completely; sites: the township's machines; asks: pictures it lacks."""

    said: int
    holds: Knowledge
    base: Knowledge
    covers: Knowledge
    sites: list[dict[str, Any]]
    asks: list[Any]


class Packed(NamedTuple):
    body: bytes
    plain: int
    entries: int
    operations: int
    attachments: int


class Writer:
    """Packs lines as they come; heads are gathered and stand before the operations."""

    def __init__(self) -> None:
        self._heads = zlib.compressobj(1)
        self._rest = zlib.compressobj(1)
        self._first: list[bytes] = []
        self._later: list[bytes] = []
        self._shapes: dict[tuple[str, tuple[str, ...]], int] = {}
        self._known: Mapping[int, Sequence[Sequence[int]]] = {}
        self.plain = self.entries = self.operations = self.attachments = 0

    def entry(self, head: EntryHead, operations: list[Operation]) -> None:
        changed = {site: ranges for site, ranges in head.knowledge.items() if self._known.get(site) != ranges}
        gone = [site for site in self._known if site not in head.knowledge]
        if changed or gone:
            self._line(["k", changed, gone])
            self._known = head.knowledge
        who = (head.who.hex(), head.who_name, head.why, head.at, head.revision)
        self._line(["h", head.site, head.number, head.stamp, *who, head.undoes, head.count])
        self.entries += 1
        for (register, columns), run in groupby(operations, key=lambda o: (o.register, o.columns)):
            everything = list(run)
            for start in range(0, len(everything), CHUNK):
                self._operations(register, columns, everything[start : start + CHUNK])

    def _operations(self, register: str, columns: tuple[str, ...] | None, part: list[Operation]) -> None:
        start = [
            part[0].site,
            part[0].number,
            _places([o.place for o in part]),
            register,
            b"".join(o.row for o in part).hex(),
        ]
        if columns is None:
            values = [[o.value.hex()] if isinstance(o.value, bytes) else o.value for o in part]
            self._line(["e", *start, [o.field for o in part], values], later=True)
        else:
            if (register, columns) not in self._shapes:
                self._shapes[register, columns] = len(self._shapes)
                self._line(["s", self._shapes[register, columns], list(columns)], later=True)
            self._line(["i", *start, self._shapes[register, columns], [o.value for o in part]], later=True)
        self.operations += len(part)

    def attachment(self, name: str, body: bytes) -> None:
        self._line(["b", name, base64.b64encode(body).decode()], later=True)
        self.attachments += 1

    def _line(self, line: list[Any], later: bool = False) -> None:
        made = pack_line(line)
        self.plain += len(made)
        if later:
            self._later.append(self._rest.compress(made))
        else:
            self._first.append(self._heads.compress(made))

    def packed(self, preamble: Preamble) -> Packed:
        line = pack_line(["p", *preamble])
        body = [zlib.compress(line, 1), *self._first, self._heads.flush(), *self._later, self._rest.flush()]
        return Packed(b"".join(body), self.plain + len(line), self.entries, self.operations, self.attachments)


def _places(places: list[int]) -> int | list[int]:
    return places[0] if places == list(range(places[0], places[0] + len(places))) else places
