"""The check of a term as it stands: class by class, pupil by pupil, what is left to settle, school by school."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from db.dialect import lines
from db.register import key_id
from db.rules import calendar
from db.rules.movements import PRESENT

HERE, NOT_HERE, NOT_LISTED = "1", "2", "3"
"""核对结果: present and in the register, in the register only, present only."""

WORDS = {HERE: "人籍一致", NOT_HERE: "空挂学籍", NOT_LISTED: "有人无籍"}
_AT_SCHOOL = ",".join(f"'{code}'" for code in PRESENT)
Titles = Mapping[bytes, str]


class Check(NamedTuple):
    """One school's check in one term. key: of its row, there or not yet."""

    school: bytes
    year: int
    term: int

    @property
    def key(self) -> bytes:
        return key_id("roll_checks", [self.school, self.year, str(self.term)])

    @property
    def label(self) -> str:
        return calendar.term_label(self.year, self.term)


class Room(NamedTuple):
    """A class, or the pupils without one (no key): how many are to be checked and what has been found so far."""

    room: bytes | None
    title: str
    pupils: int
    ticked: int
    here: int
    not_here: int
    not_listed: int

    @property
    def complete(self) -> bool:
        return self.ticked >= self.pupils


class Pupil(NamedTuple):
    """One line of a class's sheet. row: of what was found, empty before; finding and settled as codes, or ""."""

    student: bytes | None
    name: str
    sex: str
    seat: str
    number: str
    finding: str
    settled: str
    row: bytes
    remark: str


class Open(NamedTuple):
    """One line to settle. settled: how, or ""."""

    row: bytes
    student: bytes | None
    name: str
    school: bytes
    room: str
    finding: str
    settled: str
    remark: str


class School(NamedTuple):
    """How far one school is. state: 未开始, 核对中, 已核完 (not yet declared so), 已完成."""

    school: bytes
    name: str
    pupils: int
    ticked: int
    here: int
    not_here: int
    not_listed: int
    unsettled: int
    finished_on: str
    checker: str

    @property
    def state(self) -> str:
        if self.finished_on and self.ticked >= self.pupils:
            return "已完成"
        if not self.ticked and not self.not_listed:
            return "未开始"
        return "核对中" if self.ticked < self.pupils else "已核完"


def this_term(connection: Connection, school: bytes, today: date) -> Check:
    """The check of a school in the last term that has begun by the office's calendar, else by the time of year."""
    found = connection.exec_driver_sql(
        "SELECT year, term FROM terms WHERE deleted = 0 AND starts_on <= ? ORDER BY starts_on DESC LIMIT 1",
        (today.isoformat(),),
    ).first()
    year, term = (int(found[0]), int(found[1])) if found else calendar.term_at(today)
    return Check(school, year, term)


_ROOMS = f"""SELECT s.class_id, count(*), count(r.id), coalesce(sum(r.finding = '1'), 0),
coalesce(sum(r.finding = '2'), 0) FROM students s
LEFT JOIN roll_check_rows r ON r.student_id = s.id AND r.check_id = ? AND r.deleted = 0
WHERE s.school_id = ? AND s.deleted = 0 AND s.same_as IS NULL AND s.status IN ({_AT_SCHOOL}) GROUP BY s.class_id"""
_OTHERS = """SELECT class_id, count(*) FROM roll_check_rows
WHERE check_id = ? AND deleted = 0 AND finding = '3' GROUP BY class_id"""


def rooms(connection: Connection, check: Check, titles: Titles) -> list[Room]:
    """The school's classes in the order of `titles`, the pupils without one last."""
    counted = {line[0]: line[1:] for line in lines(connection, _ROOMS, (check.key, check.school))}
    others = dict(lines(connection, _OTHERS, (check.key,)))
    known: list[bytes | None] = [room for room in titles if room in counted or room in others]
    known += [None] if None in counted or None in others else []
    found = []
    for room in known:
        pupils, ticked, here, gone = counted.get(room, (0, 0, 0, 0))
        title = titles.get(room, "") if room else "未编班"
        found.append(Room(room, title, pupils, ticked, here, gone, others.get(room, 0)))
    return found


_SHEET = f"""SELECT s.id, s.name, s.sex, s.seat_number, s.enrolment_number, r.finding, r.settled, r.id, r.remark
FROM students s LEFT JOIN roll_check_rows r ON r.student_id = s.id AND r.check_id = ? AND r.deleted = 0
LEFT JOIN finder f ON f."row" = s.id
WHERE s.school_id = ? AND s.class_id IS ? AND s.deleted = 0 AND s.same_as IS NULL AND s.status IN ({_AT_SCHOOL})
ORDER BY CAST(s.seat_number AS INTEGER), f.sort, s.id"""
_SHEET_OTHERS = """SELECT NULL, name, '', '', '', finding, settled, id, remark FROM roll_check_rows
WHERE check_id = ? AND class_id IS ? AND finding = '3' AND deleted = 0 ORDER BY name"""


def sheet(connection: Connection, check: Check, room: bytes | None) -> list[Pupil]:
    """A class's pupils as they are called, then the children who stand in no register."""
    found = lines(connection, _SHEET, (check.key, check.school, room))
    found += lines(connection, _SHEET_OTHERS, (check.key, room))
    return [Pupil(line[0], line[1], *_texts(line[2:7]), line[7] or b"", line[8] or "") for line in found]


def _texts(cells: Sequence[str | None]) -> tuple[str, str, str, str, str]:
    sex, seat, number, finding, settled = (cell or "" for cell in cells)
    return sex, seat, number, finding, settled


_OPEN = """SELECT r.id, r.student_id, r.name, r.school_id, r.class_id, r.finding, r.settled, r.remark
FROM roll_check_rows r JOIN roll_checks c ON c.id = r.check_id
WHERE r.deleted = 0 AND r.finding <> '1' AND c.year = ? AND c.term = ? AND (? IS NULL OR r.school_id = ?)
ORDER BY r.settled IS NOT NULL, r.school_id, r.class_id, r.name"""


def to_settle(connection: Connection, check: Check, titles: Titles, *, township: bool = False) -> list[Open]:
    """What does not agree, the unsettled first; of this school, or of all. titles: of classes."""
    school = None if township else check.school
    found = lines(connection, _OPEN, (check.year, str(check.term), school, school))
    return [
        Open(row, student, name, owner, titles.get(room, ""), finding, settled or "", remark or "")
        for row, student, name, owner, room, finding, settled, remark in found
    ]


def schools(connection: Connection, check: Check, named: Titles, titles: Titles) -> list[School]:
    """Every school that has pupils, in the order of `named` (schools); titles: of classes."""
    waiting: dict[bytes, int] = {}
    for one in to_settle(connection, check, titles, township=True):
        waiting[one.school] = waiting.get(one.school, 0) + (not one.settled)
    found = []
    for school, name in named.items():
        own = check._replace(school=school)
        counted = rooms(connection, own, titles)
        if counted:
            pupils, ticked, here, gone, more = (sum(part) for part in zip(*(room[2:] for room in counted), strict=True))
            done = lines(
                connection, "SELECT finished_on, checker FROM roll_checks WHERE id = ? AND deleted = 0", (own.key,)
            )
            finished, checker = done[0] if done else ("", "")
            left = waiting.get(school, 0)
            found.append(School(school, name, pupils, ticked, here, gone, more, left, finished or "", checker or ""))
    return found
