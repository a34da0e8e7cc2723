"""Following: rows that belong to a person or a case are of the same school, and go along when it moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from sqlalchemy import Connection

from db.register import Register

AT_ONCE = 500


@cache
def followers(name: str) -> tuple[tuple[type[Register], str], ...]:
    """Registers whose rows follow a row of this one, each with the column that points to it."""
    from db.registers import REGISTERS

    links = [(register, register.fields()[register.follows]) for register in REGISTERS if register.follows]
    return tuple((register, field.column) for register, field in links if field.target == name)


def named(name: str) -> type[Register]:
    from db.registers import BY_NAME

    return BY_NAME[name]


def apart(
    connection: Connection, register: type[Register], column: str, leader: str, rows: Iterable[bytes] | None = None
) -> Iterator[tuple[bytes, bytes | None]]:
    """Rows that are of another school than what they follow (of these, or of all), with the right school."""
    statement = (
        f'SELECT f.id, l.school_id FROM "{register.register_name()}" f JOIN "{leader}" l ON l.id = f."{column}" '
        "WHERE f.school_id IS NOT l.school_id AND l.school_id IS NOT NULL"
    )
    if rows is None:
        yield from ((row, school) for row, school in connection.exec_driver_sql(statement))
        return
    if connection.exec_driver_sql(f'SELECT 1 FROM "{register.register_name()}" LIMIT 1').first() is None:
        return
    wanted = list(rows)
    for start in range(0, len(wanted), AT_ONCE):
        part = tuple(wanted[start : start + AT_ONCE])
        found = connection.exec_driver_sql(f"{statement} AND l.id IN ({','.join('?' * len(part))})", part)
        yield from ((row, school) for row, school in found)
