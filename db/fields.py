"""Fields: the words a register is written in.

Each word makes one column and says everything a screen, a sheet, a page, the journal and the merge need to know of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, Text
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType


class RowId(UserDefinedType[bytes]):
    """The key of a row: 16 bytes of a UUID, passed through untouched."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "BLOB"


class ExactNumber(TypeDecorator[Any]):
    """A decimal kept as text, so that no mark, area or sum of money is ever rounded by the machine."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        from decimal import Decimal

        return None if value is None else Decimal(value)


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a register.

    name        what a person or script calls it; a link's column is name + "_id"
    kind        text note number decimal day month code yesno link person_id phone photo file (see db.kinds)
    required    without it the row is not saved; rare
    wanted      ★ of the national template: counts towards completeness only
    private     masked in lists, history, sheets and on paper until asked for
    mask        how a private text is masked: address, enrolment, account, whole; else by its kind
    hurts       prints only when chosen (残疾、留守 …)
    listed      a column of the table and of the printed list without being asked for
    searchable  what the find box looks in (with pinyin and initials for Chinese text); by a link, in the row it names
    width       room it wants, in Chinese characters
    headings    what offices call this column in their own sheets, besides the label
    computed    worked out when read (class size, grade); never stored, never typed
    """

    label: str
    kind: str
    name: str = ""
    codes: str = ""
    target: str = ""
    group: str = ""
    required: bool = False
    wanted: bool = False
    private: bool = False
    mask: str = ""
    hurts: bool = False
    listed: bool = False
    searchable: bool = False
    computed: bool = False
    width: float = 6
    default: Any = None
    headings: tuple[str, ...] = ()
    hint: str = ""

    @property
    def column(self) -> str:
        return f"{self.name}_id" if self.kind == "link" else self.name

    def named(self, name: str) -> Field:
        return replace(self, name=name.removesuffix("_id") if self.kind == "link" else name)


def _column(kind: str, type_: TypeEngine[Any], label: str, width: float, words: dict[str, Any]) -> MappedColumn[Any]:
    """`place` says where a column that several registers share stands among their own, which are at 0."""
    place = words.pop("place", 0)
    field = Field(label, kind, width=width, **words)
    return mapped_column(type_, nullable=True, info={"field": field}, sort_order=place)


def text(label: str, *, width: float = 6, **words: Any) -> MappedColumn[Any]:
    """A line of text."""
    return _column("text", Text(), label, width, words)


def person(label: str, *, width: float = 4, **words: Any) -> MappedColumn[Any]:
    """A person's name: inner blanks of 李　强 are forgiven, the dot of 阿依古丽·买买提 is made one."""
    return _column("name", Text(), label, width, words)


def note(label: str, *, width: float = 12, **words: Any) -> MappedColumn[Any]:
    """Text of several lines."""
    return _column("note", Text(), label, width, words)


def number(label: str, *, width: float = 3, **words: Any) -> MappedColumn[Any]:
    """A whole number."""
    return _column("number", Integer(), label, width, words)


def decimal(label: str, *, width: float = 4, **words: Any) -> MappedColumn[Any]:
    """A decimal number, exact."""
    return _column("decimal", ExactNumber(), label, width, words)


def day(label: str, *, width: float = 5.5, **words: Any) -> MappedColumn[Any]:
    """A calendar day; stored and shown as 2026-09-01."""
    return _column("day", Date(), label, width, words)


def month(label: str, *, width: float = 4, **words: Any) -> MappedColumn[Any]:
    """A month, such as 2021-09; kept as text."""
    return _column("month", Text(), label, width, words)


def code(label: str, codes: str, *, width: float = 4, **words: Any) -> MappedColumn[Any]:
    """One of a code list of resources/codes; the code is stored, the label is shown."""
    return _column("code", Text(), label, width, {"codes": codes, **words})


def yesno(label: str, *, width: float = 2, **words: Any) -> MappedColumn[Any]:
    """是 or 否, or not known."""
    return _column("yesno", Boolean(), label, width, words)


def link(label: str, target: str, *, width: float = 6, index: bool = True, **words: Any) -> MappedColumn[Any]:
    """A row of another register; the attribute's name ends in _id, the field is called without it."""
    made = _column("link", RowId(), label, width, {"target": target, **words})
    made.column.index = index  # who points to a row is asked when it is counted, removed or taken back
    return made


def person_id(label: str, *, width: float = 10, **words: Any) -> MappedColumn[Any]:
    """An identity number; private always, and quick to look up where it is the row's own."""
    made = _column("person_id", Text(), label, width, {"private": True, **words})
    made.column.index = bool(words.get("searchable"))
    return made


def telephone(label: str, *, width: float = 6.5, **words: Any) -> MappedColumn[Any]:
    """A telephone number; private unless said otherwise."""
    return _column("phone", Text(), label, width, {"private": True, **words})


def photo(label: str, *, width: float = 4, **words: Any) -> MappedColumn[Any]:
    """A picture, kept by its SHA-256 in the table of blobs."""
    return _column("photo", Text(), label, width, words)


def kept(label: str, *, width: float = 4, **words: Any) -> MappedColumn[Any]:
    """A file of the program's own making (an issued document), kept by its SHA-256 in the table of blobs."""
    return _column("file", Text(), label, width, words)


def computed(name: str, label: str, kind: str = "text", **words: Any) -> Field:
    """A column that is worked out when read."""
    return Field(label, kind, name=name, computed=True, **words)


def field_of(column: Column[Any]) -> Field | None:
    field = column.info.get("field")
    return field.named(column.name) if field else None


__all__ = [
    "ExactNumber", "Field", "RowId", "code", "computed", "day", "decimal", "field_of", "kept", "link", "month",
    "note", "number", "person", "person_id", "photo", "telephone", "text", "yesno",
]  # fmt: skip
