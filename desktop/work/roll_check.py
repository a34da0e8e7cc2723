"""The term's check of every pupil: a class ticked off at speed, what is found listed, settled, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from db.change import Change
from db.dialect import lines
from db.errors import Trouble
from db.register import key_id
from db.registers import RollCheck, RollCheckRow
from db.rules import calendar
from db.rules.movements import PRESENT
from desktop.work.office import Office
from desktop.work.outcome import Outcome

HERE, NOT_HERE, NOT_LISTED = "1", "2", "3"
"""核对结果: present and in the register, in the register only, present only."""

WORDS = {HERE: "人籍一致", NOT_HERE: "空挂学籍", NOT_LISTED: "有人无籍"}
CHANGED = frozenset({"roll_checks", "roll_check_rows"})
_AT_SCHOOL = ",".join(f"'{code}'" for code in PRESENT)


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
    finding: str
    settled: str
    row: bytes
    remark: str


def this_term(office: Office, school: bytes | None = None) -> Check:
    """The check of a school (one's own) in the last term that has begun."""
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT year, term FROM terms WHERE deleted = 0 AND starts_on <= ? ORDER BY starts_on DESC LIMIT 1",
            (office.today.isoformat(),),
        ).first()
    year, term = (int(found[0]), int(found[1])) if found else calendar.term_at(office.today)
    return Check(school or office.school_id or b"", year, term)


_ROOMS = f"""SELECT s.class_id, count(*), count(r.id), coalesce(sum(r.finding = '1'), 0),
coalesce(sum(r.finding = '2'), 0) FROM students s
LEFT JOIN roll_check_rows r ON r.student_id = s.id AND r.check_id = ? AND r.deleted = 0
WHERE s.school_id = ? AND s.deleted = 0 AND s.same_as IS NULL AND s.status IN ({_AT_SCHOOL}) GROUP BY s.class_id"""
_OTHERS = """SELECT class_id, count(*) FROM roll_check_rows
WHERE check_id = ? AND deleted = 0 AND finding = '3' GROUP BY class_id"""


def rooms(office: Office, check: Check) -> list[Room]:
    """The school's classes in their order, those without a class last."""
    with office.look() as connection:
        counted = {line[0]: line[1:] for line in lines(connection, _ROOMS, (check.key, check.school))}
        others = dict(lines(connection, _OTHERS, (check.key,)))
    titles = office.titles("classes")
    known: list[bytes | None] = [room for room in titles if room in counted or room in others]
    known += [None] if None in counted or None in others else []
    found = []
    for room in known:
        pupils, ticked, here, gone = counted.get(room, (0, 0, 0, 0))
        title = titles.get(room, "") if room else "未编班"
        found.append(Room(room, title, pupils, ticked, here, gone, others.get(room, 0)))
    return found


_SHEET = f"""SELECT s.id, s.name, s.sex, s.seat_number, r.finding, r.settled, r.id, r.remark FROM students s
LEFT JOIN roll_check_rows r ON r.student_id = s.id AND r.check_id = ? AND r.deleted = 0
LEFT JOIN finder f ON f."row" = s.id
WHERE s.school_id = ? AND s.class_id IS ? AND s.deleted = 0 AND s.same_as IS NULL AND s.status IN ({_AT_SCHOOL})
ORDER BY CAST(s.seat_number AS INTEGER), f.sort, s.id"""
_SHEET_OTHERS = """SELECT NULL, name, '', '', finding, settled, id, remark FROM roll_check_rows
WHERE check_id = ? AND class_id IS ? AND finding = '3' AND deleted = 0 ORDER BY name"""


def sheet(office: Office, check: Check, room: bytes | None) -> list[Pupil]:
    """A class's pupils as they are called, then the children who stand in no register."""
    with office.look() as connection:
        found = lines(connection, _SHEET, (check.key, check.school, room))
        found += lines(connection, _SHEET_OTHERS, (check.key, room))
    return [
        Pupil(student, name, sex or "", seat or "", finding or "", settled or "", row or b"", remark or "")
        for student, name, sex, seat, finding, settled, row, remark in found
    ]


