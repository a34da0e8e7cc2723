"""Who may write what: a school's machine its own school's rows, a center's machine all of the township's.

A machine of a school that closed writes for the school that goes on for it as well; what it wrote before stays valid.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from db import dialect, succession


def restricted_sites(connection: Connection) -> dict[int, frozenset[bytes]]:
    """Machines that may write some schools' rows only, with these: those of schools that are no center."""
    lines = succession.lines(connection)
    found = connection.exec_driver_sql(
        "SELECT m.site, m.school_id FROM sites m JOIN schools s ON s.id = m.school_id "
        "WHERE s.kind NOT IN ('center', 'county')"
    )
    return {row.site: frozenset(lines.get(row.school_id, (row.school_id,))) for row in found}


def own_school(connection: Connection) -> bytes | None:
    """The school this file belongs to, unless it is a center's."""
    found: Any = connection.exec_driver_sql(
        f"SELECT s.id FROM local l JOIN schools s ON {dialect.hex_of('s.id')} = l.value "
        "WHERE l.name = 'school' AND s.kind NOT IN ('center', 'county')"
    ).scalar()
    return bytes(found) if found is not None else None
