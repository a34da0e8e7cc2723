"""What ships as files and becomes common rows: checklists, duties, kinds of documents.

A township has all of it in its books from the day it is founded and changes it there; nobody edits the installed
folder. A newer version is offered to the center school. Each row remembers what was shipped, cell by cell (as sums),
so that a cell the office has rewritten is told from one it has left alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection

from db import query
from db.change import Change
from db.register import Register, Values, plain
from db.registers import REGISTERS
from db.registers.office import Shipped

REMEMBERED = "shipped_as"
_NOT_COMPARED = {"id", "school_id", "deleted", REMEMBERED}


@dataclass(frozen=True)
class Shipment:
    """Rows that come with the program. `rows` makes them anew each time, of registers that are `common`, `shipped` and
    have a key. The version rises whenever a release ships other rows. keeps: what is no longer shipped stays, since
    other rows may point to it."""

    name: str
    title: str
    version: int
    rows: Callable[[], Sequence[Register]]
    keeps: bool = False


@dataclass
class Difference:
    """What taking a shipment would do: new rows, cells brought up to date, cells and rows the office changed itself
    (each as row and column; the whole row where the column is empty), rows no longer shipped and never touched."""

    shipment: Shipment
    held: int
    new: list[Register] = field(default_factory=list)
    updated: list[tuple[type[Register], bytes, str, Any]] = field(default_factory=list)
    own: list[tuple[type[Register], bytes, str, Any]] = field(default_factory=list)
    dropped: list[tuple[type[Register], bytes]] = field(default_factory=list)
    remembered: list[tuple[type[Register], bytes, str]] = field(default_factory=list)


def add_all(rows: Change, shipments: Sequence[Shipment], today: date) -> None:
    """Everything that ships, into a township that is being founded."""
    for shipment in shipments:
        for register, lines in _lines(shipment).items():
            rows.insert_rows(register, register.columns(), lines)
        _note(rows, shipment, today)


@cache
def _lines(shipment: Shipment) -> dict[type[Register], list[list[Any]]]:
    """A shipment as the file will hold it: their keys follow from what they say, so it is the same each time."""
    found: dict[type[Register], list[list[Any]]] = {}
    for row in shipment.rows():
        values = row.values()
        values[REMEMBERED] = _remembered(shipment, values)
        found.setdefault(type(row), []).append([values[column] for column in type(row).columns()])
    return found


def offered(connection: Connection, shipments: Sequence[Shipment]) -> list[Shipment]:
    """What this file lacks or holds in an older version."""
    held = versions(connection)
    return [shipment for shipment in shipments if held.get(shipment.name, 0) < shipment.version]


def versions(connection: Connection) -> dict[str, int]:
    """Which shipments were taken, and in which version."""
    found = connection.exec_driver_sql("SELECT name, version FROM shipped WHERE deleted = 0")
    return {name: int(version or 0) for name, version in found}


def compared(connection: Connection, shipment: Shipment) -> Difference:
    """The shipment beside the books."""
    found = Difference(shipment, versions(connection).get(shipment.name, 0))
    shipped: set[bytes] = set()
    for row in shipment.rows():
        shipped.add(row.id)
        standing = query.row_of(connection, type(row), row.id)
        if standing is None:
            setattr(row, REMEMBERED, _remembered(shipment, row.values()))
            found.new.append(row)
        else:
            _compare(found, row, standing)
    for register, standing in () if shipment.keeps else _once_shipped(connection, shipment.name):
        if standing["id"] not in shipped and not _rewritten(standing):
            found.dropped.append((register, standing["id"]))
    return found


def take(rows: Change, found: Difference, today: date, *, overwrite: bool = False) -> None:
    """Brings the books up to the shipment; what the office changed itself stays, unless it is to be overwritten."""
    for row in found.new:
        rows.add(row)
    for register, key, column, value in [*found.updated, *(found.own if overwrite else ())]:
        kept = rows.get(register, key)
        setattr(kept, column or "deleted", value)
    for register, key, memory in found.remembered:
        setattr(rows.get(register, key), REMEMBERED, memory)
    for register, key in found.dropped:
        rows.remove(rows.get(register, key))
    _note(rows, found.shipment, today)


def _compare(found: Difference, row: Register, standing: Mapping[str, Any]) -> None:
    """One shipped row beside the row that stands."""
    register, key, new, memory = type(row), row.id, row.values(), _memory(standing)
    if standing["deleted"]:
        found.own.append((register, key, "", False))
    for column in _columns(new):
        if standing[column] == new[column]:
            continue
        untouched = _sum(standing[column]) == memory.get(column, _sum(None))
        (found.updated if untouched else found.own).append((register, key, column, getattr(row, column)))
    remembered = _remembered(found.shipment, new)
    if standing[REMEMBERED] != remembered:
        found.remembered.append((register, key, remembered))


def _once_shipped(connection: Connection, name: str) -> Iterator[tuple[type[Register], Values]]:
    """All rows that stand and came with this shipment."""
    for register in (one for one in REGISTERS if one.shipped):
        listed = ", ".join(f'"{column}"' for column in register.columns())
        for line in connection.exec_driver_sql(f'SELECT {listed} FROM "{register.register_name()}" WHERE deleted = 0'):
            standing = dict(zip(register.columns(), line, strict=True))
            if json.loads(standing[REMEMBERED] or "{}").get("of") == name:
                yield register, standing


def _rewritten(standing: Mapping[str, Any]) -> bool:
    memory = _memory(standing)
    return any(memory.get(column, _sum(None)) != _sum(standing[column]) for column in _columns(standing))


def _columns(values: Mapping[str, Any]) -> list[str]:
    return [column for column in values if column not in _NOT_COMPARED]


def _memory(standing: Mapping[str, Any]) -> dict[str, str]:
    cells: dict[str, str] = json.loads(standing[REMEMBERED] or "{}").get("cells", {})
    return cells


def _remembered(shipment: Shipment, values: Mapping[str, Any]) -> str:
    """What the hidden column keeps: the shipment, and the sum of each cell that holds something."""
    cells = {column: _sum(values[column]) for column in _columns(values) if values[column] is not None}
    return json.dumps({"of": shipment.name, "cells": cells}, separators=(",", ":"))


def _sum(value: Any) -> str:
    words = "" if value is None else value.hex() if isinstance(value, bytes) else f"={plain(value)}"
    return hashlib.blake2b(words.encode(), digest_size=4).hexdigest()


def _note(rows: Change, shipment: Shipment, today: date) -> None:
    rows.add(Shipped(name=shipment.name, version=shipment.version, taken_on=today))


__all__ = ["Difference", "Shipment", "add_all", "compared", "offered", "take", "versions"]
