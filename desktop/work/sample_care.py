"""The sample's dropout control and care: an absence that ends in a return, a child no roster knows, care files."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from db.registers import Absence, CareContact, CareFile, Child, DropoutCase, HomeTeaching, HomeVisit, Staff, Student
from desktop.work import care, comparing, dropout_letters, dropouts, rows, tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "sample"


def play(term: Term) -> None:
    """The chapter: at the center, at the point, and by stick to the center."""
    told = tomllib.loads((SOURCE / "care.toml").read_text("utf-8"))
    term.do(term.center, lambda office: _absent(office, told["absence"]))
    term.do(told["child"]["at"], lambda office: _child(office, told["child"]))
    for school in told["months"]["by_school"]:
        term.do(school, lambda office: dropouts.report_month(office, told["months"]["closed"], close=True))
    term.friday(*told["months"]["by_school"])
    term.do(term.center, lambda office: _at_center(office, told))


def _at_center(office: Office, told: dict[str, Any]) -> Outcome:
    for one in told["lists"]:
        comparing.bring_in(office, SOURCE / one["file"], one["kind"], one["as_of"])
    _files(office, told["care"], told["files"])
    dropouts.report_month(office, told["months"]["closed"], close=True)
    return dropouts.report_month(office, told["months"]["open"])


# -- dropout control ------------------------------------------------------------------------------------------


def _absent(office: Office, told: dict[str, Any]) -> Outcome:
    """Three days without a word, then a case with its visits, a letter and a return."""
    pupil = _pupil(office, told["who"])
    keys = []
    for day, more in zip(told["days"], ({"reason": "未说明"}, {"reason": "旷课"}, {"reason": "旷课"}), strict=True):
        typed = {"student": pupil.hex(), "on": day, **more}
        keys.append(_added(rows.add(office, Absence, typed)))
    rows.change(office, Absence, keys[0], told["first"])
    rows.change(office, Absence, keys[1], told["second"])
    begun = dropouts.from_absences(office, keys)
    case = bytes.fromhex(begun.data["cases"][0])
    outcome = _visits(office, case, told["visits"])
    dropout_letters.letters(office, [case], told["letter"])
    _done(rows.change(office, DropoutCase, case, {"found_on": told["days"][0], **told["case"], **_teacher(office)}))
    return outcome


def _child(office: Office, told: dict[str, Any]) -> Outcome:
    """A child that no roster knows comes onto the village list, and has dropped out before the term began."""
    listed = {name: told[name] for name in ("born_on", "village", "householder")}
    more = {"sex": "男", "in_school": "否", "reason": "外出务工"}
    _done(rows.add(office, Child, {"name": told["who"], **listed, **more}))
    case = _added(rows.add(office, DropoutCase, {"child": told["who"], **told["case"]}))
    return _visits(office, case, told["visits"])


def _visits(office: Office, case: bytes, told: list[dict[str, str]]) -> Outcome:
    last = Outcome()
    for visit in told:
        last = rows.add(office, HomeVisit, {"case": case.hex(), **visit})
        _done(last)
    return last


# -- care -----------------------------------------------------------------------------------------------------


def _files(office: Office, told: dict[str, Any], files: list[dict[str, Any]]) -> None:
    """Files for all whose parents are both away, and the few children of whom more is written."""
    opened = {"opened_on": told["opened_on"]}
    for one in files:
        pupil = _pupil(office, one["who"])
        if one.get("pupil"):
            _done(rows.change(office, Student, pupil, one["pupil"]))
        typed = {"student": pupil.hex(), **opened, **one["typed"], **_teacher(office)}
        file = _added(rows.add(office, CareFile, typed))
        for contact in one.get("contacts", []):
            _done(rows.add(office, CareContact, {"care": file.hex(), **contact}))
        for on, content in one.get("teaching", []):
            lesson = {"on": on, "starts_at": "14:30", "ends_at": "16:00", "lessons": "2", "content": content}
            more = {"teachers": "特教教师、班主任", "signed": "是", "signer": one["typed"]["guardian"]}
            _done(rows.add(office, HomeTeaching, {"care": file.hex(), **lesson, **more}))
    known = {one["who"] for one in files}
    where = list(told["for_all"].items())
    ids = tables.ids(office, Student, where=where)
    names = office.titles("students")
    care.open_files(office, [student for student in ids if names[student] not in known])


def _teacher(office: Office) -> dict[str, str]:
    """The first class teacher of the school, by name."""
    found = tables.ids(office, Staff, where=[("school", office.school), ("class_teacher", "是")], sort=["name"])
    return {"teacher": found[0].hex()} if found else {}


def _pupil(office: Office, name: str) -> bytes:
    return tables.ids(office, Student, name, [("school", office.school)])[0]


def _added(outcome: Outcome) -> bytes:
    _done(outcome)
    return bytes.fromhex(outcome.data["id"])


def _done(outcome: Outcome) -> None:
    if outcome.data.get("problems"):
        raise AssertionError(outcome.sentence)
