"""Handing in and out: invitations, parcels onto a stick and from it, and both at once with one press."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from db import backups
from db.errors import NotFound, Trouble
from db.handoff import identity, invitation, machines, sending, stick
from db.handoff.heading import Names
from db.handoff.machines import Machine
from db.handoff.refusals import StickTrouble
from db.handoff.sending import Sent
from desktop.work import carrying, handing_words, taking
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent

# -- becoming part of a township ------------------------------------------------------------------------------


def invite(office: Office, school: str, to: Path) -> Outcome:
    """An invitation for a machine of that school, onto the stick. Raises NotFound, StickTrouble."""
    key = office.school_called(school)
    known = office.linked("schools", key)
    if known and known["closed_on"]:
        raise Trouble(f"{school.strip()}已经撤并，不再加入新的电脑。", "请给接续它的学校写邀请。")
    file = invitation.write(
        office.workspace, key, office.titles("schools")[key], office.school, to, carrying.moment(office)
    )
    said = f"已写好给{school.strip()}的邀请：{file.name}。请把U盘带到那台电脑上，打开程序选“用邀请文件加入”。"
    return Outcome(said, data={"file": str(file.resolve())})


def join(file: Path, data: Path, who: str, today: date) -> Outcome:
    """A new data file of the invited school at `data`. Raises Refused, FileTrouble."""
    if not file.is_file():
        raise NotFound(f"没有找到邀请文件 {file}。", "请检查U盘是否插好。")
    invited = invitation.read(file)
    workspace = invitation.join(data, invited)
    office = Office(workspace, who, today)
    try:
        said = f"{invited.school_name}已加入{invited.center_name}，现在就可以填写；第一次交接后会收到公用资料。"
        return Outcome(said, data={"school": invited.school.hex(), "site": workspace.site_number})
    finally:
        office.close()


# -- out ------------------------------------------------------------------------------------------------------


def handoff(
    office: Office,
    to: Path,
    school: str | None = None,
    full: bool = False,
    progress: Progress = silent,
    only: Collection[int] | None = None,
) -> Outcome:
    """Writes what the other machines lack, and the receipts that are owed them. Raises StickTrouble, ReadOnly.

    school: only for that school's machines; only: only for these machines.
    """
    if not to.is_dir():
        raise StickTrouble(f"没有文件夹 {to}。", "请检查U盘是否插好。")
    identity.own_keys(office.workspace)
    chosen = _chosen(office, school, only)
    names, now, sent = carrying.names_of(office), carrying.moment(office), []
    for number, machine in enumerate(chosen):
        progress(f"写给{names.of(machine.school_id)}", number, len(chosen))
        made = sending.write(office.workspace, to, machine, names, now, full)
        sent += [made] if made else []
    owed = carrying.write_owed(office, to, {m.site for m in chosen})
    progress("写好了", 1, 1)
    told = [_told(names, s) for s in sent]
    data: dict[str, Any] = {"parcels": told, "receipts": [str(p.resolve()) for p in owed]}
    said = handing_words.written(told, len(owed), bool(chosen))
    return Outcome(said, data=data)


def _chosen(office: Office, school: str | None, only: Collection[int] | None) -> list[Machine]:
    with office.look() as connection:
        everybody = machines.receivers(office.workspace, connection)
    if school is not None:
        key = office.school_called(school)
        everybody = [m for m in everybody if m.school_id == key]
        if not everybody:
            raise Trouble(f"{school}还没有已加入的电脑。", "请先发邀请；它加入并交来第一个包以后，才能给它写包。")
    return [m for m in everybody if only is None or m.site in only]


def _told(names: Names, sent: Sent) -> dict[str, Any]:
    return {
        "file": str(sent.file.resolve()),
        "for": names.of(sent.school_id),
        "number": sent.number,
        "entries": sent.entries,
        "operations": sent.operations,
        "site": sent.receiver,
    }


# -- in -------------------------------------------------------------------------------------------------------


def merge(office: Office, paths: Sequence[Path], progress: Progress = silent) -> Outcome:
    """Takes in parcels and receipts from files and folders, and writes receipts beside them.

    Raises NotFound, StickTrouble, ReadOnly, Stopped; then nothing was changed.
    """
    parcels, notes = stick.found(paths, (stick.PARCEL,)), stick.found(paths, (stick.RECEIPT,))
    parcels = [p for p in parcels if p.suffix.lower() != stick.RECEIPT]
    notes = [p for p in notes if p.suffix.lower() == stick.RECEIPT]
    if parcels and not office.read_only:
        progress("先做备份", 0, 0)
        office.workspace.backup("合并前", at_most_every=backups.EVERY)
    return taking.take(office, parcels, notes, stick.look_alikes(paths), progress)


def exchange(office: Office, folder: Path, progress: Progress = silent) -> Outcome:
    """One press: in, then out, then one sentence and whether the stick may be pulled.

    A center writes for the schools whose files are on the stick; on an empty stick for all.
    """
    doubt = carrying.date_doubt(office)
    came = merge(office, [folder], progress)
    went = handoff(office, folder, progress=progress, only=taking.whose(office, folder))
    written = came.data["receipts"] + went.data["receipts"]
    data = {**came.data, "sent": went.data["parcels"], "receipts": written, "clock": doubt}
    said = handing_words.exchanged(came.sentence, went.data["parcels"], len(data["receipts"]))
    return Outcome(doubt + said, came.changed, data, came.attention, came.advice)
