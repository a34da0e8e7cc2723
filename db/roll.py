"""The roll as it was on any day: pupils and their movements read together, alike ones as one line of so many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from db.dialect import lines
from db.duplicates import apart_from_joined
from db.register import Context
from db.registers.classes import GRADE_FLAGS, SchoolClass
from db.registers.students import Student
from db.rules import class_titles, grades, roll
from db.rules.movements import IN, KINDS, OUT, PRESENT, RESTING, STAY, SUSPENDED, WITHIN
from db.rules.roll import Flow, Move, Pupil


def _marks(codes: Sequence[str]) -> str:
    return ",".join(f"'{code}'" for code in codes)


_AT_SCHOOL = _marks(PRESENT)
_EVER = "SELECT student_id FROM movements WHERE deleted = 0 AND happened_on IS NOT NULL AND student_id IS NOT NULL"
_MOVED = """WITH moved (id) AS (SELECT coalesce(s.same_as, s.id) FROM movements m JOIN students s ON s.id = m.student_id
WHERE m.deleted = 0 AND m.happened_on >= ?1) """
_STILL = f"""{_MOVED} SELECT school_id, coalesce(sex, ''), stage, cohort,
CASE WHEN entered_in >= ?2 AND id NOT IN ({_EVER}) THEN entered_in END, {{room}}, count(*) FROM students
WHERE deleted = 0 AND school_id IS NOT NULL AND status IN ({{on_roll}}) AND id NOT IN (SELECT id FROM moved)
AND {apart_from_joined(Student)} GROUP BY 1, 2, 3, 4, 5, 6"""
_PUPILS = f"""{_MOVED} SELECT id, school_id, status IN ({{on_roll}}), coalesce(sex, ''), stage, cohort, entered_in,
class_id FROM students WHERE deleted = 0 AND school_id IS NOT NULL AND id IN (SELECT id FROM moved)
AND {apart_from_joined(Student)}"""
_MOVES = """SELECT coalesce(s.same_as, s.id), m.happened_on, m.kind, m.out_school_id, m.in_school_id,
m.status_before, m.stage_before, m.cohort_before, m.school_id, m.class_before, m.class_after
FROM movements m JOIN students s ON s.id = m.student_id
WHERE m.deleted = 0 AND m.happened_on >= ? ORDER BY 1, 2, m.id"""
ALWAYS = date(1900, 1, 1)


def pupils(
    connection: Connection, since: date = ALWAYS, on_roll: Sequence[str] = PRESENT, *, by_class: bool = False
) -> list[Pupil]:
    """Everybody the roster knows, with the movements of that day and later; who has none since, counted together.

    Who moved earlier and not since is where the roster says, and had come before. on_roll: 学生状态 of who is on roll;
    by_class: with the class of each time.
    """
    asked, marks, rooms = since.isoformat(), _marks(on_roll), _Rooms(connection) if by_class else None
    still = _STILL.format(on_roll=marks, room="class_id" if by_class else "NULL")
    found = [
        Pupil(school, True, sex, stage, cohort, _month(entered), number=number, room=room)
        for school, sex, stage, cohort, entered, room, number in lines(connection, still, (asked, asked[:7]))
    ]
    moves = _moves(connection, asked, on_roll, rooms)
    known = lines(connection, _PUPILS.format(on_roll=marks), (asked,))
    for row, school, present, sex, stage, cohort, entered, room in known:
        own, room = tuple(moves.get(row, ())), room if by_class else None
        found.append(Pupil(school, bool(present), sex, stage, cohort, _month(entered), own, row=row, room=room))
    return found


def flows(
    connection: Connection, since: date = ALWAYS, *, with_suspended: bool = False, by_class: bool = False
) -> list[Flow]:
    """The comings and goings of that day and later, of what this file knows; what was before, as one.

    with_suspended: who is suspended keeps his place, so that 休学 and 复学 are no going and coming.
    by_class: places with their class, so that who changes class goes and comes.
    """
    on_roll, resting = ((*PRESENT, SUSPENDED), RESTING) if with_suspended else (PRESENT, ())
    known = pupils(connection, since, on_roll, by_class=by_class)
    return [flow for pupil in known for flow in roll.flows(pupil, resting)]


def _moves(connection: Connection, since: str, on_roll: Sequence[str], rooms: _Rooms | None) -> dict[bytes, list[Move]]:
    """Movements in order, each with the pupil it is of; a joined row's are those of the row it is joined to."""
    found: dict[bytes, list[Move]] = defaultdict(list)
    for row, day, kind, left, came, status, stage, cohort, own, room, into in lines(connection, _MOVES, (since,)):
        before, here = ((stage, cohort), status in on_roll) if status else (None, None)  # a sheet's rows do not say
        move = Move(date.fromisoformat(day), kind, left, came, before, here)
        found[row].append(rooms.with_classes(move, own, room, into) if rooms else move)
    return found


