"""巩固率和辍学率: each figure with its formula, the numbers put in, and who was counted."""

from __future__ import annotations

from collections.abc import Sequence

from db.dropouts import rates
from db.dropouts.rates import ONLY_SOME, Figure
from db.errors import PaperTrouble
from db.registers.schools import School
from db.rules import workings
from db.rules.grades import school_year_label
from desktop.reports import blocks
from desktop.reports.faces import SONG
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

FORM = "KC-06"
YEAR = Option("year", "学年", hint="起始年，如 2026；不填就是本学年")
NINE = Option("nine", "九年巩固率", hint="毕业、九年前入学、转入、转出的人数，用逗号隔开")
SUMMARY = (Column("指标", 44, "l"), Column("结果", 24), Column("怎样算的", 107, "l"))
WITHOUT = ("kindergarten", "county")
NOTE = (
    "说明：学年初在校数为学年开始当天在册在读的义务教育学生；数字取自学籍异动、控辍个案和适龄儿童台账；"
    "没有人可计的指标印“—”。巩固率的在籍数另含休学保留学籍的；设置成休学、复学计为转出、转入的，改按在校数。"
)


def write(press: Press, source: Source, chosen: Chosen) -> None:
    year = _year(source, chosen)
    asked = chosen.text(SCHOOL.name)
    if asked == ALL_SCHOOLS:
        schools = [row["id"] for row in source.rows(School, [("closed_on", "")]) if row["kind"] not in WITHOUT]
        return _page(press, source, chosen, year, source.school, schools, "全镇")
    for school_id, school in source.schools(asked):
        _page(press, source, chosen, year, school, [school_id], school)


def _page(
    press: Press, source: Source, chosen: Chosen, year: int, school: str, schools: Sequence[bytes], scope: str
) -> None:
    found = rates.of_year(source.connection, source.context, year, schools)
    if chosen.text(NINE.name):
        found.append(Figure(workings.nine_year_retention(*_four(chosen))))
    press.begin(Sheet(school, source.term, FORM, source.today))
    blocks.title(press, "巩固率和辍学率计算表", 1)
    blocks.ends(press, f"范围：{scope}　　{school_year_label(year)}", f"截至：{chinese_day(source.today)}　　单位：人")
    blocks.gap(press, 1)
    table = Table(press, spread(SUMMARY, press.width), row_height=20, style=Style(size=9.5, pad=4, air=2))
    for figure in found:
        working = figure.working
        table.row([Cell(working.name, strong=True), Cell(working.shown, strong=True), working.filled])
    table.close()
    blocks.gap(press, 3)
    for number, figure in enumerate(found, 1):
        _working(press, number, figure)
    blocks.note(press, NOTE)
    blocks.signatures(press)


def _working(press: Press, number: int, figure: Figure) -> None:
    working = figure.working
    blocks.heading(press, f"{number}. {working.name}　{working.shown}", following=60)
    blocks.write(press, Words(working.formula, SONG, 9.5, 14))
    given = "，".join(f"{name} {count}" for name, count in working.given)
    blocks.write(press, Words(f"代入：{given}", SONG, 9.5, 14))
    if working.account:
        blocks.write(press, Words(f"人数账：{working.account}", SONG, 9.5, 14))
    for name, who in figure.counted.items():
        if who:
            more = f" 等 {len(who)} 人" if len(who) > ONLY_SOME else ""
            blocks.write(press, Words(f"{name}：{'、'.join(who[:ONLY_SOME])}{more}", SONG, 9, 13))
    blocks.write(press, Words(f"口径：{working.source}", SONG, 8.5, 13))
    blocks.gap(press, 2)


def _year(source: Source, chosen: Chosen) -> int:
    text = chosen.text(YEAR.name)
    if text and not (text.isdigit() and len(text) == 4):
        raise PaperTrouble(f"“{text}”不是学年。", "请写起始年，如 2026。")
    return int(text) if text else source.context.school_year


def _four(chosen: Chosen) -> list[int]:
    found = chosen.words(NINE.name)
    if len(found) != 4 or not all(word.isdigit() for word in found):
        raise PaperTrouble("九年巩固率要写四个数。", "毕业、九年前入学、转入、转出，如 90,100,3,8。")
    return [int(word) for word in found]


REPORT = Report("retention", "巩固率和辍学率", write, (SCHOOL, YEAR, NINE), ("dropout_reports", "dropout_cases"))
