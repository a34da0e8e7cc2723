"""Receipts: what was taken, signed, back on the same stick; once the school reads it, its parcel is received."""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db.errors import Trouble
from db.handoff import (
    attachments,
    envelope,
    heading,
    introduction,
    keys,
    ledger,
    lines,
    machines,
    moving_in,
    receiving,
    stick,
)
from db.handoff.envelope import Header
from db.handoff.heading import Names
from db.handoff.keys import Keys
from db.handoff.ledger import Entered
from db.handoff.machines import Home
from db.handoff.reading import ranges_of
from db.handoff.refusals import BadContent, NotForUs, Refused, StickTrouble
from db.merge import knowledge
from db.workspace import Workspace


@dataclass
class Read:
    """A receipt that was read. number: the parcel of ours that it is for; parted: see db.handoff.parting."""

    file: Path
    of: str = ""
    number: int = 0
    state: str = ""
    taken_at: str = ""
    new: bool = False
    parted: int = 0
    trouble: Trouble | None = None
    for_others: bool = False


# -- written by who took --------------------------------------------------------------------------------------


def owed(connection: Connection) -> list[Entered]:
    """Parcels whose receipt could not be written yet."""
    return [p for way in (ledger.IN, ledger.COPIED) for p in ledger.entered(connection, way) if p.owed]


def write(
    workspace: Workspace, own: Keys, to: Path, parcels: Iterable[Entered], names: Names, now: datetime
) -> list[Path]:
    """Receipts for these parcels, onto the stick; those that cannot be written stay owed. Raises StickTrouble."""
    files = []
    for parcel in parcels:
        with workspace.look() as connection:
            sender = machines.machine(connection, parcel.site)
            if sender is None or sender.keys is None:
                continue
            words = _words(workspace, connection, own, parcel)
        header = heading.header_of(workspace, own, sender, names, now, "receipt", parcel.receipt or 0)
        name = f"回执-{header.name}-收{header.reader}第{parcel.number}包{stick.RECEIPT}"
        if not _lies_there(to, name, own, header):
            plain = lines.pack_line(words)
            body = keys.sealed(zlib.compress(plain), sender.keys.seal)
            whole = envelope.written(replace(header, size=len(body), plain=len(plain)), body, own)
            files.append(stick.write(to, name, whole))
        with workspace.note_locally() as connection:
            ledger.enter(connection, parcel._replace(owed=False))
    return files


def _lies_there(to: Path, name: str, own: Keys, wanted: Header) -> bool:
    """True if this very receipt is on the stick, whole; a damaged one is cleared away."""
    old = to / stick.safe_name(name)
    try:
        said = envelope.read_header(old) if old.is_file() else None
        if said is None or (said.sender, said.receiver) != (wanted.sender, wanted.receiver):
            return False
        envelope.verified(old, said, own.public.sign)
        if said.number == wanted.number:
            return True
    except Trouble:
        pass
    with contextlib.suppress(OSError):
        old.unlink()
    return False


def _words(workspace: Workspace, connection: Connection, own: Keys, parcel: Entered) -> dict[str, Any]:
    return {
        "parcel": parcel.number,
        "hash": parcel.hash,
        "state": parcel.state,
        "account": parcel.account,
        "receipt": parcel.receipt,
        "taken_at": parcel.taken_at,
        "missing": ledger.missing(connection, parcel.site),
        "said": heading.next_statement(workspace),
        "holds": moving_in.stated(connection),
        "asks": attachments.lacking(connection),
        "sites": machines.described(connection, None if machines.is_center(workspace) else own.site),
    }


# -- read by who had sent -------------------------------------------------------------------------------------


def read(home: Home, connection: Connection, own: Keys, file: Path) -> Read:
    """Takes a receipt into the books. What is wrong with the file is said in the answer, never raised."""
    found = Read(file)
    try:
        header = envelope.read_header(file)
        if header.sender == own.site:
            raise NotForUs(f"{file.name} 是本机写给{header.reader}的。")
        body, _ = receiving.believed(home, connection, own, file, header)
        refused = introduction.admit(connection, header, home.is_center)
        if refused is not None:
            raise refused
        _enter(home, connection, header, _content(own, file, body, header), found)
    except NotForUs as trouble:
        found.for_others, found.trouble = True, trouble
    except (Refused, StickTrouble) as trouble:
        found.trouble = trouble
    return found


def _content(own: Keys, file: Path, body: bytes, header: Header) -> dict[str, Any]:
    content = list(
        lines.unpacked(file.name, envelope.unsealed(file.name, body, receiving.opener(own, header)), header.plain)
    )
    said = lines.parsed(file.name, content[0]) if len(content) == 1 else None
    if not isinstance(said, dict) or type(said.get("parcel")) is not int or type(said.get("said")) is not int:
        raise BadContent(f"{file.name} 里有读不懂的内容。")
    return said


def _enter(home: Home, connection: Connection, header: Header, said: dict[str, Any], found: Read) -> None:
    found.of, found.number, found.state = header.name, said["parcel"], str(said.get("state"))
    found.taken_at = str(said.get("taken_at") or header.at)
    ours = ledger.known(connection, ledger.OUT, header.sender, said["parcel"])
    account = said.get("account") if isinstance(said.get("account"), dict) else None
    if ours is None or ours.hash != said.get("hash"):
        pass  # of another copy of this file, or of before it went back
    elif found.state == ledger.REFUSED and account is not None:
        found.parted = int(account.get("parted") or 0)
    elif found.state != ledger.REFUSED:
        found.new = ours.state != ledger.RECEIVED
        receipt = said.get("receipt") if type(said.get("receipt")) is int else None
        ledger.enter(
            connection, ours._replace(state=ledger.RECEIVED, account=account, taken_at=found.taken_at, receipt=receipt)
        )
    try:
        machines.heard(connection, header.sender, said["said"], knowledge.written(ranges_of(said["holds"])))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadContent(f"{found.file.name} 里有读不懂的内容。") from error
    if _from_center(home, connection, header.sender):
        machines.learn(connection, said.get("sites") or [], home.site)
    asks = said.get("asks")
    attachments.note_asked(connection, header.sender, asks if isinstance(asks, list) else [])
    if header.receiver == home.site:
        introduction.known_by(connection, header.sender)


def _from_center(home: Home, connection: Connection, site: int) -> bool:
    known = machines.machine(connection, site)
    return known is not None and known.school_id == home.center
