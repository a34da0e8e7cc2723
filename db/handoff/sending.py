"""Parcels written: what each other side lacks, sealed, signed, numbered; nothing new, no parcel."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from db import merge
from db.handoff import (
    attachments,
    copies,
    envelope,
    heading,
    identity,
    introduction,
    keys,
    ledger,
    machines,
    moving_in,
    stick,
)
from db.handoff.attachments import Attachments
from db.handoff.body import Packed, Preamble, Writer
from db.handoff.envelope import Header
from db.handoff.heading import Names
from db.handoff.keys import Keys
from db.handoff.machines import Machine
from db.merge import knowledge
from db.merge.knowledge import Knowledge
from db.workspace import Workspace


@dataclass(frozen=True)
class Sent:
    """A parcel that lies on the stick now."""

    file: Path
    receiver: int
    school_id: bytes | None
    number: int
    entries: int
    operations: int


def write(
    workspace: Workspace, to: Path, receiver: Machine, names: Names, now: datetime, full: bool = False
) -> Sent | None:
    """What that machine lacks, onto the stick; None if it lacks nothing or its parcel lies there.

    Raises StickTrouble.
    """
    own = identity.own_keys(workspace)
    with workspace.look() as connection:
        held, base = knowledge.taken(connection), {} if full else receiver.holds or {}
        last = _unconfirmed(connection, receiver.site)
        newcomer = bool(introduction.spoken(workspace, own, receiver.site))
        asked = attachments.asked(connection, receiver.site)
        if not full and not newcomer and not asked and ledger.within(held, base):
            return None
        if (
            last
            and not full
            and last.base == knowledge.written(base)
            and _still_all(workspace, connection, receiver, base, last)
        ):
            kept = copies.of(workspace, receiver.site, last.number)
            if kept and hashlib.sha256(kept).hexdigest() == last.hash:
                return _again(workspace, to, receiver, names, last, kept)
        header, packed = _made(workspace, connection, own, receiver, names, now, base)
    if not packed.entries and not packed.attachments and not full and not newcomer:
        return None
    header, whole = _sealed(header, packed, own, receiver)
    _enter(workspace, receiver, header, whole, held, base)
    file = stick.write(to, heading.file_name(workspace, names, receiver, header.number), whole)
    return Sent(file, receiver.site, receiver.school_id, header.number, packed.entries, packed.operations)


def _sealed(header: Header, packed: Packed, own: Keys, receiver: Machine) -> tuple[Header, bytes]:
    """The whole file, that only the receiver can open, and its header with all counts in it."""
    body = keys.sealed(packed.body, receiver.keys.seal if receiver.keys else "")
    header = replace(
        header,
        size=len(body),
        plain=packed.plain,
        entries=packed.entries,
        operations=packed.operations,
        attachments=packed.attachments,
    )
    return header, envelope.written(header, body, own)


def _enter(
    workspace: Workspace, receiver: Machine, header: Header, whole: bytes, held: Knowledge, base: Knowledge
) -> None:
    """Into the books before it goes onto the stick, and a second copy onto this machine's own disk."""
    entered = ledger.Entered(
        ledger.OUT,
        receiver.site,
        header.number,
        header.at,
        header.entries,
        header.operations,
        hashlib.sha256(whole).hexdigest(),
        ledger.WRITTEN,
        knowledge.written(held),
        knowledge.written(base),
        None,
        None,
        None,
        False,
    )
    copies.keep(workspace, receiver.site, header.number, whole)
    with workspace.note_locally() as connection:
        ledger.enter(connection, entered)
    heading.mark(workspace, receiver.site, header.number)


def _scope(workspace: Workspace, receiver: Machine) -> bytes | None:
    """Whose rows go: up and between centers everything, down those of the receiver's school."""
    return None if receiver.school_id == machines.center_of(workspace) else receiver.school_id


def _still_all(
    workspace: Workspace, connection: Connection, receiver: Machine, base: Knowledge, last: ledger.Entered
) -> bool:
    """True if nothing that concerns the receiver came about since its last parcel was written."""
    since = merge.outgoing(connection, _scope(workspace, receiver), knowledge.united(base, knowledge.read(last.holds)))
    return next(since.entries, None) is None


def lacking(workspace: Workspace, connection: Connection, receiver: Machine) -> int:
    """How many units of work that machine is not known to have, as far as they concern it."""
    base = receiver.holds or {}
    if ledger.within(knowledge.taken(connection), base):
        return 0
    return sum(1 for _ in merge.outgoing(connection, _scope(workspace, receiver), base).entries)


def _made(
    workspace: Workspace,
    connection: Connection,
    own: Keys,
    receiver: Machine,
    names: Names,
    now: datetime,
    base: Knowledge,
) -> tuple[Header, Packed]:
    """Header and packed body of the next parcel."""
    writer, pictures, scope = (
        Writer(),
        Attachments(connection, attachments.asked(connection, receiver.site)),
        _scope(workspace, receiver),
    )
    leaving = merge.outgoing(connection, scope, base)
    for head, operations in leaving.entries:
        writer.entry(head, operations)
        pictures.note(operations)
    pictures.write(writer)
    listed = machines.described(connection, None if machines.is_center(workspace) else own.site)
    said = heading.next_statement(workspace)
    packed = writer.packed(
        Preamble(said, moving_in.stated(connection), base, leaving.covers, listed, attachments.lacking(connection))
    )
    number = heading.next_number(workspace, connection, receiver.site)
    return heading.header_of(workspace, own, receiver, names, now, "parcel", number), packed


def _unconfirmed(connection: Connection, receiver: int) -> ledger.Entered | None:
    written = ledger.entered(connection, ledger.OUT, receiver)
    return written[-1] if written and written[-1].state == ledger.WRITTEN else None


def _again(
    workspace: Workspace, to: Path, receiver: Machine, names: Names, last: ledger.Entered, kept: bytes
) -> Sent | None:
    """The parcel that has not been confirmed, onto another stick; None if it lies on this one."""
    name = heading.file_name(workspace, names, receiver, last.number)
    if stick.lies_there(to, name, kept):
        return None
    file = stick.write(to, name, kept)
    return Sent(file, receiver.site, receiver.school_id, last.number, last.entries, last.operations)
