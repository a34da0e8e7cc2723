"""A teacher's term: counts against quotas, sheets with their scores, lessons taught and heard, in one record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from db import filled, listened, query
from db.filled import Note, Sheet
from db.listened import Count, Together
from db.query import Question
from db.register import Context, Values
from db.registers import Inspection, Observation, Staff
from db.rules.marks import HUNDRED, Way, rounded
from db.terms import Span


@dataclass(frozen=True)
class Quota:
    """A line of a sheet that counts: what, so many due, so many done; of the latest sheet that has it."""

    what: str
    due: Decimal
    done: Decimal
    on: str

    @property
    def missing(self) -> Decimal:
        return max(self.due - self.done, Decimal(0))


@dataclass
class Record:
    """One teacher's term."""

    person: Values
    span: Span
    heard: Count
    sheets: list[Sheet] = field(default_factory=list)
    taught: list[Together] = field(default_factory=list)
    listened_to: list[Values] = field(default_factory=list)

    @property
    def quotas(self) -> list[Quota]:
        """Counts of finished sheets, the latest of each; what the ledgers count themselves stands apart (`heard`)."""
        found: dict[str, Quota] = {}
        for sheet in self.sheets:
            for line in sheet.lines:
                mark = sheet.marks.get(line.number)
                if line.item.way is Way.QUOTA and mark and mark.due and mark.done is not None and not line.counts:
                    due = mark.due * line.item.line / HUNDRED
                    found[line.content] = Quota(line.content, due, mark.done, sheet.row["inspected_on"] or "")
        return list(found.values())

    @property
    def by_list(self) -> list[tuple[str, int, Decimal]]:
        """Each list with how many times it was used and the mean share (percent)."""
        shares: dict[str, list[Decimal]] = {}
        for sheet in self.sheets:
            result = sheet.result
            if result.full:
                shares.setdefault(sheet.checklist["heading"], []).append(result.score * HUNDRED / result.full)
        return [(name, len(many), rounded(sum(many, Decimal(0)) / len(many))) for name, many in shares.items()]

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """What had to be put right: day, line, remark."""
        return [
            (sheet.row["inspected_on"] or "", line.content, sheet.notes.get(line.number, Note()).remark)
            for sheet in self.sheets
            for line in sheet.faulty
        ]


def records(connection: Connection, context: Context, staff: Sequence[bytes], span: Span) -> list[Record]:
    """The term of each of these teachers, in the order asked."""
    people = {row["id"]: row for row in query.values(connection, Staff, staff, context)}
    return [_record(connection, context, people[one], span) for one in staff if one in people]


def _record(connection: Connection, context: Context, person: Values, span: Span) -> Record:
    def within(register: Any, link: str, day: str) -> list[Values]:
        asked = Question(where=[(link, person["id"].hex())], sort=[day])
        rows = query.values(connection, register, query.ids(connection, register, asked, context), context)
        return [row for row in rows if row[day] and span.between[0] <= row[day] <= span.between[1]]

    sheets = [row["id"] for row in within(Inspection, "staff", "inspected_on") if row["state"] == "done"]
    lessons = within(Observation, "teacher", "heard_on")
    scored = {row["inspection_id"] for row in lessons}
    return Record(
        person,
        span,
        listened.heard(connection, context, person, span),
        [sheet for sheet in filled.read_many(connection, sheets) if sheet.row["id"] not in scored],
        listened.grouped(connection, context, lessons),
        within(Observation, "listener", "heard_on"),
    )


__all__ = ["Quota", "Record", "records"]
