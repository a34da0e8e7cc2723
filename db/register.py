"""A register: one ledger of the office, written once and read by screen, sheet, paper, journal and merge."""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, ClassVar, cast

from sqlalchemy import Boolean, ColumnElement, Table, Text, event, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from db.fields import Field, RowId, field_of
from db.judging import Context, Finding, Offer, Problem

Values = dict[str, Any]
"""A row as plain values by column name, as the data file stores them: text, whole numbers, 16-byte ids, None."""

NAMESPACE = uuid.UUID("6f0b3c0e-5a37-4a0e-9b2d-0b7f6d1c2a90")


class _Rising:
    """The last id that was made here: the steps of one moment stay in the order in which they were taken."""

    lock, last = threading.Lock(), 0


def new_id() -> bytes:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then chance; rows made together lie together, in the
    order in which they were made (6.2, method 2: one more than the last where the clock has not moved on)."""
    body = (int(time.time() * 1000) << 80) | int.from_bytes(os.urandom(10), "big")
    body = (body & ~(0xF << 76)) | (0x7 << 76)
    body = (body & ~(0x3 << 62)) | (0x2 << 62)
    with _Rising.lock:
        if body <= _Rising.last and body >> 80 == _Rising.last >> 80:
            body = _Rising.last + 1
        _Rising.last = body
    return body.to_bytes(16, "big")


def new_ids(count: int) -> list[bytes]:
    """Many keys at once, in rising order: one millisecond, a counter, then chance."""
    head = (int(time.time() * 1000) << 80) | (0x7 << 76) | (0x2 << 62)
    start = secrets.randbits(40)
    return [(head | (start + i) << 12 | secrets.randbits(12)).to_bytes(16, "big") for i in range(count)]


class Register(DeclarativeBase):
    """Every ledger is a subclass, named in db/registers/__init__.py.

    title, one    the ledger's name and what one row of it is called
    tab, group    where it stands in the window; no tab, not shown
    key           columns whose values make the id (two machines writing the same fact write the same row)
    common        rows belong to the township (school_id stays empty; only the center writes them)
    title_field   the field that names a row
    order         fields the table is sorted by at first
    figures       computed fields
    follows       the link whose row this one belongs to: it is of that row's school, and goes with it to another
    """

    title: ClassVar[str] = ""
    one: ClassVar[str] = ""
    tab: ClassVar[str] = ""
    group: ClassVar[str] = ""
    icon: ClassVar[str] = "users"
    key: ClassVar[tuple[str, ...]] = ()
    common: ClassVar[bool] = False
    title_field: ClassVar[str] = "name"
    order: ClassVar[tuple[str, ...]] = ("name",)
    figures: ClassVar[tuple[Field, ...]] = ()
    follows: ClassVar[str] = ""
    leading: ClassVar[tuple[str, ...]] = ()  # columns that stand first, after the one that names a row
    stays: ClassVar[bool] = False
    """Rows are what a school did under its own name (numbered papers): they stay with a school that closes."""
    sums: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    """The line under the table: (label, field, code counted); an empty field counts rows."""
    chips: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    """Filters offered over the table: (label, field, value)."""
    tones: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    """Codes shown as tags: (field, codes, colour); "!" is whatever stands there, in ink. The usual is left out."""
    thumbnail: ClassVar[str] = ""  # the photograph that the table shows small, beside what names a row
    bars: ClassVar[tuple[tuple[str, int, str], ...]] = ()
    """Numbers the table shows with a bar: (field, what fills it, the field that makes it red where it is filled in)."""
    at_first: ClassVar[tuple[str, str, str]] = ("", "", "")
    """What the table shows at first: (what the others are called, field, value): who left is there on asking."""
    people: ClassVar[bool] = False
    """Rows are people: likely duplicates are looked for, and a row can be joined to another by its column same_as."""
    shipped: ClassVar[bool] = False
    """Rows come with the program (db/shipped.py); a hidden column remembers what was shipped."""
    natural_keys: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Columns by which an import finds the row again, the surest first: (("id_number",), ("name", "born_on"))."""
    parts: ClassVar[tuple[str, ...]] = ()
    """Registers whose rows are details of this one's: they point to it; "register.link" where by several links."""
    numerous: ClassVar[bool] = False
    """Rows by the hundred thousand: what they are called is asked one by one, never of all at once."""

    id: Mapped[bytes] = mapped_column(RowId(), primary_key=True, default=None)
    deleted: Mapped[bool] = mapped_column(Boolean(), nullable=False, default=False)

    @declared_attr
    def school_id(cls) -> Mapped[bytes | None]:
        words: dict[str, Any] = {
            "info": {"field": Field("学校", "link", target="schools", width=7, listed=not cls.common)}
        }
        return mapped_column(RowId(), nullable=True, **({} if cls.common else words))

    def __init_subclass__(cls, **words: Any) -> None:
        if cls.people:
            cls.same_as = mapped_column(RowId(), nullable=True)
        if cls.shipped:
            cls.shipped_as = mapped_column(Text(), nullable=True)
        super().__init_subclass__(**words)

    # -- what a subclass may say -------------------------------------------------------------------------

    def complete(self, context: Context) -> None:
        """Fill in what follows from what was typed (birthday and sex from an ID number); never overwrites."""

    def taken_in(self, context: Context) -> None:
        """What follows from a new row's coming out of a sheet: history written down elsewhere, not live work."""

    def problems(self, context: Context) -> list[Problem]:
        """What is wrong with this row; nothing here stops typing, an error stops saving."""
        return []

    def follow(self, context: Context) -> None:
        """A row that follows another is of that row's school."""
        target = type(self).fields()[type(self).follows] if type(self).follows else None
        leader = getattr(self, target.column) if target else None
        known = context.linked(target.target, leader) if target and leader else None
        if known:
            self.school_id = known["school_id"]

    @classmethod
    def checks(cls, rows: Sequence[Mapping[str, Any]], context: Context) -> list[Finding]:
        """What is wrong with rows taken together."""
        return []

    @classmethod
    def frozen(cls, row: Mapping[str, Any], edits: Mapping[str, Any], context: Context) -> str:
        """Why this row (as it stood) may not be changed or added any more, in a sentence; empty where it may."""
        return ""

    @classmethod
    def expressions(cls, context: Context) -> dict[str, ColumnElement[Any]]:
        """For each computed field that the database can work out: how (so that it sorts, filters and pages)."""
        return {}

    @classmethod
    def title_of(cls, values: Mapping[str, Any], context: Context) -> str:
        """What a row is called where another row points to it."""
        return str(values.get(cls.title_field) or "")

    @classmethod
    def work_out(cls, values: Values, context: Context) -> None:
        """Fill in the computed fields that the database cannot say, in a row as read from the file."""
        named = cls.fields().get(cls.title_field)
        if named is not None and named.computed:
            values[named.name] = cls.title_of(values, context)

    @classmethod
    def title_order(cls, values: Mapping[str, Any], context: Context) -> Any:
        """Where a row stands among its kind when sorted by title; empty: by pinyin of the title."""
        return None

    # -- the declaration, read by everybody --------------------------------------------------------------

    @classmethod
    def table(cls) -> Table:
        return cast(Table, cls.__table__)

    @classmethod
    @cache
    def fields(cls) -> dict[str, Field]:
        """All fields by name, in the order they were declared; the school first where rows belong to one."""
        found = [field_of(column) for column in cls.table().columns]
        named = [f for f in found if f]
        named.sort(key=lambda f: f.name != "school")
        return {f.name: f for f in [*named, *cls.figures]}

    @classmethod
    @cache
    def links(cls) -> tuple[Field, ...]:
        """The stored fields that point to rows of other registers."""
        return tuple(f for f in cls.fields().values() if f.kind == "link" and not f.computed)

    @classmethod
    @cache
    def columns(cls) -> tuple[str, ...]:
        """Names of all stored columns, id first: the shape of a full insert."""
        return tuple(column.name for column in cls.table().columns)

    @classmethod
    def field(cls, name: str) -> Field | None:
        return cls.fields().get(name.removesuffix("_id") if name.endswith("_id") else name) or cls.fields().get(name)

    @classmethod
    def register_name(cls) -> str:
        return str(cls.__tablename__)

    def values(self) -> Values:
        """The row as it will stand in the file."""
        return {name: plain(getattr(self, name)) for name in type(self).columns()}


