"""Reading a paper month grid: which class and month it is, what it says of every day, and what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from db import codes
from db.attendance import days
from db.attendance.days import Room
from db.errors import Trouble
from db.registers import Student
from db.rules import attendance, class_titles
from db.rules.roll_marks import read_mark
from db.rules.text import tidy
from desktop.sheets.month_grid import DayColumn, Grid
from desktop.work import roll_call, tables
from desktop.work.office import Office
from desktop.work.roll_call import IN_CLASS

_CLASS = re.compile(r"[一二三四五六七八九1-9小中大](?:年级)?[（(]?[0-9一二三四五六七八九十]{1,2}[)）]?班")


@dataclass(frozen=True)
class Doubt:
    """A mark that did not come in: where it stands and why."""

    tab: str
    row: int
    name: str
    on: date
    mark: str
    field: str
    sentence: str
    advice: str


@dataclass
class Sheet:
    """One tab as it would come in: calls by (day, session) with how many were there, absences, doubts."""

    room: Room
    month: str
    expected: int = 0
    calls: dict[tuple[date, str], int] = field(default_factory=dict)
    absences: dict[tuple[bytes, date, str], str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    known: list[date] = field(default_factory=list)
    free: list[date] = field(default_factory=list)


class Reading:
    """Reads grids for one school; `rooms` are the classes that may be meant, its own first."""

    def __init__(self, office: Office, school: str) -> None:
        self.office = office
        self.own = office.school_called(school) if school else office.school_id
        with office.look() as connection:
            self._rooms = days.rooms(connection, office.context, self.own if school else None)

    # -- which class and month ------------------------------------------------------------------------------

    def read(self, grid: Grid, room: str, month: str) -> Sheet:
        """The tab as it would come in. Raises Trouble where class or month cannot be told."""
        sheet = Sheet(self._room(grid, room), month or self._month(grid))
        first, last = days.month_span(sheet.month)
        with self.office.look() as connection:
            lessons = set(days.school_days(connection, self.office.context, first, min(last, self.office.today)))
            called = days.called(connection, first, last)
        columns = [(place, column) for place, column in enumerate(grid.columns) if column.day <= last.day]
        ticked = any(self._there(mark) for _, _, marks in grid.rows for mark in marks)
        pupils = self._pupils(sheet.room)
        sheet.expected = len(grid.rows)
        for on, of_day in _by_day(first, columns):
            marks = [(number, name, [said[place] for place, _ in of_day]) for number, name, said in grid.rows]
            if on not in lessons:
                sheet.free += [on] if any(any(said) for *_, said in marks) else []
            elif (sheet.room.id, on.isoformat()) in called.halves:
                sheet.known.append(on)
            elif not ticked or any(any(said) for *_, said in marks):
                self._day(sheet, grid, on, [column for _, column in of_day], marks, pupils, ticked=ticked)
        return sheet

    def _room(self, grid: Grid, asked: str) -> Room:
        own = [room for room in self._rooms if room.school_id == self.own] or self._rooms
        if asked:
            row = roll_call.class_called(self.office, asked, self.office.titles("schools").get(self.own or b"", ""))
            return next((room for room in self._rooms if room.id == row), own[0])
        for found in (*_CLASS.findall(grid.title), grid.title):
            title = _title(found)
            room = next((room for room in own if room.title == title), None)
            if room is not None:
                return room
        raise Trouble(f"看不出“{grid.tab}”是哪个班的考勤表。", "请在表上写明班级，或在导入时指定班级。")

    def _month(self, grid: Grid) -> str:
        said = grid.month
        if said is None:
            raise Trouble(f"看不出“{grid.tab}”是哪个月的考勤表。", "请在表上写明年月，或在导入时指定月份。")
        year, month = said
        if year is None:  # the last such month that has begun
            year = self.office.today.year - (month > self.office.today.month)
        return f"{year:04}-{month:02}"

    def _pupils(self, room: Room) -> dict[str, list[bytes]]:
        where = [("class", room.id.hex()), ("school", room.school_id.hex()), IN_CLASS]
        names = self.office.titles("students")
        found: dict[str, list[bytes]] = {}
        for row in tables.ids(self.office, Student, where=where):
            found.setdefault(names[row], []).append(row)
        return found

    # -- what a day says --------------------------------------------------------------------------------------

    def _there(self, mark: str) -> bool:
        try:
            return bool(mark) and "" in read_mark(mark, codes.code_list("absence_reason").read)
        except ValueError:
            return False

    def _day(
        self, sheet: Sheet, grid: Grid, on: date, columns: list[DayColumn],
        marks: list[tuple[int, str, list[str]]], pupils: Mapping[str, list[bytes]], *, ticked: bool,
    ) -> None:  # fmt: skip
        """One day: whole, unless the sheet has halves or any cell has two marks."""
        halves: dict[str, tuple[str, str]] = {}
        split = any(column.half for column in columns)
        for number, name, said in marks:
            whole = "/".join(said) if len(said) == 2 else said[0]
            rows = pupils.get(name, [])
            try:
                if not any(said):
                    if ticked:
                        raise ValueError("这天空着，看不出到没到。请补上 √ 或缺勤的符号。")
                    read = "", ""
                else:
                    read = _read_both(said)
                split = split or read[0] != read[1]
                if any(read) and len(rows) != 1:
                    raise LookupError
                halves[name] = read
            except (ValueError, LookupError) as error:
                sheet.doubts.append(_doubt(sheet, grid, number, name, on, whole, error, len(rows)))
        sessions = (attendance.MORNING, attendance.AFTERNOON) if split else (attendance.WHOLE,)
        for place, session in enumerate(sessions):
            absent = {name: reasons[place] for name, reasons in halves.items() if reasons[place]}
            missing = sum(1 for reason in absent.values() if reason in attendance.ABSENT)
            sheet.calls[on, session] = sheet.expected - missing
            for name, reason in absent.items():
                sheet.absences[pupils[name][0], on, session] = reason


def _by_day(
    first: date, columns: Iterable[tuple[int, DayColumn]]
) -> Iterable[tuple[date, list[tuple[int, DayColumn]]]]:
    found: dict[int, list[tuple[int, DayColumn]]] = {}
    for place, column in columns:
        found.setdefault(column.day, []).append((place, column))
    return [(first.replace(day=day), of) for day, of in sorted(found.items())]


def _read_both(said: list[str]) -> tuple[str, str]:
    """Morning and afternoon from one cell, or from two; an empty one of two says that the pupil was there."""
    reason = codes.code_list("absence_reason").read
    if len(said) == 1:
        return read_mark(said[0], reason)
    morning, afternoon = (read_mark(mark, reason)[place] if mark else "" for place, mark in enumerate(said))
    return morning, afternoon


def _doubt(sheet: Sheet, grid: Grid, number: int, name: str, on: date, mark: str, error: Exception, same: int) -> Doubt:
    if isinstance(error, LookupError):
        sentence = (
            f"{sheet.room.title}没有叫“{name}”的学生。" if not same else f"{sheet.room.title}有 {same} 个{name}。"
        )
        return Doubt(grid.tab, number, name, on, mark, "student", sentence, "请核对姓名，或先在“在校学生”里添加。")
    sentence, _, advice = str(error).partition("。")
    return Doubt(grid.tab, number, name, on, mark, "reason", f"{sentence}。", advice)


def _title(said: str) -> str:
    """三（1）班 of whatever the sheet calls it; empty where it names no class."""
    composite = next(iter(class_titles.read_composite(part) for part in said.split() if "复式" in part), [])
    if composite:
        return class_titles.composite_title(composite)
    try:
        read = class_titles.read_class(tidy(said))
    except ValueError:
        return ""
    if read.grade is None or read.stage is None:
        return ""
    return class_titles.class_title(read.stage, read.grade, read.number)
