"""What the rosters know of a school's resources: pupils, classes and teachers of each stage, as they stand today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db import leaves
from db.duplicates import apart_from_joined
from db.register import Context
from db.registers import Student
from db.rules import structure
from db.rules.grades import grade_of
from db.staff_sums import TEACHERS

STAGES = ("1", "2")
PE_ART = ("11", "12", "13", "14")
"""Codes of the list subject: 体育、音乐、美术、艺术."""

LOWEST = {"1": "balance.degree_primary", "2": "balance.degree_junior"}


@dataclass(frozen=True)
class Known:
    """One school and stage: values by column of 办学条件. `unclear`: teachers whose stage is not filled in."""

    school: bytes
    stage: str
    values: Mapping[str, int]
    unclear: int = 0


def known(connection: Connection, context: Context, schools: Iterable[bytes]) -> list[Known]:
    """Stages that have pupils. A school of two stages has its teachers only where each says which stage is taught."""
    pupils, classes = _pupils(connection), _classes(connection, context)
    found = []
    for school in schools:
        stages = [stage for stage in STAGES if pupils[school, stage]]
        teachers = [one for one in leaves.on_roll(connection, school) if one["kind"] in TEACHERS]
        unclear = sum(one["stage"] not in (*STAGES, "0") for one in teachers) if len(stages) > 1 else 0
        for stage in stages:
            values = {"pupils": pupils[school, stage], "classes": classes[school, stage]}
            here = [one for one in teachers if one["stage"] == stage or (len(stages) == 1 and not one["stage"])]
            if here and not unclear:
                values |= _teachers(here, stage, context)
            found.append(Known(school, stage, values, unclear))
    return found


def _teachers(here: Sequence[Mapping[str, Any]], stage: str, context: Context) -> dict[str, int]:
    lowest = context.setting(LOWEST[stage])
    return {
        "teachers": len(here),
        "above_degree": sum(structure.above_required_degree(one["degree"], stage, lowest) for one in here),
        "middle_title": sum(structure.title_at_least(one["title_held"], "一级") for one in here),
        "backbone": sum(structure.backbone_at_least(one["backbone"]) for one in here),
        "pe_art": sum(one["subject"] in PE_ART for one in here),
    }


def _pupils(connection: Connection) -> Counter[tuple[bytes, str]]:
    statement = (
        "SELECT school_id, coalesce(stage, '1'), count(*) FROM students WHERE deleted = 0 "
        f"AND coalesce(status, '01') IN ('01', '05') AND {apart_from_joined(Student)} GROUP BY 1, 2"
    )
    return Counter({(school, stage): count for school, stage, count in connection.exec_driver_sql(statement)})


def _classes(connection: Connection, context: Context) -> Counter[tuple[bytes, str]]:
    """Classes that have not ended: of a year of entry that has not left the stage, and composite ones."""
    statement = (
        "SELECT school_id, coalesce(stage, '1'), entry_year, composite FROM classes WHERE deleted = 0 "
        "AND closed_on IS NULL"
    )
    found: Counter[tuple[bytes, str]] = Counter()
    for school, stage, year, composite in connection.exec_driver_sql(statement):
        if composite or (year is not None and grade_of(year, int(stage), context.school_year) is not None):
            found[school, stage] += 1
    return found


__all__ = ["Known", "known"]
