"""学生变动学期统计: the months of a term one after the other, then the schools over the whole of it."""

from __future__ import annotations

from db.rules import roll_tables
from db.rules.roll_tables import total, whole
from desktop.reports import blocks, roll_grid, roll_period
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.source import Source

FORM = "QS-XJ-12"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    wanted = roll_period.schools(source, chosen)
    label, (first, last) = roll_period.term(source, chosen)
    known, own = roll_period.flows(source, first), {school for school, _ in wanted}
    months = roll_tables.by_month(known, roll_period.months_of(first, last), own)
    press.begin(Sheet(source.school, label, FORM, source.today, landscape=True))
    blocks.title(press, "学生变动学期统计表", 1)
    whose = f"填报单位：{source.school}" if len(wanted) > 1 else f"学校：{wanted[0][1]}"
    blocks.ends(press, whose, f"{chinese_day(first)}至{chinese_day(last)}　　单位：人")
    blocks.gap(press, 1)
    blocks.heading(press, "分月")
    roll_grid.draw(press, "月份", months, whole(months, "本学期"))
    rows = roll_tables.by_school(known, first, last, wanted)
    if len(wanted) > 1 and rows:
        blocks.gap(press, 3)
        blocks.heading(press, "分学校", following=roll_grid.height(rows))
        roll_grid.draw(press, "学校", rows, total(rows, "全镇合计"))
    blocks.gap(press, 3)
    grades = roll_tables.by_grade(known, first, last, own)
    blocks.heading(press, "分年级", following=roll_grid.height(grades))
    roll_grid.draw(press, "年级", grades, total(grades), grades=True)
    blocks.note(press, roll_period.note(source, wanted))
    blocks.signatures(press)


REPORT = Report(
    "movement-term", "学生变动学期统计表", write, (roll_period.YEAR, roll_period.TERM, SCHOOL), ledgers=("movements",)
)
