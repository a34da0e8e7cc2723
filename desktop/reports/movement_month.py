"""学生变动月报: who came, who left, and how many there are, school by school and grade by grade, without typing."""

from __future__ import annotations

from db.rules import roll_tables
from db.rules.roll_tables import total
from desktop.reports import blocks, roll_grid, roll_period
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.source import Source

FORM = "QS-XJ-11"


def write(press: Press, source: Source, chosen: Chosen) -> None:
    wanted = roll_period.schools(source, chosen)
    first, last = roll_period.month(source, chosen)
    known = roll_period.flows(source, first)
    rows = roll_tables.by_school(known, first, last, wanted)
    press.begin(Sheet(source.school, source.term, FORM, source.today, landscape=True))
    blocks.title(press, f"{first.year}年{first.month}月学生变动月报", 1)
    whose = f"填报单位：{source.school}" if len(wanted) > 1 else f"学校：{wanted[0][1]}"
    blocks.ends(press, whose, f"{chinese_day(first)}至{chinese_day(last)}　　单位：人")
    blocks.gap(press, 1)
    if not rows:
        blocks.nothing(press, "这个月没有学生。")
        return
    grades = roll_tables.by_grade(known, first, last, {school for school, _ in wanted})
    if len(wanted) > 1:
        roll_grid.draw(press, "学校", rows, total(rows, "全镇合计"))
        blocks.gap(press, 3)
        blocks.heading(press, "分年级", following=roll_grid.height(grades))
    roll_grid.draw(press, "年级", grades, total(grades), grades=True)
    blocks.note(press, roll_period.note(source, wanted))
    blocks.signatures(press)


REPORT = Report("movement-month", "学生变动月报", write, (roll_period.MONTH, SCHOOL), ledgers=("movements",))
