"""The books of the hand-off as people read them: schools and their parcels, receipts, what just happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.handoff import ledger, machines, overview
from db.handoff.ledger import Entered
from db.handoff.overview import Line
from desktop.work import carrying
from desktop.work.office import Office

WRITTEN, RECEIVED = "已写到U盘", "中心校已收"
KINDS = (
    ("added", "新增"), ("updated", "更新"), ("present", "已有"), ("overtaken", "已有新值未采用"), ("waiting", "待补齐"),
    ("quarantined", "越权未采用"),
)  # fmt: skip
"""The account of a parcel, in the order in which it is said."""


@dataclass(frozen=True)
class Handed:
    """A parcel in the books. other: the school at the other side; account: totals by kind, None before they are known.

    received: it came here, or the other side's receipt for ours was read; owed: our receipt is still to be written.
    """

    other: str
    site: int
    number: int
    out: bool
    at: datetime | None
    operations: int
    received: bool
    taken_at: datetime | None
    receipt: int | None
    owed: bool
    account: dict[str, int] | None


def is_center(office: Office) -> bool:
    return machines.is_center(office.workspace)


def center(office: Office) -> str:
    """The center school's name."""
    return carrying.names_of(office).of(machines.center_of(office.workspace))


def township(office: Office) -> list[Line]:
    """The center's ledger: every school, machine by machine."""
    titles = office.titles("schools")
    with office.look() as connection:
        return overview.lines(connection, office.school_id or b"", titles, office.today)


def parcels(office: Office, *, out: bool | None = None) -> list[Handed]:
    """Parcels written (out), taken in, or both; the newest first."""
    with office.look() as connection:
        known = machines.machines(connection)
        found = [
            (way == ledger.OUT, entered)
            for way in (ledger.OUT, ledger.IN)
            if out is None or out == (way == ledger.OUT)
            for entered in ledger.entered(connection, way)
            if entered.state != ledger.REFUSED
        ]
    names = carrying.names_of(office)
    listed = [
        _handed(one, out=was_out, other=names.of(known[one.site].school_id))
        for was_out, one in found
        if one.site in known
    ]
    return sorted(listed, key=lambda one: (_moment(one).timestamp(), one.number, not one.out), reverse=True)


def _handed(one: Entered, *, out: bool, other: str) -> Handed:
    received = one.state == ledger.RECEIVED if out else True
    account = (one.account or {}).get("total")
    return Handed(
        other, one.site, one.number, out, _read(one.at), one.operations, received, _read(one.taken_at), one.receipt,
        one.owed, dict(account) if account else None,
    )  # fmt: skip


def receipts(office: Office) -> list[Handed]:
    """Parcels with a receipt: written here, or read here for our own; the newest first."""
    return [one for one in parcels(office) if (one.receipt is not None if not one.out else one.received)]


def happened(office: Office, most: int = 3) -> list[tuple[str, datetime]]:
    """What was handed in and out last, in a sentence each."""
    return [(_sentence(one), _moment(one)) for one in parcels(office)[:most]]


def _sentence(one: Handed) -> str:
    if one.out:
        received = f"，对方已收（{one.taken_at:%m-%d}）" if one.received and one.taken_at else ""
        return f"给{one.other}写好第 {one.number} 包，{one.operations:,} 处改动{received}。"
    told = told_account(one.account)
    return f"收下{one.other}第 {one.number} 包：{told}，账目相符。"


def told_account(account: dict[str, int] | None) -> str:
    """新增 4，更新 67; what is nought is left out."""
    if not account:
        return "没有新内容"
    parts = [f"{word} {account[kind]:,} 处" for kind, word in KINDS if account.get(kind) and kind != "present"]
    return "，".join(parts) or "都是已有的"


def _read(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _moment(one: Handed) -> datetime:
    found = (one.at if one.out else one.taken_at) or one.at
    return found.astimezone() if found else datetime.fromtimestamp(0).astimezone()


def count_receipts(office: Office) -> int:
    return len(receipts(office))


def count_waiting(office: Office) -> int | None:
    """Machines that wait to be compared by telephone; None rather than nought."""
    with office.look() as connection:
        waiting = [m for m in machines.machines(connection).values() if m.state == machines.WAITING and m.keys]
    return len(waiting) or None


def reminders(lines: list[Line]) -> list[Line]:
    """The schools that are to be reminded."""
    return [line for line in lines if line.wants_reminding]


def account_words(handed: Handed) -> list[tuple[str, int]]:
    """The account of a parcel with the office's words, balanced: the first is the sum of the others."""
    account: dict[str, Any] = handed.account or {}
    return [("读入", account.get("read", 0)), *((word, account.get(kind, 0)) for kind, word in KINDS)]


__all__ = [
    "Handed", "Line", "account_words", "center", "count_receipts", "count_waiting", "happened", "is_center", "parcels",
    "receipts", "reminders", "told_account", "township",
]  # fmt: skip
