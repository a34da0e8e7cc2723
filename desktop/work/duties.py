"""Duties as an office sees them: what is due where, what was done, late or missed; ticked or excused by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db import query
from db.errors import NotFound, Trouble
from db.register import key_id
from db.registers import BY_NAME, Duty, DutyMark
from db.registers.duties import KINDS, rhythm_of
from db.rules import duties as rule
from db.rules.duties import Occasion, TermDays
from desktop.work.office import Office, calendar_of
from desktop.work.outcome import Outcome

SHIPMENT = "duties"
"""A township owes nothing from before the day it took its duties up, unless a duty says since when it stands."""

Done = dict[bytes | None, list[date]]
"""Days on which something was done, by school."""


@dataclass(frozen=True)
class Due:
    """One occasion of a duty at one school. state: done, late, waiting, overdue, excused (db.rules.duties)."""

    duty: bytes
    name: str
    area: str
    post: str
    school: bytes
    school_name: str
    occasion: Occasion
    state: str
    done_on: date | None
    by: str
    place: str
    hand: bool

    @property
    def open(self) -> bool:
        return self.state in (rule.WAITING, rule.OVERDUE)


def board(office: Office, first: date, last: date, school: bytes | None = None) -> list[Due]:
    """Everything that falls due from the first to the last day, at this school or at all that this file knows."""
    terms = term_days(office)
    schools = {row["id"]: row for row in office.known.small("schools") if school in (None, row["id"])}
    found: list[Due] = []
    taken_up = {row["name"]: row["taken_on"] for row in office.known.small("shipped")}.get(SHIPMENT)
    with office.look() as connection:
        marks = _marks(connection, first, last)
        for duty in office.known.small("duties"):
            since = duty["starts_on"] or taken_up
            begins = max(first, date.fromisoformat(since)) if since else first
            bound = [key for key, row in schools.items() if _concerns(duty, row)]
            if duty["stopped"] or not bound:
                continue
            times = rule.occasions(rhythm_of(duty), begins, last, terms, office.context.is_school_day)
            if times:
                done = _done(office, connection, duty, times[0].begins)
                for key in bound:
                    found += _of_school(office, duty, schools[key], times, done, marks)
    return sorted(found, key=lambda due: (due.occasion.due_on, due.area, due.name, due.school_name))


def term_days(office: Office) -> list[TermDays]:
    """The terms of the calendar; of a file without any, those of this school year as they usually fall."""
    rows = [row for row in office.known.small("terms") if row["starts_on"] and row["ends_on"]]
    if rows:
        return sorted(
            TermDays(date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])) for row in rows
        )
    usual = [row for row in calendar_of(office.school_year) if hasattr(row, "term")]
    return [TermDays(row.starts_on, row.ends_on) for row in usual if row.starts_on and row.ends_on]


def _concerns(duty: Mapping[str, Any], school: Mapping[str, Any]) -> bool:
    kind = school["kind"]
    return not school["closed_on"] and bool(kind in KINDS and duty[kind])


def _of_school(
    office: Office,
    duty: Mapping[str, Any],
    school: Mapping[str, Any],
    times: Sequence[Occasion],
    done: Done,
    marks: Mapping[tuple[bytes, bytes | None, str], Mapping[str, Any]],
) -> list[Due]:
    least = duty["at_least"] or 1
    mine = rule.settled(times, [day for day in done.get(school["id"], ()) if day <= office.today], least)
    found = []
    for occasion, days in zip(times, mine, strict=True):
        mark = marks.get((duty["id"], school["id"], occasion.due_on.isoformat()))
        ticked = mark is not None and mark["mark"] == "1"
        if mark is not None and ticked:
            days = [date.fromisoformat(mark["done_on"] or mark["due_on"])] * least
        state = rule.state(occasion, days, office.today, least=least, excused=mark is not None and not ticked)
        by, done_on = str(mark["by"] or "") if mark else "", max(days) if len(days) >= least else None
        place = duty["place"] or duty["register"] or ""
        found.append(
            Due(
                duty["id"], str(duty["name"]), str(duty["area"] or ""), str(duty["post"] or ""), school["id"],
                str(school["name"]), occasion, state, done_on, by, str(place), duty["proof"] == "hand",
            )
        )  # fmt: skip
    return found


def _done(office: Office, connection: Connection, duty: Mapping[str, Any], since: date) -> Done:
    """When a duty was done, by what counts as its proof; ticks are looked up occasion by occasion."""
    found: Done = defaultdict(list)
    if duty["proof"] == "parcel":
        for school, at in connection.exec_driver_sql(PARCELS).all():
            found[school].append(date.fromisoformat(at[:10]))
    elif duty["proof"] == "rows" and duty["register"] in BY_NAME and duty["date_field"]:
        register = BY_NAME[duty["register"]]
        asked = conditions(duty)
        for school, day in query.dated(connection, register, duty["date_field"], asked, since, office.context):
            found[school].append(date.fromisoformat(day))
    return found


PARCELS = """SELECT s.school_id, p.at FROM parcels p JOIN sites s ON s.site = p.site
WHERE p.way = 'in' AND p.state = 'taken'
UNION ALL SELECT s.school_id, p.at FROM parcels p
JOIN sites s ON s.site = (SELECT CAST(value AS INTEGER) FROM local WHERE name = 'site') WHERE p.way = 'out'"""
"""What a school handed in, by the day its parcel was made; on the school's own machine what it wrote for the center."""


