"""Photographs and papers travel once, by content, beside the operations that name them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable

from sqlalchemy import Connection

from db import kinds
from db.handoff.body import Writer
from db.merge import Operation, knowledge
from db.registers import REGISTERS

MOST = 16 * 1024 * 1024
MOST_TOGETHER = 96 * 1024 * 1024
"""Bytes of pictures in one parcel; the receiver asks for the rest, and it goes with the next."""
MOST_ASKED = 3000
_HASH = re.compile(r"[0-9a-f]{64}")


class Attachments:
    """The pictures that the operations of one parcel name, or that its receiver asked for, and this file has."""

    def __init__(self, connection: Connection, asked: Iterable[str] = ()) -> None:
        self._connection = connection
        self._there = {name for (name,) in connection.exec_driver_sql("SELECT hash FROM blobs")}
        self._named: dict[str, None] = dict.fromkeys(name for name in asked if name in self._there)

    def note(self, operations: Iterable[Operation]) -> None:
        if not self._there:
            return
        for operation in operations:
            if isinstance(operation.value, str):
                self._named |= dict.fromkeys(h for h in _HASH.findall(operation.value) if h in self._there)

    def write(self, writer: Writer) -> None:
        left = MOST_TOGETHER
        for name in self._named:
            body = self._connection.exec_driver_sql("SELECT body FROM blobs WHERE hash = ?", (name,)).scalar()
            if body is not None and len(body) <= MOST and len(body) <= left:
                writer.attachment(name, bytes(body))
                left -= len(body)


def take(connection: Connection, brought: Iterable[tuple[str, bytes]]) -> None:
    """Keeps what came; a picture that is not what its name says is as one that has not come yet."""
    for name, body in brought:
        if len(body) <= MOST and hashlib.sha256(body).hexdigest() == name:
            connection.exec_driver_sql(
                "INSERT OR IGNORE INTO blobs (hash, size, body) VALUES (?,?,?)", (name, len(body), body)
            )


# -- asking for what has not come -----------------------------------------------------------------------------


def lacking(connection: Connection) -> list[str]:
    """Pictures and papers that rows name and this file has not got."""
    found: list[str] = []
    kept = [(r.register_name(), f.column) for r in REGISTERS for f in r.fields().values() if f.kind in kinds.KEPT]
    for name, column in kept:
        lost = f'"{column}" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM blobs b WHERE b.hash = t."{column}")'
        question = f'SELECT DISTINCT "{column}" FROM "{name}" t WHERE deleted = 0 AND {lost} LIMIT ?'
        found += connection.exec_driver_sql(question, (MOST_ASKED,)).scalars()
    return found[:MOST_ASKED]


def asked(connection: Connection, site: int) -> list[str]:
    """What that machine asked for last and this file has."""
    told = connection.exec_driver_sql("SELECT value FROM local WHERE name = ?", (f"asked {site}",)).scalar()
    there = "SELECT 1 FROM blobs WHERE hash = ?"
    return [name for name in json.loads(told or "[]") if connection.exec_driver_sql(there, (name,)).first()]


def note_asked(connection: Connection, site: int, names: Iterable[object]) -> None:
    wanted = [name for name in names if isinstance(name, str) and _HASH.fullmatch(name)][:MOST_ASKED]
    knowledge.note(connection, f"asked {site}", json.dumps(wanted))
