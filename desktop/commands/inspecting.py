"""Inspections from the command line: lists, rounds, sheets begun and filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from desktop.commands.line import LINE, Commands, Day, Line, Pair, main, with_office
from desktop.work import catalogue
from desktop.work.outcome import Outcome


@main.command(help="有哪些检查表。")
@click.option("--new-version", "copied", metavar="检查表", help="另存一个新版草稿，可以修改。")
@click.option("--use", "used", metavar="检查表", help="启用一个草稿（写它的 id），旧版随之停用。")
@LINE
def checklists(line: Line, copied: str | None, used: str | None) -> None:
    from desktop.work import checklists as work

    def does(office: Any) -> Outcome:
        if copied:
            return work.new_version(office, work.called(office, copied))
        return work.put_in_use(office, work.called(office, used)) if used else work.listed(office)

    with_office(line, does)


@main.group("round", cls=Commands, help="检查轮次：新建、抽签、看进度。")
def rounds() -> None:
    """Commands of rounds."""


@rounds.command("new", help="新建轮次。")
@click.argument("name", metavar="名称")
@click.option("--kind", default="special", help="周查、月查、抽查、期末、专项。")
@click.option("--from", "starts_on", type=Day(), help="开始日期；不写就是今天。")
@click.option("--to", "ends_on", type=Day(), help="结束日期。")
@click.option("--list", "lists", metavar="检查表", multiple=True, help="所用检查表，可以写几个。")
@click.option("--school", help="只查这一所学校；不写时中心学校建的是全镇的。")
@click.option("--led-by", default="", help="组织人。")
@LINE
def new_round(
    line: Line,
    name: str,
    kind: str,
    starts_on: date | None,
    ends_on: date | None,
    lists: Sequence[str],
    school: str | None,
    led_by: str,
) -> None:
    from desktop.work import checklists as lists_work
    from desktop.work import rounds as work

    def does(office: Any) -> Outcome:
        plan = work.Plan(
            name=name,
            kind=catalogue.read_code("round_kind", kind),
            starts_on=starts_on or line.today,
            ends_on=ends_on,
            school=office.school_called(school) if school else None,
            lists=tuple(lists_work.called(office, one) for one in lists),
            led_by=led_by,
        )
        return work.new(office, plan)

    with_office(line, does)


@rounds.command("draw", help="抽签：school、teacher、class 各抽多少；同一个种子抽出来的一样。")
@click.argument("name", metavar="轮次")
@click.argument("what", metavar="抽什么", type=click.Choice(["school", "teacher", "class"]))
@click.argument("count", metavar="多少", type=click.IntRange(min=1))
@click.option("--per-school", is_flag=True, help="每所学校各抽这么多。")
@click.option("--seed", type=int, help="抽签种子；不写就随机，并记下来。")
@click.option("--school", "schools", multiple=True, help="只从这些学校里抽。")
@LINE
def draw(
    line: Line, name: str, what: str, count: int, per_school: bool, seed: int | None, schools: Sequence[str]
) -> None:
    from desktop.work import lots
    from desktop.work import rounds as work

    def does(office: Any) -> Outcome:
        wanted = [office.school_called(one) for one in schools]
        key = work.called(office, name)
        return lots.draw(office, key, what, count, per_school=per_school, seed=seed, schools=wanted)

    with_office(line, does)


@rounds.command("state", help="一个轮次查了多少、还有谁没查。")
@click.argument("name", metavar="轮次")
@LINE
def state(line: Line, name: str) -> None:
    from desktop.work import round_state
    from desktop.work import rounds as work

    with_office(line, lambda office: round_state.told(office, work.called(office, name)))


@main.command("inspect-new", help="开始一张检查表，查学校、教师、班级或一节课。")
@click.argument("checklist", metavar="检查表")
@click.option("--school", help="查哪所学校；查教师、班级时从他们的学校得出。")
@click.option("--teacher", help="查哪位教师。")
@click.option("--class", "room", help="查哪个班。")
@click.option("--round", "in_round", metavar="轮次", help="属于哪个轮次。")
@click.option("--inspector", default="", help="检查人；不写就是自己。")
@click.option("--on", "on", type=Day(), help="检查日期；不写就是今天。")
@click.option("--blank", is_flag=True, help="只准备一张有编号的空表。")
@LINE
def inspect_new(
    line: Line,
    checklist: str,
    school: str | None,
    teacher: str | None,
    room: str | None,
    in_round: str | None,
    inspector: str,
    on: date | None,
    blank: bool,
) -> None:
    from desktop.work import checklists as lists_work
    from desktop.work import inspections, rounds
    from desktop.work.inspecting import Filling

    def does(office: Any) -> Outcome:
        whom = inspections.named(office, school=school or "", teacher=teacher or "", room=room or "")
        key = inspections.begin(
            office,
            lists_work.called(office, checklist),
            whom,
            round_=rounds.called(office, in_round) if in_round else None,
            inspector=inspector,
            on=on,
            blank=blank,
        )
        sheet = Filling.open(office, key)
        return Outcome(f"编号 {sheet.sheet.row['serial']}，共 {len(sheet.sheet.lines)} 项。", data=sheet.data)

    with_office(line, does)


@main.command("inspect", help="填写一张检查表：编号 项=结果 …… 例如 3=有问题：通道堆物 5=4.5 7=53/60。")
@click.argument("sheet", metavar="编号")
@click.argument("typed", metavar="项=结果 ……", nargs=-1, type=Pair())
@click.option("--rest", is_flag=True, help="其余都合格。")
@click.option("--finish", is_flag=True, help="完成这张表。")
@click.option("--reopen", is_flag=True, help="已完成的退回重新填写。")
@LINE
def inspect(line: Line, sheet: str, typed: Sequence[tuple[str, str]], rest: bool, finish: bool, reopen: bool) -> None:
    from desktop.work import inspections
    from desktop.work.inspecting import Filling

    def does(office: Any) -> Outcome:
        filling = Filling.open(office, inspections.sheet_called(office, sheet))
        if reopen:
            filling.reopen()
        for name, text in typed:
            filling.type(name, text)
        if rest:
            filling.mark_rest()
        return filling.finish() if finish else Outcome(filling.summary, data=filling.data)

    with_office(line, does)
