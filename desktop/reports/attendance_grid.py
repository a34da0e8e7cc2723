"""班级考勤表: a month of one class, pupils down and school days across; filled from the calls, or blank for a hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.lib.units import mm

from db import codes
from db.attendance import days
from db.attendance.days import Called, Room
from db.registers.classes import SchoolClass
from db.registers.students import IN_CLASS, Student
from db.rules import attendance
from db.rules.days import say_month
from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

FORM = "QS-KQ-01"
ROW, TICKED, LEGEND, PER_PAGE = 13.4, 18.0, 26.0, 30
"""Points of a printed row, of one that a hand ticks (a tick needs less room than a word), and of the legend."""

PRESENT = "√"
WEEKDAYS = "一二三四五六日"
SUMS = ("出勤", "病假", "事假", "旷课", "未说明", "其他", "迟到", "早退")
NUMBER, NAME, SUM = 8, 19, 10
"""Millimetres of the columns beside the days."""

MONTH = Option("month", "月份", hint="如 2026-11；不填就是本月")
BLANK = Option("blank", "空白表，手工填写", "yesno", default="no")
SIGNERS = ("班主任（签名）：______________", "教导处（签名）：______________", "日期：______年____月____日")


@dataclass
class Grid:
    """What the calls of a month say of one class: reasons by pupil, day and session."""

    room: Room
    lessons: Sequence[date]
    called: Called
    reasons: Mapping[tuple[bytes, str], Mapping[str, str]]

    def mark(self, pupil: bytes, day: str) -> str:
        """√, a sign, or two where morning and afternoon differ; empty where nobody called."""
        halves = self.called.halves.get((self.room.id, day), 0)
        said = self.reasons.get((pupil, day), {})
        marks = [_half(said, bit) for bit in (1, 2) if halves & bit]
        return marks[0] if len(set(marks)) == 1 else "".join(marks)

    def sums(self, pupil: bytes) -> dict[str, int]:
        """Half days there and away by reason; how often late or gone early, in halves as well."""
        found: dict[str, int] = defaultdict(int)
        labels = codes.code_list("absence_reason")
        for on in self.lessons:
            day = on.isoformat()
            halves = self.called.halves.get((self.room.id, day), 0)
            missing = 0
            for session, reason in self.reasons.get((pupil, day), {}).items():
                if reason in attendance.ABSENT:
                    counted = attendance.COUNTED[attendance.BITS.get(session, 0) & halves]
                    missing += counted
                    found[labels.label(reason)] += counted
                else:
                    found[labels.label(reason)] += 2
            found["出勤"] += attendance.COUNTED[halves] - missing
        return found

    def there(self, pupils: Iterable[bytes], on: date) -> str:
        """How many were there at least for half of the day; empty where nobody called."""
        day = on.isoformat()
        if not self.called.halves.get((self.room.id, day)):
            return ""
        return str(sum(1 for row in pupils if not self._away(row, day)))

    def _away(self, pupil: bytes, day: str) -> bool:
        said = self.reasons.get((pupil, day), {})
        covered = 0
        for session, reason in said.items():
            covered |= attendance.BITS.get(session, 0) if reason in attendance.ABSENT else 0
        return covered & self.called.halves[self.room.id, day] == self.called.halves[self.room.id, day]


def _half(said: Mapping[str, str], bit: int) -> str:
    signs = codes.code_list("absence_reason").told["signs"]
    for session, reason in said.items():
        if attendance.BITS.get(session, 0) & bit:
            return signs.get(reason, PRESENT)
    return PRESENT


def write(press: Press, source: Source, chosen: Chosen) -> None:
    month = chosen.text("month") or source.today.isoformat()[:7]
    first, last = days.month_span(month)
    lessons = days.school_days(source.connection, source.context, first, last)
    called = days.called(source.connection, first, last)
    reasons = _reasons(source, first, last)
    asked = chosen.text("class")
    for school_id, school in source.schools(chosen.text(SCHOOL.name), SchoolClass):
        sheet = Sheet(school, source.term, FORM, source.today, landscape=True)
        for room in days.rooms(source.connection, source.context, school_id):
            if asked in ("", room.title, room.id.hex()):
                _room(press, source, sheet, Grid(room, lessons, called, reasons), month, chosen)
    if not press.top:
        press.begin(Sheet(source.school, source.term, FORM, source.today, landscape=True))
        blocks.title(press, "学生考勤表")
        blocks.nothing(press, "没有这个班，或班里没有学生。")


def _reasons(source: Source, first: date, last: date) -> dict[tuple[bytes, str], dict[str, str]]:
    found: dict[tuple[bytes, str], dict[str, str]] = defaultdict(dict)
    statement = (
        'SELECT student_id, "on", session, reason FROM absences WHERE deleted = 0 AND "on" BETWEEN ? AND ? '
        "ORDER BY session"
    )
    for row, on, session, reason in source.connection.exec_driver_sql(statement, (first.isoformat(), last.isoformat())):
        found[row, on][session] = reason
    return found


def _pupils(source: Source, room: Room, grid: Grid) -> list[dict[str, Any]]:
    """Those who sit in the class, by seat or name; then those who were missing this month and have gone since."""
    where = [("class", room.id.hex()), ("school", room.school_id.hex()), IN_CLASS]
    sitting = list(source.rows(Student, where, ("name",)))
    sitting.sort(key=lambda one: _seat(one["seat_number"]))
    known = {one["id"] for one in sitting}
    statement = 'SELECT DISTINCT student_id FROM absences WHERE deleted = 0 AND class_id = ? AND "on" BETWEEN ? AND ?'
    span = (grid.lessons[0].isoformat(), grid.lessons[-1].isoformat()) if grid.lessons else ("", "")
    gone = source.connection.exec_driver_sql(statement, (room.id, *span)).scalars()
    return sitting + source.those(Student, [row for row in gone if row not in known])


def _seat(seat: str | None) -> tuple[int, int]:
    return (0, int(seat)) if seat and seat.isdecimal() else (1, 0)


def _room(press: Press, source: Source, sheet: Sheet, grid: Grid, month: str, chosen: Chosen) -> None:
    blank = chosen.yes(BLANK.name)
    pupils = _pupils(source, grid.room, grid)
    reader = Reader(Student, source.context)
    teacher = _teacher(source, grid.room)

    def top() -> None:
        blocks.title(press, f"{grid.room.title}学生考勤表（{say_month(month)}）", 0.5)
        counts = f"{len(pupils)}人　上课{len(grid.lessons)}天　单位：天（迟到、早退：次）"
        blocks.ends(press, f"班主任：{teacher or '______________'}", counts, 9)
        blocks.gap(press, 1)

    press.begin(sheet, top)
    table = _table(press, grid, blank=blank)
    for number, (pupil, sums) in enumerate(zip(pupils, _summed(grid, pupils), strict=True), 1):
        marks = [grid.mark(pupil["id"], day.isoformat()) for day in grid.lessons]
        cells = [""] * (len(marks) + len(sums)) if blank else [*marks, *sums]
        table.row([str(number), reader.text(pupil, "name"), *cells])
    table.keep((3 * TICKED if blank else ROW) + LEGEND + blocks.SIGN_HEIGHT)
    there = [grid.there([one["id"] for one in pupils], day) for day in grid.lessons]
    tall = TICKED if blank else ROW
    table.put(
        [Cell("实到人数", 2, strong=True), *([""] * len(there) if blank else there), *[""] * len(SUMS)], tall=tall
    )
    if blank:
        table.put([Cell("点名人签名", 2, strong=True)], tall=2 * TICKED)
    table.close()
    blocks.note(press, _legend(source.today, grid, blank=blank))
    blocks.signatures(press, *SIGNERS)


def _summed(grid: Grid, pupils: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """The sums of each pupil as they are printed: a column with half days has tenths throughout."""
    sums = [grid.sums(pupil["id"]) for pupil in pupils]
    tenths = {label: attendance.any_half(one[label] for one in sums) for label in SUMS}
    return [
        [attendance.days_of(one[label], tenths=tenths[label]) if one[label] else "" for label in SUMS] for one in sums
    ]


def _table(press: Press, grid: Grid, *, blank: bool) -> Table:
    room = press.width / mm - NUMBER - NAME - SUM * len(SUMS)
    each = room / max(len(grid.lessons), 1)
    columns = [
        Column("序号", NUMBER),
        Column("姓名", NAME, "f"),
        *(Column(str(d.day), each, "f") for d in grid.lessons),
    ]
    columns += [Column(label, SUM, "f") for label in SUMS]
    head: list[list[str | Cell]] = [
        [Cell("序号", 1, 2), Cell("姓名", 1, 2), *(str(day.day) for day in grid.lessons), Cell("合　计", len(SUMS))],
        [Cell("", 1, 0), Cell("", 1, 0), *(WEEKDAYS[day.weekday()] for day in grid.lessons), *SUMS],
    ]
    tall = TICKED if blank else ROW
    return Table(press, columns, head, style=Style(size=8.5, pad=1.0), row_height=tall, per_page=PER_PAGE, who=1)


def _teacher(source: Source, room: Room) -> str:
    found = source.connection.exec_driver_sql("SELECT teacher_id FROM classes WHERE id = ?", (room.id,)).scalar()
    return source.context.titles("staff").get(found or b"", "")


def _legend(today: date, grid: Grid, *, blank: bool) -> str:
    reasons = codes.code_list("absence_reason")
    signs = "　".join(f"{sign}{reasons.label(code)}" for code, sign in reasons.told["signs"].items())
    halves = "一格两个符号的，左边是上午，右边是下午。" if len(grid.room.sessions) > 1 else ""
    past = [day for day in grid.lessons if day <= today]
    missing = [day for day in past if not grid.called.halves.get((grid.room.id, day.isoformat()))]
    left = "" if blank or not missing else f"没有点名：{'、'.join(f'{day.day}日' for day in missing)}。"
    return f"图例：{PRESENT}出勤　{signs}。{halves}{left}"


REPORT = Report(
    "attendance-grid", "班级考勤表", write,
    (MONTH, SCHOOL, Option("class", "班级", "link", target="classes", hint="不填就是各班"), BLANK),
    ("roll_calls", "absences", "classes"),
)  # fmt: skip
