"""The books of the hand-off: which parcels went and came, what is missing, which receipts are owed."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db.merge import knowledge
from db.merge.knowledge import Knowledge

OUT, IN, COPIED = "out", "in", "copied"
"""Ways; copied: parcels of a machine whose data file is in use twice, refused."""
WRITTEN, RECEIVED = "written", "received"
TAKEN, NOTHING_NEW, REFUSED, NOT_FOR_US = "taken", "nothing new", "refused", "not for us"


class Entered(NamedTuple):
    """A parcel in the books; site is the other side."""

    way: str
    site: int
    number: int
    at: str
    entries: int
    operations: int
    hash: str
    state: str
    holds: str
    base: str
    account: dict[str, Any] | None
    taken_at: str | None
    receipt: int | None
    owed: bool


_COLUMNS = "way, site, number, at, entries, operations, hash, state, holds, base, account, taken_at, receipt, owed"


def entered(connection: Connection, way: str, site: int | None = None) -> list[Entered]:
    """Parcels of one way, of all machines or one, by number."""
    where, values = ("AND site = ?", (way, site)) if site is not None else ("", (way,))
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM parcels WHERE way = ? {where} ORDER BY site, number", values
    )
    return [_entered(*row) for row in found]


def _entered(*row: Any) -> Entered:
    account = json.loads(row[10]) if row[10] else None
    return Entered._make([*row[:10], account, row[11], row[12], bool(row[13])])


def known(connection: Connection, way: str, site: int, number: int) -> Entered | None:
    found = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM parcels WHERE way = ? AND site = ? AND number = ?", (way, site, number)
    ).first()
    return None if found is None else _entered(*found)


def enter(connection: Connection, parcel: Entered) -> None:
    """Writes a parcel into the books, or anew what became of it."""
    account = json.dumps(parcel.account, ensure_ascii=False) if parcel.account is not None else None
    connection.exec_driver_sql(
        f"INSERT OR REPLACE INTO parcels ({_COLUMNS}) VALUES ({','.join('?' * 14)})",
        (*parcel[:10], account, parcel.taken_at, parcel.receipt, int(parcel.owed)),
    )


def next_receipt(connection: Connection) -> int:
    """Receipts are numbered through, as an office numbers its papers."""
    return int(
        connection.exec_driver_sql("SELECT coalesce(max(receipt), 0) + 1 FROM parcels WHERE way <> 'out'").scalar() or 1
    )


def missing(connection: Connection, site: int) -> list[int]:
    """Numbers of parcels from that machine that have not come and whose content no other parcel brought.

    A parcel says what its sender took us to hold already. Where we do not hold that, something in between was lost.
    """
    came = [p for p in entered(connection, IN, site) if p.state in (TAKEN, NOTHING_NEW)]
    if not came:
        return []
    numbers = {p.number for p in came}
    gaps = [n for n in range(1, max(numbers)) if n not in numbers]
    if not gaps:
        return []
    held = knowledge.taken(connection)
    lacking = [p.number for p in came if not within(knowledge.read(p.base), held)]
    return [n for n in gaps if lacking and n < max(lacking)]


def within(part: Knowledge, whole: Knowledge) -> bool:
    """True if every entry of `part` is in `whole`."""
    return not any(knowledge.without(spans, whole.get(site, ())) for site, spans in part.items())
