"""Taking in what lies on a stick: all believed parcels in one transaction; one bad parcel holds up no other."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db import merge
from db.errors import FileTrouble, Trouble
from db.handoff import (
    attachments,
    booking,
    envelope,
    identity,
    introduction,
    ledger,
    machines,
    merging,
    moving_in,
    parting,
    receipts,
    receiving,
)
from db.handoff.envelope import Header
from db.handoff.keys import Keys
from db.handoff.machines import Home
from db.handoff.merging import Impossible, Progress
from db.handoff.receiving import Parcel
from db.handoff.refusals import BadContent, CopiedFile
from db.merge import knowledge
from db.merge.incoming import Parcel as Merged
from db.register import Context, Problem
from db.workspace import Workspace


@dataclass
class Taken:
    """What came of a stick. accounts, missing: by parcel file; changed: registers; opened: conflicts.

    invalid: rows that two valid halves made wrong (handoff.md, law 4): register, row, problem.
    """

    parcels: list[Parcel] = field(default_factory=list)
    accounts: dict[Path, dict[str, Any]] = field(default_factory=dict)
    missing: dict[Path, list[int]] = field(default_factory=dict)
    read_receipts: list[receipts.Read] = field(default_factory=list)
    changed: frozenset[str] = frozenset()
    opened: int = 0
    invalid: list[tuple[str, bytes, Problem]] = field(default_factory=list)

    def plus(self, other: Taken) -> Taken:
        return Taken(
            self.parcels + other.parcels,
            self.accounts | other.accounts,
            self.missing | other.missing,
            self.read_receipts + other.read_receipts,
            self.changed | other.changed,
            self.opened + other.opened,
            self.invalid + other.invalid,
        )


def take(
    workspace: Workspace,
    files: Sequence[Path],
    notes: Sequence[Path],
    context: Context | None,
    now: datetime,
    progress: Progress,
) -> Taken:
    """Takes in parcels and receipts (notes). Raises what writing raises, and Stopped: then nothing was kept.

    What the find box looks in is written afterwards: workspace.catch_up().
    """
    own = _still_itself(workspace, files)
    home = machines.home(workspace)
    try:
        with workspace.merging() as connection:
            taken = _take(home, connection, own, files, notes, context, now, progress)
    except Impossible as found:
        # Rightly signed, yet it broke the merge: taken one by one, so that only the culprit is left out.
        if len(files) == 1:
            spoiled = Parcel(
                files[0], found.header, trouble=BadContent(f"{files[0].name} 的内容本机处理不了，没有收。")
            )
            return Taken([spoiled]).plus(take(workspace, [], notes, context, now, progress))
        taken = take(workspace, [], notes, context, now, progress)
        for file in files:
            taken = taken.plus(take(workspace, [file], [], context, now, progress))
        return taken
    parted = [r.parted for r in taken.read_receipts if r.parted]
    if parted:
        parting.part_ways(workspace, min(parted))
    with contextlib.suppress(FileTrouble):  # what was taken is safe; the mark is set again next time
        identity.note(workspace)
    return taken


def _still_itself(workspace: Workspace, files: Sequence[Path]) -> Keys:
    """This machine's keys; new ones if the stick has parcels of its own that it does not remember writing."""
    own = identity.own_keys(workspace)
    with workspace.look() as connection:
        last: dict[int, int] = {}
        for parcel in ledger.entered(connection, ledger.OUT):
            last[parcel.site] = parcel.number
        forgotten = any(h.number > last.get(h.receiver, 0) for h in _own_headers(connection, own, files))
    if forgotten:
        identity.renew(workspace)
        own = identity.own_keys(workspace)
    return own


def _own_headers(connection: Connection, own: Keys, files: Sequence[Path]) -> Iterator[Header]:
    for file in files:
        with contextlib.suppress(Trouble):
            header = envelope.read_header(file)
            if header.sender == own.site:
                envelope.verified(file, header, own.public.sign)
                yield header


def _take(
    home: Home,
    connection: Connection,
    own: Keys,
    files: Sequence[Path],
    notes: Sequence[Path],
    context: Context | None,
    now: datetime,
    progress: Progress,
) -> Taken:
    taken = Taken()
    for number, file in enumerate(notes):
        progress("读回执", number, len(notes))
        taken.read_receipts.append(receipts.read(home, connection, own, file))
    believed: dict[tuple[int, int], Parcel] = {}
    for number, file in enumerate(files):
        progress(f"核对 {file.name}", number, len(files))
        parcel = receiving.opened(home, connection, own, file)
        if parcel.header is not None and parcel.header.sender == own.site and parcel.state == ledger.NOT_FOR_US:
            continue  # written here
        taken.parcels.append(parcel)
        if parcel.header is not None and parcel.reader is not None:
            _once(believed, parcel)
    fresh = [p for p in taken.parcels if p.reader is not None]
    result = merging.merged(home, connection, fresh, context, progress) if fresh else merge.Result([])
    for parcel, came in zip(fresh, result.parcels, strict=True):
        _settle(connection, taken, parcel, came, now)
    for parcel in taken.parcels:
        account = booking.book(connection, parcel, taken.accounts.get(parcel.file), now)
        if account is not None:
            taken.accounts[parcel.file] = account
        if parcel.header is not None and parcel.hash:
            taken.missing[parcel.file] = ledger.missing(connection, parcel.header.sender)
    taken.changed, taken.opened, taken.invalid = result.changed, result.opened, result.invalid
    progress("收好了", 1, 1)
    return taken


def _once(believed: dict[tuple[int, int], Parcel], parcel: Parcel) -> None:
    """The same parcel on two sticks is taken once; the same number with other content is refused."""
    assert parcel.header is not None
    first = believed.setdefault((parcel.header.sender, parcel.header.number), parcel)
    if first is parcel:
        return
    parcel.reader = None
    if first.hash == parcel.hash:
        parcel.state = ledger.NOTHING_NEW
    else:
        parcel.state = ledger.REFUSED
        parcel.trouble = CopiedFile(f"{parcel.name} 与另一个包号码相同、内容不同，没有收。")


def _settle(connection: Connection, taken: Taken, parcel: Parcel, came: Merged, now: datetime) -> None:
    """After the merge: the account, pictures, what the sender says it holds."""
    assert parcel.reader is not None
    assert parcel.header is not None
    if came.refused is not None:
        parcel.state, parcel.trouble = ledger.REFUSED, came.refused
        return
    taken.accounts[parcel.file] = {
        "total": asdict(came.total),
        "registers": {name: asdict(account) for name, account in came.registers.items()},
    }
    if came.total.read and came.total.read == came.total.present:
        parcel.state = ledger.NOTHING_NEW
    attachments.take(connection, parcel.reader.attachments)
    said = parcel.reader.preamble
    machines.heard(connection, parcel.header.sender, said.said, knowledge.written(said.holds))
    attachments.note_asked(connection, parcel.header.sender, said.asks)
    if parcel.way == ledger.IN:  # who writes to an earlier number of this machine does not know its new keys
        introduction.known_by(connection, parcel.header.sender)
        moving_in.came(connection, said.base)
