"""Quota places of a year as they stand: shares of each junior school, places filled, what is empty and goes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from db import query
from db.query import Question
from db.register import Context, Register
from db.registers import QuotaCandidate, QuotaRound, QuotaShare
from db.rules import quota
from db.rules.quota import Admitted, Candidate, Filled, School, Share

Row = Mapping[str, Any]
WISHES = ("wish1_id", "wish2_id", "wish3_id")


@dataclass(frozen=True)
class Target:
    """A senior school of the year with what each junior school gets; `wrong` says why nothing could be handed out."""

    row: Row
    shares: tuple[Share, ...]
    wrong: str = ""

    @property
    def id(self) -> bytes:
        return bytes(self.row["id"])

    @property
    def name(self) -> str:
        return str(self.row["name"])

    @property
    def line(self) -> Decimal | None:
        return None if self.row["line"] in (None, "") else Decimal(self.row["line"])

    @property
    def lower(self) -> Decimal:
        return Decimal(20) if self.row["lower"] in (None, "") else Decimal(self.row["lower"])


@dataclass(frozen=True)
class Year:
    """All senior schools of a year, their candidates by key (hex of the row), and how the places are filled."""

    targets: tuple[Target, ...]
    candidates: Mapping[str, Row]
    filled: Filled | None
    why_not: str = ""

    def admitted_to(self, target: bytes, school: bytes | None = None) -> list[Admitted]:
        found = self.filled.admitted if self.filled else []
        return [
            one for one in found
            if one.target == target.hex() and (school is None or one.candidate.school == school.hex())
        ]  # fmt: skip

    def empty_of(self, target: bytes) -> dict[str, int]:
        """Places by junior school (hex) that nobody took."""
        found = self.filled.empty if self.filled else {}
        return {school: count for (of, school), count in found.items() if of == target.hex()}


def years(connection: Connection) -> list[int]:
    found = connection.exec_driver_sql("SELECT DISTINCT year FROM quota_rounds WHERE deleted = 0 AND year IS NOT NULL")
    return sorted((int(year) for (year,) in found), reverse=True)


def of_year(connection: Connection, context: Context, year: int) -> Year:
    """Worked out anew from the three ledgers each time: order of rows does not matter."""
    rounds = _rows(connection, context, QuotaRound, [("year", str(year))])
    names = context.titles("schools")
    targets = tuple(
        _target(row, _rows(connection, context, QuotaShare, [("round", row["id"].hex())]), names) for row in rounds
    )
    rows = _rows(connection, context, QuotaCandidate, [("year", str(year))])
    candidates = {row["id"].hex(): row for row in rows}
    why_not = _why_not(targets, rows)
    if why_not:
        return Year(targets, candidates, None, why_not)
    places = {
        (target.id.hex(), share.school.key): share.places for target in targets for share in target.shares
    }  # fmt: skip
    lines = {target.id.hex(): target.line for target in targets if target.line is not None}
    asking = [_candidate(row) for row in rows if not row["unified"] and row["score"] not in (None, "")]
    lower = targets[0].lower if targets else Decimal(20)
    return Year(targets, candidates, quota.filled(asking, places, lines, lower))


def _rows(
    connection: Connection, context: Context, register: type[Register], where: Sequence[tuple[str, str]]
) -> list[dict[str, Any]]:
    ids = query.ids(connection, register, Question(where=where), context)
    return query.values(connection, register, ids, context.still())


def _target(row: Row, shares: Sequence[Row], names: Mapping[bytes, str]) -> Target:
    """Schools are told apart by their row's key; ties go by it where numbers are equal."""
    schools = [
        School(share["school_id"].hex(), names.get(share["school_id"], ""), share["eligible"] or 0)
        for share in shares
        if share["school_id"]
    ]
    try:
        return Target(row, tuple(quota.handed_out(row["given"] or 0, schools)))
    except ValueError as error:
        return Target(row, (), str(error))


def _why_not(targets: Sequence[Target], rows: Sequence[Row]) -> str:
    """Why places are not filled yet, in a sentence; empty if they are."""
    if not targets:
        return "还没有指标生计划。"
    if wrong := next((target.wrong for target in targets if target.wrong), ""):
        return wrong
    if unlined := next((target.name for target in targets if target.line is None), ""):
        return f"{unlined}还没有填统招线，分数出来以后再填。"
    if len({target.lower for target in targets}) > 1:
        return "各高中的降分不一样，请先改成一样的。"
    return "" if any(row["score"] not in (None, "") for row in rows) else "还没有考生成绩。"


def _candidate(row: Row) -> Candidate:
    wishes = tuple(row[name].hex() for name in WISHES if row[name])
    tie = Decimal(row["tie"]) if row["tie"] not in (None, "") else Decimal(0)
    eligible = row["eligible"] not in (0, False)
    return Candidate(row["id"].hex(), row["school_id"].hex(), Decimal(row["score"]), wishes, tie, eligible)


__all__ = ["Target", "Year", "of_year", "years"]
