"""Parcels read: believed or refused with the reason, file by file, before anything is merged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from db.errors import Trouble
from db.handoff import envelope, introduction, keys, ledger, machines, parting
from db.handoff.envelope import Header
from db.handoff.keys import Keys
from db.handoff.machines import Home
from db.handoff.reading import Reader
from db.handoff.refusals import BadContent, CopiedFile, NotForUs, Refused, StickTrouble, UnknownSender
from db.merge import Arrival


@dataclass
class Parcel:
    """A file that says it is a parcel, and what becomes of it. hash: of the file, once it is believed.

    parted: of a copied machine, the first of its entries that is another one here.
    """

    file: Path
    header: Header | None = None
    state: str = ledger.REFUSED
    trouble: Trouble | None = None
    reader: Reader | None = None
    hash: str = ""
    parted: int = 0
    way: str = ledger.IN

    @property
    def name(self) -> str:
        return self.file.name


def opened(home: Home, connection: Connection, own: Keys, file: Path) -> Parcel:
    """Reads a parcel as far as it can be believed. Never raises what the world does to us: the parcel says it."""
    parcel = Parcel(file)
    try:
        _open(home, connection, own, parcel)
    except NotForUs as trouble:
        parcel.state, parcel.trouble = ledger.NOT_FOR_US, trouble
    except (Refused, StickTrouble) as trouble:
        parcel.state, parcel.trouble = ledger.REFUSED, trouble
    return parcel


def _open(home: Home, connection: Connection, own: Keys, parcel: Parcel) -> None:
    header = parcel.header = envelope.read_header(parcel.file)
    body, parcel.hash = believed(home, connection, own, parcel.file, header)
    parcel.way = ledger.IN if header.receiver == own.site else f"before {header.receiver}"
    known = ledger.known(connection, parcel.way, header.sender, header.number)
    came = known is not None and known.state != ledger.REFUSED
    if came and known is not None and known.hash == parcel.hash:
        parcel.state = ledger.NOTHING_NEW
        return
    refused = introduction.admit(connection, header, home.is_center)
    if refused is not None:
        raise refused
    packed = envelope.unsealed(parcel.name, body, opener(own, header))
    reader = Reader(parcel.name, packed, header.plain, header.entries, header.operations)
    parcel.parted = parting.parted_at(connection, header.sender, reader.heads)
    if came:
        raise CopiedFile(f"{header.name}第 {header.number} 包收过，这次同一个号内容却不同，没有收。")
    _own_entries(connection, own.site, reader, parcel.name)
    parcel.reader, parcel.state = reader, ledger.TAKEN


def believed(home: Home, connection: Connection, own: Keys, file: Path, header: Header) -> tuple[bytes, str]:
    """Sealed body and SHA-256 of a file that is whole, rightly signed, for this machine, by one that may write to it.

    Raises Refused.
    """
    for_us = header.receiver in (own.site, *home.former) and header.township == home.township
    if not for_us and machines.machine(connection, header.sender) is None:
        raise NotForUs(f"{file.name} 是给{header.reader or '别的学校'}的，没有动它。")
    whole = envelope.verified(file, header, introduction.sender_keys(connection, header).sign)
    if not for_us:
        raise NotForUs(f"{file.name} 是给{header.reader or '别的学校'}的，没有动它。")
    known = machines.machine(connection, header.sender)
    school = known.school_id if known else bytes.fromhex(header.school)
    if not home.is_center and school != home.center:
        raise UnknownSender(f"{file.name} 不是中心学校发来的，没有收。", "学校之间不直接交接，请都交到中心学校。")
    return whole


def opener(own: Keys, header: Header) -> Keys:
    """The keys that the file was sealed for: those of now, or of the number that this machine had before."""
    return own if header.receiver == own.site else keys.of_former(header.receiver) or own


def _own_entries(connection: Connection, site: int, reader: Reader, name: str) -> None:
    """Nobody can bring entries of this machine that it never made."""
    last = (
        connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM entries WHERE site = ?", (site,)).scalar() or 0
    )
    if any(head.site == site and head.number > last for head in reader.heads):
        raise BadContent(f"{name} 里有署名本机、本机却没有做过的改动，没有收。")


def arrival(home: Home, connection: Connection, parcel: Parcel) -> Arrival:
    """The parcel as the merge takes it."""
    assert parcel.header is not None
    assert parcel.reader is not None
    sender = machines.machine(connection, parcel.header.sender)
    assert sender is not None
    center = sender.school_id == home.center
    return Arrival(
        sender.site,
        sender.school_id,
        center,
        parcel.header.number,
        parcel.reader.heads,
        parcel.reader.operations(),
        parcel.reader.preamble.covers,
        f"{parcel.header.name}第 {parcel.header.number} 包",
    )
