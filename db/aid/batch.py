"""One batch of aid: the applications for one kind in one term, of a township, a school or a class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from db import query
from db.query import Question
from db.register import Context, Register
from db.registers import AidApplication, Student
from db.registers.aid import FOOD, SCHOOL
from db.rules import aid_steps
from db.school_terms import SchoolTerm

Row = Mapping[str, Any]
Where = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Scope:
    """One kind of aid in one term, at one school or in all of the township, in one class or all."""

    kind: bytes
    term: SchoolTerm
    school: bytes | None = None
    room: str = ""

    @property
    def key(self) -> tuple[bytes, int, str]:
        return self.kind, self.term.year, str(self.term.term)

    @property
    def at_school(self) -> list[tuple[str, str]]:
        return [("school", self.school.hex())] if self.school else []

    @property
    def in_term(self) -> list[tuple[str, str]]:
        return [("year", str(self.term.year)), ("term", str(self.term.term)), *self.at_school]


@dataclass(frozen=True)
class Entry:
    """One application of the batch: its own values and its child's, as stored, and what people call them."""

    row: Row
    child: Row
    name: str
    school: str

    @property
    def id(self) -> bytes:
        return bytes(self.row["id"])

    @property
    def state(self) -> str:
        return str(self.row["state"])

    @property
    def amount(self) -> Decimal | None:
        return None if self.row["amount"] in (None, "") else Decimal(self.row["amount"])

    @property
    def room(self) -> str:
        return str(self.row["class_name"] or "")

    @property
    def agreed(self) -> bool:
        return self.state not in (aid_steps.TO_REVIEW, aid_steps.REFUSED)

    @property
    def proved(self) -> bool:
        return bool(self.row["proof"] or self.row["proof_photo"])


def kinds(context: Context) -> list[Row]:
    """Kinds of aid that children apply for, in the order they ship; those no longer given left out."""
    found = [row for row in context.rows("aid_kinds") if row["form"] not in (FOOD, SCHOOL) and not row["stopped"]]
    return sorted(found, key=lambda row: (row["code"] == "other", row["code"]))


def kind_of(context: Context, kind: bytes) -> Row:
    """The row of this kind. Raises StopIteration where there is none."""
    return next(row for row in context.rows("aid_kinds") if row["id"] == kind)


def kind_called(context: Context, text: str) -> Row | None:
    """The kind of that name, code or id (hex); the first where nothing is said."""
    known = kinds(context)
    if not text:
        return known[0] if known else None
    return next((row for row in known if text in (row["name"], row["code"], row["id"].hex())), None)


def entries(connection: Connection, context: Context, scope: Scope) -> list[Entry]:
    """The applications of the batch, school by school, class by class, by name."""
    where = [("kind", scope.kind.hex()), *scope.in_term]
    found = listed(connection, context, AidApplication, where, ("school", "class_name", "student"))
    return of_rows(connection, context, (row for row in found if not scope.room or row["class_name"] == scope.room))


def of_rows(connection: Connection, context: Context, found: Iterable[Row]) -> list[Entry]:
    """Applications with their children; one whose child has not come yet is left out."""
    rows = list(found)
    wanted = list({row["student_id"] for row in rows})
    children = {row["id"]: row for row in query.values(connection, Student, wanted, context)}
    names, schools = context.titles("students"), context.titles("schools")
    return [
        Entry(row, children[row["student_id"]], names.get(row["student_id"], ""), schools.get(row["school_id"], ""))
        for row in rows
        if row["student_id"] in children
    ]


def listed(
    connection: Connection, context: Context, register: type[Register], where: Where = (), sort: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Rows of a register as stored values, computed ones with them."""
    ids = query.ids(connection, register, Question(where=where, sort=sort), context)
    return query.values(connection, register, ids, context.still())


__all__ = ["Entry", "Scope", "entries", "kind_called", "kind_of", "kinds", "listed", "of_rows"]