# -- ticking --------------------------------------------------------------------------------------------------


def tick(office: Office, check: Check, room: bytes | None, students: Sequence[bytes], finding: str) -> Outcome:
    """These pupils are there, or are not; what was found before is set anew. One entry."""
    with office.look() as connection:
        names = {
            row: name
            for row in students
            for (name,) in connection.exec_driver_sql("SELECT name FROM students WHERE id = ?", (row,))
        }
    with office.change(f"人籍核对：{WORDS[finding]}") as rows:
        _begun(rows, check)
        for student in students:
            _found(rows, check, room, finding, names[student], student=student)
    what = (
        f"{names[students[0]]}：{WORDS[finding]}。" if len(students) == 1 else f"{len(students)} 人：{WORDS[finding]}。"
    )
    return Outcome(what, CHANGED, {"ticked": len(students)})


def all_here(office: Office, check: Check, room: bytes | None) -> Outcome:
    """Everybody of the class who has not been ticked yet is there. Raises Trouble if nobody is left."""
    left = [one.student for one in sheet(office, check, room) if one.student and not one.finding]
    if not left:
        raise Trouble("这个班已经核对完了。", "要改某个人，请选中那一行再改。")
    return tick(office, check, room, left, HERE)


def add_other(office: Office, check: Check, room: bytes | None, name: str) -> Outcome:
    """A child who sits in the class and stands in no register. Raises Trouble without a name."""
    if not name.strip():
        raise Trouble("没有写姓名。", "请写班里有、册上没有的学生姓名。")
    with office.change(f"人籍核对：{WORDS[NOT_LISTED]}") as rows:
        _begun(rows, check)
        _found(rows, check, room, NOT_LISTED, name.strip())
    return Outcome(f"{name.strip()}：{WORDS[NOT_LISTED]}，已列入待处理。", CHANGED)


def take_off(office: Office, row: bytes) -> Outcome:
    """What was found of one pupil is open again."""
    with office.change("人籍核对：取消") as rows:
        rows.remove(rows.get(RollCheckRow, row))
    return Outcome("已取消。", CHANGED)


def _begun(rows: Change, check: Check) -> None:
    known = rows.find(RollCheck, check.key)
    if known is None:
        rows.add(RollCheck(school_id=check.school, year=check.year, term=str(check.term)))
    elif known.deleted or known.finished_on:
        known.deleted, known.finished_on = False, None  # something was found after all


def _found(
    rows: Change, check: Check, room: bytes | None, finding: str, name: str, student: bytes | None = None
) -> None:
    other = None if student else name
    key = key_id("roll_check_rows", [check.key, student, other])
    known = rows.find(RollCheckRow, key)
    if known is None:
        known = rows.add(RollCheckRow(check_id=check.key, student_id=student, other=other, name=name, finding=finding))
    elif known.finding != finding:
        known.settled = known.settled_on = known.movement_id = None
    known.deleted, known.finding, known.class_id, known.school_id = False, finding, room, check.school


def finish(office: Office, check: Check) -> Outcome:
    """The school's check is complete and signed for. Raises Trouble while pupils have not been ticked."""
    left = [one for one in rooms(office, check) if not one.complete]
    if left:
        said = "、".join(f"{one.title}差 {one.pupils - one.ticked} 人" for one in left[:4])
        raise Trouble(f"还没有核对完：{said}。", "核对完每个班再完成。")
    with office.change("完成人籍核对") as rows:
        _begun(rows, check)
        rows.flush()
        kept = rows.get(RollCheck, check.key)
        kept.finished_on, kept.checker = office.today, office.who.name
    return Outcome(f"{check.label}人籍核对已完成，请打印核对表签字。", CHANGED)


__all__ = [
    "HERE", "NOT_HERE", "NOT_LISTED", "WORDS", "Check", "Pupil", "Room", "add_other", "all_here", "finish",
    "rooms", "sheet", "take_off", "this_term", "tick",
]  # fmt: skip
