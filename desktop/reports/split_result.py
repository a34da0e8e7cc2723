"""均衡分班结果: seed, measures of every class, teams drawn by lot, and the list, by number only where that is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from db import split_rows
from db.codes import code_list
from db.errors import PaperTrouble
from db.registers import Admission, ClassSplit, SplitPlace, SplitTeam
from db.rules.class_measures import gaps
from db.split_rows import Kept
from desktop.reports import blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SPECIAL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

FORM = "QS-ZS-05"
PRIVATE_KINDS = ("留守", "残疾")
OPTIONS = (
    Option("split", "分班", "link", target="class_splits", hint="不填就是最近的一次"),
    Option("numbers_only", "名单只印编号，不印姓名", "yesno", default="no"), SPECIAL,
)  # fmt: skip
NOTE = (
    "说明：1. 男女生各按分散的类别、出生年月排列，男生从1班起、女生从末班起蛇形编入，"
    "再在同性别中调换，使各类学生和平均年龄更均衡；"
    "不使用成绩。2. 各班人数相差不超过1人，男、女生各相差不超过1人。3. 同一随机种子、同一名单，重算结果一定相同。"
    "4. 平均年龄算到8月31日。"
)
ACROSS = 4


def write(press: Press, source: Source, chosen: Chosen) -> None:
    """Raises PaperTrouble where nothing has been split."""
    row = _asked(source, chosen.text("split"))
    found = split_rows.kept(source.connection, row)
    school = source.context.titles("schools").get(row["school_id"] or b"", source.school)
    grade = code_list("grade").label(row["grade"])
    press.begin(Sheet(school, source.term, FORM, source.today))
    blocks.title(press, f"{row['year']}年{grade}均衡分班结果", 1)
    on = chinese_day(split_day(row)) if row["split_on"] else "____年____月____日"
    blocks.ends(press, f"分班时间：{on}　　地点：{row['place'] or '__________'}", f"随机种子：{row['seed']}")
    blocks.gap(press, 1)
    blocks.heading(press, "一、各班情况")
    _measures(press, found, chosen.yes(SPECIAL.name))
    blocks.gap(press, 2)
    _teams(press, source, row)
    blocks.heading(press, "三、名单")
    _list(press, source, row, numbers=chosen.yes("numbers_only"))
    blocks.note(press, NOTE)
    blocks.note(
        press,
        f"主持人：{row['host'] or '__________'}　　见证人：{row['witnesses'] or '______________________________'}",
    )
    blocks.signatures(
        press, "见证人（签字）：______________", "监督人（签字）：______________", "校长（签字）：______________"
    )


def split_day(row: Mapping[str, Any]) -> Any:
    from datetime import date

    return date.fromisoformat(row["split_on"])


def _asked(source: Source, asked: str) -> Mapping[str, Any]:
    titles = source.context.titles("class_splits")
    rows = list(source.rows(ClassSplit, (), ("-year", "-split_on")))
    if asked:
        rows = [row for row in rows if asked in (row["id"].hex(), titles.get(row["id"], ""))]
    if not rows:
        raise PaperTrouble("还没有分过班。", "请先在“均衡分班”里分班并确认。")
    return rows[0]


def _measures(press: Press, found: Kept, special: bool) -> None:
    """What hurts (留守、残疾) is counted only when chosen."""
    told = found.measures
    differences = gaps(told)
    groups = [name for name in list(differences)[4:] if special or name not in PRIVATE_KINDS]
    columns = [Column("班", 16), Column("人数", 16), Column("男", 14), Column("女", 14), Column("平均年龄", 22)]
    columns += [Column(name, 22, "f") for name in groups]
    table = Table(press, spread(columns, press.width), row_height=17, head_height=24)
    for one in told:
        figures = [str(one.size), str(one.boys), str(one.girls), str(one.age or "—")]
        table.row([f"{one.number}班", *figures, *(str(one.groups.get(name, 0)) for name in groups)])
    shown = [str(differences[name]) for name in ("人数", "男", "女", "平均年龄", *groups)]
    table.put([Cell("最大差", strong=True, align="c"), *shown], tall=17)
    table.close()


def _teams(press: Press, source: Source, row: Mapping[str, Any]) -> None:
    teams = list(source.rows(SplitTeam, [("split", row["id"].hex())], ("class_number",)))
    blocks.heading(press, "二、班主任及教师组（抽签）")
    if not teams:
        blocks.note(press, "没有抽签，另行安排。")
        return
    reader = Reader(SplitTeam, source.context)
    table = Table(
        press, spread([Column("班", 20), Column("班主任", 40, "f"), Column("搭班教师", 110, "l")], press.width)
    )
    for team in teams:
        table.row([f"{team['class_number']}班", reader.text(team, "teacher"), reader.text(team, "others")])
    table.close()
    blocks.gap(press, 2)


def _list(press: Press, source: Source, row: Mapping[str, Any], *, numbers: bool) -> None:
    places = list(source.rows(SplitPlace, [("split", row["id"].hex())], ("class_number", "posted")))
    reader, admitted = Reader(SplitPlace, source.context), Reader(Admission, source.context)
    children = {a["id"]: a for a in source.rows(Admission, [("year", str(row["year"]))])}

    def said(place: Mapping[str, Any]) -> str:
        if numbers:
            return f"{place['posted']}号"
        name = reader.text(place, "student") or admitted.text(children.get(place["admission_id"], {}), "child")
        return f"{place['posted']} {name}"

    columns = spread([Column("", 40, "f") for _ in range(ACROSS)], press.width)
    for number in dict.fromkeys(place["class_number"] for place in places):
        mine = [said(place) for place in places if place["class_number"] == number]
        table = Table(press, columns, head=[[Cell(f"{number}班　{len(mine)}人", ACROSS)]], row_height=17)
        for line in _lines(mine):
            table.row(line)
        table.close()
        blocks.gap(press, 2)


def _lines(cells: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(cells), ACROSS):
        yield cells[start : start + ACROSS]


REPORT = Report("split-result", "均衡分班结果", write, OPTIONS, ledgers=("class_splits",))
