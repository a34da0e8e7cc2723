"""A closed school's machine goes on as its successor's: its file learns whose it is now, and asks for all of that.

What such a file holds is complete for the school it was of, not for the new one. Until a parcel has come that was
made for a machine that holds nothing but its own entries, it says no more of itself than that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from db.handoff import machines
from db.merge import knowledge
from db.merge.knowledge import Knowledge
from db.workspace import Workspace

NARROW = "narrow"


def move_in(workspace: Workspace) -> bytes | None:
    """Goes on as a machine of the school that its school has become part of (or is again); that school, if it moved."""
    with workspace.look() as connection:
        own = machines.machine(connection, workspace.site_number)
        if own is None or own.school_id in (None, workspace.school_id) or workspace.read_only:
            return None
        known = connection.exec_driver_sql("SELECT 1 FROM schools WHERE id = ?", (own.school_id,)).first()
    if known is None:
        return None
    with workspace.note_locally() as connection:
        knowledge.note(connection, "school", (own.school_id or b"").hex())
        knowledge.note(connection, NARROW, json.dumps(_last(connection, workspace.site_number)))
    workspace.school_id = own.school_id
    return own.school_id


def stated(connection: Connection) -> Knowledge:
    """What this file says that it holds: all of what concerns its school, else only what it wrote itself."""
    if _narrow(connection) is None:
        return knowledge.taken(connection)
    site = int(connection.exec_driver_sql("SELECT value FROM local WHERE name = 'site'").scalar() or 0)
    last = _last(connection, site)
    return {site: [[1, last]]} if last else {}


def came(connection: Connection, base: Mapping[int, Sequence[Sequence[int]]]) -> None:
    """A parcel has been taken in that was made for a machine holding this: if it was for no more than our own, the
    file is complete again."""
    since = _narrow(connection)
    if since is None:
        return
    site = int(connection.exec_driver_sql("SELECT value FROM local WHERE name = 'site'").scalar() or 0)
    own = base.get(site, ())
    if set(base) <= {site} and (since == 0 or knowledge.covers(own, since)):
        connection.exec_driver_sql("DELETE FROM local WHERE name = ?", (NARROW,))


def _narrow(connection: Connection) -> int | None:
    found = connection.exec_driver_sql("SELECT value FROM local WHERE name = ?", (NARROW,)).scalar()
    return None if found is None else int(json.loads(found))


def _last(connection: Connection, site: int) -> int:
    found = connection.exec_driver_sql("SELECT max(number) FROM entries WHERE site = ?", (site,)).scalar()
    return int(found or 0)
