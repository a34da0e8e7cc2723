"""Putting things right, row by row: what a step changes in its row, and the row of its own that tells of it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from db import query
from db.change import Change
from db.errors import NotFound, Trouble
from db.register import Register
from db.registers import Finding, FindingStep, Hazard, HazardStep
from db.registers.rectified import Rectified, case_of
from db.rules import rectification as rule
from db.rules.rectification import Case
from desktop.work.office import Office
from desktop.work.outcome import Outcome

STEPS: dict[type[Register], tuple[type[Register], str, str]] = {
    Finding: (FindingStep, "finding_id", "JX"),
    Hazard: (HazardStep, "hazard_id", "AQ"),
}
"""Of each register: where its steps are told, the link to it, and the letters its numbers begin with."""

GRADED, NOTIFIED, EXTENDED, ANSWERED, PASSED, FAILED, CONTROLLED, REPORTED, BOARDED = (
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
)
"""Codes of rectification_step."""


def standing(office: Office, register: type[Register], row: bytes) -> tuple[dict[str, Any], Case]:
    """The row as stored and what the rules know of it. Raises NotFound."""
    with office.look() as connection:
        values = query.row_of(connection, register, row)
    if values is None or values["deleted"]:
        raise NotFound(f"{register.title}里没有这一条。", "它可能已被删除，请刷新。")
    assert issubclass(register, Rectified)
    return dict(values), case_of(values, register.needs_grade, office.context)


def next_number(office: Office, register: type[Register], school: bytes | None, found_on: date, rows: Change) -> str:
    """AQ-2026-031: letters, year, the next number of this school in this year, as this unit of work sees the file."""
    head = f"{STEPS[register][2]}-{found_on.year}-"
    statement = f'SELECT number FROM "{register.register_name()}" WHERE school_id IS ? AND number LIKE ?'
    taken = [number.removeprefix(head) for (number,) in rows.rows(statement, (school, f"{head}%"))]
    return f"{head}{max((int(one) for one in taken if one.isdigit()), default=0) + 1:03}"


STORED = ("level", "notified_on", "due_on", "rectified_on", "answered_by", "rechecked_on", "rechecked_by", "closed_on")
"""What of a case its row keeps under the same name."""


def take(
    office: Office,
    register: type[Register],
    row: bytes,
    case: Case,
    step: rule.Step,
    kind: str,
    what: str,
    said: dict[str, Any],
    *,
    due_on: date | None = None,
    photo: str | None = None,
    rows: Change | None = None,
) -> Outcome:
    """Takes the step by the rules and writes what it changed. Raises Trouble, then nothing was changed."""
    try:
        now = rule.take(case, step)
    except rule.Trouble as refused:
        raise Trouble(refused.sentence, refused.advice) from refused
    before = asdict(case)
    cells = {n: v or None for n, v in asdict(now).items() if n in STORED and n in register.columns() and v != before[n]}
    by = step.by.name if isinstance(step, rule.Answer | rule.Recheck) else office.who.name

    def write(change: Change) -> None:
        put_cells(change, register, row, cells | said)
        leave(office, change, register, row, kind, step.on, by, what, due_on, photo)

    if rows is not None:
        write(rows)
    else:
        with office.change(f"{register.one}{LABELS[kind]}") as change:
            write(change)
    state = rule.state(now)
    said_now = {rule.CLOSED: "复查合格，已销号。", rule.RECHECK: "已申请复查，请另一位老师复查。"}
    outside = "已申请复查。本校只有一位老师，等联系点干部或中心学校复查。"
    sentence = said_now.get(state, outside if state == rule.OUTSIDE_RECHECK else "已记下。")
    return Outcome(sentence, changed(register), {"id": row.hex(), "state": state})


LABELS = {
    GRADED: "定级",
    NOTIFIED: "下达通知",
    EXTENDED: "延期",
    ANSWERED: "申请复查",
    PASSED: "复查销号",
    FAILED: "再限期",
}


def put_cells(rows: Change, register: type[Register], row: bytes, cells: dict[str, Any]) -> None:
    kept = rows.get(register, row)
    for column, value in cells.items():
        setattr(kept, column, value)


def leave(
    office: Office,
    rows: Change,
    register: type[Register],
    row: bytes,
    kind: str,
    on: date,
    by: str,
    what: str,
    due_on: date | None = None,
    photo: str | None = None,
) -> None:
    steps, link, _ = STEPS[register]
    words = {"happened_on": on, "kind": kind, "by": by, "what": what or None, "due_on": due_on, "photo": photo}
    rows.add(steps(**{link: row}, **words))


def changed(register: type[Register]) -> frozenset[str]:
    return frozenset({register.register_name(), STEPS[register][0].register_name()})
