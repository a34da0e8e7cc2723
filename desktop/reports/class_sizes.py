"""班额情况表: how many sit in each class, and which classes are too big."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.registers.classes import SchoolClass
from db.registers.students import IN_CLASS, Student
from db.rules import class_size
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import ALL_SCHOOLS, Reader, Source
from desktop.reports.tables import Table

FORM = "QS-XJ-03"
SHADE = 0.86

SUMMARY = (Column("学校", 50, "l"), Column("班级数", 18), Column("学生数", 18), Column("平均班额", 20))
DETAIL = (
    Column("学校", 46, "l"),
    Column("班级", 30, "f"),
    Column("班主任", 24, "f"),
    Column("学生数", 16),
    Column("男", 12),
    Column("女", 12),
    Column("标准班额", 18),
    Column("班额情况", 22),
)
NOTE = (
    "说明：1. 只计在校学生（在读、复学），休学的不计。2. 标准班额小学45人、初中50人；"
    "超过标准到55人为超标准，56至65人为大班额，66人及以上为超大班额。"
    "3. 平均班额保留一位小数。"
)


@dataclass(frozen=True)
class Room:
    """A class with those who sit in it."""

    school: str
    title: str
    teacher: str
    boys: int
    girls: int
    stage: str

    @property
    def size(self) -> int:
        return self.boys + self.girls

    @property
    def state(self) -> str:
        return class_size.state(self.size, self.stage)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    asked = chosen.text(SCHOOL.name) or ALL_SCHOOLS
    schools = source.schools(asked, SchoolClass)
    rooms = _rooms(source, schools)
    loose = _without_class(source, schools)
    press.begin(Sheet(source.school, source.term, FORM, source.today))
    blocks.title(press, "班额情况表", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"统计日期：{chinese_day(source.today)}　　单位：个、人")
    blocks.gap(press, 1)
    if not rooms:
        blocks.nothing(press, "还没有班级。")
        return
    _summary(press, rooms)
    blocks.gap(press, 3)
    blocks.heading(press, "各班情况")
    _detail(press, rooms)
    note = NOTE + (f"4. 另有{loose}名在校学生没有编班。" if loose else "")
    blocks.note(press, note)
    blocks.signatures(press)


def _rooms(source: Source, schools: Sequence[tuple[bytes, str]]) -> list[Room]:
    sexes: Counter[tuple[bytes, str]] = Counter()
    for pupil in source.rows(Student, [IN_CLASS]):
        sexes[pupil["class_id"], "1" if pupil["sex"] == "1" else "2"] += 1
    reader = Reader(SchoolClass, source.context)
    return [
        _room(school, row, reader, sexes)
        for school_id, school in schools
        for row in source.rows(SchoolClass, [("school", school_id.hex()), ("closed_on", "")], ("title",))
    ]


def _room(school: str, row: Mapping[str, Any], reader: Reader, sexes: Mapping[tuple[bytes, str], int]) -> Room:
    boys, girls = sexes.get((row["id"], "1"), 0), sexes.get((row["id"], "2"), 0)
    return Room(school, reader.text(row, "title"), reader.text(row, "teacher"), boys, girls, row["stage"])


def _without_class(source: Source, schools: Sequence[tuple[bytes, str]]) -> int:
    return sum(source.count(Student, [("school", row.hex()), IN_CLASS, ("class", "")]) for row, _ in schools)


def _summary(press: Press, rooms: Sequence[Room]) -> None:
    columns = [*SUMMARY, *(Column(state, 18) for state in class_size.STATES)]
    table = Table(press, spread(columns, press.width), row_height=17, head_height=21)
    for school in dict.fromkeys(room.school for room in rooms):
        table.row([school, *_figures([room for room in rooms if room.school == school])])
    table.put([Cell("合计", strong=True, align="c"), *_figures(rooms)], tall=17)
    table.close()


def _figures(rooms: Sequence[Room]) -> list[str]:
    pupils, states = sum(room.size for room in rooms), Counter(room.state for room in rooms)
    tenths = (pupils * 20 + len(rooms)) // (2 * len(rooms))
    return [str(len(rooms)), str(pupils), f"{tenths // 10}.{tenths % 10}", *(str(states[s]) for s in class_size.STATES)]


def _detail(press: Press, rooms: Sequence[Room]) -> None:
    table = Table(press, spread(DETAIL, press.width), row_height=15, who=1)
    for room in rooms:
        state = room.state
        shade = 1.0 if state == class_size.WITHIN else SHADE
        table.row(
            [
                *(room.school, room.title, room.teacher, str(room.size), str(room.boys), str(room.girls)),
                str(class_size.standard(room.stage)),
                Cell(state, grey=shade, strong=state != class_size.WITHIN),
            ]
        )
    table.close()


REPORT = Report("class-sizes", "班额情况表", write, (SCHOOL,), ("classes", "schools"))
