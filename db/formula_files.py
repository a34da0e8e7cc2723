"""Composite formulas that ship with the program: files of resources/formulas, made into rows of the township."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.codes import code_list
from db.register import Register
from db.registers.formulas import Formula, FormulaTerm, FormulaWeight

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "formulas"


def rows() -> Sequence[Register]:
    """Every formula with its terms and weights."""
    return [row for file in sorted(FOLDER.glob("*.toml")) for row in _rows(tomllib.loads(file.read_text("utf-8")))]


def _rows(said: dict[str, Any]) -> Iterator[Register]:
    formula = Formula(**{name: said.get(name) for name in ("sign", "name", "source", "remark", "denominator")})
    yield formula
    for part in said["terms"]:
        span = _span(part)
        for term, (weight, normaliser) in part.items():
            yield FormulaTerm(formula_id=formula.id, term=term, weight=Decimal(weight), normaliser=normaliser, **span)
    for part in said.get("weights", ()):
        span = _span(part)
        for subject, weight in part["subjects"].items():
            code = code_list("subject").read(subject)
            yield FormulaWeight(formula_id=formula.id, subject=code, weight=Decimal(weight), **span)
    for level, weight in said.get("levels", {}).items():
        yield FormulaWeight(formula_id=formula.id, level=level, weight=Decimal(weight))


def _span(part: dict[str, Any]) -> dict[str, str]:
    """From which grade to which; taken out of the part."""
    return {"from_grade": str(part.pop("from")), "to_grade": str(part.pop("to"))}
