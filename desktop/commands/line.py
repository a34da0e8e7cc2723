"""What is said before a command: which file, who, what day, and how the answer is printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from db.errors import Trouble
from desktop.commands.words import SpokenGroup
from desktop.work import catalogue
from desktop.work.outcome import Outcome, Progress


@dataclass
class Openers:
    """What desktop.app hands in: how to open windows, and where data files live by themselves."""

    window: Callable[..., int]
    screens: Callable[..., list[Path]]
    prove_window: Callable[[Path], None]
    data_file: Callable[[], Path]
    user: Callable[[], str]


@dataclass
class Line:
    """What was said before the command: which file, who, what day, how to answer."""

    openers: Openers
    data: Path
    who: str
    today: date
    named: bool = False
    as_json: bool = False

    def office(self) -> Any:
        from desktop.work.office import Office

        return Office.open(self.data, self.who, self.today)

    def answer(self, outcome: Outcome) -> None:
        if self.as_json:
            self.print_json(outcome.data)
        else:
            click.echo(outcome.sentence)
            if outcome.advice:
                click.echo(outcome.advice)
        if outcome.attention:
            raise SystemExit(1)

    def print_json(self, data: Any) -> None:
        sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")

    @property
    def progress(self) -> Progress:
        from desktop.work.outcome import silent

        return silent if self.as_json or not sys.stderr.isatty() else _bar


def _bar(at: str, done: int, total: int) -> None:
    share = f" {done * 100 // total}%" if total else ""
    click.echo(f"\r{at}{share}　　", nl=False, err=True)
    if total and done >= total:
        click.echo("", err=True)


class Day(click.ParamType[date]):
    """A day as people write it."""

    name = "日期"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        return value if isinstance(value, date) else catalogue.read_day(value)


class Pair(click.ParamType[tuple[str, str]]):
    """field=value."""

    name = "栏目=值"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, sign, text = value.partition("=")
        if not sign:
            raise Trouble(f"“{value}”不是“栏目=值”的写法。", "例如 name=李明。")
        return name.strip(), text


FILE = click.Path(path_type=Path)
LINE = click.make_pass_decorator(Line)


class Commands(SpokenGroup):
    """Every command takes --json; whatever goes wrong in the world is one sentence and advice, never a traceback."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        cmd.params.append(
            click.Option(
                ["--json", "as_json"], is_flag=True, expose_value=False, callback=_json, help="输出一个 JSON 对象。"
            )
        )
        super().add_command(cmd, name)


def _json(ctx: click.Context, _param: Any, value: bool) -> None:
    if value and ctx.obj:
        ctx.obj.as_json = True


@click.group(
    cls=Commands,
    invoke_without_command=True,
    help="乡校台账：花名册、检查、隐患、目标，都在一个文件里。不带命令时打开窗口。",
)
@click.option("--data", type=FILE, help="数据文件；不写时用自己的数据文件夹里的。")
@click.option("--as", "who", help="谁在做；不写时用系统的用户名。")
@click.option("--today", type=Day(), help="当作哪一天；不写就是今天。")
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象；写在命令前后都行。")
@click.pass_context
def main(ctx: click.Context, data: Path | None, who: str | None, today: date | None, as_json: bool) -> None:
    openers: Openers = ctx.obj
    line = Line(
        openers,
        (data or openers.data_file()).absolute(),
        who or openers.user(),
        today or date.today(),
        who is not None,
        as_json,
    )
    ctx.obj = line
    if ctx.invoked_subcommand is None:
        raise SystemExit(openers.window(line.data, who, line.today, chosen=data is not None))


def with_office(line: Line, work: Callable[[Any], Outcome]) -> None:
    """Opens the file, works, closes it; a backup that could not be made on closing does not undo what was done."""
    office = line.office()
    if office.notice:
        click.echo(office.notice, err=True)
    try:
        outcome = work(office)
    except BaseException:
        with suppress(Trouble):
            office.close()
        raise
    try:
        office.close()
    except Trouble as trouble:
        click.echo(f"{trouble.sentence}{trouble.advice}", err=True)
    line.answer(outcome)
