"""Lessons: what a sheet for a lesson knows of it (课题、课型、节次), and what its observers make of it together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from db import filled, kinds, listened, query
from db.change import Change
from db.listened import Together
from db.register import Values
from db.registers import Inspection, Observation
from desktop.work import entering
from desktop.work.office import Office

FIELDS = ("period", "taught_to", "subject", "topic", "lesson_kind", "merits", "advice", "low_effect")
"""What is written of a lesson beside its sheet."""


def of_sheet(office: Office, inspection: bytes) -> Values | None:
    """The observation that belongs to a sheet; None while nothing was written of the lesson."""
    with office.look() as connection:
        statement = "SELECT id FROM observations WHERE inspection_id = ? AND deleted = 0 ORDER BY id"
        found = connection.exec_driver_sql(statement, (inspection,)).scalar()
        return dict(query.row_of(connection, Observation, found) or {}) if found else None


def shown(office: Office, lesson: Mapping[str, Any] | None, name: str) -> str:
    """A field of the lesson as text."""
    return kinds.show(Observation.fields()[name], (lesson or {}).get(name))


def write(office: Office, sheet: filled.Sheet, name: str, text: Any) -> Values:
    """A field of the lesson, as typed; the observation is made when the first is written. Raises ValueError."""
    declared = Observation.fields()[name]
    value = entering.read(office, declared, text, sheet.row["school_id"])
    with office.change(f"听课：{declared.label}") as rows:
        row = _row(office, rows, rows.get(Inspection, sheet.row["id"]))
        setattr(row, declared.column, value)
        return row.values()


def close(office: Office, rows: Change, sheet: Inspection) -> None:
    """A finished sheet for a lesson stands among the observations, under its day and its observer."""
    known = office.linked("checklists", sheet.checklist_id) if sheet.checklist_id else None
    if known is not None and known["target"] == "lesson":
        row = _row(office, rows, sheet)
        row.heard_on = sheet.inspected_on or row.heard_on
        row.listener_name = sheet.inspector or row.listener_name
        row.listener_id = _listener(office, row.listener_name) or row.listener_id


def _row(office: Office, rows: Change, sheet: Inspection) -> Observation:
    statement = "SELECT id FROM observations WHERE inspection_id = ? AND deleted = 0 ORDER BY id"
    found = rows.rows(statement, (sheet.id,))
    if found:
        return rows.get(Observation, found[0][0])
    listener = sheet.inspector or office.who.name
    return rows.add(
        Observation(
            school_id=sheet.school_id,
            inspection_id=sheet.id,
            heard_on=sheet.inspected_on or office.today,
            listener_name=listener,
            listener_id=_listener(office, listener),
            teacher_id=sheet.staff_id,
            teacher_name=office.titles("staff").get(sheet.staff_id or b"", "") or "（未写姓名）",
            subject=sheet.subject or (office.linked("staff", sheet.staff_id) or {}).get("subject")
            if sheet.staff_id
            else sheet.subject,
            taught_to=office.titles("classes").get(sheet.class_id or b"") or None,
        )
    )


def _listener(office: Office, name: str) -> bytes | None:
    """The one of this office's staff who is called so; nobody where two are, or the listener is from elsewhere."""
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT id FROM staff WHERE name = ? AND school_id = ? AND deleted = 0 AND same_as IS NULL",
            (name, office.school_id),
        ).scalars()
        known = list(found)
    return known[0] if len(known) == 1 else None


def together(office: Office, where: Iterable[tuple[str, str]] = ()) -> list[Together]:
    """Lessons that fit these conditions of the ledger, each with what all its observers make of it, newest first."""
    with office.look() as connection:
        return listened.together(connection, office.context, where)


__all__ = ["FIELDS", "Together", "close", "of_sheet", "shown", "together", "write"]
