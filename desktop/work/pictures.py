"""Photographs: kept once each under the sum of their bytes, wherever a row shows them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from db.rules import photographs
from desktop.work.office import Office

LARGEST = 2 * 1024 * 1024
"""Bytes of a photograph that is taken as it is; the window makes larger ones smaller."""
_KINDS = (b"\xff\xd8\xff", b"\x89PNG\r\n")
"""How JPEG and PNG begin."""


def typed(office: Office, text: str) -> str:
    """What somebody gives for a photograph: a file, or the name of one that is kept. Raises ValueError, a sentence."""
    if re.fullmatch(r"[0-9a-f]{64}", text):
        return text
    shown = text if len(text) <= 40 else f"…{text[-40:]}"
    try:
        fits = Path(text).stat().st_size <= LARGEST
        body = Path(text).read_bytes() if fits else b""
    except (OSError, ValueError):  # the latter where no file can be called so
        raise ValueError(f"没有找到照片“{shown}”。请写照片文件的完整路径。") from None
    if not body.startswith(_KINDS):
        raise ValueError("这不是能用的照片。请用 2 MB 以内的 JPG 或 PNG 文件。")
    return keep(office, body)


def keep(office: Office, body: bytes) -> str:
    """Keeps a picture without its traces of place and camera; its name is its SHA-256, which a photo field holds."""
    body = photographs.without_traces(body)
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
