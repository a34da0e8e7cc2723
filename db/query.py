"""Asking a register: which rows, in which order, how many; by what people type, in characters, pinyin or initials."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, literal, or_, select, text, type_coerce
from sqlalchemy import cast as sql_cast
from sqlalchemy import types as sql

from db import codes, finder, kinds
from db.duplicates import apart_from_joined
from db.errors import Trouble
from db.fields import Field
from db.finder import searched
from db.register import Context, Register, plain
from db.rules.text import tidy, tidy_lines

_FINDER = finder.TABLE


@dataclass(frozen=True)
class Question:
    """What to show of a register.

    find   typed into the find box
    where  (field, value) pairs, all of which must hold; a value is a label or code, several with commas,
           "!" for filled in (and not with 无 or 否), "" for empty, "!…" for anything else, "~…" for part of it
    sort   field names, "-" before one for descending
    """

    find: str = ""
    where: Sequence[tuple[str, str]] = ()
    sort: Sequence[str] = ()
    removed: bool = field(default=False)


def ids(connection: Connection, register: type[Register], question: Question, context: Context) -> list[bytes]:
    """Keys of the rows asked for, in order."""
    chosen = _chosen(select(register.table().c.id), register, question, context)
    order = _order(connection, register, question.sort or register.order, context)
    if any(key is _FINDER.c.sort for key, _ in order):
        chosen = chosen.outerjoin(_FINDER, _FINDER.c.row == register.table().c.id)
    ordered = chosen.order_by(*(key.desc() if down else key.asc() for key, down in order), register.table().c.id)
    return list(connection.execute(ordered).scalars())


def count(connection: Connection, register: type[Register], question: Question, context: Context) -> int:
    return int(connection.execute(_chosen(select(func.count()), register, question, context)).scalar() or 0)


def values(
    connection: Connection, register: type[Register], rows: Sequence[bytes], context: Context
) -> list[dict[str, Any]]:
    """These rows as plain values by column name, computed fields with them, in the order asked."""
    found: dict[bytes, dict[str, Any]] = {}
    extra = register.expressions(context)
    wanted = select(
        *(sql_plain(c).label(c.name) for c in register.table().c),
        *(e.label(register.fields()[name].column) for name, e in extra.items()),
    )
    for start in range(0, len(rows), 500):
        part = wanted.where(register.table().c.id.in_(list(rows[start : start + 500])))
        for row in connection.execute(part).mappings():
            line = dict(row)
            register.work_out(line, context)
            found[line["id"]] = line
    return [found[row] for row in rows if row in found]


def sql_plain(declared: Any) -> Any:
    """The column as the file holds it, without a Python type being made of it."""
    return type_coerce(declared, sql.NullType())


def tally(
    connection: Connection, register: type[Register], question: Question, context: Context
) -> list[tuple[str, int]]:
    """The register's sums over the rows asked for, in one pass."""
    parts = []
    for number, (_label, name, value) in enumerate(register.sums):
        holds = _holds(register, name, value, context) if name else literal(True)
        parts.append(func.coalesce(func.sum(sql_cast(holds, sql.Integer)), 0).label(f"sum{number}"))
    if not parts:
        return []
    row = connection.execute(_chosen(select(*parts), register, question, context)).one()
    return [(label, int(n)) for (label, _, _), n in zip(register.sums, row, strict=True)]


def _chosen(start: Any, register: type[Register], question: Question, context: Context) -> Any:
    start = start.select_from(register.table())
    conditions: list[Any] = [] if question.removed else [register.table().c.deleted == 0]
    if register.people and not question.removed:
        conditions.append(text(apart_from_joined(register)))
    conditions += [finder.found(register, word) for word in tidy(question.find).lower().split()]
    conditions += [_holds(register, name, value, context) for name, value in question.where]
    return start.where(and_(*conditions)) if conditions else start


def _holds(register: type[Register], name: str, value: str, context: Context) -> Any:
    declared = known(register, name)
    cell = _cell(register, declared, context)
    if value == "":
        return or_(cell.is_(None), cell == "")
    if value == "!":
        return and_(cell.is_not(None), cell != "", cell.not_in(_none_of(declared)))
    if value.startswith("!"):
        return or_(cell.is_(None), ~_equals(register, declared, cell, value[1:], context))
    if value.startswith("~"):
        return func.instr(func.lower(cell), func.lower(tidy_lines(value[1:]))) > 0
    return _equals(register, declared, cell, value, context)


def _none_of(declared: Field) -> list[str]:
    """Codes that say 无 or 否: filled in, and yet nothing."""
    if declared.kind != "code":
        return []
    listed = codes.code_list(declared.codes)
    return [code.code for code in listed if not {"无", "否"}.isdisjoint((code.label, *code.names))]


