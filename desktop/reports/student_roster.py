"""学生花名册: the roster the principal signs, school by school, class by class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from db.codes import code_list
from db.registers.classes import SchoolClass
from db.registers.students import IN_CLASS, Student
from desktop.reports.furniture import CONFIDENTIAL, Sheet, chinese_day
from desktop.reports.options import PRIVATE, REASON, SCHOOL, SPECIAL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import Line, Roster
from desktop.reports.rows import Column
from desktop.reports.source import Reader, Source
from desktop.reports.totals import Counted, Total, having

FORM = "QS-XJ-01"
IN_SCHOOL = "01"
"""学生状态 在读"""

HAN = (None, "", "01")

COLUMNS = (
    Column("姓名", 26, "f"),
    Column("性别", 10),
    Column("民族", 14),
    Column("出生年月", 17),
    Column("身份证件号", 36),
    Column("班级", 18),
    Column("住校", 11),
    Column("监护人", 31, "f"),
    Column("联系电话", 24),
    Column("家庭住址", 40, "l"),
    Column("备注", 26, "l"),
)
LEFT_BEHIND = Column("留守", 17)
FULL_ADDRESS = 46

TOTAL = Total(
    "人",
    (
        Counted("男", having("sex", "1")),
        Counted("女", having("sex", "2")),
        Counted("少数民族", lambda row: row.get("nation") not in HAN),
        Counted("住校", having("boarding", "2")),
    ),
)
LEFT_BEHIND_COUNTED = Counted("留守", having("left_behind", "1", "2"))

OPTIONS = (
    SCHOOL,
    Option("grade", "年级", "code", codes="grade"),
    Option("class", "班级", "link", target="classes"),
    Option("status", "学生状态", "code", default=IN_SCHOOL, codes="student_status", hint="选在读的，复学的也在内"),
    SPECIAL,
    PRIVATE,
    REASON,
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    special = chosen.yes(SPECIAL.name)
    columns = list(COLUMNS)
    total = TOTAL
    if special:
        columns.insert(7, LEFT_BEHIND)
        total = Total("人", (*TOTAL.parts, LEFT_BEHIND_COUNTED))
    reader = Reader(Student, source.context, chosen.private)
    for school_id, school in source.schools(chosen.text(SCHOOL.name)):
        label = CONFIDENTIAL if chosen.sensitive else ""
        sheet = Sheet(school, source.term, FORM, source.today, landscape=True, label=label)
        scope = "　　".join(f"{word}：{text}" for word, text in _scope(source, chosen))
        ends = (f"学校：{school}　　{scope}", f"统计日期：{chinese_day(source.today)}　　单位：人")
        where = [("school", school_id.hex()), *_where(chosen)]
        Roster(press, sheet, "学生花名册", ends, columns, total).write(lines(source, reader, where, special))


def lines(source: Source, reader: Reader, where: list[tuple[str, str]], special: bool) -> Iterator[Line]:
    for row in source.rows(Student, where, ("class", "name")):
        cells = [
            reader.text(row, "name"),
            reader.text(row, "sex"),
            reader.text(row, "nation"),
            (row["born_on"] or "")[:7],
            reader.text(row, "id_number"),
            reader.text(row, "class"),
            "是" if row["boarding"] == "2" else "",
            _guardian(reader, row),
            reader.text(row, "member1_phone") or reader.text(row, "phone"),
            reader.text(row, "address") or reader.text(row, "home_address"),
            _remark(reader, row, special),
        ]
        if special:
            cells.insert(7, reader.text(row, "left_behind") if row["left_behind"] in ("1", "2") else "")
        yield row, cells


def _guardian(reader: Reader, row: Mapping[str, Any]) -> str:
    """蒋明豪（母亲）"""
    name, relation = reader.text(row, "member1_name"), reader.text(row, "member1_relation")
    return f"{name}（{relation}）" if name and relation else name or relation


def _remark(reader: Reader, row: Mapping[str, Any], special: bool) -> str:
    """The remark; with it, only when chosen, 随班就读 and 残疾."""
    said = [reader.text(row, "remark")]
    if special and (row["inclusive"] or "0") != "0":
        said.append(reader.text(row, "inclusive"))
    if special and (row["disability"] or "0") != "0":
        said.append(reader.text(row, "disability"))
    return "；".join(part for part in said if part)


def _scope(source: Source, chosen: Chosen) -> Iterator[tuple[str, str]]:
    if chosen.text("class"):
        yield "班级", source.title(SchoolClass, chosen.text("class"))
    elif chosen.text("grade"):
        grades = code_list("grade")
        yield "年级", grades.label(grades.read(chosen.text("grade")))


def _where(chosen: Chosen) -> Iterator[tuple[str, str]]:
    for name in ("grade", "class", "status"):
        if chosen.text(name):
            yield IN_CLASS if (name, chosen.text(name)) == ("status", IN_SCHOOL) else (name, chosen.text(name))


REPORT = Report("student-roster", "学生花名册", write, OPTIONS, ("students",))
