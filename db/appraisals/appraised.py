"""Appraisals as they are read: the heads of the scheme, the marks given, summed by the rules of scoring."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from db import query
from db.register import Context
from db.registers.appraisals import (
    SETTLED,
    Appraisal,
    AppraisalHead,
    AppraisalMark,
    AppraisalScheme,
    period_words,
)  # fmt: skip
from db.rules import scoring
from db.rules.marks import HUNDRED, Item, Mark, Way
from db.rules.scoring import Lines, Result

Row = Mapping[str, Any]
BEST = "A"


@dataclass
class Sheet:
    """One appraisal with its scheme, heads in order and marks by head."""

    row: Row
    scheme: Row
    who: str
    heads: list[Row]
    marks: dict[bytes, Row] = field(default_factory=dict)

    def points(self, head: Row) -> Decimal | None:
        mark = self.marks.get(head["id"])
        return None if mark is None or mark["points"] is None else Decimal(mark["points"])

    @cached_property
    def result(self) -> Result:
        """Heads nobody has judged yet are not counted, neither in the sum nor in the full marks."""
        items = [
            Item(
                int(head["number"]),
                Decimal(head["full"] or 0),
                Way.POINTS,
                str(head["section"] or ""),
                veto=bool(head["veto"]),
            )
            for head in self.heads
        ]
        marks = {
            int(head["number"]): Mark(points=points) for head in self.heads if (points := self.points(head)) is not None
        }
        lines = (self.scheme["excellent"], self.scheme["good"], self.scheme["passing"])
        return scoring.score(items, marks, Lines(*(None if one is None else Decimal(one) for one in lines)))

    @property
    def settled(self) -> bool:
        return bool(self.row["state"] == SETTLED)

    @property
    def period(self) -> str:
        return period_words(self.row)

    @property
    def titles(self) -> dict[int, str]:
        """What a settled appraisal earns, by the number of the head: where every head is a prize, one for each that
        reaches 优; else under 0 the scheme's own for 优."""
        if not self.settled:
            return {}
        if not self.scheme["single"]:
            return {0: str(self.scheme["award"])} if self.scheme["award"] and self.row["grade"] == BEST else {}
        line = Decimal(self.scheme["excellent"] or HUNDRED)
        return {
            int(head["number"]): title_of(head)
            for head in self.heads
            if (points := self.points(head)) is not None and points * HUNDRED >= line * Decimal(head["full"])
        }

    @property
    def prizes(self) -> list[str]:
        return list(self.titles.values())


def title_of(head: Row) -> str:
    """What the prize of a head is called."""
    return str(head["award"] or f"{head['text']}先进单位")


def sheets(
    connection: Connection, context: Context, keys: Collection[bytes] | None = None, scheme: bytes | None = None
) -> list[Sheet]:
    """All appraisals (or these, or those of one scheme), the latest year first, then by time, scheme and school."""
    schemes = {row["id"]: row for row in query.standing(connection, AppraisalScheme)}
    heads: dict[bytes, list[Row]] = {}
    for head in query.standing(connection, AppraisalHead):
        heads.setdefault(head["scheme_id"], []).append(head)
    found = {}
    of_scheme = None if scheme is None else [scheme]
    for row in query.standing(connection, Appraisal, id=keys, scheme_id=of_scheme):
        if row["scheme_id"] in schemes:
            who = context.titles("staff").get(row["staff_id"] or b"") or context.titles("schools").get(row["school_id"])
            mine = sorted(heads.get(row["scheme_id"], []), key=lambda head: head["number"])
            found[row["id"]] = Sheet(row, schemes[row["scheme_id"]], who or "", mine)
    whole = keys is None and scheme is None
    for mark in query.standing(connection, AppraisalMark, appraisal_id=None if whole else list(found)):
        if mark["appraisal_id"] in found:
            found[mark["appraisal_id"]].marks[mark["head_id"]] = mark
    order = {key: place for place, key in enumerate([*context.titles("schools"), *context.titles("staff")])}
    return sorted(
        found.values(),
        key=lambda one: (
            -int(one.row["year"]), str(one.row["month"] or ""), str(one.row["term"] or ""), str(one.scheme["sign"]),
            order.get(one.row["school_id"], 0), order.get(one.row["staff_id"] or b"", 0),
        ),
    )  # fmt: skip


__all__ = ["Sheet", "sheets", "title_of"]
