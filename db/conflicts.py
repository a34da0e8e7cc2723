"""Conflicts: where two people wrote different things, neither knowing of the other; somebody settles them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.change import Change
from db.errors import NotFound, Trouble
from db.journal import DELETED, shapes
from db.merge import law
from db.merge.law import Op, Unpacked
from db.merge.rights import own_school, restricted_sites
from db.merge.sight import Sight
from db.register import Register
from db.registers import BY_NAME


@dataclass(frozen=True)
class Head:
    """One of the values, as stored, with who wrote it, when by that machine's clock, and for which school."""

    value: Any
    who: str
    at: str
    school: bytes | None
    site: int
    entry: int
    why: str


@dataclass(frozen=True)
class Conflict:
    """An open cell. On `deleted` values are True (removed) or False (edited). standing: which head stands, from 1."""

    id: int
    register: type[Register]
    row: bytes
    field: str
    heads: tuple[Head, ...]
    standing: int


_OF_ROW = """SELECT e.stamp, e.site, e.number, o.place, e.knowledge, o.field, o.shape, o.value, e.who_name, e.at, e.why,
m.school_id FROM operations o JOIN entries e ON e.id = o.entry LEFT JOIN sites m ON m.site = e.site
WHERE o."row" = ? AND o.register = ?"""


def count(connection: Connection) -> int:
    """How many cells are open; cells of removed rows are not."""
    return sum(1 for _ in _open(connection))


def open_ones(connection: Connection) -> list[Conflict]:
    """All open cells, row by row."""
    known = {i: tuple(names) for i, names in shapes(connection).items()}
    sight, restricted = Sight(connection), restricted_sites(connection)
    found: list[Conflict] = []
    rows: dict[bytes, tuple[law.Row, dict[Op, Any]]] = {}
    for number, register, row, column in _open(connection):
        if row not in rows:
            lines = list(connection.exec_driver_sql(_OF_ROW, (row, register.register_name())))
            told = {Op._make((*o[:6], None if o[6] is None else known[o[6]], o[7])): o for o in lines}
            rows = {row: (law.judge(register, list(told), sight.sees, restricted), told)}
        judged, told = rows[row]
        heads = judged.conflicts.get(column, [])
        values = Unpacked(register)
        listed = [_head(op, told[op], column, values) for op in heads]
        if listed:
            found.append(Conflict(number, register, row, column, tuple(listed), heads.index(judged.cells[column]) + 1))
    return found


def _open(connection: Connection) -> Iterator[tuple[int, type[Register], bytes, str]]:
    """Open cells of rows that are there and still concern this file: of a child that left, another school decides."""
    mine = own_school(connection)
    for (name,) in connection.exec_driver_sql("SELECT DISTINCT register FROM conflicts ORDER BY register").all():
        register = BY_NAME.get(name)
        if register is not None:
            for number, row, column in connection.exec_driver_sql(
                f'SELECT c.id, c."row", c.field FROM conflicts c JOIN "{name}" t ON t.id = c."row" '
                "WHERE c.register = ? AND t.deleted = 0 AND (? IS NULL OR t.school_id IS NULL OR t.school_id = ?) "
                'ORDER BY c."row", c.id',
                (name, mine, mine),
            ).all():
                yield number, register, row, column


def _head(op: Op, line: Any, column: str, values: Unpacked) -> Head:
    *_, who, at, why, school = line
    value = values.of(op, column) if op.field in (column, None) else None
    return Head(bool(value) if column == DELETED else value, who, at, school, op.site, op.number, why)


def one(connection: Connection, number: int) -> Conflict:
    """The open conflict of that number. Raises NotFound."""
    found = next((c for c in open_ones(connection) if c.id == number), None)
    if found is None:
        raise NotFound(f"没有第 {number} 号修改冲突。", "它可能已经处理过了，请刷新后再看。")
    return found


def settle(change: Change, decided: Iterable[tuple[Conflict, Any]]) -> None:
    """Writes what was decided: an edit that has seen all heads, so that it closes the cell everywhere it comes to."""
    for conflict, value in decided:
        stored = int(bool(value)) if conflict.field == DELETED else value
        if not change.rows('SELECT 1 FROM conflicts WHERE "row" = ? AND field = ?', (conflict.row, conflict.field)):
            raise Trouble("这一处冲突已经处理过了。", "请刷新后再看。")
        change.set_cells(conflict.register, [(conflict.row, conflict.field, stored)])


def kept(conflict: Conflict, number: int) -> Any:
    """The value of that head, counted from 1. Raises NotFound."""
    if not 1 <= number <= len(conflict.heads):
        raise NotFound(f"这一处冲突没有第 {number} 个值。", f"请在 1 到 {len(conflict.heads)} 之间选。")
    return conflict.heads[number - 1].value


def alike(found: Iterable[Conflict]) -> list[list[Conflict]]:
    """Conflicts that one decision may settle together: of one column, between the same machines."""
    groups: dict[tuple[str, str, frozenset[int]], list[Conflict]] = {}
    for conflict in found:
        key = conflict.register.register_name(), conflict.field, frozenset(head.site for head in conflict.heads)
        groups.setdefault(key, []).append(conflict)
    return list(groups.values())
