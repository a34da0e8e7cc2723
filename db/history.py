"""History: who changed what and when, read from the journal; and taking back what still stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from db.change import Change
from db.errors import NotFound, Trouble
from db.journal import DELETED, shapes, unpacked
from db.merge import law
from db.merge.law import Op
from db.merge.rights import restricted_sites
from db.merge.sight import Sight
from db.register import Register, Values
from db.registers import BY_NAME


@dataclass(frozen=True)
class Edit:
    """One cell's change: values as stored; standing is false for one that another overtook."""

    column: str
    old: Any
    new: Any
    standing: bool


@dataclass(frozen=True)
class Entry:
    """One unit of work as it concerns a row."""

    number: int
    site: int
    who: str
    at: str
    why: str
    edits: tuple[Edit, ...]


_OF_ROW = """
SELECT e.id, e.number, e.site, e.who_name, e.at, e.why, o.field, o.shape, o.value
FROM operations o JOIN entries e ON e.id = o.entry
WHERE o."row" = ? AND o.register = ? ORDER BY e.stamp, e.site, o.place
"""


def of_row(connection: Connection, register: type[Register], row: bytes) -> list[Entry]:
    """The entries that touched a row, the oldest first."""
    known = shapes(connection)
    found: dict[int, tuple[tuple[int, int, str, str, str], dict[str, tuple[Any, Any]]]] = {}
    now: Values = {DELETED: 0}
    for entry, number, site, who, at, why, column, shape, value in connection.exec_driver_sql(
        _OF_ROW, (row, register.register_name())
    ):
        cells = unpacked(register, known[shape], value) if shape is not None else {column: value}
        edits = found.setdefault(entry, ((number, site, who, at, why), {}))[1]
        for c, new in cells.items():  # a cell written twice in one entry went from what stood before to the last
            old = edits[c][0] if c in edits else now.get(c)
            if old != new and c != "id":
                edits[c] = (old, new)
            else:
                edits.pop(c, None)
        now.update(cells)
    last = {c: entry for entry, (_, edits) in found.items() for c in edits}
    if _kept(connection, register, row):
        last.pop(DELETED, None)
    return [
        Entry(*said, tuple(Edit(c, old, new, last.get(c) == entry) for c, (old, new) in edits.items()))
        for entry, (said, edits) in found.items()
    ]


def _kept(connection: Connection, register: type[Register], row: bytes) -> bool:
    """Whether the row stands although somebody removed it, until people have settled it (law 2)."""
    found = connection.exec_driver_sql(
        'SELECT 1 FROM conflicts WHERE "row" = ? AND field = ? AND register = ?',
        (row, DELETED, register.register_name()),
    ).first()
    return found is not None


def replayed(connection: Connection, register: type[Register]) -> Iterator[tuple[bytes, Values]]:
    """The rows as the journal alone makes them, by the merge law; rows whose insert has not come are left out."""
    known = {i: tuple(names) for i, names in shapes(connection).items()}
    sight, restricted = Sight(connection), restricted_sites(connection)
    empty = dict.fromkeys(register.columns()) | {DELETED: 0}
    asked = connection.exec_driver_sql(
        'SELECT o."row", e.stamp, e.site, e.number, o.place, e.knowledge, o.field, o.shape, o.value '
        'FROM operations o JOIN entries e ON e.id = o.entry WHERE o.register = ? ORDER BY o."row"',
        (register.register_name(),),
    )
    for row, lines in groupby(asked, key=itemgetter(0)):
        ops = [Op._make((*line[1:7], None if line[7] is None else known[line[7]], line[8])) for line in lines]
        first = min(ops)
        if len(ops) == 1 and first.columns is not None:
            made = unpacked(register, first.columns, first.value)
        else:
            judged = law.judge(register, ops, sight.sees, restricted)
            if not judged.inserts:
                continue
            made = unpacked(register, judged.inserts[0].columns or (), judged.inserts[0].value) | judged.values
        yield row, empty | {column: value for column, value in made.items() if column in empty}


def last_entry_of(connection: Connection, who: bytes, site: int, kept: Sequence[bytes] = ()) -> int | None:
    """The last entry of a person at this site that still stands and takes nothing back; its number.

    Entries that made one of the rows to be kept (the person, the office's own school) do not count.
    """
    gone = ",".join(str(number) for at, number in taken_back(connection) if at == site)
    marks = ",".join("?" * len(kept))
    found = connection.exec_driver_sql(
        "SELECT max(e.number) FROM entries e WHERE e.site = ? AND e.who = ? AND e.undoes IS NULL "
        f"AND e.number NOT IN ({gone}) AND NOT EXISTS (SELECT 1 FROM operations o "
        f'WHERE o.entry = e.id AND o."row" IN ({marks}) AND o.shape IS NOT NULL)',
        (site, who, *kept),
    ).scalar()
    return int(found) if found is not None else None


def taken_back(connection: Connection) -> set[tuple[int, int]]:
    """Site and number of entries that no longer stand: taken back, and that not taken back in its turn."""
    gone: set[tuple[int, int]] = set()
    for site, number, undoes in connection.exec_driver_sql(
        "SELECT site, number, undoes FROM entries WHERE undoes IS NOT NULL ORDER BY site, number DESC"
    ):
        if (site, number) not in gone:
            gone.add((site, undoes))
    return gone


