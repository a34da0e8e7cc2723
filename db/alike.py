"""Rows that get the same cells: one statement writes them all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

MANY = 50
"""From so many rows on it pays."""

Cells = tuple[tuple[str, Any], ...]

EACH = "json_each(?)"
"""SQL: the rows of `listed`, each as unhex(value), numbered from 0 by key."""


def grouped(rows: Iterable[tuple[bytes, Cells]]) -> dict[Cells, list[bytes]]:
    """Rows by what is to be set in them: values as stored."""
    found: dict[Cells, list[bytes]] = {}
    for row, cells in rows:
        found.setdefault(cells, []).append(row)
    return found


def listed(rows: Sequence[bytes]) -> str:
    """Keys as one value that SQL can take apart again."""
    return json.dumps([row.hex() for row in rows])
