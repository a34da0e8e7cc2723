"""What comes in and what is said of it: heads of entries, operations, and the account that must balance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from db.errors import Trouble
from db.register import Problem

Ranges = list[list[int]]
"""Entry numbers of one site: [[from, to], …], rising, not touching."""

KINDS = ("added", "updated", "present", "overtaken", "waiting", "quarantined")


class EntryHead(NamedTuple):
    """An entry without its operations. count: operations in the whole entry, of which a parcel may carry a part."""

    site: int
    number: int
    stamp: int
    knowledge: Mapping[int, Sequence[Sequence[int]]]
    who: bytes
    who_name: str
    why: str
    at: str
    revision: str
    undoes: int | None
    count: int  # type: ignore[assignment]


class Operation(NamedTuple):
    """As it travels: an insert has columns and a JSON array (ids in hex), an edit a field and its value."""

    site: int
    number: int
    place: int
    register: str
    row: bytes
    field: str | None
    columns: tuple[str, ...] | None
    value: Any


@dataclass
class Arrival:
    """One parcel, opened and believed to be its sender's. operations come in batches, once.

    may_write_all: the sender is a center; else only its own school's sites and rows are taken from it.
    covers: per site, the entries of which this parcel and those before it hold all that concerns the receiver.
    """

    site: int
    school_id: bytes | None
    may_write_all: bool
    number: int
    heads: Iterable[EntryHead]
    operations: Iterable[list[Operation]]
    covers: Mapping[int, Sequence[Sequence[int]]]
    name: str = ""


@dataclass
class Account:
    """read = added + updated + present + overtaken + waiting + quarantined, in operations."""

    read: int = 0
    added: int = 0
    updated: int = 0
    present: int = 0
    overtaken: int = 0
    waiting: int = 0
    quarantined: int = 0

    def balances(self) -> bool:
        return bool(self.read == sum(getattr(self, kind) for kind in KINDS))


@dataclass
class Parcel:
    """What became of one arrival: refused is why nothing of it was taken."""

    total: Account = field(default_factory=Account)
    registers: dict[str, Account] = field(default_factory=dict)
    refused: Trouble | None = None

    def of(self, register: str) -> Account:
        return self.registers.setdefault(register, Account())


@dataclass
class Result:
    """parcels: one per arrival, in order. invalid: rows that two valid halves made wrong. missing: never covered."""

    parcels: list[Parcel]
    opened: int = 0
    closed: int = 0
    changed: frozenset[str] = frozenset()
    missing: dict[int, Ranges] = field(default_factory=dict)
    invalid: list[tuple[str, bytes, Problem]] = field(default_factory=list)


class CopiedFile(Trouble):
    """The same entry with other content: two files speak as one machine."""

    advice = "那台机器的数据文件可能被复制或恢复过。请在那台机器上打开程序，按提示重新加入，再交接一次。"

    def __init__(self, site: int, name: str = "") -> None:
        self.site = site
        super().__init__(f"{name or f'机器 {site}'} 交来的改动与以前收到的同一条改动内容不同，没有采用。")


class Malformed(Trouble):
    """The parcel is in itself impossible: an operation without its entry, the same place twice."""

    advice = "请让对方重新交接一次。"


class Unbalanced(Exception):
    """The account does not add up: a mistake of ours, and nothing is kept."""
