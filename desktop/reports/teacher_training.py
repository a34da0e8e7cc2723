"""继续教育学时统计、教师资格注册情况: hours of the cycle year by year, registrations in the order in which they end."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from db import staff_sums
from db.registers.staff import Staff
from db.rules import training
from db.rules.days import say_day
from db.rules.participation import percent, rate
from db.staff_sums import Registration
from desktop.reports import blocks
from desktop.reports.furniture import Sheet
from desktop.reports.options import SCHOOL, Chosen, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column
from desktop.reports.source import Reader, Source
from desktop.reports.tables import Table

HOURS_FORM, REGISTRATION_FORM = "QS-JS-07", "QS-JS-08"
REGISTERED = (
    Column("序号", 12), Column("姓名", 30, "f"), Column("资格种类", 40, "f"), Column("任教学科", 28, "f"),
    Column("定期注册日期", 28), Column("有效期至", 28), Column("情况", 26),
)  # fmt: skip
REGISTRATION_NOTE = "说明：只列专任教师，要办的在前。有效期按设置里的年数从定期注册日期起算。"


def write_hours(press: Press, source: Source, chosen: Chosen) -> None:
    wanted = Decimal(source.context.setting("training.hours"))
    for school_id, school in source.schools(chosen.text(SCHOOL.name), Staff):
        cycle, found = staff_sums.training_hours(source.connection, source.context, school_id)
        pace = training.expected_by(source.today.year, cycle, wanted)
        sheet = Sheet(school, source.term, HOURS_FORM, source.today)

        def top(school: str = school, span: str = f"{cycle.first}—{cycle.last}年周期") -> None:
            blocks.title(press, "教师继续教育学时统计", 0.5)
            blocks.ends(press, f"单位：{school}", f"{span}　要求{wanted}学时　单位：学时", 10)
            blocks.gap(press, 1)

        press.begin(sheet, top)
        if not found:
            blocks.nothing(press, "还没有专任教师。")
            continue
        years = [str(year) for year in range(cycle.first, cycle.last + 1)]
        columns = [Column("序号", 12), Column("姓名", 30, "f"), *(Column(year, 18) for year in years)]
        table = Table(
            press, spread([*columns, Column("合计", 20), Column("还差", 20)], press.width), row_height=15, who=1
        )
        for number, (teacher, hours) in enumerate(found, 1):
            by_year = [_shown(count) for count in hours.by_year]
            behind = hours.total < pace
            total, lacking = Cell(_shown(hours.total) or "0", strong=behind), _shown(hours.lacking)
            table.row([str(number), teacher.name, *by_year, total, lacking])
        table.close()
        done = sum(1 for _, hours in found if not hours.lacking)
        on_pace = sum(1 for _, hours in found if hours.total >= pace)
        said = f"共{len(found)}人，已完成{done}人，完成率{percent(rate(done, len(found)))}%；"
        said += f"按进度今年底应有{_shown(pace) or '0'}学时，达到的{on_pace}人。"
        blocks.note(press, f"{said}合计用黑体的，没有达到今年的进度。")
        blocks.signatures(press)


def _shown(count: Decimal) -> str:
    return f"{count.normalize():f}" if count else ""


def write_registrations(press: Press, source: Source, chosen: Chosen) -> None:
    for school_id, school in source.schools(chosen.text(SCHOOL.name), Staff):
        found = staff_sums.registrations(source.connection, source.context, school_id)
        sheet = Sheet(school, source.term, REGISTRATION_FORM, source.today)

        def top(school: str = school) -> None:
            blocks.title(press, "教师资格注册情况", 0.5)
            blocks.ends(press, f"单位：{school}", f"截至{say_day(source.today)}", 10)
            blocks.gap(press, 1)

        press.begin(sheet, top)
        if not found:
            blocks.nothing(press, "还没有专任教师。")
            continue
        rows = {row["id"]: row for row in source.those(Staff, [one.id for one, *_ in found])}
        reader = Reader(Staff, source.context)
        table = Table(press, spread(REGISTERED, press.width), row_height=15, who=1)
        for number, (teacher, state, ends) in enumerate(found, 1):
            row = rows[teacher.id]
            text = [reader.text(row, name) for name in ("certificate", "certificate_subject", "registered_on")]
            until = ends.isoformat() if ends else ""
            table.row(
                [str(number), teacher.name, *text, until, Cell(state.value, strong=state is not Registration.GOOD)]
            )
        table.close()
        counts = Counter(state for _, state, _ in found)
        holding = len(found) - counts[Registration.NONE]
        told = "，".join(f"{state.value}{counts[state]}人" for state in Registration if counts[state])
        share = percent(rate(holding, len(found)))
        blocks.note(press, f"共{len(found)}人，持证率{share}%；{told}。{REGISTRATION_NOTE}")
        blocks.signatures(press)


HOURS = Report("training-hours", "继续教育学时统计", write_hours, (SCHOOL,), ("trainings",))
REGISTRATIONS = Report("registrations", "教师资格注册情况", write_registrations, (SCHOOL,), ("staff",))
