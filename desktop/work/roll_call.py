"""Calling a class: who sits in it, who was missing, and the signature under the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from db import codes
from db.change import Change
from db.errors import Trouble
from db.register import key_id
from db.registers import Absence, RollCall, SchoolClass, Student
from db.rules import attendance
from desktop.work import roll_days, tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.roll_words import Mark, said

IN_CLASS = ("status", "在读,复学")
ARRIVALS = ("11", "12", "21", "22", "23", "42", "43", "44")
"""Movements by which a pupil comes to a school, or comes back to class."""


@dataclass(frozen=True)
class Pupil:
    """A pupil on the sheet. `hint` is how the pupil was missing on the school day before, which is not forgotten."""

    id: bytes
    name: str
    seat: str = ""
    grade: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Sheet:
    """A class on a day. `marks` of those who are missing: as signed before, else as the morning left them."""

    room: bytes
    title: str
    school: bytes | None
    on: date
    session: str
    pupils: tuple[Pupil, ...]
    marks: Mapping[bytes, Mark] = field(default_factory=dict)
    signed_by: str = ""
    signed_at: str = ""

    @property
    def called(self) -> bool:
        return bool(self.signed_by or self.signed_at)


def open_sheet(office: Office, room: bytes, on: date, session: str = attendance.WHOLE) -> Sheet:
    """The class as it is called on this day. Raises Trouble on days that cannot be called."""
    _can_be_called(office, on)
    with office.look() as connection:
        known = connection.exec_driver_sql("SELECT school_id, composite FROM classes WHERE id = ?", (room,)).one()
        call = connection.exec_driver_sql(
            "SELECT called_by, called_at FROM roll_calls WHERE deleted = 0 AND class_id = ? "
            'AND "on" = ? AND session = ?',
            (room, on.isoformat(), session),
        ).first()
    marks = _marks(office, room, on, session)
    if call is None and session == attendance.AFTERNOON:
        morning = _marks(office, room, on, attendance.MORNING)
        marks = {row: mark for row, mark in morning.items() if mark.reason in attendance.ABSENT} | marks
    pupils = _pupils(office, room, known.school_id, marks, on, composite=bool(known.composite))
    signed = (str(call.called_by or "—"), str(call.called_at or "")) if call else ("", "")
    title = office.titles("classes").get(room, "")
    return Sheet(room, title, known.school_id, on, session, pupils, marks, *signed)


def _can_be_called(office: Office, on: date) -> None:
    if on > office.today:
        raise Trouble(f"{on} 还没有到，不能点名。", "请选今天或以前的日期。")
    if not roll_days.has_lessons(office, on):
        raise Trouble(f"按校历，{on} 不上课，不用点名。", "如果这天上课，请在“校历”里改学期或调休。")


def _marks(office: Office, room: bytes, on: date, session: str) -> dict[bytes, Mark]:
    with office.look() as connection:
        found = connection.exec_driver_sql(
            'SELECT student_id, reason, symptom, remark FROM absences WHERE class_id = ? AND "on" = ? AND session = ? '
            "AND deleted = 0",
            (room, on.isoformat(), session),
        )
        return {
            row.student_id: Mark(row.reason or attendance.UNEXPLAINED, row.symptom or "", row.remark or "")
            for row in found
        }


def _pupils(
    office: Office, room: bytes, school: bytes, marks: Mapping[bytes, Mark], on: date, *, composite: bool
) -> tuple[Pupil, ...]:
    """Those who sat in the class that day, as far as is known: without whoever came later, with whoever was missing
    and has moved since."""
    later = _came_later(office, school, on)
    where = [("class", room.hex()), ("school", school.hex()), IN_CLASS]
    sitting = [row for row in tables.ids(office, Student, where=where) if row not in later]
    wanted = [*sitting, *(row for row in marks if row not in set(sitting))]
    hints = _before(office, room, on)
    shown = {line["id"]: line for line in tables.rows(office, Student, wanted)}
    pupils = [
        Pupil(
            row,
            shown[row]["name"],
            shown[row]["seat_number"],
            shown[row]["grade"].removesuffix("年级") if composite else "",
            hints.get(row, ""),
        )
        for row in wanted
        if row in shown
    ]
    grades = codes.code_list("grade").labels
    order = {label.removesuffix("年级"): place for place, label in enumerate(grades)}
    return tuple(sorted(pupils, key=lambda pupil: (order.get(pupil.grade, 0), *_seat(pupil.seat))))


def _came_later(office: Office, school: bytes, on: date) -> set[bytes]:
    """Pupils whose coming to this school, or coming back, is written down for a day after this one."""
    statement = (
        f"SELECT student_id FROM movements WHERE deleted = 0 AND kind IN ({','.join('?' * len(ARRIVALS))}) "
        "AND happened_on > ? AND (in_school_id IS NULL OR in_school_id = ?)"
    )
    with office.look() as connection:
        return set(connection.exec_driver_sql(statement, (*ARRIVALS, on.isoformat(), school)).scalars())


def _seat(seat: str) -> tuple[int, int]:
    return (0, int(seat)) if seat.isdecimal() else (1, 0)  # without seat numbers the order of pinyin stays


def _before(office: Office, room: bytes, on: date) -> dict[bytes, str]:
    """Reasons of the last day on which this class was called before."""
    with office.look() as connection:
        found = connection.exec_driver_sql(
            'SELECT student_id, reason FROM absences WHERE class_id = ?1 AND deleted = 0 AND "on" = '
            '(SELECT max("on") FROM roll_calls WHERE class_id = ?1 AND deleted = 0 AND "on" < ?2)',
            (room, on.isoformat()),
        ).all()
    label = codes.code_list("absence_reason").label
    return {row: label(reason) for row, reason in found if reason in attendance.ABSENT}


def sign(
    office: Office, sheet: Sheet, marks: Mapping[bytes, Mark], by: str = "", at: str = "", remark: str = ""
) -> Outcome:
    """Puts the day down: the call, and those who were missing, as one entry. Signed again, it is corrected."""
    _can_be_called(office, sheet.on)
    missing = [pupil for pupil in sheet.pupils if pupil.id in marks]
    absent = [pupil for pupil in missing if marks[pupil.id].reason in attendance.ABSENT]
    now = at or f"{datetime.now():%H:%M}"
    with office.change(f"点名：{sheet.title} {sheet.on}") as rows:
        call = RollCall(
            class_id=sheet.room, on=sheet.on, session=sheet.session, school_id=sheet.school,
            expected=len(sheet.pupils), present=len(sheet.pupils) - len(absent),
            called_by=by or office.who.name, called_on=office.today, called_at=now, remark=remark or None,
        )  # fmt: skip
        rows.add(call)
        for pupil in sheet.pupils:
            put_mark(rows, sheet.school, sheet.room, pupil.id, sheet.on, sheet.session, marks.get(pupil.id))
    names = "、".join(f"{pupil.name}{said(marks[pupil.id])}" for pupil in missing)
    counted = f"应到 {len(sheet.pupils)}，实到 {len(sheet.pupils) - len(absent)}"
    told = f"{sheet.title} {sheet.on.month}月{sheet.on.day}日已点名：{counted}" + (
        f"；{names}。" if names else "，全到。"
    )
    data = {
        "id": call.id.hex(), "class": sheet.title, "on": sheet.on.isoformat(), "session": sheet.session,
        "expected": len(sheet.pupils), "present": len(sheet.pupils) - len(absent),
        "absent": [{"student": p.name, "id": p.id.hex(), "reason": said(marks[p.id])} for p in missing],
    }  # fmt: skip
    return Outcome(told, frozenset({"roll_calls", "absences"}), data)


def put_mark(
    rows: Change, school: bytes | None, room: bytes, student: bytes, on: date, session: str, mark: Mark | None
) -> None:
    """One pupil's absence set, corrected or taken away; what was done about it (calls, visits) stays in its row."""
    known = rows.find(Absence, key_id("absences", [student, on, session]))
    if mark is None:
        if known is not None and not known.deleted:
            rows.remove(known)
        return
    if known is None:
        words = {"symptom": mark.symptom or None, "remark": mark.remark or None}
        rows.add(Absence(
            student_id=student, on=on, session=session, class_id=room, school_id=school, reason=mark.reason, **words
        ))  # fmt: skip
        return
    if known.deleted:
        known.deleted, known.class_id, known.school_id = False, room, school
    known.reason = mark.reason
    known.symptom = mark.symptom or None
    if mark.remark:
        known.remark = mark.remark


