"""均衡监测: a year's indicators, what is missing, several years side by side, and filling in from the rosters."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from db.balance import missing as shortages
from db.balance import roster, workings
from db.balance import stands as standing
from db.balance.indicators import sets
from db.balance.missing import Missing
from db.balance.shown import amount, coefficient, gap, mean_of, passed, short_of, shown
from db.balance.stands import Line, Stand
from db.balance.workings import of_composite, of_mean, of_school, of_variation
from db.errors import Trouble
from db.register import key_id
from db.registers import SchoolResource
from db.rules.grades import school_year_label
from db.rules.participation import decimal_of
from db.rules.working import Working
from desktop.work.meals import schools
from desktop.work.office import Office
from desktop.work.outcome import Outcome

PLACES = Decimal("0.0001")


def years(office: Office) -> list[int]:
    """Years with figures, the latest first; this school year where there is none."""
    with office.look() as connection:
        return standing.years(connection) or [office.school_year]


def bases() -> list[tuple[str, str]]:
    """The sets of indicators: year of the rule and what it judges."""
    return [(one.name, one.title) for one in sets().values()]


def stands(office: Office, year: int, basis: str = "2017") -> list[Stand]:
    with office.look() as connection:
        return standing.stands(connection, office.context, year, basis)


def missing(office: Office, year: int) -> list[Missing]:
    """Against the thresholds of 2017: those of 2012 are the coefficients alone."""
    return shortages.missing(stands(office, year), office.context)


def several(office: Office, basis: str = "2017", count: int = 3) -> dict[int, list[Stand]]:
    """The latest years that have figures, the oldest first."""
    with office.look() as connection:
        wanted = sorted(standing.years(connection)[:count])
        return {year: standing.stands(connection, office.context, year, basis) for year in wanted}


def fill_from_roster(office: Office) -> Outcome:
    """Pupils, classes and teachers of this school year into 办学条件; what was filled in by hand is kept."""
    with office.look() as connection:
        found = roster.known(connection, office.context, [school for school, _ in schools(office)])
    if not found:
        raise Trouble("花名册里还没有中小学在读学生。", "请先导入学生花名册。")
    year, filled = office.school_year, 0
    with office.change(f"{school_year_label(year)}办学条件按花名册填") as rows:
        for one in found:
            key = {"school_id": one.school, "year": year, "stage": one.stage}
            there = rows.find(SchoolResource, key_id("school_resources", list(key.values())))
            row = there or SchoolResource(**key, as_of=office.today)
            wanted = {name: value for name, value in one.values.items() if getattr(row, name) is None or row.deleted}
            for name, value in wanted.items():
                setattr(row, name, value)
            row.deleted = False
            filled += len(wanted)
            if there is None:
                rows.add(row)
    return Outcome(
        _filled(found, filled, office), frozenset({"school_resources"}), {"rows": len(found), "cells": filled}
    )


def _filled(found: Sequence[roster.Known], filled: int, office: Office) -> str:
    said = "没有空着的格子要填。"
    if filled:
        said = f"已填 {filled} 格，{len(found)} 行。已有的数不改；校舍和设备请接着填。按 Ctrl+Z 可以撤销。"
    titles = office.titles("schools")
    unclear = {one.school: one.unclear for one in found if one.unclear}
    names = "、".join(f"{titles.get(school, '')}（{count}人）" for school, count in unclear.items())
    return said + (f"这些学校有教师没填任教学段，教师数没有填：{names}。" if names else "")


def described(office: Office, year: int, basis: str = "2017") -> list[dict[str, Any]]:
    """Each stage as --json prints it: figures as text with four places, empty where a figure was not filled in."""
    found = stands(office, year, basis)
    short = shortages.missing(found, office.context)
    return [
        {
            "stage": stand.title, "pupils": stand.pupils, "limit": str(stand.limit),
            "composite": "" if stand.composite is None else str(stand.composite.quantize(PLACES)),
            "composite_working": _told(workings.of_composite(stand)) if basis == "2012" else None,
            "left_out": list(stand.left_out), "why_left_out": dict(stand.apart),
            "indicators": [_indicator(stand, place) for place in range(len(stand.indicators.each))],
            "schools": [_school(stand, line, short) for line in stand.lines],
        }
        for stand in found
    ]  # fmt: skip


def told_missing(office: Office, year: int) -> list[dict[str, Any]]:
    """Each shortage as --json prints it; cost in yuan, empty where no price is set."""
    return [
        {
            "school": one.line.name, "stage": one.stand.title, "indicator": one.indicator.name,
            "has": amount(one.held.amount, one.indicator), "needs": amount(one.short.needed, one.indicator),
            "missing": amount(one.short.missing, one.indicator), "unit": one.indicator.unit,
            "cost": "" if one.cost is None else str(one.cost),
        }
        for one in missing(office, year)
    ]  # fmt: skip


def _indicator(stand: Stand, place: int) -> dict[str, Any]:
    one, spread = stand.indicators.each[place], stand.spreads[place]
    threshold = one.threshold.get(stand.stage)
    known = spread is not None and spread.variation is not None
    return {
        "number": one.number, "name": one.name, "unit": one.unit, "per": one.per,
        "threshold": "" if threshold is None else str(threshold),
        "mean": str(decimal_of(spread.mean * one.per, 4)) if spread is not None else "",
        "variation": str(spread.variation.quantize(PLACES)) if spread and spread.variation is not None else "",
        "within": spread.within(stand.limit) if spread is not None and known else None,
        "workings": {
            "mean": _told(workings.of_mean(stand, place)), "variation": _told(workings.of_variation(stand, place)),
        },
        "county_mean": _said(stand.county[place].mean), "county_variation": _said(stand.county[place].variation),
    }  # fmt: skip


def _told(made: Working) -> dict[str, Any]:
    """A working as --json prints it; who counts and who not stands once, with the stage."""
    given = {put.label: put.value for put in made.puts}
    return {"formula": made.formula, "given": given, "result": made.result, "notes": list(made.notes)}


def _said(value: Decimal | None) -> str:
    return "" if value is None else str(value)


def _school(stand: Stand, line: Line, short: Sequence[Missing]) -> dict[str, Any]:
    values = ["" if value is None else str(decimal_of(value, 4)) for value in line.values]
    made = [workings.of_school(stand, line, place, short) for place in range(len(values))]
    return {
        "school": line.name, "pupils": line.pupils, "values": values, "states": list(line.states), "met": line.met,
        "passed": line.passed, "workings": [_told(one) for one in made],
    }  # fmt: skip


__all__ = [
    "Line", "Missing", "Stand", "amount", "bases", "coefficient", "described", "fill_from_roster", "gap", "mean_of",
    "missing", "of_composite", "of_mean", "of_school", "of_variation", "passed", "several",
    "short_of", "shown", "stands", "told_missing", "years",
]  # fmt: skip
