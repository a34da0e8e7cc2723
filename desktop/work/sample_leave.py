"""Leave of staff in the sample township: long and short, one who has not come back, and who taught meanwhile."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from db.registers import Staff, StaffLeave, Substitution
from desktop.work import tables
from desktop.work.forms import Form
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "leave.toml"


def play(term: Term) -> None:
    """The center writes down its own staff's leave."""
    term.do(term.center, _write)


def _write(office: Office) -> Outcome:
    said = tomllib.loads(SOURCE.read_text("utf-8"))
    people = tables.ids(office, Staff, where=[("school", office.school)], sort=["name"])
    leaves = [_form(office, StaffLeave, one, {"place": "staff_id"}, people) for one in said["leaves"]]
    with office.change("登记请假") as rows:
        for form in leaves:
            form.put_into(rows)
    lessons = []
    for one in said["lessons"]:
        form = _form(office, Substitution, one, {"substitute": "substitute_id"}, people)
        form.row.leave_id = leaves[one["leave"] - 1].row.id  # type: ignore[attr-defined]
        form.row.complete(office.context)
        lessons.append(form)
    with office.change("登记代课") as rows:
        for form in lessons:
            form.put_into(rows)
    return Outcome()


def _form(
    office: Office, register: type[Any], one: dict[str, Any], pointing: dict[str, str], people: list[bytes]
) -> Form:
    """A form typed as a clerk would, the person by place."""
    form = Form.blank(office, register, **{column: people[one[name]] for name, column in pointing.items()})
    for name, text in one.items():
        if name not in (*pointing, "leave"):
            form.type(name, str(text))
    return form
