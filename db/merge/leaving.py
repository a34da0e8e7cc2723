"""What another side lacks: the entries it has not got, as far as they concern it, and which numbers that covers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import Connection

from db import succession
from db.merge import knowledge
from db.merge.incoming import EntryHead, Operation
from db.merge.knowledge import Knowledge
from db.merge.law import SCHOOL
from db.merge.rights import own_school
from db.registers import REGISTERS

_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS had (site INTEGER, first INTEGER, last INTEGER)",
    "CREATE TEMP TABLE IF NOT EXISTS unsent (entry INTEGER PRIMARY KEY)",
    'CREATE TEMP TABLE IF NOT EXISTS concern ("row" BLOB PRIMARY KEY, part TEXT) WITHOUT ROWID',
    "CREATE TEMP TABLE IF NOT EXISTS leaving (entry INTEGER, place INTEGER, PRIMARY KEY (entry, place)) WITHOUT ROWID",
)
_UNSENT = (
    "INSERT INTO unsent SELECT e.id FROM entries e WHERE NOT EXISTS "
    "(SELECT 1 FROM had h WHERE h.site = e.site AND e.number BETWEEN h.first AND h.last)"
)
_ALL_UNSENT = "INSERT INTO leaving SELECT o.entry, o.place FROM unsent u JOIN operations o ON o.entry = u.entry"
_MOVED = (
    "SELECT DISTINCT o.\"row\" FROM unsent u JOIN operations o ON o.entry = u.entry WHERE o.field = 'school_id' OR "
    '(o.field IS NULL AND (SELECT count(*) FROM (SELECT 1 FROM operations p WHERE p."row" = o."row" LIMIT 2)) > 1)'
)


class Leaving(NamedTuple):
    """entries: head by head with the operations that go along, once; covers: what the receiver will have completely."""

    entries: Iterator[tuple[EntryHead, list[Operation]]]
    covers: Knowledge


def outgoing(connection: Connection, receiver: bytes | None, known: Mapping[int, Sequence[Sequence[int]]]) -> Leaving:
    """What goes to a school (its own rows and the common ones; None: up, everything), given what it is known to have.

    A row that newly concerns the receiver goes with all its operations; one that moved away from it, with its moves.
    """
    run = connection.exec_driver_sql
    with _scratch(connection):
        for statement in _TABLES:
            run(statement)
        for table in ("had", "unsent", "concern", "leaving"):
            run(f"DELETE FROM {table}")
        spans = [(site, first, last) for site, ranges in known.items() for first, last in ranges]
        if spans:
            run("INSERT INTO had VALUES (?, ?, ?)", spans)
        run(_UNSENT)
        if receiver is None:
            run(_ALL_UNSENT)
        else:
            _choose(connection, receiver)
    return Leaving(_entries(connection), _covers(connection, receiver, known))


@contextmanager
def _scratch(connection: Connection) -> Iterator[None]:
    """Lists of this question may be noted beside a file that is otherwise only looked at."""
    shut = connection.exec_driver_sql("PRAGMA query_only").scalar()
    connection.exec_driver_sql("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA query_only = {shut}")


def _choose(connection: Connection, receiver: bytes) -> None:
    run = connection.exec_driver_sql
    for register in REGISTERS:
        name = register.register_name()
        run(
            f"INSERT INTO concern SELECT id, 'new' FROM \"{name}\" WHERE school_id = ? OR school_id IS NULL",
            (receiver,),
        )
    moved = [row for (row,) in run(_MOVED)]
    here = {row for row in moved if run('SELECT 1 FROM concern WHERE "row" = ?', (row,)).first()}
    gone = [row for row in moved if row not in here and _was_of(connection, row, receiver)]
    if here:
        run("UPDATE concern SET part = 'all' WHERE \"row\" = ?", [(row,) for row in here])
    if gone:
        run("INSERT INTO concern VALUES (?, 'moves')", [(row,) for row in gone])
    run(
        "INSERT INTO leaving SELECT o.entry, o.place FROM unsent u JOIN operations o ON o.entry = u.entry "
        'JOIN concern c ON c."row" = o."row" WHERE c.part = \'new\''
    )
    run(
        'INSERT INTO leaving SELECT o.entry, o.place FROM concern c JOIN operations o ON o."row" = c."row" '
        "WHERE c.part = 'all' OR (c.part = 'moves' AND (o.field IS NULL OR o.field = 'school_id'))"
    )


def _was_of(connection: Connection, row: bytes, school: bytes) -> bool:
    """Whether the row was ever this school's."""
    for value, columns in connection.exec_driver_sql(
        'SELECT o.value, s.columns FROM operations o LEFT JOIN shapes s ON s.id = o.shape WHERE o."row" = ? '
        "AND (o.field IS NULL OR o.field = 'school_id')",
        (row,),
    ):
        if columns is None:
            if value == school:
                return True
        elif dict(zip(json.loads(columns), json.loads(value), strict=True)).get(SCHOOL) == school.hex():
            return True
    return False


def _entries(connection: Connection) -> Iterator[tuple[EntryHead, list[Operation]]]:
    shapes = {i: tuple(json.loads(body)) for i, body in connection.exec_driver_sql("SELECT id, columns FROM shapes")}
    bodies: dict[int, Knowledge] = {}
    heads = connection.exec_driver_sql(
        "SELECT id, site, number, stamp, knowledge, who, who_name, why, at, revision, undoes, count FROM entries "
        "WHERE id IN (SELECT entry FROM leaving) ORDER BY id"
    )
    for entry, site, number, stamp, known, *rest in heads:
        if known not in bodies:
            body = connection.exec_driver_sql("SELECT body FROM knowledge WHERE id = ?", (known,)).scalar()
            bodies[known] = knowledge.read(body)
        operations = connection.exec_driver_sql(
            'SELECT o.place, o.register, o."row", o.field, o.shape, o.value FROM leaving l JOIN operations o '
            "ON o.entry = l.entry AND o.place = l.place WHERE l.entry = ? ORDER BY o.place",
            (entry,),
        )
        yield (
            EntryHead(site, number, stamp, bodies[known], *rest),
            [
                Operation(site, number, place, name, row, field, None if shape is None else shapes[shape], value)
                for place, name, row, field, shape, value in operations
            ],
        )


def _covers(connection: Connection, receiver: bytes | None, known: Mapping[int, Sequence[Sequence[int]]]) -> Knowledge:
    """A center vouches for all it took in; a school, to its center, for its own machines: of others it has parts."""
    have = knowledge.taken(connection)
    own = own_school(connection)
    if receiver is None and own is not None:
        heirs = succession.heirs(connection)
        machines = connection.exec_driver_sql("SELECT site, school_id FROM sites WHERE school_id IS NOT NULL")
        mine = {site for site, school in machines if heirs.get(school, school) == own}
        have = {site: ranges for site, ranges in have.items() if site in mine}
    for site, number in connection.exec_driver_sql(  # what is not understood here cannot be said to be complete there
        "SELECT DISTINCT e.site, e.number FROM waiting w JOIN entries e ON e.id = w.entry"
    ):
        have[site] = knowledge.without(have.get(site, ()), [[number, number]])
    left = {site: knowledge.without(ranges, known.get(site, ())) for site, ranges in have.items()}
    return {site: ranges for site, ranges in left.items() if ranges}
