"""教职工考勤月报、长期不在岗人员清单: who worked how many days, who is on the roll and not at work."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from db import codes, leaves
from db.attendance import days
from db.leaves import Person
from db.registers.staff import Staff
from db.rules.days import say_day, say_month
from desktop.reports import blocks
from desktop.reports.furniture import INTERNAL, Sheet
from desktop.reports.options import SCHOOL, Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import ALL_SCHOOLS, Source
from desktop.reports.tables import Table

MONTH_FORM, LIST_FORM = "QS-JS-05", "QS-JS-06"
HEAD = (Column("序号", 9), Column("姓名", 20, "f"), Column("应出勤", 13), Column("实出勤", 13))
FOOT = (Column("代课节数", 15), Column("备注", 24, "l"))
NOTE = "说明：单位为天，上午、下午各半天；公差、培训计入实出勤。代课节数不计入出勤天数。"
LISTED = (
    Column("序号", 10), Column("学校", 40, "f"), Column("姓名", 22, "f"), Column("情形", 28), Column("人员状态", 22),
    Column("假别", 20), Column("从", 24), Column("到", 24), Column("天数", 16), Column("核查意见", 46),
)  # fmt: skip
LIST_NOTE = (
    "说明：列入的有旷工的、假满没有销假的、长期请病假和事假的、人员状态是借出病休进修而没有请假记录的。"
    "病假没有医院证明的，由责任单位认定。天数按日历算。"
)


def write_month(press: Press, source: Source, chosen: Chosen) -> None:
    asked = chosen.text("month") or source.today.isoformat()[:7]
    first, last = days.month_span(asked)
    for school_id, school in source.schools(chosen.text(SCHOOL.name), Staff):
        found = leaves.people(source.connection, source.context, first, last, school_id)
        sheet = Sheet(school, source.term, MONTH_FORM, source.today, landscape=True)
        due = found[0].due if found else 0

        def top(school: str = school, due: int = due) -> None:
            blocks.title(press, "教职工考勤月报", 0.5)
            blocks.ends(press, f"单位：{school}", f"{say_month(asked)}　应出勤{due}天　单位：天、节", 10)
            blocks.gap(press, 1)

        press.begin(sheet, top)
        if not found:
            blocks.nothing(press, "还没有教职工。")
            continue
        _month(press, found)
        blocks.note(press, NOTE)
        blocks.signatures(press)


def _month(press: Press, found: Sequence[Person]) -> None:
    kinds = codes.code_list("leave_kind")
    columns = [*HEAD, *(Column(kind.label, 13, "f") for kind in kinds), *FOOT]
    table = Table(press, spread(columns, press.width), row_height=15, head_height=20, who=1)
    sums: dict[str, Decimal] = {}
    for number, one in enumerate(found, 1):
        for kind, count in one.away.items():
            sums[kind] = sums.get(kind, Decimal(0)) + count
        away = [_shown(one.away.get(kind.code, Decimal(0))) for kind in kinds]
        cells = [str(number), one.name, str(one.due), str(one.worked), *away, _shown(one.hours), ""]
        table.row(cells)
    due, worked = sum(one.due for one in found), sum((one.worked for one in found), Decimal(0))
    hours = sum((one.hours for one in found), Decimal(0))
    totals = [_shown(sums.get(kind.code, Decimal(0))) for kind in kinds]
    table.put([Cell("合计", 2, strong=True, align="c"), str(due), str(worked), *totals, _shown(hours), ""], tall=15)
    table.close()


def _shown(count: Decimal) -> str:
    return f"{count.normalize():f}" if count else ""


def write_list(press: Press, source: Source, chosen: Chosen) -> None:
    asked = chosen.text(SCHOOL.name) or ALL_SCHOOLS
    schools = source.schools(asked, Staff)
    one = schools[0][0] if len(schools) == 1 else None
    found = leaves.listed(source.connection, source.context, one)
    names, statuses = source.context.titles("schools"), codes.code_list("staff_status")
    kinds = codes.code_list("leave_kind")
    press.begin(Sheet(source.school, source.term, LIST_FORM, source.today, landscape=True, label=INTERNAL))
    blocks.title(press, "长期不在岗人员清单", 0.5)
    blocks.ends(press, f"填报单位：{source.school}", f"截至{say_day(source.today)}", 10)
    blocks.gap(press, 1)
    if not found:
        blocks.nothing(press, "没有要清理的人员。")
    else:
        table = Table(press, spread(LISTED, press.width), row_height=20, head_height=22, who=2)
        for number, who in enumerate(found, 1):
            since, until = (day.isoformat() if day else "" for day in (who.since, who.until))
            table.row([
                str(number), names.get(who.school_id or b"", ""), who.name, who.why.value, statuses.label(who.status),
                kinds.label(who.kind), since, until, _shown(who.days), "",
            ])  # fmt: skip
        table.close()
    blocks.note(press, LIST_NOTE)
    blocks.signatures(press)


MONTH = Report(
    "staff-attendance", "教职工考勤月报", write_month,
    (Option("month", "月份", hint="如 2026-11；不填就是本月"), SCHOOL), ("staff_leaves", "staff"),
)  # fmt: skip
LIST = Report("ghost-pay", "长期不在岗人员清单", write_list, (SCHOOL,), ("staff_leaves",))