class _Rooms:
    """Classes by what they were called on a day: a movement keeps the names of its time."""

    def __init__(self, connection: Connection) -> None:
        columns = ("id", "school_id", "stage", "entry_year", "number", "composite", *GRADE_FLAGS)
        found = lines(connection, f"SELECT {', '.join(columns)} FROM classes WHERE deleted = 0")
        self._rows = [dict(zip(columns, line, strict=True)) for line in found]
        self._years: dict[int, dict[tuple[bytes, str], bytes | None]] = {}

    def with_classes(self, move: Move, own: bytes, room: str | None, into: str | None) -> Move:
        """own: the school whose row it is, where the movement names none."""
        left, came = move.left or move.came or own, move.came or move.left or own
        return move._replace(room=self.called(left, room, move.on), into=self.called(came, into, move.on))

    def called(self, school: bytes, title: str | None, on: date) -> bytes | None:
        """The class of that name; None if there is none, or more than one."""
        if not title:
            return None
        year = grades.school_year(on)
        if year not in self._years:
            self._years[year] = self._titles(Context(on, year))
        known = self._years[year]
        return known.get((school, title)) or known.get((school, _tidied(title)))

    def _titles(self, then: Context) -> dict[tuple[bytes, str], bytes | None]:
        found: dict[tuple[bytes, str], bytes | None] = {}
        for row in self._rows:
            name = (row["school_id"], SchoolClass.title_of(row, then))
            found[name] = None if name in found else row["id"]
        return found


def _tidied(title: str) -> str:
    """五（2）班 of what a sheet wrote, 502 or 五年级2班; what names no grade stays as it is."""
    try:
        said = class_titles.read_class(title)
    except ValueError:
        return title
    return (
        title
        if said.stage is None or said.grade is None
        else class_titles.class_title(said.stage, said.grade, said.number)
    )


def _month(entered: str | None) -> date | None:
    return date(int(entered[:4]), int(entered[5:7]), 1) if entered else None


# -- where roster and movements do not agree ------------------------------------------------------------------


def _kinds(effect: str) -> str:
    return ",".join(f"'{code}'" for code, kind in KINDS.items() if kind.effect == effect)


_LAST = f"""WITH last AS (SELECT student_id, kind, in_school_id, status_before, max(happened_on || hex(id))
FROM movements WHERE deleted = 0 AND happened_on IS NOT NULL AND kind NOT IN ({_kinds(STAY)}) GROUP BY student_id)
SELECT s.id FROM last l JOIN students s ON s.id = l.student_id WHERE s.deleted = 0 AND s.same_as IS NULL AND CASE
WHEN l.kind IN ({_kinds(OUT)}) THEN s.status IN ({_AT_SCHOOL})
WHEN l.kind IN ({_kinds(IN)}) THEN s.status NOT IN ({_AT_SCHOOL}) OR s.school_id <> l.in_school_id
WHEN l.kind IN ({_kinds(WITHIN)}) THEN s.school_id <> l.in_school_id
OR (s.status IN ({_AT_SCHOOL})) <> coalesce(l.status_before IN ({_AT_SCHOOL}), s.status IN ({_AT_SCHOOL})) END"""


def differing(connection: Connection) -> list[bytes]:
    """Pupils whose status or school the roster says otherwise than their last movement: somebody changed it by hand."""
    return [row for (row,) in lines(connection, _LAST)]
