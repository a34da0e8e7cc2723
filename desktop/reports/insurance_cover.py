"""两险统计表: how many children are insured in each class against the target, and who is not yet."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from db import codes
from db.aid import cover
from db.aid.batch import Row
from db.aid.cover import Cover, Room
from db.rules.grades import school_year_label
from db.rules.participation import percent
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.rows import Row as Cells
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-ZZ-08"
YEAR = Option("year", "学年", hint="起始年，如 2026；不填就是本学年")
NAMES = Option("names", "附未投保名单", "yesno", default="yes")
COLUMNS = (
    Column("学校", 46, "f"), Column("班级", 28, "f"), Column("学生", 16),
    *(Column("", width) for width in (16, 18, 18, 18)),
)  # fmt: skip
HEAD: tuple[Cells, ...] = (
    (Cell("学校", down=2), Cell("班级", down=2), Cell("学生（人）", down=2), Cell("校方责任险", 2), Cell("学平险", 2)),
    (Cell("", down=0), Cell("", down=0), Cell("", down=0), "投保", "覆盖率%", "投保", "覆盖率%"),
)
LISTED = (
    Column("序号", 12, "f"), Column("姓名", 24, "f"), Column("性别", 12), Column("班级", 26, "f"),
    Column("缺什么", 40, "f"), Column("办理情况", 61, "l"),
)  # fmt: skip


def write(press: Press, source: Source, chosen: Chosen) -> None:
    asked = chosen.text(YEAR.name)
    year = int(asked) if asked.isdigit() else source.context.school_year
    schools = source.schools(chosen.text(SCHOOL.name))
    found = cover.covers(source.connection, source.context, year, schools)
    press.begin(Sheet(source.school, school_year_label(year), FORM, source.today))
    blocks.title(press, "学生两险投保统计表", 1)
    blocks.ends(press, f"学年：{school_year_label(year)}", f"统计日期：{chinese_day(source.today)}　　单位：人")
    blocks.gap(press, 1)
    if not found[0].rooms:
        blocks.nothing(press, "花名册里没有在读学生。")
        return
    _rooms(press, found)
    for one in found:
        blocks.note(press, _said(one), 9.5)
    blocks.note(press, "学平险由家长自愿购买，不得强制；不买的请监护人在说明上签字。", 8.5)
    if chosen.yes(NAMES.name):
        blocks.gap(press, 3)
        _names(press, source, found)
    blocks.signatures(press)


def _rooms(press: Press, found: Sequence[Cover]) -> None:
    table = Table(press, spread(COLUMNS, press.width), HEAD, row_height=16, head_height=32, who=1)
    for rooms in zip(*(one.rooms for one in found), strict=True):
        table.row([rooms[0].school, rooms[0].name, str(rooms[0].pupils), *_figures(rooms, found)])
    whole = [Room("", "", one.pupils, one.insured) for one in found]
    table.put([Cell("合　计", 2, strong=True), str(found[0].pupils), *_figures(whole, found)], tall=17)
    table.close()


def _figures(rooms: Sequence[Room], found: Sequence[Cover]) -> list[str | Cell]:
    """Insured and share; what is short of the target is shaded and marked."""
    cells: list[str | Cell] = []
    for room, one in zip(rooms, found, strict=True):
        share = one.share_of(room)
        short = share is not None and share * 100 < Fraction(one.target)
        text = f"{percent(share)}" if share is not None else "—"
        cells += [str(room.insured), Cell(f"▼{text}" if short else text, grey=0.86 if short else 1.0)]
    return cells


def _said(one: Cover) -> str:
    share = percent(one.share)
    state = "达到" if one.reached else "没有达到"
    more = f"，家长书面不买 {len(one.refused)} 人" if one.refused else ""
    return f"{one.label}：{one.insured}／{one.pupils} 人，{share}%，{state}目标 {one.target}%{more}。"


def _names(press: Press, source: Source, found: Sequence[Cover]) -> None:
    lacking: dict[bytes, tuple[Row, list[str]]] = {}
    for one in found:
        for child in one.open:
            lacking.setdefault(child["id"], (child, []))[1].append(one.label)
    blocks.heading(press, f"还没有投保、也没有书面说明的学生（{len(lacking)} 人）")
    if not lacking:
        blocks.nothing(press, "没有。")
        return
    rooms, sex = source.context.titles("classes"), codes.code_list("sex")
    table = Table(press, spread(LISTED, press.width), row_height=18, head_height=20, who=1)
    for number, (child, what) in enumerate(lacking.values(), 1):
        room = rooms.get(child["class_id"] or b"", "")
        table.row([str(number), child["name"], sex.label(child["sex"]), room, "、".join(what), ""])
    table.close()


REPORT = Report("insurance", "两险统计表", write, (SCHOOL, YEAR, NAMES), ("insurances",))
