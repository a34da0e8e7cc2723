"""Photographs: kept once each under the sum of their bytes, wherever a row shows them."""

from __future__ import annotations

import hashlib

from desktop.work.office import Office


def keep(office: Office, body: bytes) -> str:
    """Keeps a picture; its name is its SHA-256, which is what a photo field holds."""
    name = hashlib.sha256(body).hexdigest()
    with office.workspace.note_locally() as connection:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO blobs (hash, size, body) VALUES (?, ?, ?)", (name, len(body), body)
        )
    return name


def body(office: Office, name: str) -> bytes | None:
    """The picture, or None while it has not arrived here."""
    with office.look() as connection:
        found = connection.exec_driver_sql("SELECT body FROM blobs WHERE hash = ?", (name,)).scalar()
    return None if found is None else bytes(found)
