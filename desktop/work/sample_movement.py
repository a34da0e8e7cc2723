"""Movements in the sample township: who came, left, stays away and came back; a point merged; pupils checked off."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from db.registers import School, Student
from desktop.work import closing, movements, roll_check, rows, tables
from desktop.work.closing_plan import Closing
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

FILE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "movements.toml"


def play(term: Term) -> None:
    """At the center, at the point 黑沟 by its own machine, and with the stick between them."""
    plan = tomllib.loads(FILE.read_text("utf-8"))
    point = plan["merged"]["into"]
    term.do(term.center, lambda office: _at_the_center(office, plan))
    term.friday(point)
    term.do(point, lambda office: _at_the_point(office, plan))
    term.friday(point)


def _at_the_center(office: Office, plan: dict[str, Any]) -> Outcome:
    _merge(office, plan["merged"])
    for one in plan["movements"]:
        if "school" not in one:
            _move(office, one)
    return _check(office, plan["checked"])


def _at_the_point(office: Office, plan: dict[str, Any]) -> Outcome:
    for one in plan["movements"]:
        if one.get("school") == office.school:
            _move(office, one)
    check = roll_check.this_term(office)
    for room in roll_check.rooms(office, check):
        roll_check.all_here(office, check, room.room)
    return roll_check.finish(office, check)


def _merge(office: Office, merged: dict[str, Any]) -> Outcome:
    """A point of three pupils becomes part of another in summer; they are put into its classes."""
    point = rows.add(office, School, {"name": merged["school"], "kind": "教学点", "parent": office.school})
    key, heir = bytes.fromhex(point.data["id"]), office.school_called(merged["into"])
    pupils = {}
    for typed in merged["pupils"]:
        room = typed.pop("class")
        made = rows.add(office, Student, {"school": merged["school"], **typed})
        pupils[bytes.fromhex(made.data["id"])] = room
    done = closing.close(office, Closing(key, heir, date.fromisoformat(str(merged["on"]))))
    for pupil, room in pupils.items():
        rows.change(office, Student, pupil, {"class": room})
    return done


def _move(office: Office, one: dict[str, Any]) -> Outcome:
    pupil = tables.ids(office, Student, one["pupil"])[0] if "pupil" in one else None
    done = movements.do(office, one["kind"], pupil, one["typed"], one.get("came"))
    if done.attention:
        raise AssertionError(done.sentence)
    return done


def _check(office: Office, checked: dict[str, Any]) -> Outcome:
    """Most classes are done; what was found is partly settled."""
    check = roll_check.this_term(office)
    keys = {one.title: one.room for one in roll_check.rooms(office, check)}
    for title, name in checked["missing"].items():
        roll_check.tick(office, check, keys[title], [tables.ids(office, Student, name)[0]], roll_check.NOT_HERE)
    for title, name in checked["more"].items():
        roll_check.add_other(office, check, keys[title], name)
    for title in checked["done"]:
        roll_check.all_here(office, check, keys[title])
    return _move(office, checked["left"])
