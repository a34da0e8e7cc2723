"""The head of what is sent: who, to whom, by which number, under which file name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db import upgrades
from db.handoff import envelope, identity, introduction, keys, ledger, machines, stick
from db.handoff.envelope import Header
from db.handoff.keys import Keys
from db.handoff.machines import Machine
from db.workspace import Workspace


class Names:
    """Schools by name, for headers and file names."""

    def __init__(self, workspace: Workspace, titles: Callable[[], Any]) -> None:
        self._titles, self._workspace = titles, workspace

    def of(self, school: bytes | None) -> str:
        known = self._titles().get(school or b"") if school else None
        if known:
            return str(known)
        mine = school == self._workspace.school_id
        return str(self._workspace.local("school_name" if mine else "center_name") or "未登记的学校")


def header_of(
    workspace: Workspace, own: Keys, receiver: Machine, names: Names, now: datetime, kind: str, number: int
) -> Header:
    school = workspace.school_id or b""
    return Header(
        envelope.FORMATS[kind],
        envelope.VERSION,
        upgrades.HEAD,
        machines.home(workspace).township,
        own.site,
        school.hex(),
        names.of(school),
        receiver.site,
        names.of(receiver.school_id),
        number,
        now.isoformat(timespec="seconds"),
        0,
        0,
        0,
        0,
        0,
        introduction.spoken(workspace, own, receiver.site),
    )


def file_name(workspace: Workspace, names: Names, receiver: Machine, number: int) -> str:
    to = f"-给{names.of(receiver.school_id)}" if machines.is_center(workspace) else ""
    return f"{names.of(workspace.school_id)}{to}-第{number}包{stick.PARCEL}"


# -- numbers --------------------------------------------------------------------------------------------------


def next_statement(workspace: Workspace) -> int:
    """Statements of what one holds are numbered through; the mark keeps the number from going back with the file."""
    mark = keys.read_note("marks", workspace.database)
    said = max(int(workspace.local("said") or 0), int(mark.get("said", 0))) + 1
    identity.note(workspace, said=said)
    return said


def next_number(workspace: Workspace, connection: Connection, receiver: int) -> int:
    mark = keys.read_note("marks", workspace.database).get("parcels", {})
    return (
        max([p.number for p in ledger.entered(connection, ledger.OUT, receiver)] + [int(mark.get(str(receiver), 0))])
        + 1
    )


def mark(workspace: Workspace, receiver: int, number: int) -> None:
    known = keys.read_note("marks", workspace.database).get("parcels", {})
    identity.note(workspace, parcels=known | {str(receiver): number})
