"""The merge law once more, as plainly as it can be said, to judge the engine by: sets of what each author had seen."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

Key = tuple[int, int, int]
Cell = tuple[bytes, str]


@dataclass(frozen=True)
class Written:
    """One operation: who made it, in which order, the cells it set, and all operations its author's file held."""

    key: Key
    stamp: int
    register: str
    row: bytes
    insert: bool
    cells: dict[str, Any]
    seen: frozenset[Key]

    @property
    def order(self) -> tuple[int, int, int, int]:
        return (self.stamp, *self.key)


@dataclass
class Truth:
    """What every file must hold in the end. conflicts: open cells with the values of their heads."""

    rows: dict[tuple[str, bytes], dict[str, Any]]
    conflicts: dict[Cell, frozenset[Any]]


def truth(everything: list[Written]) -> Truth:
    of_row: dict[tuple[str, bytes], list[Written]] = defaultdict(list)
    for one in everything:
        of_row[one.register, one.row].append(one)
    found = Truth({}, {})
    for (register, row), ops in of_row.items():
        if not any(op.insert for op in ops):
            continue
        values: dict[str, Any] = {}
        for column in sorted({column for op in ops for column in op.cells}):
            writers = [op for op in ops if column in op.cells]
            heads = unseen(writers)
            values[column] = max(writers, key=lambda op: op.order).cells[column]
            said = {op.cells[column] for op in heads}
            if len(said) > 1 and column not in ("deleted", "id"):
                found.conflicts[row, column] = frozenset(said)
        removed, heads = removal(ops)
        values["deleted"] = int(removed)
        if heads:
            found.conflicts[row, "deleted"] = frozenset({True, False})
        found.rows[register, row] = values
    return found


def unseen(ops: list[Written]) -> list[Written]:
    """Heads: the operations that no other of them has seen."""
    return [op for op in ops if not any(op.key in other.seen for other in ops if other is not op)]


def removal(ops: list[Written]) -> tuple[bool, list[Written]]:
    """Whether the row is removed, and the heads where people disagree about it."""
    marks = [op for op in ops if "deleted" in op.cells]
    removals = [op for op in marks if op.cells["deleted"]]
    open_removals = [r for r in removals if not any(r.key in m.seen for m in marks)]
    if not open_removals:
        return False, []
    others = [op for op in ops if op not in removals]
    against = [
        op
        for op in others
        if not any(op.key in removal.seen for removal in removals)
        and any(removal.key not in op.seen for removal in open_removals)
    ]
    return (False, [*open_removals, *against]) if against else (True, [])


def cells_of(register_links: frozenset[str], columns: str | None, field: str | None, value: Any) -> dict[str, Any]:
    """The cells that an operation of the journal sets."""
    if columns is None:
        return {str(field): value}
    named = dict(zip(json.loads(columns), json.loads(value), strict=True))
    return {name: bytes.fromhex(v) if name in register_links and v is not None else v for name, v in named.items()}
