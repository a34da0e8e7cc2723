"""The register's own rules, run on twenty thousand rows that are none yet, without the weight of mapped objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING, Any

from db.register import Context, Problem, Register

if TYPE_CHECKING:
    from desktop.work.office import Office


class Draft:
    """Stands in for a row while its register completes and judges it; missing columns are None."""

    if TYPE_CHECKING:

        def follow(self, context: Context) -> None: ...

        def taken_in(self, context: Context) -> None: ...

        def complete(self, context: Context) -> None: ...

        def problems(self, context: Context) -> list[Problem]: ...


@cache
def draft_class(register: type[Register]) -> type[Draft]:
    """A plain class with the register's rules and its columns' defaults."""
    members: dict[str, Any] = {}
    for ancestor in reversed(register.__mro__[: register.__mro__.index(Register) + 1]):
        for name, said in vars(ancestor).items():
            if isinstance(said, (FunctionType, staticmethod, property, str, bool, tuple)) and not name.startswith("__"):
                members[name] = said
            elif isinstance(said, classmethod):
                members[name] = staticmethod(getattr(register, name))
    members.update(dict.fromkeys(register.columns()))
    members["deleted"] = False
    return type(f"{register.__name__}Draft", (Draft,), members)


def defaults(register: type[Register]) -> dict[str, Any]:
    """What a new row holds before anybody types."""
    return {f.column: f.default for f in register.fields().values() if not f.computed and f.default is not None}


def drafted(register: type[Register], values: Mapping[str, Any]) -> Draft:
    """A draft of these values by column name."""
    draft = draft_class(register)()
    vars(draft).update(values)
    return draft


def alive(register: type[Register], stored: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the file as Python values, as its rules expect them."""
    values = dict(stored)
    for field in register.fields().values():
        value = None if field.computed else values.get(field.column)
        if value is None:
            continue
        if field.kind == "day":
            values[field.column] = date.fromisoformat(value)
        elif field.kind == "yesno":
            values[field.column] = bool(value)
        elif field.kind == "decimal":
            values[field.column] = Decimal(value)
    return values


class Knowledge:
    """What the rules may know besides the row, read from the file once; new rows of this import are noted beside it."""

    def __init__(self, office: Office) -> None:
        from db import query
        from db.registers import BY_NAME

        self._office, self._query, self._registers = office, query, BY_NAME
        self._rows: dict[tuple[str, bytes], Mapping[str, Any] | None] = {}
        self._titles: dict[str, Mapping[bytes, str]] = {}
        self.context = replace(office.context, linked=self.linked, titles=self.titles)

    def linked(self, register: str, row: bytes) -> Mapping[str, Any] | None:
        key = (register, row)
        if key not in self._rows:
            with self._office.look() as connection:
                self._rows[key] = self._query.row_of(connection, self._registers[register], row)
        return self._rows[key]

    def note(self, register: str, row: Mapping[str, Any]) -> None:
        """A row that will be there once the import is done."""
        self._rows[register, row["id"]] = row

    def titles(self, register: str) -> Mapping[bytes, str]:
        if register not in self._titles:
            self._titles[register] = self._office.titles(register)
        return self._titles[register]
