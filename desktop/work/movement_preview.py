"""What will follow from a movement, said before it is done: the pupil's cells that change, and what goes along."""

from __future__ import annotations

from typing import Any

from db import codes, following, kinds
from db.fields import Field
from db.registers import Student
from db.registers.movements import STATION_STANDS, turn_of
from db.rules import days, movement_effects
from db.rules import movements as rule
from db.rules.movements import WITHIN
from desktop.work.movement_form import MovementForm
from desktop.work.office import Office


def consequences(form: MovementForm) -> list[tuple[str, str, str]]:
    """Label, what stands, what will stand: of the pupil's row."""
    known = form.pupil_row or {}
    found = movement_effects.effects(form.kind, known, form.row.values(), form.room)
    changed = [(Student.field(column), column, value) for column, value in found.items()]
    return [
        (field.label, _shown(form.office, field, known.get(column)), _shown(form.office, field, value))
        for field, column, value in changed
        if field is not None and known.get(column) != value
    ]


def _shown(office: Office, field: Field, value: Any) -> str:
    titles = office.titles(field.target) if field.kind == "link" else None
    if field.name == "class" and value is None:
        return "未编班"
    return kinds.mask(field, kinds.show(field, value, titles))


def turns(form: MovementForm) -> list[tuple[str, str, str]]:
    """Who acts on a transfer, in order: in words, until when (of whose turn it is), on which day it was done."""
    stations = rule.KINDS[form.kind].stations
    now = turn_of(form.row.values(), form.office.context) if stations else None
    names = codes.code_list("movement_stand")
    found = []
    for station in stations:
        on = getattr(form.row, f"{station}_on")
        due = days.show_day(now.due) if now and now.station == station else ""
        found.append((names.label(STATION_STANDS[station]).removeprefix("等"), due, days.show_day(on)))
    return found


def along(form: MovementForm) -> list[tuple[str, int]]:
    """Ledgers and how many rows in them go to the other school with the pupil."""
    if form.student is None or form.effect != WITHIN:
        return []
    found = []
    with form.office.look() as connection:
        for register, column in following.followers("students"):
            count = connection.exec_driver_sql(
                f'SELECT count(*) FROM "{register.register_name()}" WHERE "{column}" = ? AND deleted = 0',
                (form.student,),
            ).scalar()
            found += [(register.title, int(count))] if count else []
    return found


__all__ = ["along", "consequences", "turns"]