def class_called(office: Office, title: str, school: str = "") -> bytes:
    """The class of that name, of this school where there are several. Raises Trouble."""
    where = [("school", school)] if school else []
    alive = tables.ids(office, SchoolClass, where=where)
    titles = office.titles("classes")
    found = [row for row in alive if titles.get(row) == title.strip()]
    if len(found) > 1 and not school:
        own = office.school
        found = [row for row in tables.ids(office, SchoolClass, where=[("school", own)]) if row in found] or found
    if len(found) == 1:
        return found[0]
    if not found:
        raise Trouble(f"没有“{title}”这个班。", "请按“班级”台账里的班名写，如 五（1）班。")
    raise Trouble(f"叫“{title}”的班不止一个。", "请写明是哪所学校的：--school 学校名。")


def marks_of(sheet: Sheet, typed: Mapping[str, str]) -> dict[bytes, Mark]:
    """Names with reasons as they are typed. Raises Trouble for whoever is not in the class, or is there twice."""
    found: dict[bytes, Mark] = {}
    for name, reason in typed.items():
        same = [pupil for pupil in sheet.pupils if pupil.name == name.strip()]
        if len(same) != 1:
            wrong = f"{sheet.title}没有叫“{name}”的学生。" if not same else f"{sheet.title}有 {len(same)} 个{name}。"
            raise Trouble(wrong, "请核对姓名；同名的请在窗口里点名。")
        try:
            found[same[0].id] = Mark(codes.code_list("absence_reason").read(reason or "未说明"))
        except ValueError as error:
            raise Trouble(str(error)) from error
    return found
