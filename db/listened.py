"""Lessons heard: one lesson with all its observers, and how many somebody heard against the quota of the post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db import filled, kinds, query
from db.query import Question
from db.register import Context, Values
from db.registers import Observation
from db.rules import listening, scoring
from db.terms import Span


@dataclass(frozen=True)
class Together:
    """One lesson with all who heard it: their scores (percent), and the mean by rule."""

    teacher: str
    teacher_id: bytes | None
    heard_on: str
    period: int | None
    subject: str
    topic: str
    listeners: tuple[str, ...]
    shares: tuple[Decimal, ...]
    mean: Decimal | None


class Count(NamedTuple):
    """So many due, so many done."""

    due: int
    done: int


def together(connection: Connection, context: Context, where: Iterable[tuple[str, str]] = ()) -> list[Together]:
    """Lessons that fit these conditions of the ledger, the newest first."""
    ids = query.ids(connection, Observation, Question(where=tuple(where)), context)
    return grouped(connection, context, query.values(connection, Observation, ids, context))


def grouped(connection: Connection, context: Context, rows: Iterable[Values]) -> list[Together]:
    """Observations put together lesson by lesson: the same teacher, day and period."""
    lessons: dict[tuple[Any, ...], list[Values]] = defaultdict(list)
    for row in rows:
        lessons[row["teacher_id"] or row["teacher_name"], row["heard_on"], row["period"]].append(row)
    sheets = [row["inspection_id"] for group in lessons.values() for row in group if row["inspection_id"]]
    scored = {sheet.row["id"]: sheet.result for sheet in filled.read_many(connection, sheets)}
    drop_from = int(context.setting("observing.drop_from"))
    return [_together(group, scored, drop_from) for group in lessons.values()]


def _together(group: list[Values], scored: Mapping[bytes, scoring.Result], drop_from: int) -> Together:
    first = group[0]
    results = [scored[row["inspection_id"]] for row in group if row["inspection_id"] in scored]
    shares = tuple(result.score * 100 / result.full for result in results if result.full)
    return Together(
        teacher=first["teacher_name"] or "",
        teacher_id=first["teacher_id"],
        heard_on=first["heard_on"] or "",
        period=first["period"],
        subject=kinds.show(Observation.fields()["subject"], first["subject"]),
        topic=next((row["topic"] for row in group if row["topic"]), ""),
        listeners=tuple(row["listener_name"] or "" for row in group),
        shares=shares,
        mean=scoring.of_observers(shares, drop_from),
    )


def heard(connection: Connection, context: Context, person: Mapping[str, Any], span: Span) -> Count:
    """Lessons this one of the staff has heard in a term, and should hear by post."""
    counted = "SELECT count(*) FROM observations WHERE listener_id = ? AND heard_on BETWEEN ? AND ? AND deleted = 0"
    done = connection.exec_driver_sql(counted, (person["id"], *span.between)).scalar()
    return Count(due(context, person), int(done or 0))


def due(context: Context, person: Mapping[str, Any]) -> int:
    """How many lessons this person should hear in a term."""
    post, started = str(person.get("post") or ""), str(person.get("started_in") or "")
    name = listening.quota_of(post, bool(person.get("class_teacher")), started, context.today)
    return int(context.setting(name))


__all__ = ["Count", "Together", "due", "grouped", "heard", "together"]
