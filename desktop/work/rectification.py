"""Putting things right: grading, notice, extension, answer and re-check of a hazard or a finding, each in one entry.

Each step sets the cells that say where the row stands, and leaves a row of its own that tells what was done, by whom.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from db.change import Change
from db.errors import Trouble
from db.register import Register
from db.registers import Hazard
from db.registers.rectified import Rectified
from db.rules import rectification as rule
from db.rules.rectification import Person
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.rectification_rows import (
    ANSWERED,
    CONTROLLED,
    EXTENDED,
    FAILED,
    GRADED,
    NOTIFIED,
    PASSED,
    REPORTED,
    changed,
    leave,
    next_number,
    put_cells,
    standing,
    take,
)


def enter(office: Office, made: Register, why: str = "") -> Outcome:
    """A new hazard or finding with the next number of its school, in one entry."""
    with office.change(why or f"登记{type(made).one}") as rows:
        put(office, made, rows)
    assert isinstance(made, Rectified)
    said = f"已登记{type(made).one} {made.number}。"
    return Outcome(said, frozenset({type(made).register_name()}), {"id": made.id.hex(), "number": made.number})


def put(office: Office, made: Register, rows: Change) -> None:
    """Into a unit of work that does more."""
    assert isinstance(made, Rectified)
    made.found_on = made.found_on or office.today
    made.found_by = made.found_by or office.who.name
    made.number = made.number or next_number(office, type(made), made.school_id, made.found_on, rows)
    rows.add(made)


def grade(
    office: Office, register: type[Register], row: bytes, level: str, criterion: str = "", on: date | None = None
) -> Outcome:
    """定级: general (1) or major (2), with the criterion of the guide that makes it major."""
    _, case = standing(office, register, row)
    what = criterion or ("重大" if level == rule.MAJOR else "一般")
    said = {"criterion": criterion or None}
    return take(office, register, row, case, rule.Grade(on or office.today, level), GRADED, what, said)


def grade_major(
    office: Office,
    register: type[Register],
    row: bytes,
    criterion: str,
    *,
    whom: str,
    at: str,
    board: bool = True,
    on: date | None = None,
) -> Outcome:
    """重大: graded, put on the board, and telephoned at once (to whom, when, by whom), in one entry. Raises Trouble."""
    _, case = standing(office, register, row)
    if not criterion.strip():
        raise Trouble("定为重大要写明依据。", "请选判定指南里的一条，或写明理由。")
    if not whom.strip() or not at.strip():
        raise Trouble("重大隐患要马上打电话报告。", "请先打电话，再写报告给谁、什么时候。")
    day = on or office.today
    told_at = f"{day.month}月{day.day}日 {at.strip()}"
    said = {
        "criterion": criterion.strip(), "told_whom": whom.strip(), "told_by": office.who.name, "told_at": told_at,
        "on_board": board,
    }  # fmt: skip
    with office.change(f"{register.one}定为重大") as rows:
        take(office, register, row, case, rule.Grade(day, rule.MAJOR), GRADED, criterion, said, rows=rows)
        leave(office, rows, register, row, REPORTED, day, office.who.name, f"{told_at} 电话报告{whom.strip()}")
    return Outcome("已定为重大，已记下电话报告。", changed(register), {"id": row.hex(), "state": rule.WAITING})


def notify(
    office: Office,
    register: type[Register],
    row: bytes,
    due_on: date,
    *,
    number: str = "",
    responsible: str = "",
    measures: str = "",
    on: date | None = None,
    rows: Change | None = None,
) -> Outcome:
    """下达: who puts it right by when. `rows` puts it into a unit of work that also issues the notice."""
    _, case = standing(office, register, row)
    step = rule.Notice(on or office.today, due_on)
    more = {"notice_number": number, "responsible": responsible, "measures": measures}
    said = {name: text for name, text in more.items() if text}
    what = f"整改通知书{number}" if number else "整改要求"
    return take(office, register, row, case, step, NOTIFIED, what, said, due_on=due_on, rows=rows)


def extend(
    office: Office, register: type[Register], row: bytes, due_on: date, reason: str, on: date | None = None
) -> Outcome:
    """延期 with its reason."""
    _, case = standing(office, register, row)
    step = rule.Extension(on or office.today, due_on, reason)
    return take(office, register, row, case, step, EXTENDED, reason, {}, due_on=due_on)


def answer(
    office: Office,
    register: type[Register],
    row: bytes,
    what: str,
    *,
    on: date | None = None,
    by: str = "",
    photo: str | None = None,
) -> Outcome:
    """整改完成，申请复查. photo: the hash of a picture in the table of blobs."""
    _, case = standing(office, register, row)
    person = Person(by or office.who.name)
    said: dict[str, Any] = {"answer": what, "recheck_result": None}
    if photo:
        said["photo_after"] = photo
    return take(office, register, row, case, rule.Answer(on or office.today, person), ANSWERED, what, said, photo=photo)


def recheck(
    office: Office,
    register: type[Register],
    row: bytes,
    passed: bool,
    remark: str = "",
    *,
    on: date | None = None,
    by: str = "",
    way: str = "1",
    due_on: date | None = None,
) -> Outcome:
    """复查 by the person before the screen (or `by`, of the same school): closed, or again with a new deadline.

    Who sits at the center re-checks as a visitor. Raises Trouble where this person may not (db.rules.rectification).
    """
    values, case = standing(office, register, row)
    person = Person(by or office.who.name, office.school_id == values["school_id"])
    step = rule.Recheck(on or office.today, person, passed, due_on)
    said = {
        "rechecker_school_id": office.school_id,
        "recheck_way": way,
        "recheck_remark": remark or None,
        "recheck_result": rule.PASSED if passed else rule.FAILED,
    }
    kind = PASSED if passed else FAILED
    return take(office, register, row, case, step, kind, remark, said, due_on=due_on)


def control(office: Office, row: bytes, what: str, on: date | None = None) -> Outcome:
    """临时管控: what holds until a hazard is put right (警戒、停用), from that day on (today). Raises Trouble."""
    _, case = standing(office, Hazard, row)
    day, said = on or office.today, what.strip()
    if not said:
        raise Trouble("没有写临时管控做了什么。", "请写警戒、停用、撤离等措施。")
    try:
        rule.for_now(case, day, office.today)
    except rule.Trouble as refused:
        raise Trouble(refused.sentence, refused.advice) from refused
    with office.change("隐患临时管控") as rows:
        put_cells(rows, Hazard, row, {"control": said})
        leave(office, rows, Hazard, row, CONTROLLED, day, office.who.name, said)
    return Outcome("已记下临时管控。", changed(Hazard), {"id": row.hex(), "on": day.isoformat()})


__all__ = ["answer", "control", "enter", "extend", "grade", "grade_major", "notify", "put", "recheck", "standing"]
