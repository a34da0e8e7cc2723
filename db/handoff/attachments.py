"""Photographs and papers travel once, by content, beside the operations that name them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from sqlalchemy import Connection

from db.handoff.body import Writer
from db.merge import Operation

MOST = 16 * 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")


class Attachments:
    """The pictures that the operations of one parcel name and this file has."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._there = {name for (name,) in connection.exec_driver_sql("SELECT hash FROM blobs")}
        self._named: dict[str, None] = {}

    def note(self, operations: Iterable[Operation]) -> None:
        if not self._there:
            return
        for operation in operations:
            if isinstance(operation.value, str):
                self._named |= dict.fromkeys(h for h in _HASH.findall(operation.value) if h in self._there)

    def write(self, writer: Writer) -> None:
        for name in self._named:
            body = self._connection.exec_driver_sql("SELECT body FROM blobs WHERE hash = ?", (name,)).scalar()
            if body is not None and len(body) <= MOST:
                writer.attachment(name, bytes(body))


def take(connection: Connection, brought: Iterable[tuple[str, bytes]]) -> None:
    """Keeps what came; a picture that is not what its name says is as one that has not come yet."""
    for name, body in brought:
        if len(body) <= MOST and hashlib.sha256(body).hexdigest() == name:
            connection.exec_driver_sql(
                "INSERT OR IGNORE INTO blobs (hash, size, body) VALUES (?,?,?)", (name, len(body), body)
            )
