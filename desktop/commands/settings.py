"""Settings from the command line: what the office has decided, what ships, and deciding something else."""

from __future__ import annotations

from typing import Any

import click

from desktop.commands.line import LINE, Line, main, with_office
from desktop.work.outcome import Outcome


@main.command(help="有哪些设置，现在是多少。")
@LINE
def settings(line: Line) -> None:
    from desktop.work import settings as work

    def listed(office: Any) -> Outcome:
        found = work.described(office)
        said = [f"{one['name']}　{one['label']}：{one['shown']}{one['unit']}" for one in found]
        return Outcome("\n".join(said), data={"settings": found})

    with_office(line, listed)


@main.command("set", help="改一项设置；不写值就恢复为程序自带的。")
@click.argument("name", metavar="设置")
@click.argument("value", metavar="值", default="")
@LINE
def set_value(line: Line, name: str, value: str) -> None:
    from desktop.work import settings as work

    with_office(line, lambda office: work.decide(office, name, value))
