"""What the term's check leaves to settle (entries without a pupil, pupils without an entry), and how far each is."""

from __future__ import annotations

from typing import NamedTuple

from db import codes
from db.errors import Trouble
from db.registers import RollCheck, RollCheckRow
from desktop.work import roll_check
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.roll_check import CHANGED, WORDS, Check


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


_OPEN = """SELECT r.id, r.student_id, r.name, r.school_id, r.class_id, r.finding, r.settled, r.remark
FROM roll_check_rows r JOIN roll_checks c ON c.id = r.check_id
WHERE r.deleted = 0 AND r.finding <> '1' AND c.year = ? AND c.term = ? AND (? IS NULL OR r.school_id = ?)
ORDER BY r.settled IS NOT NULL, r.school_id, r.class_id, r.name"""


def to_settle(office: Office, check: Check, *, township: bool = False) -> list[Open]:
    """What does not agree, the unsettled first; of this school, or of all."""
    school = None if township else check.school
    titles = office.titles("classes")
    with office.look() as connection:
        found = connection.exec_driver_sql(_OPEN, (check.year, str(check.term), school, school)).all()
    return [
        Open(row, student, name, owner, titles.get(room, ""), finding, settled or "", remark or "")
        for row, student, name, owner, room, finding, settled, remark in found
    ]


def settle(office: Office, row: bytes, how: str, remark: str = "", movement: bytes | None = None) -> Outcome:
    """How a line was settled (code list roll_settled). Raises Trouble for no such way."""
    if how not in codes.code_list("roll_settled"):
        raise Trouble("没有选怎样处理。", "请从列表里选一种。")
    with office.change("处理人籍核对结果") as rows:
        kept = rows.get(RollCheckRow, row)
        kept.settled, kept.settled_on = how, office.today
        kept.movement_id = movement or kept.movement_id
        kept.remark = remark.strip() or kept.remark
        name = kept.name
    return Outcome(f"{name}：{codes.code_list('roll_settled').label(how)}。", CHANGED)


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
        if self.finished_on:
            return "已完成"
        if not self.ticked and not self.not_listed:
            return "未开始"
        return "核对中" if self.ticked < self.pupils else "已核完"


def township(office: Office, check: Check) -> list[School]:
    """Every open school that has pupils, in the order of the ledger."""
    waiting: dict[bytes, int] = {}
    for one in to_settle(office, check, township=True):
        waiting[one.school] = waiting.get(one.school, 0) + (not one.settled)
    found = []
    for school, name in office.titles("schools").items():
        own = check._replace(school=school)
        counted = roll_check.rooms(office, own)
        if counted:
            pupils, ticked, here, gone, more = (sum(part) for part in zip(*(room[2:] for room in counted), strict=True))
            done = office.linked(RollCheck.register_name(), own.key) or {}
            finished, checker = str(done.get("finished_on") or ""), str(done.get("checker") or "")
            left = waiting.get(school, 0)
            found.append(School(school, name, pupils, ticked, here, gone, more, left, finished, checker))
    return found


__all__ = ["WORDS", "Open", "School", "settle", "to_settle", "township"]
