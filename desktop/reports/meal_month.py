"""营养改善计划月报表: children, days, meals and money of a month, school by school; food of equal value, never cash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from db.aid import meals
from db.aid.meals import Reckoned
from db.registers.meals import due_of
from db.rules.aid_standards import money, yuan
from db.rules.days import say_month
from desktop.reports import aid_scope, blocks
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table

FORM = "QS-ZZ-09"
MONTH = Option("month", "月份", hint="如 2026-10；不填就是本月")
COLUMNS = (
    Column("学校", 44, "f"), Column("受益学生", 20), Column("供餐天数", 20), Column("供餐人次", 22),
    Column("每人每天（元）", 20), Column("应供金额（元）", 30, "r"), Column("实际支出（元）", 30, "r"),
    Column("结余（元）", 28, "r"), Column("食堂工勤", 18), Column("备注", 37, "l"),
)  # fmt: skip
NOTE = (
    "说明：供餐人次＝受益学生×供餐天数－缺勤人次（按点名）。补助全额用于供餐，供应等值食品，不得发给学生或家长现金；"
    "结余只能接着用在供餐上。带*的学校还没有登记，按校历、花名册和点名推算。"
)


class Line(NamedTuple):
    """A school's month as it was written down, or as it is reckoned where nothing was."""

    name: str
    written: bool
    pupils: int
    days: int
    meals: int
    per_meal: Decimal | None
    due: Decimal | None
    spent: Decimal | None
    cooks: str
    remark: str


def write(press: Press, source: Source, chosen: Chosen) -> None:
    month = chosen.text(MONTH.name) or f"{source.today:%Y-%m}"
    schools = source.schools(chosen.text(SCHOOL.name) or ALL_SCHOOLS)
    found = meals.reckoned(source.connection, source.context, month, schools)
    rows = meals.written(source.connection, source.context, month)
    lines = [_line(one, rows.get(one.school)) for one in found]
    press.begin(Sheet(source.school, source.term, FORM, source.today, landscape=True))
    blocks.title(press, "农村义务教育学生营养改善计划月报表", 1)
    blocks.ends(
        press, f"填报单位：{source.school}　　月份：{say_month(month)}", f"统计日期：{chinese_day(source.today)}"
    )
    blocks.gap(press, 1)
    if not lines:
        blocks.nothing(press, "花名册里没有义务教育阶段的在读学生。")
        return
    _table(press, lines)
    due = sum((line.due or Decimal(0) for line in lines), Decimal(0))
    blocks.gap(press, 1.5)
    blocks.ends(press, f"应供合计：{aid_scope.said(due)}", "", 10.5, share=0.98)
    blocks.note(press, NOTE)
    blocks.signatures(press, "填表人：______________", "食堂负责人：______________", "校长（签字）：______________",
                      "（盖章）　____年____月____日")  # fmt: skip


def _line(one: Reckoned, row: Mapping[str, Any] | None) -> Line:
    if row is None:
        return Line(one.name, False, one.pupils, one.days, one.meals, one.per_meal, one.due, None, "", "")
    per_meal, spent = _sum(row["per_meal"]), _sum(row["spent"])
    due = due_of(row["meals"], per_meal)
    counts = (row["pupils"] or 0, row["days"] or 0, row["meals"] or 0)
    return Line(one.name, True, *counts, per_meal, due, spent, str(row["cooks"] or ""), row["remark"] or "")


def _sum(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def _table(press: Press, lines: Sequence[Line]) -> None:
    table = Table(press, spread(COLUMNS, press.width), row_height=18, head_height=32)
    for line in lines:
        gap = None if line.due is None or line.spent is None else line.due - line.spent
        table.row([
            line.name + ("" if line.written else "*"), str(line.pupils), str(line.days), str(line.meals),
            yuan(line.per_meal) if line.per_meal is not None else "", _money(line.due), _money(line.spent),
            "" if gap is None else f"{'+' if gap > 0 else ''}{money(gap)}", line.cooks, line.remark,
        ])  # fmt: skip
    spent = [line.spent for line in lines if line.spent is not None]
    table.put([
        Cell("合　计", strong=True, align="c"), str(sum(line.pupils for line in lines)), "",
        str(sum(line.meals for line in lines)), "",
        money(sum((line.due or Decimal(0) for line in lines), Decimal(0))),
        money(sum(spent, Decimal(0))) if spent else "", "", "", "",
    ], tall=18)  # fmt: skip
    table.close()


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else money(amount)


REPORT = Report("meal-month", "营养改善计划月报表", write, (SCHOOL, MONTH), ("meal_months",))
