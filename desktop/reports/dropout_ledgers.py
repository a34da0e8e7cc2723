"""控辍保学台账: children of school age, suspected dropouts, dropouts, each as a ledger to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from db.codes import code_list
from db.registers.children import Child
from db.registers.dropouts import DropoutCase
from db.rules import ages
from desktop.reports import blocks
from desktop.reports.furniture import CONFIDENTIAL, Sheet, chinese_day
from desktop.reports.options import PRIVATE, REASON, SCHOOL, SPECIAL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import Line, Roster
from desktop.reports.rows import Column
from desktop.reports.source import Reader, Source
from desktop.reports.totals import Counted, Total, having

OF_AGE, SUSPECTED, DROPPED = "1", "2", "3"
LEDGER = Option("ledger", "哪一本台账", "code", codes="dropout_ledger", default=SUSPECTED)
OPEN = Option("open", "只印没有结案的", "yesno", default="no")
TITLES = {OF_AGE: "适龄儿童台账", SUSPECTED: "疑似辍学学生台账", DROPPED: "辍学学生台账"}
FORMS = {OF_AGE: "KC-01", SUSPECTED: "KC-02", DROPPED: "KC-03"}
SIGNERS = ("填表人：______________", "包保责任人：______________", "校长（签字）：______________", blocks.FILLED_ON)

CHILD = {
    "village": Column("村（社区）", 22, "f"), "name": Column("姓名", 22, "f"), "sex": Column("性别", 9),
    "born_on": Column("出生日期", 20), "id_number": Column("身份证件号", 34), "householder": Column("户主", 20, "f"),
    "phone": Column("联系电话", 23), "in_school": Column("在校", 9), "attends": Column("就读学校", 34, "f"),
    "reason": Column("未在校原因", 26, "l"), "remark": Column("备注", 22, "l"),
}  # fmt: skip
CASE = {
    "name": Column("姓名", 20, "f"), "sex": Column("性别", 8), "class": Column("班级", 18, "f"),
    "guardian": Column("监护人", 17, "f"), "guardian_phone": Column("电话", 23, "f"),
    "left_on": Column("离校日期", 20, "f"), "reason": Column("原因", 17, "f"),
    "report_on": Column("报告日期", 20, "f"), "teacher": Column("包保责任人", 17, "f"),
    "visits": Column("家访次数", 10), "letter_mark": Column("劝学通知书", 24),
    "measures": Column("镇政府、司法措施", 32, "l"),
    "back_on": Column("返校日期", 20, "f"), "placement": Column("安置方式", 18, "f"), "state": Column("状态", 18, "f"),
}  # fmt: skip
CATEGORY = Column("重点类别", 18, "f")
CASE_TOTAL = Total(
    "人",
    (
        Counted("未返校", having("state", "1", "2", "3", "4", "5")),
        Counted("已返校", having("state", "6")),
        Counted("已安置", having("state", "7")),
        Counted("已排除", having("state", "8")),
    ),
)
CHILD_TOTAL = Total(
    "人",
    (
        Counted("男", having("sex", "1")), Counted("女", having("sex", "2")),
        Counted("在校", having("in_school", 1)), Counted("未在校", having("in_school", 0)),
    ),
)  # fmt: skip


def write(press: Press, source: Source, chosen: Chosen) -> None:
    which = code_list("dropout_ledger").read(chosen.text(LEDGER.name))
    for school_id, school in source.schools(chosen.text(SCHOOL.name), Child if which == OF_AGE else DropoutCase):
        label = CONFIDENTIAL if chosen.sensitive else ""
        sheet = Sheet(school, source.term, FORMS[which], source.today, landscape=True, label=label)
        ends = (f"学校：{school}", f"统计日期：{chinese_day(source.today)}　　单位：人")
        if which == OF_AGE:
            columns, total, lines = list(CHILD.values()), CHILD_TOTAL, _children(source, chosen, school_id)
        else:
            columns, total = list(CASE.values()), CASE_TOTAL
            if chosen.yes(SPECIAL.name):
                columns.insert(3, CATEGORY)
            lines = _cases(source, chosen, school_id, "1" if which == SUSPECTED else "2")
        Roster(press, sheet, TITLES[which], ends, columns, total, SIGNERS).write(lines)


def _children(source: Source, chosen: Chosen, school: bytes) -> Iterator[Line]:
    """Those of compulsory school age in this school year; of whom nobody knows the age, too."""
    reader = Reader(Child, source.context, chosen.private)
    for row in source.rows(Child, [("school", school.hex())], ("village", "name")):
        born = date.fromisoformat(row["born_on"]) if row["born_on"] else None
        if born is None or ages.school_age(born, source.context.school_year) == ages.SchoolAge.OF_AGE:
            yield row, [reader.text(row, name) for name in CHILD]


def _cases(source: Source, chosen: Chosen, school: bytes, kind: str) -> Iterator[Line]:
    reader = Reader(DropoutCase, source.context, chosen.private)
    where = [("school", school.hex()), ("kind", kind)]
    where += [("state", "1,2,3,4,5")] if chosen.yes(OPEN.name) else []
    for row in source.rows(DropoutCase, where, ("left_on", "name")):
        cells = [_measures(reader, row) if name == "measures" else reader.text(row, name) for name in CASE]
        if chosen.yes(SPECIAL.name):
            cells.insert(3, reader.text(row, "category"))
        yield row, cells


def _measures(reader: Reader, row: Mapping[str, Any]) -> str:
    """11月27日报镇政府：…；12月30日司法程序：…"""
    said = []
    for day, words, note in (("township_on", "报镇政府", "township_note"), ("court_on", "司法程序", "court_note")):
        if row[day]:
            on, told = date.fromisoformat(row[day]), reader.text(row, note)
            said.append(f"{on.month}月{on.day}日{words}" + (f"：{told}" if told else ""))
    return "；".join(said)


OPTIONS = (SCHOOL, LEDGER, OPEN, SPECIAL, PRIVATE, REASON)
REPORT = Report("dropout-ledger", "控辍保学台账", write, OPTIONS, ("dropout_cases", "children"))
