"""Into the books after a merge: what became of each parcel, and which receipt is owed for it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db import merge
from db.handoff import ledger
from db.handoff.ledger import Entered
from db.handoff.receiving import Parcel
from db.handoff.refusals import CopiedFile
from db.merge import knowledge

Balance = dict[str, Any]
"""An account as it stands in receipts: {"total": {…}, "registers": {name: {…}}}."""


def book(connection: Connection, parcel: Parcel, account: Balance | None, now: datetime) -> Balance | None:
    """Notes a parcel that was believed to be its sender's. Answers its account.

    A parcel that comes again gets its receipt again: the first may have been lost. A copied machine is told by one.
    """
    header = parcel.header
    if header is None or not parcel.hash or parcel.state == ledger.NOT_FOR_US:
        return account
    known = ledger.known(connection, parcel.way, header.sender, header.number)
    if account is not None and parcel.reader is not None:
        said = parcel.reader.preamble
        new = _entered(connection, parcel, now)
        holds, base = knowledge.written(said.holds), knowledge.written(said.base)
        ledger.enter(connection, new._replace(holds=holds, base=base, account=account))
    elif parcel.state == ledger.NOTHING_NEW and known is not None:
        ledger.enter(connection, known._replace(owed=parcel.way == ledger.IN))
        return _all_known(known.account or {})
    elif isinstance(parcel.trouble, (CopiedFile, merge.CopiedFile)):
        new = _entered(connection, parcel, now)
        ledger.enter(connection, new._replace(way=ledger.COPIED, account={"parted": parcel.parted}))
    return account


def _entered(connection: Connection, parcel: Parcel, now: datetime) -> Entered:
    header = parcel.header
    assert header is not None
    return Entered(
        way=parcel.way,
        site=header.sender,
        number=header.number,
        at=header.at,
        entries=header.entries,
        operations=header.operations,
        hash=parcel.hash,
        state=parcel.state,
        holds="{}",
        base="{}",
        account=None,
        taken_at=now.isoformat(timespec="seconds"),
        receipt=ledger.next_receipt(connection),
        owed=parcel.way == ledger.IN,
    )


def _all_known(account: Balance) -> Balance:
    """The account of a parcel that comes again, byte for byte: everything in it is here."""
    nothing = asdict(merge.Account())

    def again(one: dict[str, int]) -> dict[str, int]:
        return nothing | {"read": one["read"], "present": one["read"]}

    return {
        "total": again(account.get("total", nothing)),
        "registers": {name: again(one) for name, one in account.get("registers", {}).items()},
    }
