"""Inspections in the sample township: the four kinds of rounds, what keeps going wrong, lessons heard together."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from db.registers import Facility, Finding, Observation, Staff
from db.rules import answers
from db.rules.marks import Mark, Way
from desktop.work import (
    checklists,
    documents,
    inspections,
    lessons,
    lots,
    rectification,
    round_circular,
    round_state,
    rounds,
    rows,
    six_results,
    tables,
)
from desktop.work.inspecting import Filling, Line
from desktop.work.inspections import Whom
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

PLAN = Path(__file__).resolve().parents[2] / "resources" / "sample" / "rounds.toml"
BEST = {Way.FAULT: "合格", Way.YESNO: "是", Way.GRADE: "A", Way.QUOTA: "42/42"}
TRAVELLING = ("黑沟教学点",)


def play(term: Term) -> None:
    plan = tomllib.loads(PLAN.read_text("utf-8"))
    term.do(term.center, lambda office: _write(office, plan))
    term.friday(*TRAVELLING)


def _write(office: Office, plan: Mapping[str, Any]) -> Outcome:
    for said in plan["facilities"]:
        _facilities(office, said)
    for said in plan["rounds"]:
        _round(office, said, plan["weak"])
    for said in plan["lessons"]:
        _lesson(office, said)
    _heard(office, plan["heard"])
    return Outcome()


def _facilities(office: Office, said: Mapping[str, Any]) -> None:
    for present, names in (("是", said["has"]), ("否", said["lacks"])):
        for name in names:
            rows.add(office, Facility, {"school": said["school"], "kind": name, "present": present})


def _round(office: Office, said: Mapping[str, Any], weak: Sequence[Mapping[str, Any]]) -> None:
    """Planned, drawn, and inspected as far as somebody got."""
    plan = rounds.Plan(
        name=said["name"], kind=said["kind"], starts_on=said["from"], ends_on=said["to"],
        school=office.school_called(said["school"]) if "school" in said else None,
        lists=tuple(checklists.called(office, name) for name in said["lists"]), led_by=said["led_by"],
        team=said.get("team", ""), scope=said.get("scope", ""),
    )  # fmt: skip
    schools = [office.school_called(name) for name in said.get("schools", ())]
    key = bytes.fromhex(rounds.new(office, plan, [Whom(school) for school in schools]).data["id"])
    if "draw" in said:
        draw = said["draw"]
        only = [office.school_called(name) for name in draw.get("schools", ())]
        per_school = draw.get("per_school", False)
        lots.draw(office, key, draw["what"], draw["count"], per_school=per_school, seed=draw["seed"], schools=only)
    due = round_state.state(office, key).due
    whole = len(due) - said.get("left", 0)
    for place, one in enumerate(due[: whole + said.get("begun", 0)]):
        on = min(said["from"] + timedelta(days=place % 5), office.today)
        sheet = Filling.open(
            office, inspections.begin(office, one.checklist, one.of, round_=key, inspector=said["led_by"], on=on)
        )
        if place >= whole:
            _begin(sheet, said["first"])
            continue
        host = said.get("hosts", {}).get(office.titles("schools")[one.of.school])
        if host:
            sheet.set("host", host)
        _fill(sheet, random.Random(f"{said['name']}{place}"), weak)
        sheet.finish()
    if "six" in said:
        _end(office, key, said["six"], said["to"])


def _end(office: Office, key: bytes, said: Mapping[str, Any], on: date) -> None:
    """The six results of a round one after the other; what went wrong is put right step by step."""
    six_results.begin_analysis(office, key)
    six_results.write(office, key, merits=said["merits"], faults=said["faults"])
    six_results.confirm(office, key, said["way"])
    found = [
        bytes.fromhex(one["id"])
        for sheet, *_ in six_results.sheets_at_fault(office, key)
        for one in six_results.take_up(office, sheet).data["findings"]
    ]
    circular = bytes.fromhex(round_circular.circular(office, key).data["id"])
    documents.issue(office, circular, on)
    for finding in found:
        rectification.notify(office, Finding, finding, said["due"], on=on)
    for place, (finding, answer) in enumerate(zip(found, said["answered"], strict=False)):
        if place > said["closed"]:
            break
        rectification.answer(office, Finding, finding, answer, on=said["due"])
        if place < said["closed"]:
            rectification.recheck(office, Finding, finding, passed=True, on=said["due"], by=said["recheck"])
    six_results.close(office, key)


def _begin(sheet: Filling, said: Mapping[str, str]) -> None:
    """Somebody was called away in the midst of it."""
    for number, typed in said.items():
        sheet.answer(int(number), typed)


def _fill(sheet: Filling, chance: random.Random, weak: Sequence[Mapping[str, Any]]) -> None:
    """All lines well, but those that often fail."""
    name = sheet.sheet.checklist["name"]
    known = {one["item"]: one for one in weak if one["list"] == name}
    marks: dict[int, Mark] = {}
    remarks: dict[int, str] = {}
    for line in sheet.sheet.lines:
        poor = known.get(line.number)
        if poor and chance.randrange(100) < poor["often"]:
            marks[line.number] = answers.read(line.item, poor["answer"])
            remarks[line.number] = chance.choice(poor["remarks"]) if "remarks" in poor else ""
        else:
            marks[line.number] = answers.read(line.item, _well(line, chance))
    sheet.fill(marks, remarks)


def _well(line: Line, chance: random.Random) -> str:
    """What a good line looks like; marks in points and grades are not all the highest."""
    if line.item.way is Way.GRADE:
        return chance.choice("AAB")
    if line.item.way is Way.POINTS:
        most = int(line.item.full)
        return "0" if line.item.bonus else str(max(most - chance.randrange(1 + most // 5), 0))
    return BEST[line.item.way]


def _lesson(office: Office, said: Mapping[str, Any]) -> None:
    school = office.school_called(said["school"])
    teacher = tables.ids(office, Staff, where=[("school", said["school"]), ("class_teacher", "是")], sort=["name"])[0]
    for place, observer in enumerate(said["observers"]):
        key = inspections.begin(
            office, checklists.called(office, said["list"]), Whom(school, teacher), inspector=observer, on=said["on"]
        )
        sheet = Filling.open(office, key)
        _fill(sheet, random.Random(f"{said['topic']}{place}"), ())
        typed = {"period": said["period"], "topic": said["topic"], "lesson_kind": said["kind"]}
        typed |= {"merits": said["merits"], "advice": said["advice"]} if place == 0 else {}
        for name, text in typed.items():
            lessons.write(office, sheet.sheet, name, str(text))
        sheet.finish()


def _heard(office: Office, said: Mapping[str, Any]) -> None:
    """Lessons of one school heard by its own teachers, one on every second school day."""
    school = office.school_called(said["school"])
    staff = tables.ids(office, Staff, where=[("school", said["school"]), ("status", "在岗")], sort=["name"])
    titles, chance = office.titles("staff"), random.Random(said["school"])
    on: date = said["from"]
    with office.change("录入听课记录") as change:
        for _ in range(said["lessons"]):
            on += timedelta(days=2)
            if not office.context.is_school_day(on):
                on += timedelta(days=7 - on.weekday())
            listener, taught = staff[chance.randrange(said["listeners"])], chance.choice(staff[said["listeners"] :])
            change.add(
                Observation(
                    school_id=school, heard_on=on, period=chance.randrange(1, 7), listener_id=listener,
                    listener_name=titles[listener], teacher_id=taught, teacher_name=titles[taught],
                    topic=chance.choice(said["topics"]), lesson_kind="1",
                )
            )  # fmt: skip


__all__ = ["play"]
