"""Who may write what: a school's machine its own school's rows, a center's machine all of the township's."""

from __future__ import annotations

from sqlalchemy import Connection


def restricted_sites(connection: Connection) -> dict[int, bytes]:
    """Machines that may write one school's rows only: those of schools that are no center."""
    found = connection.exec_driver_sql(
        "SELECT m.site, m.school_id FROM sites m JOIN schools s ON s.id = m.school_id "
        "WHERE s.kind NOT IN ('center', 'county')"
    )
    return {row.site: row.school_id for row in found}
