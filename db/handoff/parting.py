"""Two copies of one data file that both went on: what this one did since goes under a machine number of its own."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from db.handoff import identity
from db.merge import EntryHead, knowledge
from db.workspace import Workspace


def parted_at(connection: Connection, site: int, heads: Iterable[EntryHead]) -> int:
    """The first entry of that machine that is another one here than in its parcel; else the first in the parcel."""
    own = sorted((h for h in heads if h.site == site), key=lambda h: h.number)
    for head in own:
        known = connection.exec_driver_sql(
            "SELECT stamp, who, at, count FROM entries WHERE site = ? AND number = ?", (site, head.number)
        ).first()
        if known is not None and tuple(known) != (head.stamp, head.who, head.at, head.count):
            return head.number
    return own[0].number if own else 0


def part_ways(workspace: Workspace, first: int) -> None:
    """Goes on as a new machine; one's own entries from `first` on become that machine's first ones.

    They never left: the center refused them. What they had seen of the old number's earlier entries is said in their
    knowledge, as it is for every other machine's.
    """
    old = workspace.site_number
    identity.renew(workspace)
    with workspace.merging() as connection:
        new, run = workspace.site_number, connection.exec_driver_sql
        moved = "site = ? AND number >= ?"
        for (known,) in run(f"SELECT DISTINCT knowledge FROM entries WHERE {moved}", (old, first)).all():
            body = knowledge.read(run("SELECT body FROM knowledge WHERE id = ?", (known,)).scalar())
            wider = knowledge.united(body, {old: [[1, first - 1]]})
            number = knowledge.number_of(connection, knowledge.written(wider))
            run(f"UPDATE entries SET knowledge = ? WHERE {moved} AND knowledge = ?", (number, old, first, known))
        run(
            f"UPDATE entries SET undoes = CASE WHEN undoes >= ? THEN undoes - ? + 1 END WHERE {moved}",
            (first, first, old, first),
        )
        run(f"UPDATE entries SET site = ?, number = number - ? + 1 WHERE {moved}", (new, first, old, first))
        for name in ("taken", "knowledge"):
            _without(connection, name, old, first)
    workspace.changed = True
    identity.note(workspace)


def _without(connection: Connection, name: str, site: int, first: int) -> None:
    """The old number's entries from `first` on are the other copy's: this file has not got them."""
    held = knowledge.taken(connection) if name == "taken" else knowledge.current(connection)
    if site in held:
        held[site] = knowledge.without(held[site], [[first, 1 << 62]])
    if name == "taken":
        held.pop(int(connection.exec_driver_sql("SELECT value FROM local WHERE name = 'site'").scalar() or 0), None)
        knowledge.note(connection, name, knowledge.written(held))
    else:
        knowledge.note(connection, name, str(knowledge.number_of(connection, knowledge.written(held))))
