"""Teachers' terms: a line each for the list, and the whole record of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from db import kinds, query, teaching, terms
from db.query import Question
from db.registers import Staff
from db.rules.marks import ZERO, rounded
from db.rules.routine import Routine
from db.teaching import Record
from db.terms import Span
from desktop.work import tables
from desktop.work.office import Office

NO_TEACHER = "90"
"""任教学科 不任课."""


@dataclass(frozen=True)
class Summary:
    """One teacher's term in a line."""

    id: bytes
    name: str
    school: str
    subject: str
    due: int
    heard: int
    sheets: int
    mean: Decimal | None
    taught: int
    faults: int
    routine: Routine

    @property
    def missing(self) -> int:
        return max(self.due - self.heard, 0)


def term(office: Office) -> Span:
    with office.look() as connection:
        return terms.term_of(connection, office.today)


def summaries(office: Office, school: bytes | None) -> tuple[list[Summary], Routine]:
    """Everybody on duty at a school who teaches, by name; and the routine score of the school."""
    with office.look() as connection:
        asked = Question(where=[("school", school.hex())] if school else [], sort=["name"])
        ids = query.ids(connection, Staff, asked, office.context)
        people = query.values(connection, Staff, ids, office.context)
        teachers = [one["id"] for one in people if one["status"] in ("1", "", None) and one["subject"] != NO_TEACHER]
        span = terms.term_of(connection, office.today)
        records = teaching.records(connection, office.context, teachers, span)
        return [_summary(office, one) for one in records], teaching.of_school(records)


def _summary(office: Office, record: Record) -> Summary:
    person = record.person
    results = [sheet.result for sheet in record.sheets]
    shares = [result.score * 100 / result.full for result in results if result.full]
    return Summary(
        id=person["id"],
        name=person["name"] or "",
        school=office.titles("schools").get(person["school_id"] or b"", ""),
        subject=kinds.show(Staff.fields()["subject"], person["subject"]),
        due=record.heard.due,
        heard=record.heard.done,
        sheets=len(record.sheets),
        mean=rounded(sum(shares, ZERO) / len(shares), Decimal("0.1")) if shares else None,
        taught=len(record.taught),
        faults=sum(len(result.faulty) for result in results),
        routine=record.routine,
    )


def record(office: Office, staff: bytes) -> Record | None:
    """All that the term's rounds say of one teacher."""
    with office.look() as connection:
        found = teaching.records(connection, office.context, [staff], terms.term_of(connection, office.today))
    return found[0] if found else None


def fitting(office: Office, found: Sequence[Summary], typed: str) -> list[Summary]:
    """Those whom the find box means, by characters, pinyin or initials."""
    if not typed.strip():
        return list(found)
    wanted = set(tables.ids(office, Staff, typed))
    return [one for one in found if one.id in wanted]


__all__ = ["Record", "Summary", "fitting", "record", "summaries", "term"]
