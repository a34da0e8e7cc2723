"""Entry in the sample township: the round of 2026 as it stands in autumn, one notice undelivered, grade one split."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from db import query
from db.register import key_id
from db.registers import Admission, Child, SchoolClass, Student
from db.rules.ages import entry_year
from db.rules.comparison import Rosters
from desktop.work import (
    class_splitting,
    entry_figures,
    entry_lists,
    entry_notices,
    entry_serving,
    tables,
)
from desktop.work.bulk import put_rows
from desktop.work.class_splitting import Team
from desktop.work.office import Office
from desktop.work.sample_term import Term

FILE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "entry.toml"
COLUMNS = (
    "id", "school_id", "child_id", "year", "notice_number", "printed_on", "delivered_on", "delivered_to", "way",
    "delivered_by", "receipt_on", "registered_on", "class_id", "student_id",
)  # fmt: skip


def play(term: Term) -> None:
    """Zones and notices in June, on paper still; what is left over is done with the program; the split in August."""
    plan = tomllib.loads(FILE.read_text("utf-8"))
    for day, work in ((plan["printed_on"], _notices), (plan["split"]["on"], _split)):
        office = Office.open(term.files[term.center], term.people[term.center], day)
        try:
            work(office, plan)
        finally:
            office.workspace.changed = False
            office.close()


def _notices(office: Office, plan: dict[str, Any]) -> None:
    year, phone = plan["year"], plan["phone"]
    entry_lists.make_zones(office, year)
    _on_paper(office, plan)
    entry_lists.prepare(office, year)
    wanted = entry_notices.unprinted(office, year)
    entry_notices.issue(office, wanted, plan["when"], phone=phone)
    named = {row["name"]: row["id"] for row in entry_figures.rows(office, year)}
    reached = [row for name, row in named.items() if row in wanted and name not in plan["undelivered"]]
    entry_serving.deliver(office, reached, {"delivered_on": plan["delivered_on"], "delivered_by": plan["delivered_by"]})


def _on_paper(office: Office, plan: dict[str, Any]) -> None:
    """The children who sit in grade one by now: their notices were written by hand, and are entered afterwards."""
    year, school = plan["year"], office.titles("schools")
    with office.look() as connection:
        pupils = [p for p in query.standing(connection, Student) if p["cohort"] == year and p["stage"] == "1"]
        children = query.standing(connection, Child)
    rosters = Rosters(pupils, school.values())
    lines: list[tuple[Any, ...]] = []
    moves: list[tuple[bytes, str, bytes]] = []
    for child in children:
        pupil = rosters.student(child)
        if pupil is None or not child["born_on"] or entry_year(date.fromisoformat(child["born_on"])) != year:
            continue
        lines.append(
            (
                key_id("admissions", [child["id"], year]), pupil["school_id"], child["id"], year,
                f"{plan['word']}〔{year}〕{len(lines) + 1}号", plan["printed_on"].isoformat(), plan["delivered_on"],
                child["householder"], "1", plan["delivered_by"], plan["returned_on"], plan["registered_on"],
                pupil["class_id"], pupil["id"],
            )
        )  # fmt: skip
        if child["school_id"] != pupil["school_id"]:
            moves.append((child["id"], "school_id", pupil["school_id"]))  # its line goes to the school that took it in
    with office.change(f"{year}年手写入学通知书补登") as change:
        change.set_cells(Child, moves)
        put_rows(change, Admission, COLUMNS, lines)


def _split(office: Office, plan: dict[str, Any]) -> None:
    told, year = plan["split"], plan["year"]
    assert office.school_id is not None
    led = tables.ids(office, SchoolClass, where=[("school", office.school), ("entry_year", str(year))])
    teams = []
    for row in led:
        room = office.linked("classes", row) or {}
        if room.get("teacher_id"):
            teams.append(Team(room["teacher_id"]))
    drawn = teams if len(teams) == told["classes"] else []
    proposal = class_splitting.propose(
        office, office.school_id, "1", told["classes"], told["seed"], teams=drawn, year=year
    )
    class_splitting.keep(office, proposal, {name: told[name] for name in ("witnesses", "place", "host")})
