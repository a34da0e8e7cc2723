"""Teachers' files of the sample township: who was trained, who teaches elsewhere, last year's appraisal, visits."""

from __future__ import annotations

import random
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from db.change import Change
from db.registers import AnnualReview, Rotation, Staff, StaffVisit, Training
from desktop.work import tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "staff_files.toml"
OWN = ("place", "of_ten", "from", "to")


def play(term: Term) -> None:
    """The center keeps the files of its own staff."""
    term.do(term.center, _write)


def _write(office: Office) -> Outcome:
    said = tomllib.loads(SOURCE.read_text("utf-8"))
    people = tables.ids(office, Staff, where=[("school", office.school)], sort=["name"])
    chance = random.Random(said["seed"])
    with office.change("登记教师档案") as rows:
        for one in said["trainings"]:
            for row in people:
                if chance.randrange(10) < one["of_ten"]:
                    rows.add(_of(Training, one, row, office))
        for one in said["rotations"]:
            schools = {f"{way}_id": office.school_called(one[way]) for way in ("from", "to")}
            made = _of(Rotation, one, people[one["place"]], office, year=office.school_year, **schools)
            made.complete(office.context)
            rows.add(made)
        for one in said["visits"]:
            rows.add(_of(StaffVisit, one, people[one["place"]], office))
        _appraise(rows, office, said, people, chance)
        rows.set_cells(Staff, [cell for row in people for cell in _since(row, said, chance)])
    return Outcome()


def _since(row: bytes, said: dict[str, Any], chance: random.Random) -> list[tuple[bytes, str, str]]:
    """When somebody came to the school and was registered last."""
    joined, registered = (chance.randint(*said[name]) for name in ("joined", "registered"))
    return [(row, "joined_in", f"{joined}-09"), (row, "registered_on", f"{registered}-{chance.randint(1, 12):02}-15")]


def _of(register: type[Any], one: dict[str, Any], row: bytes, office: Office, **more: Any) -> Any:
    words = {name: value for name, value in one.items() if name not in OWN}
    return register(staff_id=row, school_id=office.school_id, **words, **more)


def _appraise(rows: Change, office: Office, said: dict[str, Any], people: list[bytes], chance: random.Random) -> None:
    """Most are good, a few are excellent, one only just."""
    order = list(people)
    chance.shuffle(order)
    year = said["review_year"]
    for place, row in enumerate(order):
        grade = "1" if place < said["excellent"] else "3" if place < said["excellent"] + said["basic"] else "2"
        words = {"grade": grade, "ethics": "1" if grade == "1" else "2", "decided_on": date(year + 1, 1, 12)}
        rows.add(AnnualReview(staff_id=row, school_id=office.school_id, year=year, **words))