def conditions(duty: Mapping[str, Any]) -> list[tuple[str, str]]:
    """栏目=值, several with semicolons between."""
    parts = (part.partition("=") for part in str(duty["where"] or "").replace("；", ";").split(";") if part.strip())
    return [(name.strip(), value.strip()) for name, _, value in parts]


def _marks(connection: Connection, first: date, last: date) -> dict[tuple[bytes, bytes | None, str], Mapping[str, Any]]:
    statement = (
        'SELECT duty_id, school_id, due_on, mark, done_on, "by" FROM duty_marks '
        "WHERE deleted = 0 AND due_on BETWEEN ? AND ?"
    )
    found = connection.exec_driver_sql(statement, (first.isoformat(), last.isoformat())).mappings()
    return {(row["duty_id"], row["school_id"], row["due_on"]): dict(row) for row in found}


# -- ticking and excusing -------------------------------------------------------------------------------------


def duty_called(office: Office, name: str) -> bytes:
    """The duty of that name. Raises NotFound."""
    row = key_id("duties", [name.strip()])
    known = office.linked("duties", row)
    if known is None or known["deleted"]:
        raise NotFound(f"没有叫“{name}”的职责。", "请在“常规职责”里看一看名称。")
    return row


def tick(
    office: Office, duty: bytes, school: bytes | None, due_on: date, *, on: date | None = None, remark: str = ""
) -> Outcome:
    """Done, said by hand with who and when."""
    return _mark(office, duty, school, due_on, "1", on or office.today, remark)


def excuse(office: Office, duty: bytes, school: bytes | None, due_on: date, because: str) -> Outcome:
    """This time it need not be done, for a reason. Raises Trouble without one."""
    if not because.strip():
        raise Trouble("免做要写理由。", "请写明为什么不用做。")
    return _mark(office, duty, school, due_on, "2", None, because.strip())


def _mark(
    office: Office, duty: bytes, school: bytes | None, due_on: date, mark: str, on: date | None, remark: str
) -> Outcome:
    name = office.titles("duties").get(duty, "")
    with office.change(f"{name}：{'已做' if mark == '1' else '免做'}") as rows:
        row = DutyMark(
            school_id=school or office.school_id, duty_id=duty, due_on=due_on, mark=mark, done_on=on,
            by=office.who.name, remark=remark or None,
        )  # fmt: skip
        rows.add(row)
    said = f"{name}（{due_on:%m-%d}）已记为{'做了' if mark == '1' else '免做'}。"
    return Outcome(said, frozenset({"duty_marks"}), {"id": row.id.hex()})


def described(due: Due) -> dict[str, Any]:
    """As the command line prints it."""
    return {
        "duty": due.name, "area": due.area, "school": due.school_name, "label": due.occasion.label,
        "begins": due.occasion.begins.isoformat(), "due_on": due.occasion.due_on.isoformat(), "state": due.state,
        "done_on": due.done_on.isoformat() if due.done_on else None, "by": due.by, "place": due.place,
    }  # fmt: skip


__all__ = ["Due", "Duty", "board", "conditions", "described", "duty_called", "excuse", "term_days", "tick"]
