"""New rows come into their registers straight from the journal, all at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from db import dialect
from db.journal import DELETED, id_columns
from db.merge.law import SCHOOL
from db.register import Register
from db.registers import BY_NAME


def insert_fresh(connection: Connection, restricted: Mapping[int, frozenset[bytes]]) -> set[str]:
    """Every new insert that can stand makes its row, unless the row is there; answers the registers that grew."""
    grown = set()
    shapes = connection.exec_driver_sql(
        "SELECT f.shape, s.register, s.columns FROM (SELECT DISTINCT shape FROM fresh WHERE shape IS NOT NULL) f "
        "JOIN shapes s ON s.id = f.shape ORDER BY f.shape"
    ).all()
    _note_schools(connection, restricted)
    for shape, name, body in shapes:
        columns, register = json.loads(body), BY_NAME.get(name)
        because = _because(columns, register, bool(restricted))
        if register is None or "id" not in columns or len(set(columns)) != len(columns):
            _forbid(connection, shape, because)
            connection.exec_driver_sql("UPDATE fresh SET state = 'w' WHERE shape = ? AND state IS NULL", (shape,))
            _wait(connection, shape, "w")
        elif _insert(connection, register, shape, columns, because):
            grown.add(name)
    return grown


def _note_schools(connection: Connection, restricted: Mapping[int, frozenset[bytes]]) -> None:
    """Lays beside each new entry the schools whose rows its machine may write; beside a center's entries none."""
    connection.exec_driver_sql(
        "CREATE TEMP TABLE IF NOT EXISTS schools_of (entry INTEGER, school TEXT, PRIMARY KEY (entry, school)) "
        "WITHOUT ROWID"
    )
    connection.exec_driver_sql("DELETE FROM schools_of")
    if restricted:
        entries = connection.exec_driver_sql(
            "SELECT id, site FROM entries WHERE id IN (SELECT entry FROM fresh WHERE shape IS NOT NULL)"
        )
        pairs = [(entry, school.hex()) for entry, site in entries for school in restricted.get(site, ())]
        if pairs:
            connection.exec_driver_sql("INSERT INTO schools_of VALUES (?, ?)", pairs)


def _because(columns: Sequence[str], register: type[Register] | None, schools: bool) -> str:
    """Why an insert is set aside: it is no row of that register, or its row is of a school that is not its machine's.

    SQL about an operation `o`; nothing when the row can stand.
    """
    owner = ""
    if schools:
        cell = dialect.json_cell("o.value", columns.index(SCHOOL)) if SCHOOL in columns else "NULL"
        noted = "EXISTS (SELECT 1 FROM schools_of s WHERE s.entry = o.entry"
        owner = f" WHEN NOT {noted} AND s.school = {cell}) AND {noted}) THEN 'school'"
    odd = "".join(f" WHEN NOT ({sense}) THEN 'value'" for sense in _senses(register, columns)) if register else ""
    return (
        f"CASE WHEN NOT ({dialect.JSON_SOUND.format('o.value')}) THEN 'value' "
        f"WHEN {dialect.JSON_LENGTH.format('o.value')} <> {len(columns)} THEN 'value'{owner}{odd} END"
    )


def _forbid(connection: Connection, shape: int, because: str) -> None:
    found = connection.exec_driver_sql(
        f"SELECT f.entry, f.place, {because} FROM fresh f JOIN operations o ON o.entry = f.entry "
        f"AND o.place = f.place WHERE f.shape = ? AND {because} IS NOT NULL",
        (shape,),
    ).all()
    if found:
        set_aside(connection, [tuple(line) for line in found])


def _senses(register: type[Register], columns: Sequence[str]) -> Iterator[str]:
    """What must hold of an insert's cells, or the program could not even read the row. Text can be anything."""
    for place, column in enumerate(columns):
        declared = register.field(column)
        kind = declared.kind if declared is not None and declared.column == column else ""
        if kind == "day":
            yield dialect.day_or_nothing(dialect.json_cell("o.value", place))
        elif kind == "decimal":
            yield dialect.decimal_or_nothing(dialect.json_cell("o.value", place))
        elif kind in ("number", "yesno") or column == DELETED:
            yield dialect.whole_or_nothing("o.value", place)


def _insert(connection: Connection, register: type[Register], shape: int, columns: Sequence[str], because: str) -> bool:
    """Makes the rows of one shape in one go; only where that made fewer than came is it asked which and why."""
    links, known = id_columns(register), set(register.columns())
    into, cells = ["id"], ['o."row"']
    for place, column in enumerate(columns):
        if column in known and column != "id":
            into.append(column)
            cells.append((dialect.json_key if column in links else dialect.json_cell)("o.value", place))
    if DELETED not in into:
        into.append(DELETED)
        cells.append("0")
    listed, name = ", ".join(f'"{c}"' for c in into), register.register_name()
    made = connection.exec_driver_sql(
        f'INSERT INTO "{name}" ({listed}) SELECT {", ".join(cells)} FROM fresh f '
        "JOIN operations o ON o.entry = f.entry AND o.place = f.place WHERE f.shape = ? AND f.state IS NULL "
        f"AND {because} IS NULL ON CONFLICT DO NOTHING",
        (shape,),
    ).rowcount
    new = connection.exec_driver_sql(
        "UPDATE fresh SET state = 'a' WHERE shape = ? AND state IS NULL", (shape,)
    ).rowcount
    if made != new:
        _forbid(connection, shape, because)
        if not register.key:
            _not_anew(connection, name, shape)
    if not set(columns) <= known:  # a newer program's columns: applied now as far as known, again after the upgrade
        _wait(connection, shape, "a")
    return bool(made)


def _not_anew(connection: Connection, name: str, shape: int) -> None:
    """Nobody makes another school's row anew as his own: ids are chance, so that two honest machines never do."""
    found = connection.exec_driver_sql(
        "SELECT f.entry, f.place, 'origin' FROM fresh f JOIN schools_of s ON s.entry = f.entry "
        f'JOIN "{name}" t ON t.id = f."row" '
        "WHERE f.shape = ? AND f.state = 'a' GROUP BY f.entry, f.place "
        f"HAVING max({dialect.hex_of('t.school_id')} IS NOT DISTINCT FROM s.school) = 0",
        (shape,),
    ).all()
    if found:
        set_aside(connection, [tuple(line) for line in found])


def _wait(connection: Connection, shape: int, state: str) -> None:
    connection.exec_driver_sql(
        'INSERT INTO waiting SELECT entry, place, register, "row" FROM fresh '
        "WHERE shape = ? AND state = ? ON CONFLICT DO NOTHING",
        (shape, state),
    )


def set_aside(connection: Connection, found: Sequence[tuple[int, int, str]]) -> None:
    """Takes operations (entry, place, because) out of the journal into quarantine."""
    run = connection.exec_driver_sql
    run(
        'INSERT INTO quarantine (site, number, place, because, register, "row", field, columns, value, head) '
        "SELECT e.site, e.number, o.place, ?, o.register, o.\"row\", o.field, s.columns, o.value, 'null' "
        "FROM operations o JOIN entries e ON e.id = o.entry LEFT JOIN shapes s ON s.id = o.shape "
        "WHERE o.entry = ? AND o.place = ? ON CONFLICT DO NOTHING",
        [(because, entry, place) for entry, place, because in found],
    )
    places = [(entry, place) for entry, place, _ in found]
    run("DELETE FROM operations WHERE entry = ? AND place = ?", places)
    run("DELETE FROM waiting WHERE entry = ? AND place = ?", places)
    run("UPDATE fresh SET state = 'q' WHERE entry = ? AND place = ?", places)
