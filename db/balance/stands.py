"""The balance indicators of a year: school by school against the thresholds, the mean, the difference coefficient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db import query
from db.balance.indicators import Indicator, Indicators, sets
from db.query import Question
from db.register import Context
from db.registers import School, SchoolResource
from db.rules import balance
from db.rules.balance import ENOUGH, Held, Spread
from db.rules.grades import STAGE_LABELS, Stage

Row = Mapping[str, Any]
PRIMARY, JUNIOR = "1", "2"


@dataclass(frozen=True)
class Line:
    """One school (or its part of a stage): values by indicator, None where a figure was not filled in."""

    row: Row
    school: str
    name: str
    """The school with the part that is meant."""

    pupils: int
    values: tuple[Fraction | None, ...]
    states: tuple[str, ...]
    passed: bool | None

    @property
    def met(self) -> int:
        return sum(state == ENOUGH for state in self.states)


class County(NamedTuple):
    """What the county published of one indicator; None where it did not."""

    mean: Decimal | None = None
    variation: Decimal | None = None


@dataclass(frozen=True)
class Stand:
    """One stage in one year: the schools that count, those left out with the reason, the spread of each indicator."""

    stage: str
    year: int
    indicators: Indicators
    lines: tuple[Line, ...]
    apart: tuple[tuple[str, str], ...]
    """Schools left out with their pupils, and why."""

    spreads: tuple[Spread | None, ...]
    county: tuple[County, ...]

    @property
    def title(self) -> str:
        return STAGE_LABELS[Stage(int(self.stage))]

    @property
    def left_out(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.apart)

    @property
    def pupils(self) -> int:
        return sum(line.pupils for line in self.lines)

    @property
    def limit(self) -> Decimal:
        return self.indicators.variation[self.stage]

    @property
    def composite(self) -> Decimal | None:
        return balance.composite(self.spreads)


def years(connection: Connection) -> list[int]:
    """Years with figures, the latest first."""
    found = connection.exec_driver_sql(
        "SELECT DISTINCT year FROM school_resources WHERE deleted = 0 AND year IS NOT NULL"
    )
    return sorted((int(year) for (year,) in found), reverse=True)


def stands(connection: Connection, context: Context, year: int, name: str = "2017") -> list[Stand]:
    """Primary and junior apart; a stage without figures is left out."""
    rows = _rows(connection, context, year)
    county = _county(connection, year)
    kinds = {row["id"]: row["kind"] for row in context.rows(School.register_name())}
    names = context.titles("schools")
    found = []
    for stage in (PRIMARY, JUNIOR):
        there = [row for row in rows if row["stage"] == stage]
        if there:
            stand = _stand(there, stage, year, sets()[name], context, kinds, names)
            published = tuple(county.get((stage, f"{name}-{one.number}"), County()) for one in stand.indicators.each)
            found.append(replace(stand, county=published))
    return found


def _county(connection: Connection, year: int) -> dict[tuple[str, str], County]:
    """By stage and code of the list balance_indicator."""
    rows = connection.exec_driver_sql(
        "SELECT stage, indicator, mean, variation FROM county_figures WHERE deleted = 0 AND year = ?", (year,)
    )
    return {
        (stage, indicator): County(*(None if text is None else Decimal(str(text)) for text in (mean, variation)))
        for stage, indicator, mean, variation in rows
    }


def _rows(connection: Connection, context: Context, year: int) -> list[dict[str, Any]]:
    ids = query.ids(connection, SchoolResource, Question(where=[("year", str(year))], sort=("school",)), context)
    return query.values(connection, SchoolResource, ids, context)


def _stand(
    rows: Sequence[Row], stage: str, year: int, indicators: Indicators, context: Context,
    kinds: Mapping[bytes, str], names: Mapping[bytes, str],
) -> Stand:  # fmt: skip
    least, floor = context.setting("balance.least_met"), context.setting("balance.floor")
    small = context.setting("balance.small_point")
    lines, apart = [], []
    for row in sorted(rows, key=lambda row: -(row["pupils"] or 0)):
        kind, name = kinds.get(row["school_id"], ""), named(row, kinds, names)
        pupils = row["pupils"] or 0
        if not pupils or (kind == "point" and pupils < small):
            apart.append((f"{name}（{pupils}人）", f"不足{small}人的教学点" if pupils else "没有学生"))
            continue
        values = tuple(value(row, one) for one in indicators.each)
        states = tuple(_state(v, one, stage, floor) for v, one in zip(values, indicators.each, strict=True))
        passed = (
            None if "" in states or not any(one.threshold for one in indicators.each) else balance.passes(states, least)
        )
        lines.append(Line(row, names.get(row["school_id"], ""), name, pupils, values, states, passed))
    spreads = tuple(_spread(lines, one) for one in indicators.each)
    return Stand(stage, year, indicators, tuple(lines), tuple(apart), spreads, ())


def named(row: Row, kinds: Mapping[bytes, str], names: Mapping[bytes, str]) -> str:
    """A nine-year school is named with the part that is meant."""
    name = names.get(row["school_id"], "")
    if kinds.get(row["school_id"]) != "nine_year":
        return name
    return f"{name}（{'小学部' if row['stage'] == PRIMARY else '初中部'}）"


def held(row: Row, one: Indicator) -> Held | None:
    amount = row[one.amount]
    return None if amount in (None, "") else Held(row["pupils"] or 0, Fraction(str(amount)))


def value(row: Row, one: Indicator) -> Fraction | None:
    found = held(row, one)
    return balance.each(found, one.per) if found else None


def _state(found: Fraction | None, one: Indicator, stage: str, floor: Decimal) -> str:
    if found is None or stage not in one.threshold:
        return ""
    return balance.standing(found, one.threshold[stage], floor)


def _spread(lines: Iterable[Line], one: Indicator) -> Spread | None:
    """None where a school has not filled in the figure: a mean over some of them would be taken for all."""
    known = [held(line.row, one) for line in lines]
    return balance.spread(k for k in known if k) if known and None not in known else None
