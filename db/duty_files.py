"""Duties as they ship: resources/duties.toml, a row of its own for each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from db.register import Register
from db.registers.duties import KINDS, Duty

FILE = Path(__file__).resolve().parent.parent / "resources" / "duties.toml"
COLUMNS = {"day": "on_day", "month": "on_month"}
"""Words of the file that are columns under another name."""


def rows() -> list[Register]:
    """All shipped duties, new rows each time."""
    return [_duty(said) for said in tomllib.loads(FILE.read_text("utf-8"))["duties"]]


def _duty(said: dict[str, Any]) -> Duty:
    who = said.pop("who")
    kinds = dict.fromkeys(KINDS if who == ["schools"] else who, True)
    said.setdefault("proof", "rows")
    where = said.pop("where", None)
    return Duty(**{COLUMNS.get(name, name): value for name, value in said.items()}, **kinds, where=where)
