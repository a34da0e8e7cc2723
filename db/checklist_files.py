"""Checklists as they ship: resources/checklists/*.toml, each a row of its list and a row for every line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from db.register import Register
from db.registers.checklists import TIERS, Checklist, ChecklistItem

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "checklists"
_INHERITED = ("way", "values", "due_label", "done_label")
"""What a section, or the whole list, may say once for its lines."""

_EXACT = ("full", "step", "line", "due")


def rows() -> list[Register]:
    """All shipped lists with their lines, new rows each time; of a name with several versions the last is in use."""
    said = [_read(file) for file in sorted(FOLDER.glob("*.toml"))]
    newest = {one["name"]: max(o["version"] for o in said if o["name"] == one["name"]) for one in said}
    found: list[Register] = []
    for one in said:
        state = "active" if one["version"] == newest[one["name"]] else "retired"
        made = checklist(one, state)
        found += [made, *items(one, made.id)]
    return found


@cache
def _read(file: Path) -> Mapping[str, Any]:
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)


def checklist(said: Mapping[str, Any], state: str) -> Checklist:
    words = {name: said[name] for name in ("name", "version", "heading", "area", "target", "source")}
    lines = dict(zip(("excellent", "good", "passing")[-len(said["lines"]) :], map(Decimal, said["lines"]), strict=True))
    guide = said.get("guide")
    return Checklist(**words, state=state, guide=guide, **lines, **_tiers(said))


def items(said: Mapping[str, Any], checklist_id: bytes) -> Iterator[ChecklistItem]:
    """The lines numbered through, each with what its section says for all."""
    sections = said.get("sections") or [{"title": None, "items": said["items"]}]
    lines = [(section, line) for section in sections for line in section["items"]]
    for number, (section, line) in enumerate(lines, 1):
        common = {name: from_[name] for from_ in (said, section) for name in _INHERITED if name in from_}
        yield ChecklistItem(
            checklist_id=checklist_id, number=number, section=section["title"], **_cells(common | line), **_tiers(line)
        )


def _cells(line: Mapping[str, Any]) -> dict[str, Any]:
    cells = {name: line[name] for name in line if name not in ("text", "tiers", "values")}
    cells |= {name: Decimal(line[name]) for name in _EXACT if name in line}
    cells = {"content": line["text"], "way": "fault"} | cells
    if cells["way"] == "grade":
        shares = line.get("values") or [cells["full"] * part / 10 for part in (10, 8, 6, 0)]
        cells |= dict(zip(("value_a", "value_b", "value_c", "value_d"), map(Decimal, shares), strict=True))
    if cells["way"] != "quota":
        cells = {name: cells[name] for name in cells if name not in ("due_label", "done_label")}
    return cells


def _tiers(said: Mapping[str, Any]) -> dict[str, bool]:
    """Kinds of school it is not for; what it is for stays empty."""
    return {tier: False for tier in TIERS if tier not in said["tiers"]} if "tiers" in said else {}


__all__ = ["checklist", "items", "rows"]