def plain(value: Any) -> Any:
    """A Python value as SQLite keeps it: days as ISO text, decimals as text, yes and no as 1 and 0."""
    if value is None or isinstance(value, (str, bytes)):
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value)


def key_id(register: str, parts: Iterable[Any]) -> bytes:
    """The id of a fact that two machines may both write down: a UUID of version 5 of its key's values."""
    words = [register, *(p.hex() if isinstance(p, bytes) else "" if p is None else str(plain(p)) for p in parts)]
    body = bytearray(hashlib.sha1(NAMESPACE.bytes + "\x1f".join(words).encode(), usedforsecurity=False).digest()[:16])
    body[6], body[8] = body[6] & 0x0F | 0x50, body[8] & 0x3F | 0x80  # as uuid.uuid5 does, in a fifth of its time
    return bytes(body)


@event.listens_for(Register, "init", propagate=True)
def _born_complete(row: Register, _args: Any, kwargs: dict[str, Any]) -> None:
    """Defaults at birth rather than at flush, or `problems` would not see them."""
    for column in inspect(type(row)).columns:
        if column.name in kwargs:
            continue
        declared = column.info.get("field")
        if declared is not None and declared.default is not None:
            kwargs[column.name] = declared.default
    kwargs.setdefault("deleted", False)
    if kwargs.get("id") is None:
        cls = type(row)
        kwargs["id"] = key_id(cls.__tablename__, [kwargs.get(k) for k in cls.key]) if cls.key else new_id()


__all__ = [
    "Context", "Finding", "Offer", "Problem", "Register", "Values", "key_id", "new_id", "new_ids", "plain",
]  # fmt: skip
