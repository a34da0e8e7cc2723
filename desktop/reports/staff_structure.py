"""教职工结构统计: degrees, titles, ages, backbone teachers and subjects, counted and in percent, school by school."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from db.codes import code_list
from db.registers.staff import Staff
from db.rules import ages, participation, structure
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.ruling import TINT
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.staff_roster import GONE
from desktop.reports.tables import Table

FORM = "QS-JS-02"
PORTRAIT, ACROSS = 175.0, 263.0
"""Millimetres between the margins."""

ITEM, COUNT, PERCENT = 32.0, 10.5, 14.5
EACH = COUNT + PERCENT
ROW = 14.5
TOGETHER = 12
"""Lines of a group that are not torn from its heading."""

ORDINARY = "非骨干"

OPTIONS = (SCHOOL, Option("established", "只计在编", "yesno", default="no"))
NOTE = (
    "说明：1. 占比以本列教职工人数为100%，保留一位小数。"
    "2. 旧职称按人社部发〔2015〕79号归入对应级别，如小学高级归入一级。3. 年龄计到统计日期。"
)

Person = Mapping[str, Any]


class Group(NamedTuple):
    """One part of the table: its heading, the label each person falls under, and the labels in order."""

    title: str
    label: Callable[[Person, date], str]
    order: Sequence[str]
    only_found: bool = False


def _labels(name: str, codes: Sequence[str]) -> list[str]:
    return [code_list(name).label(code) for code in codes]


def _age(person: Person, today: date) -> str:
    """The band of the age on the day of printing; where only the month of birth is known, from its first day."""
    born = person["born_on"] or (f"{person['born_in']}-01" if person["born_in"] else "")
    return structure.age_band(ages.age_on(date.fromisoformat(born), today)) if born else ""


def _backbone(person: Person, _today: date) -> str:
    known = person["backbone"] in structure.BACKBONE_ORDER
    return code_list("backbone").label(person["backbone"]) if known else ORDINARY


def groups() -> Iterator[Group]:
    degrees, subjects = code_list("degree"), code_list("subject")
    yield Group("学历", lambda p, _: degrees.label(p["degree"]), _labels("degree", structure.DEGREE_ORDER), True)
    yield Group("职称", lambda p, _: structure.title_step(p["title_held"]), structure.TITLE_STEPS)
    yield Group("年龄", _age, [label for _, label in structure.AGE_BANDS])
    yield Group("骨干教师", _backbone, [*_labels("backbone", structure.BACKBONE_ORDER), ORDINARY])
    yield Group("任教学科", lambda p, _: subjects.label(p["subject"]), [c.label for c in subjects.codes], True)


ALWAYS: tuple[tuple[str, Callable[[Person], bool]], ...] = (
    ("教职工", lambda p: True),
    ("其中：女", lambda p: bool(p["sex"] == "2")),
    ("　　　在编", lambda p: bool(p["established"])),
    ("　　　班主任", lambda p: bool(p["class_teacher"])),
    ("　　　35岁及以下", lambda p: bool(p["young"])),
)
YOUNG = 35


def write(press: Press, source: Source, chosen: Chosen) -> None:
    columns = _people(source, chosen)
    wide = len(columns) > _most(PORTRAIT)
    sheet = Sheet(source.school, source.term, FORM, source.today, landscape=wide)
    at_a_time = _most(ACROSS if wide else PORTRAIT) - 1

    def top() -> None:
        blocks.title(press, "教职工结构统计", 0.5)
        blocks.ends(press, f"填报单位：{source.school}", f"统计日期：{chinese_day(source.today)}　　单位：人")
        blocks.gap(press, 1)

    press.begin(sheet, top)
    if not any(people for _, people in columns):
        blocks.nothing(press)
        return
    total, schools = columns[0], columns[1:]
    for start in range(0, max(len(schools), 1), at_a_time):
        if start:
            press.turn()
        _table(press, source.today, [total, *schools[start : start + at_a_time]])
    blocks.note(press, NOTE)
    blocks.signatures(press)


def _most(width: float) -> int:
    """Columns of count and percent that fit."""
    return int((width - ITEM) / EACH)


def _people(source: Source, chosen: Chosen) -> list[tuple[str, list[Person]]]:
    """The columns: all together first, then school by school; a single school stands alone."""
    asked = chosen.text(SCHOOL.name) or ALL_SCHOOLS
    found: list[tuple[str, list[Person]]] = []
    for school_id, school in source.schools(asked, Staff):
        where = [("school", school_id.hex()), *([("established", "是")] if chosen.yes("established") else [])]
        rows = [row for row in source.rows(Staff, where) if row["status"] not in GONE]
        found.append((school, [{**row, "young": _is_young(row, source.today)} for row in rows]))
    if len(found) == 1:
        return found
    return [("合计", [person for _, people in found for person in people]), *found]


def _is_young(person: Person, today: date) -> bool:
    band = _age(person, today)
    return band in [label for last, label in structure.AGE_BANDS if last is not None and last <= YOUNG]


def _table(press: Press, today: date, columns: Sequence[tuple[str, list[Person]]]) -> None:
    widths = [Column("项目", ITEM, "l"), *[Column("人数", COUNT), Column("占比", PERCENT)] * len(columns)]
    head: list[list[str | Cell]] = [
        [Cell("项目", 1, 2), *(Cell(name, 2) for name, _ in columns)],
        [Cell("", 1, 0), *["人数", "占比"] * len(columns)],
    ]
    table = Table(press, spread(widths, press.width), head, row_height=ROW)
    for label, holds in ALWAYS:
        cells = [_share(sum(map(holds, people)), len(people)) for _, people in columns]
        table.row([label, *[cell for pair in cells for cell in pair]])
    for group in groups():
        _group(table, group, today, columns)
    table.close()


def _group(table: Table, group: Group, today: date, columns: Sequence[tuple[str, list[Person]]]) -> None:
    """The group's heading and a line for each label; some only where anybody at all falls under it."""
    shares = [structure.shares((group.label(p, today) for p in people), group.order) for _, people in columns]
    counts = [{label: count for label, count, _ in column} for column in shares]
    labels = dict.fromkeys(share.label for column in shares for share in column)
    printed = [label for label in labels if not group.only_found or any(column.get(label) for column in counts)]
    table.keep((1 + min(len(printed), TOGETHER)) * ROW)
    table.row([Cell(group.title, 1 + 2 * len(columns), strong=True, align="l", grey=TINT)])
    for label in printed:
        cells = [_share(column.get(label, 0), len(people)) for column, (_, people) in zip(counts, columns, strict=True)]
        table.row([f"　{label}", *[cell for pair in cells for cell in pair]])


def _share(part: int, whole: int) -> tuple[str, str]:
    percent = participation.percent(participation.rate(part, whole))
    return str(part), "—" if percent is None else f"{percent}%"


REPORT = Report("staff-structure", "教职工结构统计", write, OPTIONS, ("staff",))
