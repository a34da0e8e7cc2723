"""关爱对象台账: left-behind, in difficulty, disabled … each with the columns that its own looking after wants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from db.codes import code_list
from db.registers.care import DIFFICULT, CareFile
from db.registers.students import Student
from desktop.reports import blocks
from desktop.reports.furniture import CONFIDENTIAL, Sheet, chinese_day
from desktop.reports.options import PRIVATE, REASON, SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import Line, Roster
from desktop.reports.rows import Column
from desktop.reports.source import Reader, Source
from desktop.reports.totals import Counted, Total, having

LEFT_BEHIND, IN_DIFFICULTY, DISABLED, SINGLE, BODY, AT_HOME, MIND, LEARNING = "12345678"
KIND = Option("kind", "关爱对象", "code", codes="care_kind", default=LEFT_BEHIND)
CLOSED = Option("closed", "撤档的也印", "yesno", default="no")
SIGNERS = ("填表人：______________", "分管领导：______________", "校长（签字）：______________", blocks.FILLED_ON)
WHERE: Mapping[str, tuple[str, str]] = {
    LEFT_BEHIND: ("left_behind", "1,2"), IN_DIFFICULTY: ("difficult", "1"), DISABLED: ("disability", "!"),
    SINGLE: ("single_parent", "1"), BODY: ("special_body", "1"), AT_HOME: ("placement", "3"),
    LEARNING: ("slow_learner", "1"),
}  # fmt: skip

FIRST = {
    "name": Column("姓名", 21, "f"), "sex": Column("性别", 8), "class": Column("班级", 19, "f"),
    "born_on": Column("出生日期", 20, "f"),
}  # fmt: skip
GUARDED = {
    "guardian": Column("监护人", 28, "f"), "guardian_phone": Column("监护人电话", 23, "f"),
    "teacher": Column("结对教师", 18, "f"), "last_on": Column("最近联系", 20, "f"),
}  # fmt: skip
PLAN = Column("帮扶计划", 52, "l")
CONDITION = {"disability": Column("残疾类型", 18), "disability_level": Column("等级", 12)}
OWN: dict[str, dict[str, Column]] = {
    LEFT_BEHIND: {
        "left_behind": Column("留守", 16), "father_work": Column("父亲务工地", 26, "l"),
        "mother_work": Column("母亲务工地", 26, "l"), "parent_contact": Column("父母联系", 16),
        "entrusted": Column("委托监护书", 14),
    },
    IN_DIFFICULTY: {"because": Column("困境情形", 34, "l"), "guardian_able": Column("监护能力", 20), "plan": PLAN},
    DISABLED: CONDITION | {
        "certificate": Column("残疾人证号", 32, "f"), "placement": Column("教育安置", 18),
        "plan_on": Column("个别化计划", 20, "f"),
    },
    SINGLE: {"guardian_able": Column("监护能力", 20), "parent_contact": Column("父母联系", 16), "plan": PLAN},
    BODY: {
        "condition": Column("疾病或体质", 28, "l"), "must_not": Column("不能做什么", 40, "l"),
        "medicine": Column("常备药", 22, "l"), "doctor": Column("就诊医院和医生", 24, "l"),
        "informed": Column("告知书", 11),
    },
    AT_HOME: CONDITION | {"teaching_rhythm": Column("送教频次", 40, "l"), "plan_on": Column("个别化计划", 20, "f")},
    MIND: {"warning": Column("预警等级", 18), "warned_on": Column("预警日期", 20, "f"), "plan": PLAN},
    LEARNING: {"academic": Column("学习情况", 40, "l"), "plan": PLAN},
}  # fmt: skip
TOTAL = Total(
    "人",
    (
        Counted("重点关爱", having("level", "1")), Counted("男", having("sex", "1")), Counted("女", having("sex", "2")),
        Counted("联系逾期", having("overdue", 1)),
    ),
)  # fmt: skip


def write(press: Press, source: Source, chosen: Chosen) -> None:
    kinds = code_list("care_kind")
    kind = kinds.read(chosen.text(KIND.name))
    columns = FIRST | OWN[kind] | GUARDED
    title = f"{kinds.label(kind)}台账"
    for school_id, school in source.schools(chosen.text(SCHOOL.name), CareFile):
        sheet = Sheet(school, source.term, f"GA-0{kind}", source.today, landscape=True, label=CONFIDENTIAL)
        ends = (f"学校：{school}", f"统计日期：{chinese_day(source.today)}　　单位：人")
        roster = Roster(press, sheet, title, ends, list(columns.values()), TOTAL, SIGNERS)
        roster.write(_lines(source, chosen, school_id, kind, list(columns)))


def _lines(source: Source, chosen: Chosen, school: bytes, kind: str, names: list[str]) -> Iterator[Line]:
    files = Reader(CareFile, source.context, chosen.private)
    pupils = Reader(Student, source.context, chosen.private)
    where = [("school", school.hex()), *([WHERE[kind]] if kind in WHERE else [])]
    where += [] if chosen.yes(CLOSED.name) else [("closed_on", "")]
    for row in source.rows(CareFile, where, ("level", "student")):
        if kind == MIND and not row["mind"] and (row["warning"] or "0") == "0":
            continue
        found = source.those(Student, [row["student_id"]])
        pupil = found[0] if found else {}
        cells = [pupils.text(pupil, n) if n in FIRST else _told(files, row, n) for n in names]
        yield row | {"sex": pupil.get("sex")}, cells


def _told(files: Reader, row: Mapping[str, Any], name: str) -> str:
    if name == "because":
        return because(row)
    text = files.text(row, name)
    if name == "guardian" and text and (relation := files.text(row, "guardian_relation")):
        return f"{text}（{relation}）"
    return text


def because(row: Mapping[str, Any]) -> str:
    """孤儿、重病: the kinds of difficulty that are ticked, and the disability."""
    fields = CareFile.fields()
    said = [fields[name].label for name in DIFFICULT if row.get(name)]
    disability = row.get("disability") or "0"
    return "、".join([*said, *([code_list("disability").label(disability)] if disability != "0" else [])])


REPORT = Report("care-ledger", "关爱对象台账", write, (SCHOOL, KIND, CLOSED, PRIVATE, REASON), ("care_files",))
