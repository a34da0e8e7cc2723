"""Where a paper's rows come from: the registers of one data file, read at one moment, shown as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from db import codes, kinds, query
from db.errors import NotFound
from db.query import Question
from db.register import Context, Register
from db.registers.calendar import Term
from db.registers.schools import School
from db.rules import calendar

if TYPE_CHECKING:
    from sqlalchemy import Connection

AT_A_TIME = 500
ALL_SCHOOLS = "全部"


@dataclass(frozen=True)
class Source:
    """The registers as a paper asks for them. `school_id` and `school` are the school before whose file one sits."""

    connection: Connection
    context: Context
    school_id: bytes | None
    school: str

    @property
    def today(self) -> date:
        return self.context.today

    @property
    def term(self) -> str:
        """2026—2027学年度第一学期: the last term that has begun by the office's calendar, else by the time of year."""
        day = self.today.isoformat()
        begun = [row for row in self.rows(Term) if row["starts_on"] and row["starts_on"] <= day]
        if not begun:
            return calendar.term_label(*calendar.term_at(self.today))
        last = max(begun, key=lambda row: str(row["starts_on"]))
        return calendar.term_label(last["year"], int(last["term"]))

    def rows(
        self,
        register: type[Register],
        where: Iterable[tuple[str, str]] = (),
        sort: Sequence[str] = (),
        find: str = "",
    ) -> Iterator[dict[str, Any]]:
        """Rows as stored values by column name, a few hundred at a time, so that any number of them fits."""
        question = Question(find=find, where=tuple(where), sort=tuple(sort))
        ids = query.ids(self.connection, register, question, self.context)
        for start in range(0, len(ids), AT_A_TIME):
            yield from query.values(self.connection, register, ids[start : start + AT_A_TIME], self.context)

    def those(self, register: type[Register], keys: Sequence[bytes]) -> list[dict[str, Any]]:
        """These rows, in this order."""
        return query.values(self.connection, register, keys, self.context)

    def count(self, register: type[Register], where: Iterable[tuple[str, str]] = (), find: str = "") -> int:
        return query.count(self.connection, register, Question(find=find, where=tuple(where)), self.context)

    def photo(self, name: str) -> bytes | None:
        """A picture by its name (the sum of its bytes); None while it has not arrived here."""
        found = self.connection.exec_driver_sql("SELECT body FROM blobs WHERE hash = ?", (name,)).scalar()
        return None if found is None else bytes(found)

    def title(self, register: type[Register], asked: str) -> str:
        """What a row is called that was asked for by its title or its id."""
        titles = self.context.titles(register.register_name())
        return next((title for row, title in titles.items() if row.hex() == asked), asked)

    def schools(self, asked: str, register: type[Register] | None = None) -> list[tuple[bytes, str]]:
        """This school; the one asked for by its name; every school (that has rows of the register) when asked for
        全部. Raises NotFound."""
        if asked and asked != ALL_SCHOOLS:
            return [self._school_called(asked)]
        if not asked and self.school_id is not None:
            return [(self.school_id, self.school)]
        kinds_in_order = [code.code for code in codes.code_list("school_kind")]
        found = sorted(self.rows(School), key=lambda row: kinds_in_order.index(row["kind"]))
        every = [(row["id"], str(row["name"])) for row in found]
        if register is None:
            return every
        return [pair for pair in every if self.count(register, [("school", pair[0].hex())])] or every[:1]

    def _school_called(self, name: str) -> tuple[bytes, str]:
        found = [(row["id"], str(row["name"])) for row in self.rows(School) if name in (row["name"], row["id"].hex())]
        if not found:
            raise NotFound(f"没有名为“{name}”的学校。", "请按“学校”台账里的名称填写，要所有学校请填“全部”。")
        return found[0]


class Reader:
    """One register's rows in words: private fields masked unless all of them are wanted."""

    def __init__(self, register: type[Register], context: Context, private: bool = False) -> None:
        self._fields, self._private = register.fields(), private
        targets = {declared.target for declared in self._fields.values() if declared.kind == "link"}
        self._titles = {target: context.titles(target) for target in targets}

    def text(self, row: Mapping[str, Any], name: str) -> str:
        """What stands in this field, as people read it."""
        declared = self._fields[name]
        shown = kinds.show(declared, row.get(declared.column), self._titles.get(declared.target))
        return shown if self._private else kinds.mask(declared, shown)
