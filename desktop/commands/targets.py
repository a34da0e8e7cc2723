"""Targets from the command line: how each stands today, noted, settled, settling taken back."""

from __future__ import annotations

from typing import Any

import click

from desktop.commands.line import LINE, Line, main, with_office
from desktop.work import catalogue
from desktop.work.outcome import Outcome

PERIOD = click.argument("period", metavar="学年或学期", required=False, default="")
SCHOOL = click.option("--school", default="", help="学校；不写就是全部。")


@main.command("targets", help="质量目标：目标、今天的实际、差多少、怎么算的；2026 是学年，2026-1 是学期。")
@PERIOD
@SCHOOL
@click.option("--note", is_flag=True, help="把今天的进展记下来。")
@LINE
def targets(line: Line, period: str, school: str, note: bool) -> None:
    from desktop.work import targets as work

    def stands(office: Any) -> Outcome:
        if not note:
            return work.described(office, period, school)
        found = work.stood(office, work.period_of(office, period), office.school_called(school) if school else None)
        return work.note(office, found)

    with_office(line, stands)


@main.command("settle-targets", help="目标兑现：把今天的数定下来，以后不再变；还没有数的留着。")
@PERIOD
@SCHOOL
@LINE
def settle_targets(line: Line, period: str, school: str) -> None:
    from desktop.work import targets as work

    with_office(line, lambda office: work.settle_period(office, period, school))


@main.command("reopen-targets", help="取消兑现：目标ID ……")
@click.argument("wanted", metavar="目标ID ……", nargs=-1, required=True)
@LINE
def reopen_targets(line: Line, wanted: tuple[str, ...]) -> None:
    from desktop.work import rows
    from desktop.work import targets as work

    register = catalogue.register("targets")
    with_office(line, lambda office: work.reopen(office, [rows.key_of(office, register, one) for one in wanted]))


@main.command("target-baselines", help="取基数：从台账取上一学年（同一学期）的数，填过的不动。")
@PERIOD
@SCHOOL
@LINE
def target_baselines(line: Line, period: str, school: str) -> None:
    from desktop.work import targets as work

    def taken(office: Any) -> Outcome:
        found = work.stood(office, work.period_of(office, period), office.school_called(school) if school else None)
        return work.take_baselines(office, [one.key for one in found])

    with_office(line, taken)


@main.command("target-agreements", help="出具质量目标责任书：每所学校（本校教师）一份，编号存档。")
@PERIOD
@SCHOOL
@LINE
def target_agreements(line: Line, period: str, school: str) -> None:
    from desktop.work import target_agreements as work

    with_office(line, lambda office: work.agree_period(office, period, school))
