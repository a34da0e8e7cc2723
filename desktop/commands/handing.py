"""Handing in and out from the command line: invite, join, handoff, merge, sites, accept, retire."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from desktop.commands.line import FILE, LINE, Line, main, with_office
from desktop.work.office import Office
from desktop.work.outcome import Outcome


@main.command(help="给一所学校写邀请文件，让它的电脑加入。")
@click.argument("school", metavar="学校")
@click.option("--to", type=FILE, required=True, help="写到哪个文件夹。")
@LINE
def invite(line: Line, school: str, to: Path) -> None:
    from desktop.work import handing

    with_office(line, lambda office: handing.invite(office, school, to))


@main.command(help="用邀请文件加入：在 --data 处新建这所学校的数据文件。")
@click.argument("invitation", type=FILE, metavar="邀请文件")
@LINE
def join(line: Line, invitation: Path) -> None:
    from desktop.work import handing

    line.answer(handing.join(invitation, line.data, line.who, line.today))


@main.command(help="把对方还没有的写成交接包；没有新的就不写。")
@click.option("--to", type=FILE, required=True, help="写到哪个文件夹。")
@click.option("--for", "school", help="只给这所学校写。")
@click.option("--full", is_flag=True, help="全部重写一遍，不管对方有没有。")
@LINE
def handoff(line: Line, to: Path, school: str | None, full: bool) -> None:
    from desktop.work import handing

    with_office(line, lambda office: _on_its_day(office, handing.handoff(office, to, school, full, line.progress)))


@main.command(help="收下交接包和回执（文件或文件夹），并在旁边写回执。")
@click.argument("paths", type=FILE, nargs=-1, required=True, metavar="文件或文件夹 ……")
@LINE
def merge(line: Line, paths: Sequence[Path]) -> None:
    from desktop.work import handing

    with_office(line, lambda office: _on_its_day(office, handing.merge(office, list(paths), line.progress)))


def _on_its_day(office: Office, outcome: Outcome) -> Outcome:
    """Says that this computer's date cannot be right, where nobody gave the day."""
    from desktop.work import carrying

    doubt = carrying.date_doubt(office)
    if doubt:
        click.echo(f"{doubt}可以用 --today 说明今天是哪一天。", err=True)
    return outcome


@main.command(help="全镇的机器：各交到第几包，缺哪一包。")
@LINE
def sites(line: Line) -> None:
    from desktop.work import sites as known

    with_office(line, known.sites)


@main.command(help="电话核对四个词以后，接受一台新机器。")
@click.argument("site", type=int, metavar="机器号")
@LINE
def accept(line: Line, site: int) -> None:
    from desktop.work import sites as known

    with_office(line, lambda office: known.accept(office, site))


@main.command(help="停用一台机器。")
@click.argument("site", type=int, metavar="机器号")
@LINE
def retire(line: Line, site: int) -> None:
    from desktop.work import sites as known

    with_office(line, lambda office: known.retire(office, site))
