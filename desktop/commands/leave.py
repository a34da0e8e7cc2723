"""Leave of staff from the command line: the month's figures, who is on the list of 清理吃空饷."""

from __future__ import annotations

import click

from desktop.commands.line import LINE, Line, main, with_office


@main.command("staff-attendance", help="教职工考勤：一个月里谁请了什么假、代了几节课。")
@click.option("--month", default="", help="月份，如 2026-11；不写就是本月。")
@click.option("--school", default="", help="只算一所学校。")
@LINE
def staff_attendance(line: Line, month: str, school: str) -> None:
    from desktop.work import leave

    with_office(line, lambda office: leave.month(office, month, office.school_called(school) if school else None))


@main.command("ghost-pay", help="清理吃空饷：旷工、假满未归、长期请假、不在岗又无假的人员。")
@click.option("--school", default="", help="只看一所学校。")
@LINE
def ghost_pay(line: Line, school: str) -> None:
    from desktop.work import leave

    with_office(line, lambda office: leave.ghost_pay(office, office.school_called(school) if school else None))
