"""The term's check of every pupil: a class ticked off at speed, what is found listed, settled, and counted."""

from __future__ import annotations

from collections.abc import Sequence

from db import codes, roll_checking
from db.change import Change
from db.errors import Trouble
from db.register import key_id
from db.registers import RollCheck, RollCheckRow
from db.roll_checking import HERE, NOT_HERE, NOT_LISTED, WORDS, Check, Pupil, Room
from desktop.work.office import Office
from desktop.work.outcome import Outcome

CHANGED = frozenset({"roll_checks", "roll_check_rows"})


def this_term(office: Office, school: bytes | None = None) -> Check:
    """The check of a school (one's own) in the last term that has begun."""
    with office.look() as connection:
        return roll_checking.this_term(connection, school or office.school_id or b"", office.today)


def rooms(office: Office, check: Check) -> list[Room]:
    """The school's classes in their order, those without a class last."""
    titles = office.titles("classes")
    with office.look() as connection:
        return roll_checking.rooms(connection, check, titles)


def settled_words(code: str) -> str:
    return codes.code_list("roll_settled").label(code) if code else ""


def sheet(office: Office, check: Check, room: bytes | None) -> list[Pupil]:
    """A class's pupils as they are called, then the children who stand in no register."""
    with office.look() as connection:
        return roll_checking.sheet(connection, check, room)


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
