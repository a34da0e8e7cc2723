"""教职工花名册: who works at the school, with post, degree, title and subject."""

from __future__ import annotations

from collections.abc import Iterator

from db.registers.staff import Staff
from desktop.reports.furniture import CONFIDENTIAL, Sheet, chinese_day
from desktop.reports.options import PRIVATE, REASON, SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import Line, Roster
from desktop.reports.rows import Column
from desktop.reports.source import Reader, Source
from desktop.reports.totals import Counted, Total, having

FORM = "QS-JS-01"
GONE = ("6", "7", "8", "9")
"""人员状态 退休、调出、离职、去世: no longer on the roster."""

FIELDS = {
    "name": Column("姓名", 24, "f"),
    "sex": Column("性别", 10),
    "nation": Column("民族", 13, "f"),
    "born_in": Column("出生年月", 17),
    "id_number": Column("身份证件号", 34),
    "started_in": Column("参加工作", 17),
    "degree": Column("学历", 14, "f"),
    "title_held": Column("职称", 18, "f"),
    "post_grade": Column("岗位", 19, "f"),
    "established": Column("在编", 10),
    "subject": Column("任教学科", 22, "f"),
    "class_teacher": Column("班主任", 13),
    "backbone": Column("骨干", 13),
    "phone": Column("联系电话", 24),
    "post": Column("职务", 19, "f"),
}

TOTAL = Total(
    "人",
    (
        Counted("男", having("sex", "1")),
        Counted("女", having("sex", "2")),
        Counted("在编", having("established", 1)),
        Counted("班主任", having("class_teacher", 1)),
    ),
)

OPTIONS = (
    SCHOOL,
    Option("subject", "任教学科", "code", codes="subject"),
    Option("gone", "包括退休、调出、离职的", "yesno", default="no"),
    PRIVATE,
    REASON,
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    reader = Reader(Staff, source.context, chosen.private)
    for school_id, school in source.schools(chosen.text(SCHOOL.name), Staff):
        label = CONFIDENTIAL if chosen.private else ""
        sheet = Sheet(school, source.term, FORM, source.today, landscape=True, label=label)
        ends = (f"学校：{school}", f"统计日期：{chinese_day(source.today)}　　单位：人")
        where = [("school", school_id.hex())]
        where += [("subject", chosen.text("subject"))] if chosen.text("subject") else []
        roster = Roster(press, sheet, "教职工花名册", ends, list(FIELDS.values()), TOTAL)
        roster.write(_lines(source, reader, where, chosen.yes("gone")))


def _lines(source: Source, reader: Reader, where: list[tuple[str, str]], gone: bool) -> Iterator[Line]:
    for row in source.rows(Staff, where, ("name",)):
        if gone or row["status"] not in GONE:
            cells = [reader.text(row, field) for field in FIELDS]
            yield row, ["" if text == "否" else text for text in cells]


REPORT = Report("staff-roster", "教职工花名册", write, OPTIONS, ("staff",))
