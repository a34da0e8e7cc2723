"""The sample's documents: a term's notices, a circular, agreements, one revised, one void, certificates of a school."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from db.registers import School, Student
from desktop.work import documents, rows, tables
from desktop.work.documents import Order, To
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "sample"


def play(term: Term) -> None:
    """The chapter: at the center, at a school, and by stick to both."""
    told = tomllib.loads((SOURCE / "documents.toml").read_text("utf-8"))
    term.do(term.center, lambda office: _issue(office, told))
    term.do(told["honours"]["school"], lambda office: _honours(office, told["honours"]))
    term.friday(told["honours"]["school"])


def _issue(office: Office, told: dict[str, Any]) -> Outcome:
    _letterhead(office, told["letterhead"])
    wanted = sorted(told["documents"], key=lambda one: one["on"])
    orders = [
        Order(one["kind"], fields=_fields(one), recipients=_to(office, one.get("to", "")), on=one["on"])
        for one in wanted
    ]
    made = documents.issue_many(office, orders)
    for one, done in zip(wanted, made.data["documents"], strict=True):
        _afterwards(office, bytes.fromhex(done["id"]), one)
    for one in told["drafts"]:
        documents.draft(office, one["kind"], fields=_fields(one))
    return made


def _letterhead(office: Office, told: dict[str, Any]) -> None:
    for name, word in told["words"].items():
        rows.change(office, School, office.school_called(name), {"document_word": word})
    own = office.linked("schools", office.school_id or b"") or {}
    if not own["phone"]:
        rows.change(office, School, office.school_id or b"", {"phone": told["phone"]})


def _to(office: Office, names: str) -> list[To]:
    from desktop.work.documents import drafting

    return drafting.recipients_named(office, names, office.school_id)


def _fields(one: dict[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = one.get("fields", {})
    return {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}


def _afterwards(office: Office, document: bytes, one: dict[str, Any]) -> None:
    """Who signed; what was put right; what was not wanted any more."""
    known = {row["name"]: row["id"] for row in documents.recipients(office, document)}
    for name, by, on in one.get("signed", ()):
        documents.receipt(office, known[name], on, by, "5")
    if "revised" in one:
        documents.revise(office, document, one["revised"])
        documents.fill(office, document, one["again"])
        documents.issue(office, document, one["on"])
    if "void" in one:
        documents.void(office, document, one["void"])


def _honours(office: Office, told: dict[str, Any]) -> Outcome:
    """Certificates for the first pupils of the school, and the roll with all of them; no marks on either."""
    pupils = tables.ids(office, Student, where=[("status", "在读")], sort=["name"])[: told["count"]]
    words = {name: told[name] for name in ("称号", "事迹")}
    day: date = told["on"]
    orders = [Order("certificate", [(Student, pupil)], words, on=day) for pupil in pupils]
    names = office.titles("students")
    lines = [{"称号": told["称号"], "姓名（集体）": names[pupil], "主要事迹": "照管班级菜园"} for pupil in pupils]
    roll = Order("honour-roll", [(Student, pupil) for pupil in pupils], {"名单": lines}, on=day)
    return documents.issue_many(office, [*orders, roll])
