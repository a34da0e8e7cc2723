"""Who this machine is: its keys, the mark that tells a copied or rolled-back file, becoming a machine of its own."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from sqlalchemy import Connection

from db import places
from db.handoff import keys, machines
from db.handoff.keys import Keys
from db.merge import knowledge
from db.register import new_id
from db.workspace import Workspace

COPIED = "copied"
ROLLED_BACK = "rolled back"


def own_keys(workspace: Workspace) -> Keys:
    """This machine's keys, made on first use. A file that came from elsewhere becomes a machine of its own first."""
    settle(workspace)
    kept = keys.load(workspace.database)
    if kept is not None and kept.site == workspace.site_number:
        return kept
    return _take_up(workspace)


def _take_up(workspace: Workspace) -> Keys:
    made = Keys.new(workspace.site_number)
    keys.save(workspace.database, made)
    with workspace.note_locally() as connection:
        machines.set_keys(connection, made.site, workspace.school_id, places.machine(), machines.ENROLLED, made.public)
    note(workspace)
    return made


# -- the mark -------------------------------------------------------------------------------------------------


def note(workspace: Workspace, **words: Any) -> None:
    """Sets the mark: the newest entry of one's own, numbers of parcels and statements given out."""
    with workspace.look() as connection:
        number = _last(connection, workspace.site_number)
        mark = {
            "site": workspace.site_number,
            "number": number,
            "digest": _digest(connection, workspace.site_number, number),
        }
    keys.write_note("marks", workspace.database, keys.read_note("marks", workspace.database) | mark | words)


def doubt(workspace: Workspace) -> str:
    """COPIED or ROLLED_BACK if this file must not go on under its number, else ""."""
    site = workspace.site_number
    with workspace.look() as connection:
        own = machines.machine(connection, site)
        if own is None or own.keys is None:
            return ""  # has never spoken to another machine
        kept, mark = keys.load(workspace.database), keys.read_note("marks", workspace.database)
        if kept is None:
            return COPIED
        if kept.site != site or kept.public != own.keys:
            return ROLLED_BACK
        number = int(mark.get("number", 0)) if mark.get("site") == site else 0
        if number > _last(connection, site) or (number and mark.get("digest") != _digest(connection, site, number)):
            return ROLLED_BACK
    return ""


def _last(connection: Connection, site: int) -> int:
    return int(
        connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM entries WHERE site = ?", (site,)).scalar() or 0
    )


def _digest(connection: Connection, site: int, number: int) -> str:
    found = connection.exec_driver_sql(
        "SELECT stamp, who_name, why, at FROM entries WHERE site = ? AND number = ?", (site, number)
    ).first()
    return hashlib.sha256(repr(tuple(found)).encode()).hexdigest() if found else ""


# -- a machine of its own -------------------------------------------------------------------------------------

SAID = {
    COPIED: "这份数据是从别的电脑复制来的，已换成新的机器号。下次交接后，请与中心学校电话核对四个词。",
    ROLLED_BACK: "数据文件退回过以前的样子，已换成新的机器号；以前交上去的会在交接时取回。",
}


def settle(workspace: Workspace) -> str:
    """Gives a copied or rolled-back file a number and keys of its own. Answers the sentence to show, or ""."""
    reason = "" if workspace.read_only else doubt(workspace)
    if reason:
        renew(workspace)
    return SAID.get(reason, "")


def renew(workspace: Workspace) -> None:
    """Goes on as a new machine of the same school: nothing of the old number's entries is lost or made twice."""
    site, database = secrets.randbits(47) + 1, new_id().hex()
    before, made = keys.load(workspace.database), Keys.new(site)
    vouched = before is not None and before.site != site
    former = list(workspace.local("former") or [])
    if before is not None:
        former.append(before.site)
        keys.save_former(before)
    keys.save(database, made)
    with workspace.note_locally() as connection:
        knowledge.note(connection, "former", json.dumps(former))
        knowledge.become(connection, site)
        knowledge.note(connection, "database", database)
        knowledge.note(connection, "known_to", "[]")
        if vouched and before is not None:
            vouch = before.sign(vouching(site, made)).hex()
            instead = json.dumps({"instead": before.site, "vouch": vouch})
            knowledge.note(connection, "vouch", instead)
        else:
            connection.exec_driver_sql("DELETE FROM local WHERE name IN ('vouch', 'joining')")
        connection.exec_driver_sql("DELETE FROM parcels")
        machines.goes_on_as(connection, workspace.site_number, site)
        machines.set_keys(connection, site, workspace.school_id, places.machine(), machines.ENROLLED, made.public)
    workspace.site_number, workspace.database = site, database
    note(workspace)


def vouching(site: int, made: Keys | keys.PublicKeys) -> bytes:
    """What is signed when one machine's key speaks for another."""
    public = made.public if isinstance(made, Keys) else made
    return b"xiangxiao machine 1\0" + site.to_bytes(8, "big") + public.sign + public.seal.encode()
