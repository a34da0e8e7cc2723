"""The sample's appraisals: last year's prizes settled and on paper, this term's under way with an appeal waiting."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.registers import Breach, Staff
from desktop.work import appraisal_honours, appraisal_marks, appraising
from desktop.work import rows as rows_of
from desktop.work.appraisal_marks import sheets
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "appraisals.toml"
HONOURED = "single-prizes"
TEACHER = "1"


def play(term: Term) -> None:
    """The chapter, at the center; what is a school's own goes to it by stick."""
    told = tomllib.loads(SOURCE.read_text("utf-8"))
    term.do(term.center, lambda office: _lead(office, told["staff"]))
    term.do(term.center, lambda office: _leads(office, told["breaches"]))
    for one in told["appraisals"]:
        term.do(term.center, lambda office, one=one: _appraise(office, one))
    term.friday("白杨小学")


def _lead(office: Office, people: list[list[str]]) -> Outcome:
    with office.change("登记校长和主任") as rows:
        for school, name, post in people:
            rows.add(Staff(school_id=office.school_called(school), name=name, post=post, kind=TEACHER))
    return Outcome()


def _leads(office: Office, leads: list[dict[str, str]]) -> Outcome:
    """What was reported of members of the center's staff, as far as it was looked into."""
    for one in leads:
        outcome = rows_of.add(office, Breach, one)
        assert not outcome.attention, outcome.sentence
    return Outcome()


def _appraise(office: Office, told: dict[str, Any]) -> Outcome:
    made = appraising.begin(office, told["scheme"], told["period"], told.get("schools", ()))
    keys = [bytes.fromhex(one) for one in made.data["appraisals"]]
    by_who = _by_name(office, keys)
    for who, head, points, why in told.get("judged", ()):
        for key in by_who[who]:
            appraisal_marks.judge(office, key, head, Decimal(points), why)
    _rest(office, keys, told.get("rest"))
    if "appeal" in told:
        who, head, what = told["appeal"]
        for key in by_who[who]:
            appraisal_marks.appeal(office, key, head, what)
    if told.get("settled"):
        appraising.settle(office, keys)
    if told["scheme"] == HONOURED:
        appraisal_honours.publish(office, keys)
        appraisal_honours.certify(office, keys[:1])
    return made


def _rest(office: Office, keys: list[bytes], points: bool | str | None) -> None:
    """What is open still: full marks, or so many."""
    if points is True:
        appraisal_marks.fill(office, keys)
    elif points:
        for key in keys:
            for number in appraisal_marks.heads_open(office, key):
                appraisal_marks.judge(office, key, number, Decimal(points))


def _by_name(office: Office, keys: list[bytes]) -> dict[str, list[bytes]]:
    """Appraisals by the school and by the person they are of."""
    found: dict[str, list[bytes]] = {}
    titles = office.titles("schools")
    for one in sheets(office, keys):
        for name in dict.fromkeys((one.who, titles.get(one.row["school_id"], ""))):
            found.setdefault(name, []).append(one.row["id"])
    return found
