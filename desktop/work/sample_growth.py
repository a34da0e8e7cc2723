"""Growth files in the sample township: a class with two terms of words and levels, three years of heights, works."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.register import Register, key_id, new_id
from db.registers import GrowthLevel, GrowthNote, Honesty, Measure, Student, Work
from desktop.work import pictures, tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sample"
SIDES = "12345"


def play(town: Term) -> None:
    plan = tomllib.loads((FOLDER / "growth.toml").read_text("utf-8"))
    town.do(town.center, lambda office: write(office, plan))


def write(office: Office, plan: dict[str, Any]) -> Outcome:
    """Everything of the class in one entry."""
    where = [("school", office.school), ("class", plan["room"]), ("status", "在读")]
    children = tables.ids(office, Student, where=where, sort=["name"])
    made: dict[type[Register], list[dict[str, Any]]] = {
        GrowthNote: [note for n, child in enumerate(children) for note in _notes(plan, n, child)],
        GrowthLevel: [level for n, child in enumerate(children) for level in _levels(plan, n, child)],
        Measure: [measure for n, child in enumerate(children) for measure in _measures(plan, n, child)],
        Work: [_work(office, work, children) for work in plan["works"]],
        Honesty: [{**_of(deed), "student_id": children[deed["place"]]} for deed in plan["honesty"]],
    }
    with office.change(f"{plan['room']}成长记录") as rows:
        for register, found in made.items():
            _insert(rows, register, found, office.school_id)
    return Outcome()


def _insert(rows: Any, register: type[Register], found: list[dict[str, Any]], school: bytes | None) -> None:
    """Rows with all their columns, in bulk."""
    names = list(dict.fromkeys(name for row in found for name in row))
    lines = []
    for row in found:
        key = key_id(register.register_name(), [row.get(k) for k in register.key]) if register.key else new_id()
        lines.append((key, school, *(row.get(name) for name in names)))
    rows.insert_rows(register, ["id", "school_id", *names], lines)


def _notes(plan: dict[str, Any], number: int, child: bytes) -> list[dict[str, Any]]:
    found = []
    for at, (year, term, room) in enumerate(plan["terms"]):
        n = number * 3 + at * 5
        row = {
            "student_id": child, "year": year, "term": term, "class_name": room, "teacher": "陈大勇",
            "conduct": plan["conduct"][n % len(plan["conduct"])],
            "teacher_words": plan["teacher"][n % len(plan["teacher"])], "self_words": plan["own"][n % len(plan["own"])],
            "parent_words": plan["parent"][n % len(plan["parent"])],
            "honours": plan["honours"][n % len(plan["honours"])] if n % 2 else None,
        }  # fmt: skip
        if at == 1 and number % plan["unwritten"] == 4:
            row |= {"teacher_words": None, "self_words": None, "parent_words": None, "conduct": None}
        found.append(row)
    return found


def _levels(plan: dict[str, Any], number: int, child: bytes) -> list[dict[str, Any]]:
    return [
        {
            "student_id": child, "year": year, "term": term, "side": side,
            "level": plan["levels"][(number * 5 + at * 3 + place * 2) % len(plan["levels"])],
            "fact": plan["facts"][side] if (number + place + at) % 3 == 0 else None,
        }
        for at, (year, term, _room) in enumerate(plan["terms"])
        for place, side in enumerate(SIDES)
        if not (at == 1 and number % plan["unwritten"] == 4)
    ]  # fmt: skip


def _measures(plan: dict[str, Any], number: int, child: bytes) -> list[dict[str, Any]]:
    """A child grows five to seven centimetres and two to three kilograms a year."""
    found = []
    for year, day in enumerate(plan["measured"]):
        height = Decimal(1245 + number % 9 * 12 + year * (54 + number % 4 * 5)) / 10
        weight = Decimal(245 + number % 7 * 8 + year * (23 + number % 3 * 4)) / 10
        sight = "4.7" if number % 6 == 2 and year else "5.0"
        row = {"student_id": child, "on": day, "height": str(height), "weight": str(weight)}
        found.append({**row, "sight_left": sight, "sight_right": "5.0"})
    return found


def _of(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in ("place", "file")}


def _work(office: Office, said: dict[str, Any], children: list[bytes]) -> dict[str, Any]:
    picture = pictures.keep(office, (FOLDER / "works" / said["file"]).read_bytes())
    return {**_of(said), "student_id": children[said["place"]], "picture": picture}
