"""Counted: figures a checklist asks for that the ledgers know already (听课节数), against what is due by post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from db.rules import calendar, listening
from desktop.work.office import Office


class Count(NamedTuple):
    """So many due, so many done."""

    due: int
    done: int


class Span(NamedTuple):
    """A term: first and last day, and what it is called."""

    first: date
    last: date
    label: str


def term_of(office: Office, day: date) -> Span:
    """The term a day lies in by the office's calendar, else by the time of year; holidays belong to the term before."""
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT year, term, starts_on, ends_on FROM terms WHERE deleted = 0 AND starts_on <= ? "
            "ORDER BY starts_on DESC LIMIT 2",
            (day.isoformat(),),
        ).all()
        after = connection.exec_driver_sql(
            "SELECT min(starts_on) FROM terms WHERE deleted = 0 AND starts_on > ?", (day.isoformat(),)
        ).scalar()
    year, term = calendar.term_at(day)
    if found and found[0].starts_on:
        year, term = int(found[0].year), int(found[0].term)
        first = date.fromisoformat(found[0].starts_on)
    else:
        first = date(year, 9, 1) if term == 1 else date(year + 1, 2, 1)
    usual = date(year + 1, 1, 31) if term == 1 else date(year + 1, 8, 31)
    last = date.fromordinal(date.fromisoformat(after).toordinal() - 1) if after else usual
    return Span(first, last, calendar.term_label(year, term))


def count(office: Office, what: str, sheet: Mapping[str, Any]) -> Count | None:
    """The figure for the teacher of this sheet in the term it was inspected; None where no ledger knows it."""
    if what != "heard" or not sheet.get("staff_id"):
        return None
    day = date.fromisoformat(sheet["inspected_on"]) if sheet.get("inspected_on") else office.today
    return heard(office, sheet["staff_id"], term_of(office, day))


def heard(office: Office, staff: bytes, span: Span) -> Count:
    """Lessons a teacher has heard in a term, and should hear by post."""
    with office.look() as connection:
        done = connection.exec_driver_sql(
            "SELECT count(*) FROM observations WHERE listener_id = ? AND heard_on BETWEEN ? AND ? AND deleted = 0",
            (staff, span.first.isoformat(), span.last.isoformat()),
        ).scalar()
    return Count(due(office, office.linked("staff", staff) or {}), int(done or 0))


def due(office: Office, person: Mapping[str, Any]) -> int:
    """How many lessons this person should hear in a term."""
    name = listening.quota_of(
        str(person.get("post") or ""),
        bool(person.get("class_teacher")),
        str(person.get("started_in") or ""),
        office.today,
    )
    return int(office.setting(name))


__all__ = ["Count", "Span", "count", "due", "heard", "term_of"]
