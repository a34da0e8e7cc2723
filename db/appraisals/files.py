"""Appraisal schemes as they ship: files of resources/appraisals, made into rows of the township."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.register import Register
from db.registers.appraisals import AppraisalHead, AppraisalScheme

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "appraisals"


def rows() -> Sequence[Register]:
    """Every scheme with its heads."""
    return [row for file in sorted(FOLDER.glob("*.toml")) for row in _rows(tomllib.loads(file.read_text("utf-8")))]


def _rows(said: dict[str, Any]) -> Iterator[Register]:
    lines = dict(zip(("excellent", "good", "passing"), map(Decimal, said["lines"]), strict=True))
    told = {name: said[name] for name in ("sign", "name", "about", "rhythm", "source")}
    scheme = AppraisalScheme(**told, award=said.get("award"), single=said.get("single"), **lines)
    yield scheme
    for number, head in enumerate(said["heads"], 1):
        wanted = Decimal(head["wanted"]) if "wanted" in head else None
        yield AppraisalHead(
            scheme_id=scheme.id, number=number, section=head["section"], text=head["text"], full=Decimal(head["full"]),
            wanted=wanted, **{name: head.get(name) for name in ("measure", "which", "veto", "award")},
        )  # fmt: skip
