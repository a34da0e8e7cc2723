"""Kinds of documents as they ship: resources/documents/*.toml, each a row of its kind and a row for each ask."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from db.register import Register
from db.registers.document_kinds import DocumentAsk, DocumentKind

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "documents"
_TEXTS = ("body", "closing", "stub", "receipt")


def rows() -> list[Register]:
    """All shipped kinds with what they ask for, new rows each time, in the order of their files' `place`."""
    found: list[Register] = []
    for file in sorted(FOLDER.glob("*.toml")):
        said = tomllib.loads(file.read_text("utf-8"))
        asks = said.pop("asks", [])
        kind = DocumentKind(kind=file.stem, **_words(said))
        found.append(kind)
        found += [DocumentAsk(kind_id=kind.id, place=place, **_words(ask)) for place, ask in enumerate(asks, 1)]
    return found


def _words(said: Mapping[str, Any]) -> dict[str, Any]:
    """Texts of several lines without the break at their ends."""
    return {name: value.strip("\n") if name in (*_TEXTS, "preset") else value for name, value in said.items()}
