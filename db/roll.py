"""The roll as it was on any day: pupils and their movements read together, alike ones as one line of so many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from db.duplicates import aliases, apart_from_joined
from db.registers.students import Student
from db.rules import roll
from db.rules.movements import PRESENT
from db.rules.roll import Flow, Move, Pupil

_AT_SCHOOL = ",".join(f"'{code}'" for code in PRESENT)
_MOVED = """WITH m (id) AS (SELECT student_id FROM movements
WHERE deleted = 0 AND happened_on IS NOT NULL AND student_id IS NOT NULL), moved (id) AS (SELECT id FROM m
UNION SELECT same_as FROM students WHERE same_as IS NOT NULL AND id IN (SELECT id FROM m)) """
_NEVER_MOVED = f"""{_MOVED} SELECT school_id, coalesce(sex, ''), stage, cohort, entered_in, count(*) FROM students
WHERE deleted = 0 AND school_id IS NOT NULL AND status IN ({_AT_SCHOOL}) AND id NOT IN (SELECT id FROM moved)
AND {apart_from_joined(Student)} GROUP BY 1, 2, 3, 4, 5"""
_PUPILS = f"""{_MOVED} SELECT id, school_id, status IN ({_AT_SCHOOL}), coalesce(sex, ''), stage, cohort, entered_in
FROM students WHERE deleted = 0 AND school_id IS NOT NULL AND id IN (SELECT id FROM moved)
AND {apart_from_joined(Student)}"""
_MOVES = """SELECT student_id, happened_on, kind, out_school_id, in_school_id,
status_before, stage_before, cohort_before FROM movements
WHERE deleted = 0 AND happened_on IS NOT NULL AND student_id IS NOT NULL ORDER BY student_id, happened_on, id"""


def pupils(connection: Connection) -> list[Pupil]:
    """Everybody the roster knows, each with his movements; pupils of whom none is written, counted together."""
    found = [
        Pupil(school, True, sex, stage, cohort, _month(entered), number=number)
        for school, sex, stage, cohort, entered, number in connection.exec_driver_sql(_NEVER_MOVED)
    ]
    moves = _moves(connection)
    for row, school, present, sex, stage, cohort, entered in connection.exec_driver_sql(_PUPILS):
        own = tuple(moves.get(row, ()))
        found.append(Pupil(school, bool(present), sex, stage, cohort, _month(entered), own, row=row))
    return found


def flows(connection: Connection) -> list[Flow]:
    """All comings and goings of the township (of what this file knows of it)."""
    return [flow for pupil in pupils(connection) for flow in roll.flows(pupil)]


def differing(connection: Connection) -> Iterator[bytes]:
    """Pupils whose status or school the roster says otherwise than their movements do: somebody changed it by hand."""
    return (pupil.row for pupil in pupils(connection) if pupil.row and roll.differs(pupil))


def _moves(connection: Connection) -> dict[bytes, list[Move]]:
    """Movements in order, each with the pupil it is of; a joined row's are those of the row it is joined to."""
    same = aliases(connection, Student)
    found: dict[bytes, list[Move]] = defaultdict(list)
    for row, on, kind, left, came, status, stage, cohort in connection.exec_driver_sql(_MOVES):
        before, here = ((stage, cohort), status in PRESENT) if status else (None, None)  # a sheet's rows do not say
        found[same.get(row, row)].append(Move(date.fromisoformat(on), kind, left, came, before, here))
    for row in set(same.values()) & found.keys():
        found[row].sort(key=lambda move: move.on)
    return found


def _month(entered: str | None) -> date | None:
    return date(int(entered[:4]), int(entered[5:7]), 1) if entered else None
