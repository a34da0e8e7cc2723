"""The criteria by which a hazard is major, chapter by chapter (教发厅函〔2024〕20号)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).resolve().parent.parent / "resources" / "hazard_criteria.toml"


class Criterion(NamedTuple):
    """seen: the guide's own text; else a working default."""

    chapter: str
    text: str
    seen: bool


@cache
def criteria() -> tuple[Criterion, ...]:
    said = tomllib.loads(FILE.read_text("utf-8"))["criteria"]
    return tuple(Criterion(part["chapter"], text, part["seen"]) for part in said for text in part["texts"])
