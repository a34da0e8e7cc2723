"""The journal: every unit of work becomes one entry of operations, written in the same transaction (handoff.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db import alike, stamps
from db.alike import Cells
from db.fields import RowId
from db.register import Register, Values

DELETED = "deleted"

Edits = tuple[type[Register], Cells, list[bytes]]


class Who(NamedTuple):
    """The person a change is by: id tells people of one name apart, so that "another person" can be told."""

    id: bytes
    name: str


class Site(NamedTuple):
    """This installation: its number among the township's machines."""

    number: int
    revision: str


@dataclass
class Pending:
    """The operations of a unit of work, gathered cell by cell: the last value of a cell is the one that counts."""

    inserts: dict[tuple[type[Register], bytes], Values] = field(default_factory=dict)
    edits: dict[tuple[type[Register], bytes], Values] = field(default_factory=dict)
    bulk: list[tuple[type[Register], tuple[str, ...], Sequence[Sequence[Any]]]] = field(default_factory=list)

    def insert(self, register: type[Register], values: Values) -> None:
        self.inserts[register, values["id"]] = values

    def edit(self, register: type[Register], row: bytes, values: Values) -> None:
        born = self.inserts.get((register, row))
        if born is not None:
            born.update(values)
        else:
            self.edits.setdefault((register, row), {}).update(values)

    def __bool__(self) -> bool:
        return bool(self.inserts or self.edits or self.bulk)

    def count(self) -> int:
        """How many operations this makes."""
        return len(self.inserts) + sum(len(rows) for *_, rows in self.bulk) + sum(len(v) for v in self.edits.values())

    def edited(self) -> tuple[list[Edits], list[Edits]]:
        """Edits that few rows have in common, and those of many: the register, the cells, the school last, the rows."""
        registers: dict[type[Register], list[tuple[bytes, Cells]]] = {}
        for (register, row), values in self.edits.items():
            registers.setdefault(register, []).append((row, _school_last(values)))
        found = [
            (register, cells, rows)
            for register, each in registers.items()
            for cells, rows in alike.grouped(each).items()
        ]
        return [e for e in found if len(e[2]) < alike.MANY], [e for e in found if len(e[2]) >= alike.MANY]

    def registers(self) -> set[str]:
        touched = {r for r, _ in self.inserts} | {r for r, _ in self.edits} | {r for r, *_ in self.bulk}
        return {r.register_name() for r in touched}


def packed(values: Iterable[Any]) -> str:
    """An insert's values as a JSON array; ids as hex text."""
    return _ENCODE([v.hex() if type(v) is bytes else v for v in values])


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def unpacked(register: type[Register], columns: Sequence[str], value: str) -> Values:
    """The values of an insert by column name, as the table holds them."""
    links = id_columns(register)
    return {
        name: bytes.fromhex(cell) if name in links and cell is not None else cell
        for name, cell in zip(columns, json.loads(value), strict=True)
    }


@cache
def id_columns(register: type[Register]) -> frozenset[str]:
    """Columns that hold keys of rows: 16 bytes in the table, hex in the journal's inserts."""
    return frozenset(column.name for column in register.__table__.columns if isinstance(column.type, RowId))


_STANDS = """SELECT (SELECT max(stamp) FROM entries), (SELECT max(number) FROM entries WHERE site = ?),
(SELECT value FROM local WHERE name = 'knowledge'), EXISTS (SELECT 1 FROM conflicts)"""


def write(
    connection: Connection, site: Site, who: Who, why: str, at: datetime, pending: Pending, undoes: int | None = None
) -> int:
    """Writes a unit of work as the next entry of this site; answers its local id."""
    greatest, number, knowledge, disputed = connection.exec_driver_sql(_STANDS, (site.number,)).one()
    written = connection.exec_driver_sql(
        "INSERT INTO entries (site, number, stamp, knowledge, who, who_name, why, at, revision, undoes, count) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            site.number, (number or 0) + 1, stamps.following(greatest or 0, site.number), int(knowledge or 1), who.id,
            who.name, why, at.isoformat(timespec="seconds"), site.revision, undoes, pending.count(),
        ),
    )  # fmt: skip
    entry = int(written.lastrowid or 0)
    write_operations(connection, entry, pending)
    if disputed:
        _close_conflicts(connection, pending)
    return entry


_OPERATIONS = 'INSERT INTO operations (entry, place, register, "row", field, shape, value) '


def write_operations(connection: Connection, entry: int, pending: Pending) -> int:
    """Writes the gathered operations in order: rows made one by one, rows made in bulk, edits. Answers how many."""
    place = 0
    few, many = pending.edited()
    for lines in (*_batches(connection, pending), _lines(few)):
        numbered = [(entry, place + i, *line) for i, line in enumerate(lines)]
        if numbered:
            connection.exec_driver_sql(f"{_OPERATIONS} VALUES (?,?,?,?,?,?,?)", numbered)
        place += len(numbered)
    return _write_alike(connection, entry, place, many)


def _lines(edits: Iterable[Edits]) -> list[tuple[Any, ...]]:
    return [
        (r.register_name(), row, column, None, value)
        for r, cells, rows in edits
        for row in rows
        for column, value in cells
    ]


def _write_alike(connection: Connection, entry: int, place: int, edits: Iterable[Edits]) -> int:
    """Edits that many rows have in common, column by column."""
    statement = f"{_OPERATIONS} SELECT ?, ? + key, ?, unhex(value), ?, NULL, ? FROM {alike.EACH}"
    for register, cells, rows in edits:
        listed = alike.listed(rows)
        for column, value in cells:
            words = (entry, place, register.register_name(), column, value, listed)
            connection.exec_driver_sql(statement, words)
            place += len(rows)
    return place


def _close_conflicts(connection: Connection, pending: Pending) -> None:
    """An edit here has seen all that this file holds, so the cells it wrote are open no longer (handoff.md, law 1)."""
    cells = [(row, column) for (_, row), values in pending.edits.items() for column in values]
    if cells:
        connection.exec_driver_sql('DELETE FROM conflicts WHERE "row" = ? AND field = ?', cells)


def _batches(connection: Connection, pending: Pending) -> Iterator[list[tuple[Any, ...]]]:
    inserts = []
    for (register, row), values in pending.inserts.items():
        columns = register.columns()
        shape = shape_of(connection, register.register_name(), columns)
        inserts.append((register.register_name(), row, None, shape, packed([values[c] for c in columns])))
    yield inserts
    for register, names, rows in pending.bulk:
        name = register.register_name()
        shape, at = shape_of(connection, name, names), names.index("id")
        yield [(name, row[at], None, shape, packed(row)) for row in rows]


def _school_last(values: Values) -> Cells:
    """Once a row is another school's, its old school may write no more of it (handoff.md, law 6)."""
    if "school_id" in values:
        return tuple(sorted(values.items(), key=lambda cell: cell[0] == "school_id"))
    return tuple(values.items())


def shape_of(connection: Connection, name: str, columns: Sequence[str]) -> int:
    """The number under which this list of a register's attribute names is known in this file."""
    body = json.dumps(list(columns))
    found = connection.exec_driver_sql(
        "SELECT id FROM shapes WHERE register = ? AND columns = ?", (name, body)
    ).scalar()
    if found is None:
        made = connection.exec_driver_sql("INSERT INTO shapes (register, columns) VALUES (?, ?)", (name, body))
        found = made.lastrowid
    return int(found or 0)


def shapes(connection: Connection) -> dict[int, list[str]]:
    return {i: json.loads(body) for i, body in connection.exec_driver_sql("SELECT id, columns FROM shapes")}
