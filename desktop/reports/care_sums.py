"""关爱工作统计表: how many of each kind, by school and by grade, and how often somebody was in touch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from db.codes import code_list
from db.registers.care import CareFile
from db.registers.care_work import CareContact, HomeTeaching
from db.registers.schools import School
from db.registers.students import Student
from db.registers.visits import HomeVisit
from desktop.reports import blocks
from desktop.reports.furniture import INTERNAL, Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table

FORM = "GA-10"
Row = Mapping[str, Any]
NOTE = "说明：只计没有撤档的；困境含孤儿、事实无人抚养、残疾、重病、贫困、服刑人员子女、流动、受侵害，一人只计一次。"


def _ticked(name: str) -> Callable[[Row], bool]:
    return lambda row: bool(row.get(name))


def _coded(name: str, *codes: str) -> Callable[[Row], bool]:
    return lambda row: row.get(name) in codes if codes else (row.get(name) or "0") != "0"


KINDS: tuple[tuple[str, Callable[[Row], bool]], ...] = (
    ("档案", lambda row: True), ("重点", _coded("level", "1")), ("一方外出", _coded("left_behind", "1")),
    ("双方外出", _coded("left_behind", "2")), ("无人监护", _ticked("alone")), ("孤儿", _ticked("orphan")),
    ("无人抚养", _ticked("unsupported")), ("困境", _ticked("difficult")), ("残疾", _coded("disability")),
    ("随班就读", _coded("placement", "2")), ("送教上门", _coded("placement", "3")), ("单亲", _ticked("single_parent")),
    ("特异体质", _ticked("special_body")), ("心理关注", _ticked("mind")),
)  # fmt: skip
WORK = ("谈话联系", "家访", "送教", "逾期")
COLUMNS = (Column("", 30, "f"), *(Column(name, 13) for name, _ in KINDS), *(Column(name, 13) for name in WORK))


def write(press: Press, source: Source, chosen: Chosen) -> None:
    asked = chosen.text(SCHOOL.name) or ALL_SCHOOLS
    schools = dict(source.schools(asked, CareFile))
    files = [row for row in source.rows(CareFile, [("closed_on", "")]) if row["school_id"] in schools]
    press.begin(Sheet(source.school, source.term, FORM, source.today, landscape=True, label=INTERNAL))
    blocks.title(press, "关爱工作统计表", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"统计日期：{chinese_day(source.today)}　　单位：人、次")
    blocks.gap(press, 1)
    if not files:
        blocks.nothing(press, "还没有关爱档案。")
        blocks.signatures(press)
        return
    work = _work(source)
    order = {row["id"]: place for place, row in enumerate(source.rows(School))}
    _table(press, "学校", sorted(schools, key=lambda key: order.get(key, 0)), files, work, _school, schools.get)
    blocks.gap(press, 3)
    grades = {row["id"]: str(row["grade"] or "") for row in source.rows(Student)}
    labels = code_list("grade")
    known = sorted({grades.get(row["student_id"], "") for row in files}, key=lambda code: (not code, code))
    _table(
        press, "年级", known, files, work, lambda row: grades.get(row["student_id"], ""),
        lambda code: labels.label(code) if code else "未编班",
    )  # fmt: skip
    blocks.note(
        press,
        "说明：只计没有撤档的；困境含孤儿、事实无人抚养、残疾、重病、贫困、服刑人员子女、流动、受侵害，一人只计一次。",
    )
    blocks.signatures(press)


def _school(row: Row) -> Any:
    return row["school_id"]


def _work(source: Source) -> dict[bytes, Counter[str]]:
    """Contacts, visits and lessons at home of each file, and whether somebody is late."""
    found: dict[bytes, Counter[str]] = defaultdict(Counter)
    for register, name in ((CareContact, "谈话联系"), (HomeVisit, "家访"), (HomeTeaching, "送教")):
        for row in source.rows(register):
            if row["care_id"]:
                found[row["care_id"]][name] += 1
    for row in source.rows(CareFile, [("overdue", "1")]):
        found[row["id"]]["逾期"] += 1
    return found


def _table(
    press: Press, head: str, keys: Iterable[Any], files: Sequence[Row], work: Mapping[bytes, Counter[str]],
    of: Callable[[Row], Any], label: Callable[[Any], Any],
) -> None:  # fmt: skip
    columns = [Column(head, COLUMNS[0].width, "f"), *COLUMNS[1:]]
    table = Table(press, spread(columns, press.width), row_height=17, head_height=32, style=Style(size=9))
    for key in keys:
        mine = [row for row in files if of(row) == key]
        if mine:
            table.row([str(label(key) or ""), *_figures(mine, work)])
    table.put([Cell("合计", strong=True, align="c"), *_figures(files, work)], tall=18)
    table.close()


def _figures(files: Sequence[Row], work: Mapping[bytes, Counter[str]]) -> list[str]:
    counts = [sum(holds(row) for row in files) for _, holds in KINDS]
    counts += [sum(work[row["id"]][name] for row in files if row["id"] in work) for name in WORK]
    return [str(count) for count in counts]


REPORT = Report("care-sums", "关爱工作统计表", write, (SCHOOL,), ("care_files", "care_contacts"))
