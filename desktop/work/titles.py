"""Titles: what the rows of a register are called where others point to them, in the order people expect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from db import duplicates, pinyin, query
from db.register import Context, Register

Look = Callable[[], AbstractContextManager[Connection]]


def read(look: Look, register: type[Register], context: Context) -> Mapping[bytes, str]:
    """By row, removed ones too; of a register with rows by the hundred thousand each is read when it is asked for."""
    if register.numerous:
        return OneByOne(look, register, context)
    if register.title_field in register.columns():
        return _as_written(look, register)
    return _worked_out(look, register, context)


def _as_written(look: Look, register: type[Register]) -> dict[bytes, str]:
    statement = (
        f'SELECT t.id, t."{register.title_field}" FROM "{register.register_name()}" t '
        'LEFT JOIN finder f ON f."row" = t.id ORDER BY f.sort, t.id'
    )
    with look() as connection:
        found = {row: str(title or "") for row, title in connection.exec_driver_sql(statement)}
        # What points to a joined row follows to the row that stands for it; that may be another school's, unknown here.
        aliases = duplicates.aliases(connection, register).items()
        return found | {row: found[keep] for row, keep in aliases if keep in found}


def _worked_out(look: Look, register: type[Register], context: Context) -> dict[bytes, str]:
    columns = register.columns()
    listed = ", ".join(f'"{c}"' for c in columns)
    with look() as connection:
        found = connection.exec_driver_sql(f'SELECT {listed} FROM "{register.register_name()}"').all()
    rows = [dict(zip(columns, row, strict=True)) for row in found]
    titles = {row["id"]: register.title_of(row, context) for row in rows}

    def place(row: Mapping[str, Any]) -> Any:
        order = register.title_order(row, context)
        return pinyin.sort_key(titles[row["id"]]) if order is None else order

    return {row["id"]: titles[row["id"]] for row in sorted(rows, key=place)}


class OneByOne(Mapping[bytes, str]):
    """Titles that are worked out when somebody asks for one; who wants them all has to read all rows."""

    def __init__(self, look: Look, register: type[Register], context: Context) -> None:
        self._look, self._register, self._context = look, register, context
        self._known: dict[bytes, str] = {}

    def __getitem__(self, row: bytes) -> str:
        if row not in self._known:
            with self._look() as connection:
                values = query.row_of(connection, self._register, row)
            if values is None:
                raise KeyError(row)
            self._known[row] = self._register.title_of(values, self._context)
        return self._known[row]

    @cached_property
    def _all(self) -> dict[bytes, str]:
        return _worked_out(self._look, self._register, self._context)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)
