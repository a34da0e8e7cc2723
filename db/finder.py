"""Finding: what the find box looks in, kept beside the rows and rebuilt at need; never part of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, column, func, literal, or_, select, table

from db import pinyin
from db.register import Register

SEPARATOR = "\x1f"
TABLE = table("finder", column("row"), column("register"), column("sort"), column("words"))


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


def found(register: type[Register], word: str) -> Any:
    """Rows that hold this word, or point by a searchable link to one that does (a child's aid by the child's name),
    also over another one (a talk by its care file, that by its child)."""
    cells = register.table().c
    # Looked through first and by itself: joined to the rows it would be opened once a row.
    ways = [cells[link.column].in_(_holding(link.target, word)) for link in register.links() if link.searchable]
    ways += [cells.id.in_(_spelled(register.register_name(), word))] if searched(register) else []
    return or_(literal(False), *ways)


def _spelled(register: str, word: str) -> Any:
    """Keys of the register's own rows that hold the word."""
    return select(TABLE.c.row).where(TABLE.c.register == register, func.instr(TABLE.c.words, word) > 0)


def _holding(name: str, word: str) -> Any:
    """Keys of the rows of that register that are found by the word."""
    from db.registers import BY_NAME

    register = BY_NAME[name]
    if not any(link.searchable for link in register.links()):
        return _spelled(name, word)
    return select(register.table().c.id).where(found(register, word))