def take_back(change: Change, site: int, number: int) -> list[tuple[type[Register], bytes, str]]:
    """Takes back the entry as far as it still stands; answers what does not: (register, row, column)."""
    found = change.rows("SELECT id, stamp FROM entries WHERE site = ? AND number = ?", (site, number))
    if not found:
        raise NotFound(f"没有第 {number} 次改动。", "请看一看那一行的历史。")
    entry, stamp = found[0]
    gone = taken_back(change.connection)
    if (site, number) in gone:
        raise Trouble(f"第 {number} 次改动已经撤销过了。", "要恢复它，请撤销那一次“撤销”。")
    lasting = _lasting(change, gone)
    names = change.rows("SELECT DISTINCT register FROM operations WHERE entry = ?", (entry,))
    registers = [BY_NAME[name] for (name,) in names]
    left: list[tuple[type[Register], bytes, str]] = []
    for register in registers:  # cells before rows: a class is free again once its pupils point elsewhere
        left += _take_back_cells(change, register, entry, stamp, lasting)
    for register in registers:
        left += _take_back_rows(change, register, entry, stamp, lasting)
    return left


def _lasting(change: Change, gone: set[tuple[int, int]]) -> str:
    """SQL for entries e that neither take back another nor were taken back: what somebody did and still means."""
    ids = [change.rows("SELECT id FROM entries WHERE site = ? AND number = ?", which) for which in gone]
    return f"e.undoes IS NULL AND e.id NOT IN ({','.join(str(found[0][0]) for found in ids if found)})"


_MADE = 'SELECT "row" FROM operations WHERE entry = ? AND register = ? AND shape IS NOT NULL'


def _take_back_rows(change: Change, register: type[Register], entry: int, stamp: int, lasting: str) -> list[Any]:
    name = register.register_name()
    made = {row for (row,) in change.rows(_MADE, (entry, name))}
    if not made:
        return []
    touched = {
        row
        for (row,) in change.rows(
            'SELECT DISTINCT o."row" FROM operations m '
            'JOIN operations o ON o."row" = m."row" JOIN entries e ON e.id = o.entry '
            "WHERE m.entry = ? AND m.register = ? AND m.shape IS NOT NULL AND o.entry <> m.entry "
            f"AND e.stamp > ? AND {lasting}",
            (entry, name, stamp),
        )
    } | _pointed_at(change, name, entry)
    change.set_cells(register, [(row, DELETED, 1) for row in made - touched])
    return [(register, row, DELETED) for row in made & touched]


def _pointed_at(change: Change, name: str, entry: int) -> set[bytes]:
    """Rows of that entry which rows of other entries point to: a class that has pupils by now."""
    found: set[bytes] = set()
    for other in BY_NAME.values():
        for field in other.links():
            if field.target == name:
                found |= {
                    row
                    for (row,) in change.rows(
                        f'SELECT DISTINCT t."{field.column}" FROM "{other.register_name()}" t JOIN operations m '
                        f'ON m."row" = t."{field.column}" AND m.entry = ? AND m.shape IS NOT NULL '
                        "WHERE t.deleted = 0 AND NOT EXISTS "
                        '(SELECT 1 FROM operations o WHERE o."row" = t.id AND o.entry = ? AND o.shape IS NOT NULL)',
                        (entry, entry),
                    )
                }
    return found


def _take_back_cells(change: Change, register: type[Register], entry: int, stamp: int, lasting: str) -> list[Any]:
    """Cells of rows that were there before; those of rows that the entry made go with their rows."""
    name, back, left = register.register_name(), [], []
    edited = "SELECT DISTINCT field FROM operations WHERE entry = ? AND register = ? AND field IS NOT NULL"
    for (column,) in change.rows(edited, (entry, name)):
        before = _before(change, register, entry, column, stamp)
        for row, stands in change.rows(
            f'SELECT o."row", t."{column}" IS o.value AND NOT EXISTS '
            "(SELECT 1 FROM operations l JOIN entries e ON e.id = l.entry "
            f'WHERE l."row" = o."row" AND l.field = o.field AND e.stamp > ? AND {lasting}) '
            f'FROM operations o JOIN "{name}" t ON t.id = o."row" '
            f'WHERE o.entry = ? AND o.register = ? AND o.field = ? AND o."row" NOT IN ({_MADE})',
            (stamp, entry, name, column, entry, name),
        ):
            if stands:
                back.append((row, column, before.get(row)))
            else:
                left.append((register, row, column))
    change.set_cells(register, back)
    return left


def _before(change: Change, register: type[Register], entry: int, column: str, stamp: int) -> dict[bytes, Any]:
    """What stood in this column of the rows that the entry edited: the value under the greatest earlier stamp."""
    name = register.register_name()
    known = {i: json.loads(names) for i, names in change.rows("SELECT id, columns FROM shapes")}
    last: dict[bytes, tuple[int | None, Any]] = {}
    for row, shape, value in change.rows(
        'SELECT o."row", o.shape, o.value FROM operations o JOIN entries e ON e.id = o.entry '
        'WHERE o."row" IN (SELECT "row" FROM operations WHERE entry = ? AND register = ? AND field = ?) '
        "AND o.register = ? AND (o.field = ? OR o.field IS NULL) AND e.stamp < ? ORDER BY e.stamp, e.site, o.place",
        (entry, name, column, name, column, stamp),
    ):
        last[row] = (shape, value)
    return {
        row: value if shape is None else unpacked(register, known[shape], value).get(column)
        for row, (shape, value) in last.items()
    }
