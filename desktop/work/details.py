"""Details: the rows of other registers that belong to one row (a pupil's visits), and a new one of them."""

from __future__ import annotations

from dataclasses import dataclass

from db import query
from db.fields import Field
from db.query import Question
from db.register import Register
from db.registers import Part, parts_of, wholes_of
from desktop.work import tables
from desktop.work.forms import Form
from desktop.work.office import Office


@dataclass(frozen=True)
class Line:
    """One detail as a line: when, and what matters of it; private values masked."""

    key: bytes
    when: str
    said: str


def lines(office: Office, part: Part, whole: bytes) -> list[Line]:
    """The rows of this part that belong to one row, in the order of their register."""
    register = part.register
    with office.look() as connection:
        keys = query.ids(connection, register, Question(where=[(part.link.name, whole.hex())]), office.context)
    fields = shown_fields(part)
    day = next((field.name for field in fields if field.kind in ("day", "month")), "")
    named = [field.name for field in fields if field.name != day]
    told = ("", office.titles(part.link.target).get(whole, ""))  # the name of the whole need not be said again
    return [
        Line(row["id"], row.get(day, ""), " · ".join(row[name] for name in named if row[name] not in told))
        for row in tables.rows(office, register, keys)
    ]


def shown_fields(part: Part) -> list[Field]:
    """What matters of a detail: its listed fields, what names it first, without what its whole says already."""
    register = part.register
    told = {part.link.name, "school"}
    fields = [field for field in register.fields().values() if field.listed and field.name not in told]
    return sorted(fields, key=lambda field: field.name != register.title_field)


def blank(office: Office, part: Part, whole: Register) -> Form:
    """A new detail of this row: it points to it, and stands at its school."""
    first = {part.link.column: whole.id} | ({} if part.register.common else {"school_id": whole.school_id})
    return Form.blank(office, part.register, **first)


def whole_of(office: Office, register: type[Register], row: bytes) -> tuple[type[Register], bytes] | None:
    """The row that this one is a detail of; None where it points to none."""
    values = office.linked(register.register_name(), row)
    for whole, link in wholes_of(register):
        if values and values.get(link.column):
            return whole, values[link.column]
    return None


__all__ = ["Line", "Part", "blank", "lines", "parts_of", "shown_fields", "whole_of"]
