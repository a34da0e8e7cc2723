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
from db.rules import routine as rule
from db.rules.marks import HUNDRED, Way, rounded
from db.rules.routine import Routine
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
    kinds: dict[bytes, str] = field(default_factory=dict)
    """Kind of each round that a sheet belongs to."""
    spot_share: Decimal = Decimal(50)

    @property
    def shares(self) -> tuple[list[Decimal], list[Decimal]]:
        """Exact shares (percent) of the sheets of spot checks, and of those at the end of term."""
        spots, finals = list[Decimal](), list[Decimal]()
        for sheet in self.sheets:
            kind, result = self.kinds.get(sheet.row["round_id"] or b"", ""), sheet.result
            if result.full and kind in (*rule.SPOT, *rule.FINAL):
                (spots if kind in rule.SPOT else finals).append(result.score * HUNDRED / result.full)
        return spots, finals

    @property
    def routine(self) -> Routine:
        """常规得分 of the term."""
        return rule.routine(*self.shares, self.spot_share)

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
    found = [_record(connection, context, people[one], span) for one in staff if one in people]
    kinds: dict[bytes, str] = {row.id: row.kind for row in connection.exec_driver_sql("SELECT id, kind FROM rounds")}
    for record in found:
        record.kinds, record.spot_share = kinds, context.setting("inspections.spot_share")
    return found


def of_school(records: Sequence[Record]) -> Routine:
    """常规得分 of a school: the sheets of all its teachers together."""
    parts = [record.shares for record in records]
    share = records[0].spot_share if records else Decimal(50)
    return rule.routine([s for one, _ in parts for s in one], [s for _, one in parts for s in one], share)


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


__all__ = ["Quota", "Record", "of_school", "records"]
