"""The kinds and standards of aid as they ship (resources/aid_standards.toml), as rows of the township."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.register import Register
from db.registers import AidKind, AidStandard

FILE = Path(__file__).resolve().parent.parent / "resources" / "aid_standards.toml"
SUMS = ("yuan_year", "yuan_term", "yuan_day")


def rows() -> Sequence[Register]:
    """New rows each time, kinds first."""
    said = tomllib.loads(FILE.read_text("utf-8"))
    kinds = {one["code"]: AidKind(**one) for one in said["kinds"]}
    return [*kinds.values(), *(_standard(one, kinds[one["kind"]].id) for one in said["standards"])]


def _standard(said: dict[str, Any], kind: bytes) -> AidStandard:
    words = {name: Decimal(value) if name in SUMS else value for name, value in said.items() if name != "kind"}
    return AidStandard(kind_id=kind, **words)
