"""The merge law for one row: what stands, what people must decide, what was not allowed. Pure; see handoff.md."""

from __future__ import annotations

import binascii
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from db.journal import DELETED, id_columns
from db.register import Register, Values

SCHOOL = "school_id"


class Op(NamedTuple):
    """An operation with what orders it: comparing two compares stamp, site, number, place. columns: of an insert."""

    stamp: int
    site: int
    number: int
    place: int
    knowledge: int
    field: str | None
    columns: tuple[str, ...] | None
    value: Any

    @property
    def key(self) -> tuple[int, int, int]:
        return self.site, self.number, self.place


Sees = Callable[[Op, Op], bool]
"""Whether the first operation's author knew of the second."""


@dataclass
class Row:
    """A row as the law has it. cells, values: what stands where more than one insert wrote; conflicts: heads."""

    inserts: list[Op] = field(default_factory=list)
    cells: dict[str, Op] = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    conflicts: dict[str, list[Op]] = field(default_factory=dict)
    waiting: list[Op] = field(default_factory=list)
    forbidden: list[Op] = field(default_factory=list)
    standing: set[tuple[int, int, int]] = field(default_factory=set)


class Unpacked:
    """Values of operations by field, inserts unpacked once; known: cells of an insert that need no unpacking."""

    def __init__(self, register: type[Register], known: Values | None = None) -> None:
        self._links, self._known = id_columns(register), known
        self._unpacked: dict[tuple[int, int, int], Values] = {}

    def of(self, op: Op, name: str) -> Any:
        if op.columns is None:
            return op.value
        if self._known is not None and name in self._known:
            return self._known[name]
        cells = self._unpacked.get(op.key)
        if cells is None:
            cells = self._unpacked[op.key] = dict(zip(op.columns, json.loads(op.value), strict=True))
        value = cells.get(name)
        return _key(value) if name in self._links and value is not None else value


def _key(text: Any) -> bytes | None:
    try:
        return binascii.unhexlify(str(text))
    except ValueError:
        return None


def judge(
    register: type[Register],
    ops: Sequence[Op],
    sees: Sees,
    restricted: Mapping[int, frozenset[bytes]],
    told: Values | None = None,
    *,
    whole: bool = False,
) -> Row:
    """The row that these operations make, given who may write some schools' rows only.

    told: cells of its only insert that need no unpacking; whole: say what stands in every cell.
    """
    row, values = Row(), Unpacked(register, told)
    allowed = _allowed(sorted(ops), values, sees, restricted, row)
    row.inserts = [op for op in allowed if op.field is None]
    if not row.inserts:
        row.waiting += allowed
        return row
    known = register.columns()
    cells: dict[str, list[Op]] = defaultdict(list)
    for op in allowed:
        if op.field is not None and op.field not in known:
            row.waiting.append(op)
        elif op.field is not None:
            cells[op.field].append(op)
    if whole or len(row.inserts) > 1:
        for name in {c for op in row.inserts for c in op.columns or () if c in known and c != "id"}:
            cells.setdefault(name, [])
    for op in (*row.forbidden, *row.waiting):
        if op.field is not None and op.field in known:
            cells.setdefault(op.field, [])  # what it may have set before more was known is worked out again
    for name, written in cells.items():
        everyone = sorted([*written, *(op for op in row.inserts if name in (op.columns or ()))])
        if name != DELETED:
            _stand(row, name, everyone, values, sees)
    if cells.get(DELETED) is not None or any(values.of(op, DELETED) for op in row.inserts):
        _removal(row, allowed, values, sees)
    return row


def _stand(row: Row, name: str, ops: list[Op], values: Unpacked, sees: Sees) -> None:
    """Law 1: the greatest stamp stands; heads of different values are a conflict."""
    if not ops:
        row.values[name] = None
        return
    winner = ops[-1]
    row.cells[name], row.values[name] = winner, values.of(winner, name)
    row.standing.add(winner.key)
    found = heads(ops, sees)
    if len(found) > 1 and any(values.of(op, name) != row.values[name] for op in found):
        row.conflicts[name] = found


def heads(ops: Sequence[Op], sees: Sees) -> list[Op]:
    """The operations, in rising order, that no other has seen."""
    last = ops[-1]
    if all(sees(last, op) for op in ops[:-1]):
        return [last]
    return [op for i, op in enumerate(ops) if not any(sees(later, op) for later in ops[i + 1 :])]


def _removal(row: Row, ops: Sequence[Op], values: Unpacked, sees: Sees) -> None:
    """Law 2: a removal stands unless somebody wrote to the row and neither knew of the other."""
    marks = [op for op in ops if op.field == DELETED or (op.columns is not None and DELETED in op.columns)]
    removals = [op for op in marks if values.of(op, DELETED)]
    open_ones = [op for op in removals if not any(sees(later, op) for later in marks if later > op)]
    if not open_ones:
        row.values[DELETED] = 0
        winner = max((op for op in marks if op not in removals), default=None)
        if winner is not None:
            row.cells[DELETED] = winner
            row.standing.add(winner.key)
        return
    rest = [op for op in ops if op not in removals and not any(sees(removal, op) for removal in removals)]
    against = [op for op in rest if any(not sees(op, removal) for removal in open_ones)]
    row.values[DELETED] = 0 if against else 1
    winner = max(against or open_ones)
    row.cells[DELETED] = winner
    row.standing.add(winner.key)
    if against:
        newest = [op for op in against if not any(sees(other, op) for other in against if other > op)]
        row.conflicts[DELETED] = sorted([*open_ones, *newest])


def _allowed(
    ops: list[Op], values: Unpacked, sees: Sees, restricted: Mapping[int, frozenset[bytes]], row: Row
) -> list[Op]:
    """Law 6: a school's machine writes rows that were its school's as far as it knew."""
    if not any(op.site in restricted for op in ops):
        return ops
    kept: list[Op] = []
    schools: list[Op] = []
    for op in ops:
        own = restricted.get(op.site)
        if own is not None and op.field is not None:
            known = next((q for q in reversed(schools) if sees(op, q)), None)
            if known is None:
                row.waiting.append(op)
                continue
            if values.of(known, SCHOOL) not in own or (op.field == SCHOOL and not isinstance(op.value, bytes)):
                row.forbidden.append(op)
                continue
        elif own is not None and values.of(op, SCHOOL) not in own:
            row.forbidden.append(op)
            continue
        kept.append(op)
        if op.field is None or op.field == SCHOOL:
            schools.append(op)
    return kept
