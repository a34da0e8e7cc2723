"""What waited for a newer program is applied once this one is upgraded."""

from __future__ import annotations

from sqlalchemy import Connection

from db import upgrades
from db.merge import knowledge, rows, touched
from db.merge.intake import Intake
from db.merge.rights import restricted_sites
from db.merge.standing import Worked, Working, mark_stale


def apply_waiting(connection: Connection) -> Worked:
    """Applies what waits as far as this program knows its registers and fields; the rest waits on."""
    Intake(connection)
    connection.exec_driver_sql(
        'INSERT INTO fresh SELECT 0, w.entry, w.place, w.register, w."row", o.shape, NULL FROM waiting w '
        "JOIN operations o ON o.entry = w.entry AND o.place = w.place"
    )
    restricted = restricted_sites(connection)
    rows.insert_fresh(connection, restricted)
    touched.choose(connection)
    connection.exec_driver_sql(
        'INSERT INTO worked (register, "row") SELECT DISTINCT register, "row" FROM fresh WHERE true '
        "ON CONFLICT DO NOTHING"
    )
    working = Working(connection, restricted, whole=True)
    working.work(1, touched.chosen(connection))
    mark_stale(connection, working.done)
    return working.done


def apply_after_upgrade(connection: Connection) -> None:
    """Applies what waits, once for each new schema of this program."""
    applied = connection.exec_driver_sql("SELECT value FROM local WHERE name = 'applied'").scalar()
    if applied != upgrades.HEAD:
        if connection.exec_driver_sql("SELECT 1 FROM waiting LIMIT 1").first() is not None:
            apply_waiting(connection)
        knowledge.note(connection, "applied", upgrades.HEAD)
