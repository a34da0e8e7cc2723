"""The sample's building projects, and plans for pupils who are ahead, gifted or in difficulty."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from db.registers import LayeredPlan, Project, SchoolClass, Student
from desktop.work import rows, tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.roll_call import IN_CLASS
from desktop.work.sample_term import Term

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "projects.toml"


def play(term: Term) -> None:
    """The chapter, at the center."""
    told = tomllib.loads(SOURCE.read_text("utf-8"))
    term.do(term.center, lambda office: _build(office, told["projects"]))
    term.do(term.center, lambda office: _plan(office, told["plans"]))


def _build(office: Office, projects: list[dict[str, str]]) -> Outcome:
    for one in projects:
        _done(rows.add(office, Project, one))
    return Outcome()


def _plan(office: Office, told: dict[str, Any]) -> Outcome:
    (room,) = [
        row["id"]
        for row in tables.table(office, SchoolClass, where=[("school", office.school)]).rows
        if row["title"] == told["room"]
    ]
    pupils = tables.ids(office, Student, where=[("class", room), IN_CLASS], sort=["name"])
    for one in told["pupils"]:
        words = {name: text for name, text in one.items() if name != "place"}
        _done(rows.add(office, LayeredPlan, {**words, "student": pupils[one["place"]].hex(), **_time(told)}))
    return Outcome()


def _done(outcome: Outcome) -> None:
    assert not outcome.attention, outcome.sentence


def _time(told: dict[str, Any]) -> dict[str, str]:
    return {"year": told["year"], "term": told["term"]}
