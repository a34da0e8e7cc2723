"""What lies on a stick: taken in, looked at beforehand, and whose stick it is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from db import conflicts, duplicates
from db.errors import Trouble
from db.handoff import envelope, ledger, machines, sending, stick
from db.handoff import taking as handoff
from db.handoff.envelope import Header
from db.handoff.refusals import Newcomer, StickTrouble
from db.handoff.taking import Taken
from desktop.work import carrying, closing, following, handing_words, sites, succession
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress


def take(
    office: Office, parcels: Sequence[Path], notes: Sequence[Path], suspicious: Sequence[str], progress: Progress
) -> Outcome:
    """Takes these files in and writes receipts beside the parcels; one that cannot be written is written next time."""
    now = carrying.moment(office)
    taken = handoff.take(office.workspace, parcels, notes, office.context, now, progress)
    moved = succession.settle(office)  # before the receipts: they say what this machine holds for its school
    written, unwritten = _receipts(office, taken)
    progress("整理查找", 0, 0)
    office.workspace.catch_up()
    following.gather(office)
    moved += closing.gather(office)
    told = [_told(taken, p) for p in taken.parcels]
    read = [r for r in taken.read_receipts if r.trouble is None]
    with office.look() as connection:
        still_open, alike = conflicts.count(connection), len(duplicates.queue(connection))
    newcomers = sites.waiting(office) if any(isinstance(p.trouble, Newcomer) for p in taken.parcels) else []
    data = {
        "parcels": told,
        "conflicts": still_open,
        "duplicates": alike,
        "receipts": [str(p.resolve()) for p in written],
        "read_receipts": [str(r.file.resolve()) for r in read],
        "suspicious": list(suspicious),
        "newcomers": newcomers,
        "opened": taken.opened,
        "rows": [
            {"register": name, "id": row.hex(), "field": problem.field, "problem": problem.sentence}
            for name, row, problem in taken.invalid
        ],
    }
    bad_receipts = [r.trouble for r in taken.read_receipts if r.trouble is not None and not r.for_others]
    said = handing_words.taken(told, sum(r.new for r in read))
    said += f"有 {taken.opened} 处修改冲突待处理。" if taken.opened else ""
    said += handing_words.invalid(len(taken.invalid))
    said += "".join(f"回执没有读成：{t.sentence}" for t in bad_receipts)
    said += f"回执没有写成，下次交接时补写：{unwritten.sentence}" if unwritten else ""
    said += "".join(f"{n['school']}的新机器请电话核对四个词：{n['words']}。" for n in newcomers)
    said += handing_words.warned(suspicious) + moved
    refused = [p.trouble for p in taken.parcels if p.state == ledger.REFUSED and p.trouble is not None]
    attention = bool(refused or bad_receipts or unwritten)
    return Outcome(said, taken.changed, data, attention, refused[0].advice if refused else "")


def _receipts(office: Office, taken: Taken) -> tuple[list[Path], StickTrouble | None]:
    """Receipts beside the parcels they are for."""
    written: list[Path] = []
    senders: dict[Path, set[int]] = {}
    for parcel in taken.parcels:
        if parcel.header is not None:
            senders.setdefault(parcel.file.parent, set()).add(parcel.header.sender)
    for folder, those in senders.items():
        try:
            written += carrying.write_owed(office, folder, those)
        except StickTrouble as trouble:
            return written, trouble
    return written, None


def _told(taken: Taken, parcel: Any) -> dict[str, Any]:
    header, trouble = parcel.header, parcel.trouble
    return {
        "file": str(parcel.file.resolve()),
        "from": header.name if header else "",
        "number": header.number if header else None,
        "state": parcel.state,
        "reason": trouble.sentence if trouble else "",
        "advice": trouble.advice if trouble else "",
        "account": taken.accounts.get(parcel.file),
        "missing": taken.missing.get(parcel.file, []),
    }


# -- before the button is pressed -----------------------------------------------------------------------------


def headers(folder: Path, ending: str) -> Iterator[tuple[Path, Header]]:
    """Headers of the files of that kind on a stick that can be read at all; nothing is believed yet."""
    for file in stick.found([folder], (ending,)):
        with contextlib.suppress(Trouble):
            yield file, envelope.read_header(file)


def what_would_come(office: Office, folder: Path) -> dict[str, Any]:
    """Parcels for this machine not taken in yet, receipts, what looks like a virus. Raises StickTrouble."""
    home, found = machines.home(office.workspace), list[dict[str, Any]]()
    ours = (home.site, *home.former)
    with office.look() as connection:
        for file, header in headers(folder, stick.PARCEL):
            known = ledger.known(connection, ledger.IN, header.sender, header.number)
            fresh = known is None or known.state == ledger.REFUSED
            if header.receiver in ours and header.sender not in ours and fresh:
                found.append(
                    {"file": str(file), "from": header.name, "number": header.number, "operations": header.operations}
                )
        read = {(p.site, p.receipt) for p in ledger.entered(connection, ledger.OUT) if p.state == ledger.RECEIVED}
        notes = [
            h for _, h in headers(folder, stick.RECEIPT) if h.receiver in ours and (h.sender, h.number) not in read
        ]
    invitations = [str(p) for p in stick.found([folder], (stick.INVITATION,))]
    return {
        "parcels": found,
        "receipts": len(notes),
        "invitations": invitations,
        "suspicious": stick.look_alikes([folder]),
    }


def what_would_go(office: Office, folder: Path | None = None) -> list[dict[str, Any]]:
    """For each machine that lacks something: school, units of work; only the stick's owners if a stick is there."""
    only = whose(office, folder) if folder else None
    names, found = carrying.names_of(office), []
    with office.look() as connection:
        for machine in machines.receivers(office.workspace, connection):
            if only is None or machine.site in only:
                count = sending.lacking(office.workspace, connection, machine)
                found += [{"site": machine.site, "for": names.of(machine.school_id), "entries": count}] if count else []
    return found


def whose(office: Office, folder: Path) -> set[int] | None:
    """Machines whose files lie on the stick; None if there are none of anybody: then it is for all."""
    own, seen = office.workspace.site_number, set()
    for ending in (stick.PARCEL, stick.RECEIPT):
        for _, header in headers(folder, ending):
            seen |= {header.sender, header.receiver} - {own}
    with office.look() as connection:
        known = {m.site for m in machines.receivers(office.workspace, connection)}
        if not machines.is_center(office.workspace):
            return None
    return seen & known or None
