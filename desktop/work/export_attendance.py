"""A month of a class as a sheet: blank to be filled in with WPS, or with the marks that stand; it can be read again."""

from __future__ import annotations

from pathlib import Path

from db import codes
from db.attendance import days
from db.registers import Student
from db.rules import attendance
from db.rules.days import say_month
from desktop.sheets.grid_writing import GridTab, write_grids
from desktop.work import roll_call, tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.roll_call import IN_CLASS


def export(
    office: Office, path: Path, room: str = "", month: str = "", school: str = "", *, blank: bool = False
) -> Outcome:
    """The class of that name, or each class of the school on a tab of its own. Raises Trouble."""
    asked = month or office.today.isoformat()[:7]
    first, last = days.month_span(asked)
    owner = office.school_called(school) if school else office.school_id
    wanted = roll_call.class_called(office, room, school) if room else None
    with office.look() as connection:
        rooms = days.rooms(connection, office.context, None if wanted else owner)
        lessons = days.school_days(connection, office.context, first, last)
        called = days.called(connection, first, last)
        found = connection.exec_driver_sql(
            'SELECT student_id, "on", session, reason FROM absences WHERE deleted = 0 AND "on" BETWEEN ? AND ?',
            (first.isoformat(), last.isoformat()),
        ).all()
    reasons = {(row, on, session): reason for row, on, session, reason in found}
    signs, names = codes.code_list("absence_reason").told["signs"], office.titles("students")

    def mark(row: bytes, one: bytes, day: str) -> str:
        """√, a sign, or two with a stroke between where morning and afternoon differ."""
        halves = called.halves.get((one, day), 0)
        whole = reasons.get((row, day, attendance.WHOLE), "")
        said = [
            signs.get(reasons.get((row, day, session), whole), "√")
            for session in (attendance.MORNING, attendance.AFTERNOON)
            if halves & attendance.BITS[session]
        ]
        return "" if blank or not said else said[0] if len(set(said)) == 1 else "/".join(said)

    tabs = []
    for one in rooms:
        if wanted in (None, one.id):
            where = [("class", one.id.hex()), ("school", one.school_id.hex()), IN_CLASS]
            pupils = tables.ids(office, Student, where=where)
            rows = [(names[row], [mark(row, one.id, day.isoformat()) for day in lessons]) for row in pupils]
            title = f"{one.title}学生考勤表　{say_month(asked)}"
            tabs.append(GridTab(one.title, title, [day.day for day in lessons], rows, legend()))
    if not tabs:
        return Outcome("没有可以导出的班。", data={"classes": 0}, attention=True)
    write_grids(path, tabs)
    return Outcome(f"已导出 {len(tabs)} 个班的考勤表：{path}", data={"classes": len(tabs), "file": str(path.resolve())})


def legend() -> str:
    """图例：√ 出勤　△ 病假 …"""
    reasons = codes.code_list("absence_reason")
    signs = "　".join(f"{sign} {reasons.label(code)}" for code, sign in reasons.told["signs"].items())
    return f"图例：√ 出勤　{signs}；上午、下午不同的，中间写 /，如 √/×"
