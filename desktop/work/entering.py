"""Entering: what was typed into a field, what is wrong with a row, and the row as it stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db import kinds, query
from db.errors import NotFound
from db.fields import Field
from db.register import Problem, Register
from desktop.work import pictures
from desktop.work.office import Office


def read(office: Office, field: Field, text: Any, school: bytes | None = None) -> Any:
    """What was typed into a field, links looked up, photographs taken in. Raises ValueError, a sentence."""
    value = kinds.read(field, text)
    if field.kind == "photo" and value is not None:
        return pictures.typed(office, value)
    if field.kind != "link" or value is None or isinstance(value, bytes):
        return value
    found = query.linked_ids(field, value, office.context)
    if len(found) > 1:
        with office.look() as connection:
            rows = {i: query.row_of(connection, _target(field), i) for i in found}
        found = [
            i for i, row in rows.items() if row and not row["deleted"] and row["school_id"] in (None, school)
        ] or found
    if not found:
        raise ValueError(f"没有叫“{value}”的{_target(field).one}。请从列表里选，或先去添加。")
    if len(found) > 1:
        raise ValueError(f"叫“{value}”的{_target(field).one}不止一个。请从列表里选。")
    return found[0]


def _target(field: Field) -> type[Register]:
    from db.registers import BY_NAME

    return BY_NAME[field.target]


def judged(office: Office, row: Register) -> dict[str, Problem]:
    """The worst problem of each field of a row: required fields, then the register's own rules."""
    found: dict[str, Problem] = {}
    fields: Mapping[str, Field] = type(row).fields()
    for name, field in fields.items():
        if field.required and not field.computed and getattr(row, field.column) in (None, ""):
            found[name] = Problem(name, "error", f"没有填{field.label}。", "这一栏必须填。")
    for problem in row.problems(office.context):
        if problem.field not in found or (problem.level, found[problem.field].level) == ("error", "warning"):
            found[problem.field] = problem
    return found


def loaded(office: Office, register: type[Register], row: bytes) -> Register:
    """A row taken out of the file, belonging to no session."""
    from sqlalchemy.orm import Session

    with office.look() as connection, Session(bind=connection) as session:
        found = session.get(register, row)
        if found is None:
            raise NotFound(f"{register.title}里没有这一行。", "它可能已被删除，请刷新。")
        session.expunge(found)
        return found


def worked_out(office: Office, register: type[Register], row: bytes) -> dict[str, Any]:
    """What the file works out for the row (the size of a class)."""
    if not register.figures:
        return {}
    with office.look() as connection:
        return dict(next(iter(query.values(connection, register, [row], office.context)), {}))
