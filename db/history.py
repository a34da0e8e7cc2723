"""History: who changed what and when, read from the journal; and taking back what still stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.change import Change
from db.errors import NotFound, Trouble
from db.journal import DELETED, id_columns, shapes, unpacked
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
    found: dict[int, tuple[int, int, str, str, str, list[tuple[str, Any, Any]]]] = {}
    now: Values = {DELETED: 0}
    for entry, number, site, who, at, why, column, shape, value in connection.exec_driver_sql(
        _OF_ROW, (row, register.register_name())
    ):
        cells = unpacked(register, known[shape], value) if shape is not None else {column: value}
        changed = [(c, now.get(c), v) for c, v in cells.items() if now.get(c) != v and c != "id"]
        now.update(cells)
        found.setdefault(entry, (number, site, who, at, why, []))[-1].extend(changed)
    last = {c: entry for entry, (*_, changed) in found.items() for c, _, _ in changed}
    return [
        Entry(number, site, who, at, why, tuple(Edit(c, old, new, last[c] == entry) for c, old, new in changed))
        for entry, (number, site, who, at, why, changed) in found.items()
    ]


def replayed(connection: Connection, register: type[Register]) -> Iterator[tuple[bytes, Values]]:
    """The rows as the journal alone makes them: the greatest stamp of each cell stands."""
    known = shapes(connection)
    rows: dict[bytes, list[Any]] = {}
    empty = dict.fromkeys(register.columns())
    columns = register.columns()
    places = {i: [columns.index(c) for c in names if c in empty] for i, names in known.items()}
    links = id_columns(register)
    spots = {name: place for place, name in enumerate(columns)}
    blank: list[Any] = [None] * len(columns)
    for row, column, shape, value in connection.exec_driver_sql(
        'SELECT o."row", o.field, o.shape, o.value FROM operations o JOIN entries e ON e.id = o.entry '
        "WHERE o.register = ? ORDER BY e.stamp, e.site, o.place",
        (register.register_name(),),
    ):
        line = rows.get(row)
        if line is None:
            line = rows[row] = blank.copy()
        if shape is None:
            line[spots[column]] = value
        else:
            for place, cell in zip(places[shape], json.loads(value), strict=True):
                line[place] = cell
    at = [spots[name] for name in links]
    for row, line in rows.items():
        for place in at:
            if isinstance(line[place], str):
                line[place] = bytes.fromhex(line[place])
        yield row, dict(zip(columns, line, strict=True))


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
    left: list[tuple[type[Register], bytes, str]] = []
    for (name,) in change.rows("SELECT DISTINCT register FROM operations WHERE entry = ?", (entry,)):
        register = BY_NAME[name]
        left += _take_back_rows(change, register, entry, stamp, lasting)
        left += _take_back_cells(change, register, entry, stamp, lasting)
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
        for row, stands in change.rows(
            f'SELECT o."row", t."{column}" IS o.value AND NOT EXISTS '
            "(SELECT 1 FROM operations l JOIN entries e ON e.id = l.entry "
            f'WHERE l."row" = o."row" AND l.field = o.field AND e.stamp > ? AND {lasting}) '
            f'FROM operations o JOIN "{name}" t ON t.id = o."row" '
            f'WHERE o.entry = ? AND o.register = ? AND o.field = ? AND o."row" NOT IN ({_MADE})',
            (stamp, entry, name, column, entry, name),
        ):
            if stands:
                back.append((row, column, _before(change, register, row, column, stamp)))
            else:
                left.append((register, row, column))
    change.set_cells(register, back)
    return left


def _before(change: Change, register: type[Register], row: bytes, column: str, stamp: int) -> Any:
    """The cell's value under the greatest earlier stamp."""
    found = change.rows(
        "SELECT o.field, s.columns, o.value FROM operations o "
        "JOIN entries e ON e.id = o.entry LEFT JOIN shapes s ON s.id = o.shape "
        'WHERE o."row" = ? AND (o.field = ? OR o.field IS NULL) AND e.stamp < ? '
        "ORDER BY e.stamp DESC, o.place DESC LIMIT 1",
        (row, column, stamp),
    )
    if not found:
        return None
    field, columns, value = found[0]
    return value if field else unpacked(register, json.loads(columns), value).get(column)
