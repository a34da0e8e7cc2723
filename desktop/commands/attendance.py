"""Attendance from the command line: calling a class, the sums of a month or week, who must be followed up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from desktop.commands.line import FILE, LINE, Day, Line, Pair, main, with_office
from desktop.work import catalogue
from desktop.work.outcome import Outcome


class Missing(Pair):
    """姓名=原因; a name alone is missing and nobody knows why."""

    name = "姓名=原因"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        return super().convert(value if isinstance(value, tuple) or "=" in value else f"{value}=", param, ctx)


@main.command("roll-call", help="点名：没有写缺勤的，就是全到。")
@click.argument("room", metavar="班级")
@click.option("--absent", type=Missing(), multiple=True, help="姓名=原因，可以写几个；不写原因就是未说明。")
@click.option("--on", type=Day(), help="哪一天；不写就是今天。")
@click.option("--session", default="全天", help="全天、上午、下午或晚自习。")
@click.option("--school", default="", help="哪所学校的班；不写就是本校。")
@click.option("--by", default="", help="谁点的名；不写就是自己。")
@click.option("--at", default="", help="几点点的名；不写就是现在。")
@LINE
def roll_call(
    line: Line,
    room: str,
    absent: Sequence[tuple[str, str]],
    on: date | None,
    session: str,
    school: str,
    by: str,
    at: str,
) -> None:
    from desktop.work import roll_call as work

    def call(office: Any) -> Outcome:
        code = catalogue.read_code("session", session)
        sheet = work.open_sheet(office, work.class_called(office, room, school), on or line.today, code)
        return work.sign(office, sheet, work.marks_of(sheet, dict(absent)), by, at)

    with_office(line, call)


@main.command(help="考勤统计：一个月或一周，各班、各校和合计。")
@click.option("--month", default="", help="月份，如 2026-11；不写就是本月。")
@click.option("--week", type=Day(), help="一周里的任何一天。")
@click.option("--school", default="", help="只算一所学校。")
@LINE
def attendance(line: Line, month: str, week: date | None, school: str) -> None:
    from desktop.work import attendance_sums as work

    def sums(office: Any) -> Outcome:
        owner = office.school_called(school) if school else None
        found = work.over(office, *work.span(office, month, week), owner)
        return Outcome("\n".join(work.told(office, found)), data=work.described(office, found))

    with_office(line, sums)


@main.command("import-attendance", help="导入纸质月考勤表：姓名一列，右边每天一列，格里是 √ 或缺勤的符号。")
@click.argument("sheet", metavar="表格", type=FILE)
@click.option("--class", "room", default="", help="哪个班；表上写着班名的不用写。")
@click.option("--month", default="", help="哪个月，如 2026-11；表上写着年月的不用写。")
@click.option("--school", default="", help="哪所学校；不写就是本校。")
@click.option("--dry-run", is_flag=True, help="只看会怎样，不导入。")
@LINE
def import_attendance(line: Line, sheet: Path, room: str, month: str, school: str, dry_run: bool) -> None:
    from desktop.work.import_attendance import GridImport

    def bring(office: Any) -> Outcome:
        found = GridImport(office, sheet.absolute(), room, month, school)
        return found.dry_run() if dry_run else found.apply()

    with_office(line, bring)


@main.command("export-attendance", help="导出月考勤表，一个班一页；可以用WPS填好再导入。")
@click.argument("sheet", metavar="表格", type=FILE)
@click.option("--class", "room", default="", help="哪个班；不写就是本校各班。")
@click.option("--month", default="", help="哪个月，如 2026-11；不写就是本月。")
@click.option("--school", default="", help="哪所学校；不写就是本校。")
@click.option("--blank", is_flag=True, help="空白的，用来填写。")
@LINE
def export_attendance(line: Line, sheet: Path, room: str, month: str, school: str, blank: bool) -> None:
    from desktop.work.export_attendance import export

    with_office(line, lambda office: export(office, sheet.absolute(), room, month, school, blank=blank))


@main.command("follow-up", help="缺勤追踪：谁没有来、今天要做什么、哪里有聚集性疾病。")
@click.option("--school", default="", help="只看一所学校。")
@LINE
def follow_up(line: Line, school: str) -> None:
    from desktop.work import follow_up as work

    def today(office: Any) -> Outcome:
        return work.told(office, work.today(office, school=office.school_called(school) if school else None))

    with_office(line, today)
