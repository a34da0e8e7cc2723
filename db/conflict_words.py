"""A conflict in words: what each value says, masked where it is private, and what the row is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db import kinds, query
from db.conflicts import Conflict
from db.fields import Field
from db.handoff import clock
from db.journal import DELETED
from db.register import Context, Register, plain

WHOLE_ROW = "整条记录"
REMOVED, EDITED = "删除", "未删除"
UNKNOWN_SCHOOL = "未登记的学校"


@dataclass(frozen=True)
class Words:
    """texts: of the heads, in order; masked: something is hidden in them; laid_open: masks hid the difference, so they
    were left off."""

    label: str
    texts: tuple[str, ...]
    masked: bool
    laid_open: bool


def words_of(one: Conflict, context: Context, show_private: bool = False) -> Words:
    """The values as people read them. 源：paper.md, Masking."""
    field = one.register.field(one.field)
    full = [_shown(context, field, one.field, head.value) for head in one.heads]
    texts = full if show_private or field is None else [kinds.mask(field, text) for text in full]
    hidden = len(set(texts)) < len(set(full))
    return Words(label_of(one), tuple(full if hidden else texts), texts != full and not hidden, hidden)


def label_of(one: Conflict) -> str:
    field = one.register.field(one.field)
    return WHOLE_ROW if one.field == DELETED else field.label if field else one.field


def _shown(context: Context, field: Field | None, column: str, value: Any) -> str:
    if column == DELETED:
        return REMOVED if value else EDITED
    if field is None:
        return "" if value is None else str(plain(value))
    return kinds.show(field, value, context.titles(field.target) if field.kind == "link" else None)


def named(connection: Connection, context: Context, register: type[Register], row: bytes) -> tuple[str, str]:
    """What a row is called, and where it belongs: 田小禾, 黑沟教学点 二（1）班."""
    return names_of(connection, context, [(register, row)])[row]


def names_of(
    connection: Connection, context: Context, wanted: Iterable[tuple[type[Register], bytes]]
) -> dict[bytes, tuple[str, str]]:
    """The same for many rows at once."""
    rows: dict[type[Register], dict[bytes, None]] = {}
    for register, row in wanted:
        rows.setdefault(register, {})[row] = None
    found: dict[bytes, tuple[str, str]] = {}
    for register, keys in rows.items():
        titles = context.titles(register.register_name())
        values = {one["id"]: one for one in query.values(connection, register, list(keys), context)}
        about = [
            (field, context.titles(field.target) if field.kind == "link" else None)
            for field in (register.fields().get(name) for name in ("school", "class", "village"))
            if field is not None
        ]
        for row in keys:
            parts = [kinds.show(field, values.get(row, {}).get(field.column), called) for field, called in about]
            found[row] = titles.get(row) or register.one, " ".join(part for part in parts if part)
    return found


def clock_was_wrong(at: str, today: date) -> bool:
    """Whether the machine time of an edit cannot be right."""
    try:
        return clock.wrong(datetime.fromisoformat(at), today)
    except ValueError:
        return True
