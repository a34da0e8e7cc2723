"""Finding: what the find box looks in, kept beside the rows and rebuilt at need; never part of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection

from db import pinyin
from db.register import Register

SEPARATOR = "\x1f"


@cache
def searched(register: type[Register]) -> tuple[str, ...]:
    """Columns the find box looks in, the naming one first."""
    names = [f.column for f in register.fields().values() if f.searchable and not f.computed and f.kind != "link"]
    names.sort(key=lambda name: name != register.title_field)
    return tuple(names)


def concerns(register: type[Register], columns: Iterable[str]) -> bool:
    return not set(searched(register)).isdisjoint(columns)


def write(connection: Connection, register: type[Register], rows: Iterable[Mapping[str, Any]]) -> None:
    """Words and order of these rows, new or changed."""
    names = searched(register)
    if not names:
        return
    title, table = register.register_name(), []
    for row in rows:
        texts = [str(row[name]) for name in names if row.get(name)]
        spelled = pinyin.spell(texts[0]) if texts else ()
        table.append(
            (row["id"], title, pinyin.sort_key(texts[0]) if texts else "", SEPARATOR.join([*texts, *spelled]).lower())
        )
    if table:
        connection.exec_driver_sql(
            'INSERT OR REPLACE INTO finder ("row", register, sort, words) VALUES (?,?,?,?)', table
        )


def refresh(connection: Connection, register: type[Register], rows: Iterable[bytes]) -> None:
    """Reads the rows again and writes their words."""
    columns = ("id", *searched(register))
    listed = ", ".join(f'"{name}"' for name in columns)
    wanted = list(rows)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        found = connection.exec_driver_sql(
            f'SELECT {listed} FROM "{register.register_name()}" WHERE id IN ({",".join("?" * len(part))})', tuple(part)
        )
        write(connection, register, [dict(zip(columns, row, strict=True)) for row in found])


def rebuild(connection: Connection, registers: Iterable[type[Register]]) -> None:
    """Everything anew, after a restore, an upgrade or a new way of spelling."""
    connection.exec_driver_sql("DELETE FROM finder")
    for register in registers:
        columns = ("id", *searched(register))
        listed = ", ".join(f'"{name}"' for name in columns)
        found = connection.exec_driver_sql(f'SELECT {listed} FROM "{register.register_name()}"')
        write(connection, register, [dict(zip(columns, row, strict=True)) for row in found])


def catch_up(connection: Connection, most: int = 5000) -> int:
    """Writes the words of rows that a merge changed, some at a time; answers how many are left."""
    from db.registers import BY_NAME

    found = connection.exec_driver_sql('SELECT register, "row" FROM stale LIMIT ?', (most,)).all()
    for name in {name for name, _ in found}:
        refresh(connection, BY_NAME[name], [row for of, row in found if of == name])
    if found:
        connection.exec_driver_sql('DELETE FROM stale WHERE "row" = ?', [(row,) for _, row in found])
    return int(connection.exec_driver_sql("SELECT count(*) FROM stale").scalar() or 0)
