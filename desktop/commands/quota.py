"""Quota places from the command line: the largest remainder for numbers one types, and the year's plan as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from desktop.commands.line import LINE, Line, Pair, main, with_office
from desktop.work.outcome import Outcome


@main.command("quota-share", help="名额按最大余数法分一分：名额 学校=人数 ……。")
@click.argument("places", metavar="名额", type=click.IntRange(min=0))
@click.argument("schools", metavar="学校=人数 ……", nargs=-1, required=True, type=Pair())
@LINE
def quota_share(line: Line, places: int, schools: Sequence[tuple[str, str]]) -> None:
    from desktop.work import quota as work

    line.answer(work.shared(places, schools))


@main.command(help="一年的指标生：各校名额、录取、空额；加 --settle 就登记录取结果。")
@click.option("--year", type=int, help="招生年份；不写就是最近一年。")
@click.option("--settle", is_flag=True, help="登记录取结果。")
@LINE
def quota(line: Line, year: int | None, settle: bool) -> None:
    from desktop.work import quota as work

    def stand(office: Any) -> Outcome:
        when = year or work.years(office)[0]
        if settle:
            return work.settle(office, when)
        found = work.of_year(office, when)
        told = work.described(office, found)
        said = [
            f"{target['school']}　" + "，".join(f"{s['school']} {s['places']}" for s in target["shares"])
            for target in told
        ]
        return Outcome("\n".join([*said, found.why_not]).strip(), data={"year": when, "targets": told})

    with_office(line, stand)