def _equals(register: type[Register], declared: Field, cell: Any, value: str, context: Context) -> Any:
    if declared.kind == "link":
        return cell.in_(linked_ids(declared, value, context))
    if declared.name == register.title_field and declared.computed:
        return register.table().c.id.in_(
            [i for i, title in context.titles(register.register_name()).items() if title == value]
        )
    if declared.kind in ("text", "name", "note"):
        return func.instr(func.lower(cell), func.lower(str(kinds.read(declared, value) or ""))) > 0
    parts = [p for p in value.replace("，", ",").split(",") if p] if declared.kind == "code" else [value]
    try:
        read = [plain(kinds.read(declared, part)) for part in parts]
    except ValueError as error:
        raise Trouble(str(error), f"“{declared.label}”请按列表里的写法填。") from error
    return cell.in_(read)


def linked_ids(declared: Field, value: str, context: Context) -> list[bytes]:
    """Rows of the other register that are called so, or the one with that id (hex)."""
    found = [i for i, title in context.titles(declared.target).items() if title == value]
    if not found and len(value) == 32:
        try:
            return [bytes.fromhex(value)]
        except ValueError:
            return []
    return found


def known(register: type[Register], name: str) -> Field:
    """The field of that name, its column's name, or its label. Raises Trouble."""
    declared = register.field(name) or next((f for f in register.fields().values() if f.label == name), None)
    if declared is None:
        raise Trouble(f"{register.title}里没有“{name}”这一栏。", "请用 registers 命令看一看有哪些栏目。")
    return declared


def _cell(register: type[Register], declared: Field, context: Context) -> Any:
    worked_out = register.expressions(context).get(declared.name)
    if worked_out is not None:
        return sql_cast(worked_out, sql.Text) if declared.kind == "code" else worked_out
    if declared.computed:
        return sql_plain(register.table().c.id) if declared.name == register.title_field else literal(None)
    return sql_plain(register.table().c[declared.column])


def _order(
    connection: Connection, register: type[Register], sort: Sequence[str], context: Context
) -> list[tuple[Any, bool]]:
    """What to sort by, and whether downwards."""
    named = [(known(register, name.lstrip("-")), name.startswith("-")) for name in sort]
    return [(_sort_key(connection, register, declared, context), down) for declared, down in named]


def _sort_key(connection: Connection, register: type[Register], declared: Field, context: Context) -> Any:
    if declared.name == register.title_field and searched(register) and not declared.computed:
        return _FINDER.c.sort
    worked_out = register.expressions(context).get(declared.name)
    if declared.kind == "decimal":  # kept as text, where 9 would stand after 10
        return sql_cast(_cell(register, declared, context), sql.REAL)
    if worked_out is not None and declared.kind != "link":
        return worked_out
    if declared.kind == "link" or declared.computed:
        own = declared.computed and worked_out is None
        title = register.register_name() if own else declared.target
        ranks = {row: rank for rank, row in enumerate(context.titles(title))}
        raw: Any = connection.connection.dbapi_connection
        raw.create_function(f"rank_{title}", 1, lambda row: ranks.get(row, len(ranks)))
        pointer = register.table().c.id if own else worked_out
        return getattr(func, f"rank_{title}")(register.table().c[declared.column] if pointer is None else pointer)
    cell = sql_plain(register.table().c[declared.column])
    if declared.kind in ("text", "name", "note"):
        return func.spelled(cell)
    return cell


def dated(
    connection: Connection,
    register: type[Register],
    name: str,
    where: Sequence[tuple[str, str]],
    since: date,
    context: Context,
) -> Iterator[tuple[bytes | None, str]]:
    """School and day of every row that holds and whose field of that name is this day or later."""
    cell = sql_plain(register.table().c[known(register, name).column])
    chosen = select(sql_plain(register.table().c.school_id), cell)
    asked = _chosen(chosen, register, Question(where=where), context).where(cell >= since.isoformat()).order_by(cell)
    yield from ((school, str(day)[:10]) for school, day in connection.execute(asked))


def row_of(connection: Connection, register: type[Register], row: bytes) -> Mapping[str, Any] | None:
    """One row as it stands in the file, removed or not."""
    listed = ", ".join(f'"{column}"' for column in register.columns())
    statement = f'SELECT {listed} FROM "{register.register_name()}" WHERE id = ?'
    found = connection.exec_driver_sql(statement, (row,)).first()
    return dict(zip(register.columns(), found, strict=True)) if found else None


def standing(
    connection: Connection, register: type[Register], **only: Collection[Any] | None
) -> list[Mapping[str, Any]]:
    """All rows of a register that are not removed, as plain values: for the small ones of the township.

    only: columns with the values they may have (None: any).
    """
    listed = ", ".join(f'"{column}"' for column in register.columns())
    asked = {column: tuple(values) for column, values in only.items() if values is not None}
    where = "".join(f' AND "{column}" IN ({",".join("?" * len(values))})' for column, values in asked.items())
    statement = f'SELECT {listed} FROM "{register.register_name()}" WHERE deleted = 0{where} ORDER BY id'
    given = tuple(value for values in asked.values() for value in values)
    return [dict(zip(register.columns(), row, strict=True)) for row in connection.exec_driver_sql(statement, given)]


__all__ = ["Question", "count", "dated", "ids", "known", "linked_ids", "row_of", "standing", "tally", "values"]
