"""Dropout control and care from the command line: lists compared, the month's reports, whom to be in touch with."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from desktop.commands.line import FILE, LINE, Day, Line, main, with_office
from desktop.work import catalogue
from desktop.work.outcome import Outcome


@main.command(help="名单比对：户籍 × 学籍 × 在校，辍学 × 脱贫户，残联 × 在校。")
@click.argument("which", metavar="比对", default="1")
@click.option("--show-private", is_flag=True, help="显示证件号；会记下是谁看的。")
@LINE
def compare(line: Line, which: str, show_private: bool) -> None:
    from desktop.work import comparing

    code = catalogue.read_code("comparison", which)
    with_office(line, lambda office: comparing.described(office, code, show_private))


@main.command("compare-list", help="导入一份外来名单（户籍、学籍系统、脱贫户……）用来比对。")
@click.argument("kind", metavar="名单")
@click.argument("sheet", metavar="表格", type=FILE)
@click.option("--as-of", type=Day(), required=True, help="名单是哪一天的。")
@LINE
def compare_list(line: Line, kind: str, sheet: Path, as_of: date) -> None:
    from desktop.work import comparing

    code = catalogue.read_code("outside_list", kind)
    with_office(line, lambda office: comparing.bring_in(office, sheet.absolute(), code, as_of))


@main.command("dropout-month", help="生成控辍保学月报；--close 关账（这个月要过完）。")
@click.argument("month", metavar="月份", required=False, default="")
@click.option("--close", is_flag=True)
@LINE
def dropout_month(line: Line, month: str, close: bool) -> None:
    from desktop.work import dropouts

    with_office(line, lambda office: dropouts.report_month(office, month, close))


@main.command("retention", help="巩固率和辍学率，写出算式和计入的人。")
@click.argument("year", metavar="学年起始年", required=False, type=int)
@click.option("--school", default="", help="学校；不写就是全部。")
@LINE
def retention(line: Line, year: int | None, school: str) -> None:
    from desktop.work import dropout_rates

    def work(office: Any) -> Outcome:
        return dropout_rates.described(office, year, school)

    with_office(line, work)


@main.command(help="关爱工作：该建档的、该联系的、送教不足的；--open 给该建档的都建档。")
@click.option("--open", "open_all", is_flag=True, help="给花名册上勾了情况、还没有档案的学生建档。")
@LINE
def care(line: Line, open_all: bool) -> None:
    from desktop.work import care as work

    def does(office: Any) -> Outcome:
        if open_all:
            return work.open_files(office, [one.student for one in work.work(office).candidates])
        return work.described(office)

    with_office(line, does)
