"""A term of safety in the sample township: days looked round, a missed week, hazards on their way, drills, plans."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from db import patrolled
from db.register import Register, key_id
from db.registers import (
    Assignment,
    Drill,
    DutyShift,
    Facility,
    Hazard,
    Meeting,
    Patrol,
    Plan,
    PlanTask,
    SafetyAgreement,
    WeekItem,
)
from db.registers.office import Shipped
from desktop.work import imports, patrols, pictures, rectification, rows, safety_months, sample_operations, tables
from desktop.work.duties import SHIPMENT
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sample"
PHOTOS = FOLDER / "hazards"
BOOK, BOOK_OF = "heigou_hazards_2025.xlsx", "黑沟教学点"


def play(term: Term) -> None:
    """Each school writes its own days; the center brings in last year's book and sees who missed a week."""
    said = tomllib.loads((FOLDER / "safety.toml").read_text("utf-8"))
    term.do(term.center, lambda office: _center(office, said))
    points = [guard["school"] for guard in said["guards"] if guard["school"] != term.center]
    term.friday(*points)
    for guard in said["guards"]:
        term.do(guard["school"], lambda office, guard=guard: _school(office, said, guard))
    term.friday(*points)


def _center(office: Office, said: dict[str, Any]) -> Outcome:
    """Since when duties count, what each point has not, who looks after whom, the plans and the week."""
    with office.change("职责从开学算起") as change:
        change.add(Shipped(name=SHIPMENT, version=1, taken_on=said["begins"]))
        for school, kinds in said["lacking"].items():
            for kind in kinds:
                change.add(Facility(school_id=office.school_called(school), kind=kind, present=False))
    imports.open_sheet(office, Hazard, FOLDER / BOOK, office.school_called(BOOK_OF)).apply()
    for register, name in ((Assignment, "assignments"), (Plan, "plans"), (PlanTask, "tasks"), (WeekItem, "week")):
        for typed in said[name]:
            _done(rows.add(office, register, _words(typed, year="2026") if register is Plan else typed))
    for typed in said["agreements"]:
        _done(rows.add(office, SafetyAgreement, {"year": "2026", "signed_on": "2026-09-18", **typed}))
    return Outcome()


def _school(office: Office, said: dict[str, Any], guard: dict[str, Any]) -> Outcome:
    days = list(_days(office, said))
    with office.change("九月以来的排查和值班") as change:
        with office.look() as connection:
            asked = [one.code for one in patrolled.categories(connection, office.school_id or b"")]
        change.insert_rows(Patrol, PATROL, list(_patrols(office, days, asked, guard)))
        for number, on in enumerate(days):
            change.add(_shift(office, on, "1", guard["leader"]))
            change.add(_shift(office, on, "2", guard["watch"][number % len(guard["watch"])]))
    pupils = str(tables.count(office, _students(), where=[("school", office.school)]))
    for register, name in ((Drill, "drills"), (Meeting, "meetings")):
        for typed in said[name]:
            if name == "drills" or office.school == "青石镇中心学校" or "月例会" in typed["kind"]:
                _done(rows.add(office, register, {key: text.format(pupils=pupils) for key, text in typed.items()}))
    for one in said["hazards"]:
        if one["school"] == office.school:
            _hazard(office, one)
    sample_operations.school(office, [guard["leader"], *guard["watch"]])
    for month in ("2026-09", "2026-10"):
        safety_months.close(office, month, "本月安全无事故。")
    return Outcome()


def _students() -> type[Register]:
    from db.registers import Student

    return Student


PATROL = ("id", "school_id", "on", "category", "result", "by", "at")


def _days(office: Office, said: dict[str, Any]) -> Iterator[date]:
    """School days of the term; one point forgot a whole week."""
    day = said["begins"]
    while day <= said["ends"]:
        forgotten = office.school == said["missed_school"] and day.isoformat() in said["missed"]
        if office.context.is_school_day(day) and not forgotten and day < office.today:
            yield day
        day += timedelta(days=1)


def _patrols(office: Office, days: list[date], asked: list[str], guard: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for number, on in enumerate(days):
        by = [guard["leader"], *guard["watch"]][number % (1 + len(guard["watch"]))]
        for category in asked:
            key = key_id("patrols", [office.school_id, on, category])
            yield key, office.school_id, on.isoformat(), category, patrols.FINE, by, f"07:{40 + number % 15}"


def _shift(office: Office, on: date, kind: str, name: str) -> DutyShift:
    zone = "8" if kind == "1" else "1"
    return DutyShift(school_id=office.school_id, on=on, shift="2", kind=kind, zone=zone, name=name, patrols=3)


def _hazard(office: Office, one: dict[str, Any]) -> None:
    """One hazard, as far along its way as the file says."""
    found_on = office.today - timedelta(days=one["days"])
    code = patrols.category_called(one["category"])
    made = Hazard(
        school_id=office.school_id, what=one["what"], place=one["place"], category=code, found_on=found_on,
        found_by=one.get("by") or office.who.name, responsible=one["responsible"], measures=one["measures"],
        photo_before=pictures.keep(office, (PHOTOS / one["photo"]).read_bytes()) if "photo" in one else None,
    )  # fmt: skip
    row = bytes.fromhex(rectification.enter(office, made).data["id"])
    if one["to"] == "major":
        rectification.grade_major(office, Hazard, row, one["criterion"], whom=one["told"], at=one["at"], on=found_on)
    else:
        rectification.grade(office, Hazard, row, "1", on=found_on)
    if one["to"] == "major":
        return
    due_on = office.today + timedelta(days=one["due"]) if one["due"] < 0 else found_on + timedelta(days=one["due"] + 7)
    rectification.notify(office, Hazard, row, due_on, on=found_on, responsible=one["responsible"])
    if one["to"] in ("answer", "closed"):
        on = found_on + timedelta(days=min(one["days"], 5))
        rectification.answer(office, Hazard, row, one["answer"], on=on, by=one["responsible"])
        if one["to"] == "closed":
            rectification.recheck(office, Hazard, row, passed=True, by=one["by"], on=on + timedelta(days=1))


def _words(typed: dict[str, Any], **more: str) -> dict[str, str]:
    return {**typed, **more}


def _done(outcome: Outcome) -> None:
    if outcome.attention:
        raise AssertionError(outcome.sentence)
