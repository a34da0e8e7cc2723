"""A newcomer's first words: its public keys, under the secret of an invitation or vouched for by its old key."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from sqlalchemy import Connection

from db import places
from db.handoff import keys, machines
from db.handoff.envelope import Header
from db.handoff.identity import vouching
from db.handoff.keys import Keys, PublicKeys
from db.handoff.refusals import Altered, Newcomer, Refused, Retired, UnknownSender
from db.workspace import Workspace


def spoken(workspace: Workspace, own: Keys, receiver: int) -> str:
    """What this machine says of itself in a parcel's header as long as the receiver may not know it; else ""."""
    if receiver in (workspace.local("known_to") or []):
        return ""
    joining, vouch = workspace.local("joining") or {}, workspace.local("vouch") or {}
    public = own.public
    secret = bytes.fromhex(joining.get("secret", ""))
    words = {
        "sign": public.sign.hex(),
        "seal": public.seal,
        "machine": places.machine()[:60],
        "invitation": joining.get("invitation", ""),
        "proof": _proof(secret, own.site, workspace.school_id or b"", public) if secret else "",
        **vouch,
    }
    return json.dumps(words, separators=(",", ":"))


def _proof(secret: bytes, site: int, school: bytes, public: PublicKeys) -> str:
    return hmac.new(secret, vouching(site, public) + school, hashlib.sha256).hexdigest()


def known_by(connection: Connection, other: int) -> None:
    """That machine has written to this one, so it has this one's keys."""
    told = {
        int(site)
        for (site,) in connection.exec_driver_sql(
            "SELECT j.value FROM local l, json_each(l.value) j WHERE l.name = 'known_to'"
        )
    }
    if other not in told:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO local (name, value) VALUES ('known_to', ?)", (json.dumps(sorted({*told, other})),)
        )


def sender_keys(connection: Connection, header: Header) -> PublicKeys:
    """The keys to check a file with: known ones, or those a newcomer brings. Raises Retired, UnknownSender, Altered."""
    known = machines.machine(connection, header.sender)
    if known is not None and known.state == machines.RETIRED:
        raise Retired(f"{header.name}的这台机器已经停用，它的包没有收。")
    if known is not None and known.keys is not None:
        return known.keys
    public = _brought(header)
    if public is None:
        raise UnknownSender(f"不认识这个包的来处（{header.name}），没有收。")
    return public


def _brought(header: Header) -> PublicKeys | None:
    if not header.introduction:
        return None
    try:
        words = json.loads(header.introduction)
        public = PublicKeys(bytes.fromhex(words["sign"]), str(words["seal"]))
    except (ValueError, KeyError, TypeError) as error:
        raise Altered("包的开头已损坏。") from error
    if not keys.proper(public):
        raise Altered("包的开头已损坏。")
    return public


def admit(connection: Connection, header: Header, may_join: bool) -> Refused | None:
    """Notes a newcomer whose file was rightly signed: enrolled under a fresh secret or its old key, else waiting.

    Answers why nothing is taken from it yet, or None. `may_join`: this machine's office may take in machines of any
    school (a center); others only get to know machines of their center.
    """
    known = machines.machine(connection, header.sender)
    if known is None or known.keys is None:
        public, words, school = _brought(header), json.loads(header.introduction), bytes.fromhex(header.school)
        assert public is not None
        fresh = _fresh(connection, header, public, words, school) if may_join else False
        vouched = _vouched(connection, header, public, words, school)
        state = machines.ENROLLED if fresh or vouched else machines.WAITING
        if vouched:
            machines.goes_on_as(connection, words["instead"], header.sender)
        machines.set_keys(connection, header.sender, school, str(words.get("machine", ""))[:60], state, public)
        if fresh:
            connection.exec_driver_sql(
                "UPDATE invitations SET used_by = ? WHERE id = ?", (header.sender, words["invitation"])
            )
        known = machines.machine(connection, header.sender)
        assert known is not None
    if known.state == machines.WAITING:
        return Newcomer(
            f"{header.name}有一台新机器要加入，还没有核对。", "请打电话与对方核对四个词，接受以后再交接一次。"
        )
    return None


def _fresh(connection: Connection, header: Header, public: PublicKeys, words: dict[str, Any], school: bytes) -> bool:
    """True if the invitation was ours, for that school, not used by another, and the proof is right."""
    found = connection.exec_driver_sql(
        "SELECT secret, school_id, used_by FROM invitations WHERE id = ?", (str(words.get("invitation", "")),)
    ).first()
    if found is None or found[1] != school or found[2] not in (None, header.sender):
        return False
    return hmac.compare_digest(_proof(bytes(found[0]), header.sender, school, public), str(words.get("proof", "")))


def _vouched(connection: Connection, header: Header, public: PublicKeys, words: dict[str, Any], school: bytes) -> bool:
    """True if the machine it was before, of the same school (or one that went into it) and enrolled here, signed it."""
    old = machines.machine(connection, words["instead"]) if type(words.get("instead")) is int else None
    if old is None or old.keys is None or old.state != machines.ENROLLED:
        return False
    if school not in (old.school_id, old.joined_for):
        return False
    try:
        signature = bytes.fromhex(str(words.get("vouch", "")))
    except ValueError:
        return False
    return keys.signed_by(old.keys.sign, signature, vouching(header.sender, public))
