"""Balance indicators from the command line: a year as it stands, what is missing, and filling in from the rosters."""

from __future__ import annotations

from typing import Any

import click

from desktop.commands.line import LINE, Line, main, with_office
from desktop.work.outcome import Outcome

YEAR = click.option("--year", type=int, help="学年的起始年，如 2026；不写就是最近一年。")


@main.command(help="均衡监测：各校指标、本镇平均和差异系数；加 --fill 就按花名册填空着的数。")
@YEAR
@click.option(
    "--set", "basis", type=click.Choice(["2017", "2012"]), default="2017", help="2017 优质均衡，2012 基本均衡。"
)
@click.option("--fill", is_flag=True, help="按花名册填今年的人数、班级数和教师数，已有的不改。")
@LINE
def balance(line: Line, year: int | None, basis: str, fill: bool) -> None:
    from desktop.work import balance as work

    def stand(office: Any) -> Outcome:
        if fill:
            return work.fill_from_roster(office)
        when = year or work.years(office)[0]
        told = work.described(office, when, basis)
        said = [
            f"{stage['stage']}　{one['school']}　"
            + (f"{one['met']} 项达标" if basis == "2017" else "　".join(one["values"]))
            for stage in told
            for one in stage["schools"]
        ]
        return Outcome("\n".join(said) or f"{when}学年还没有办学条件。", data={"year": when, "stages": told})

    with_office(line, stand)


@main.command("balance-missing", help="对照优质均衡标准，各校缺什么、缺多少、估算多少钱。有缺口时状态是 1。")
@YEAR
@LINE
def balance_missing(line: Line, year: int | None) -> None:
    from desktop.work import balance as work

    def short(office: Any) -> Outcome:
        when = year or work.years(office)[0]
        told = work.told_missing(office, when)
        said = [f"{one['school']}　{one['indicator']}　缺 {one['missing']} {one['unit']}" for one in told]
        nothing = "没有缺口。" if work.described(office, when) else f"{when}学年还没有办学条件。"
        return Outcome("\n".join(said) or nothing, data={"year": when, "missing": told}, attention=bool(told))

    with_office(line, short)
