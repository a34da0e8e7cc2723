"""The command line: the same work as the window, for scripts and for those who like to type."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from db.errors import Trouble
from db.registers import REGISTERS, register
from db.rules import days
from desktop.work.outcome import Outcome, Progress


@dataclass
class Openers:
    """What desktop.app hands in: how to open windows, and where data files live by themselves."""

    window: Callable[..., int]
    screens: Callable[..., list[Path]]
    data_file: Callable[[], Path]
    user: Callable[[], str]


@dataclass
class Line:
    """What was said before the command: which file, who, what day, how to answer."""

    openers: Openers
    data: Path
    who: str
    today: date
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


class Day(click.ParamType):
    """A day as people write it."""

    name = "日期"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        try:
            return days.read_day(value)
        except ValueError as error:
            raise Trouble(str(error).partition("。")[0] + "。", "请写成 2026-11-21 这样。") from error


class Pair(click.ParamType):
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


class Commands(click.Group):
    """Every command takes --json; whatever goes wrong in the world is one sentence and advice, never a traceback."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        cmd.params.append(click.Option(["--json", "as_json"], is_flag=True, expose_value=False, callback=_json, help="输出一个 JSON 对象。"))
        super().add_command(cmd, name)


def _json(ctx: click.Context, _param: Any, value: bool) -> None:
    if value and ctx.obj:
        ctx.obj.as_json = True


@click.group(cls=Commands, invoke_without_command=True, help="乡校台账：花名册、检查、隐患、目标，都在一个文件里。不带命令时打开窗口。")
@click.option("--data", type=FILE, help="数据文件；不写时用自己的数据文件夹里的。")
@click.option("--as", "who", help="谁在做；不写时用系统的用户名。")
@click.option("--today", type=Day(), help="当作哪一天；不写就是今天。")
@click.pass_context
def main(ctx: click.Context, data: Path | None, who: str | None, today: date | None) -> None:
    openers: Openers = ctx.obj
    line = Line(openers, (data or openers.data_file()).absolute(), who or openers.user(), today or date.today())
    ctx.obj = line
    if ctx.invoked_subcommand is None:
        raise SystemExit(openers.window(line.data, who, line.today, chosen=data is not None))


@main.command(help="建立一个乡镇的台账，这所学校是它的中心学校。")
@click.argument("school")
@click.option("--kind", default="center", help="学校类别。")
@click.option("--code", default="", help="学校标识码。")
@LINE
def create(line: Line, school: str, kind: str, code: str) -> None:
    from db import codes
    from desktop.work.office import Office

    try:
        kind = codes.code_list("school_kind").read(kind)
    except ValueError as error:
        raise Trouble(str(error), "例如 --kind center。") from error
    office = Office.found(line.data, school, kind, code, line.who, line.today)
    data = {"school": (office.school_id or b"").hex(), "site": office.workspace.site_number}
    said = f"已建立{office.school}的台账：{office.path}"
    office.close()
    line.answer(Outcome(said, data=data))


@main.command(help="添加一行：栏目=值 ……")
@click.argument("name", metavar="台账")
@click.argument("typed", nargs=-1, type=Pair())
@LINE
def add(line: Line, name: str, typed: Sequence[tuple[str, str]]) -> None:
    from desktop.work import rows

    _with_office(line, lambda office: rows.add(office, register(name), dict(typed)))


@main.command(help="修改一行：栏目=值 ……")
@click.argument("name", metavar="台账")
@click.argument("row", metavar="ID")
@click.argument("typed", nargs=-1, type=Pair())
@LINE
def change(line: Line, name: str, row: str, typed: Sequence[tuple[str, str]]) -> None:
    from desktop.work import rows

    _with_office(line, lambda o: rows.change(o, register(name), rows.key_of(o, register(name), row), dict(typed)))


@main.command(help="删除一行；可以撤销。")
@click.argument("name", metavar="台账")
@click.argument("row", metavar="ID")
@LINE
def remove(line: Line, name: str, row: str) -> None:
    from desktop.work import rows

    _with_office(line, lambda o: rows.remove(o, register(name), [rows.key_of(o, register(name), row)]))


@main.command("list", help="列出行；--find 也认拼音和首字母。")
@click.argument("name", metavar="台账")
@click.option("--find", default="")
@click.option("--where", type=Pair(), multiple=True, help="栏目=值，可以写几个。")
@click.option("--sort", multiple=True, help="按哪一栏排，前面加 - 为倒序。")
@click.option("--limit", type=click.IntRange(min=0))
@click.option("--show-private", is_flag=True, help="显示身份证号、电话等；会记下是谁看的。")
@LINE
def list_rows(
    line: Line, name: str, find: str, where: Sequence[tuple[str, str]], sort: Sequence[str], limit: int | None, show_private: bool
) -> None:
    from desktop.work import tables

    chosen = register(name)

    def work(office: Any) -> Outcome:
        page = tables.table(office, chosen, find, where, sort, limit, show_private)
        listed = [f for f in chosen.fields().values() if f.listed]
        lines = ["　".join(str(row[f.name] if row[f.name] is not None else "") for f in listed) + f"　{row['id']}" for row in page.rows]
        return Outcome("\n".join([*lines, f"共 {page.count} 行。"]), data={"rows": page.rows, "count": page.count})

    _with_office(line, work)


@main.command(help="有哪些台账，各有哪些栏目。")
@LINE
def registers(line: Line) -> None:
    described = [describe(r) for r in REGISTERS]
    said = "\n".join(f"{r['name']}　{r['title']}：" + "、".join(f"{f['label']}（{f['name']}）" for f in r["fields"]) for r in described)
    line.answer(Outcome(said, data={"registers": described}))


def describe(chosen: Any) -> dict[str, Any]:
    from db import codes

    fields = []
    for f in chosen.fields().values():
        listed: Iterable[Any] = codes.code_list(f.codes) if f.kind == "code" else ()
        fields.append(
            {
                "name": f.name, "label": f.label, "kind": f.kind, "required": f.required, "private": f.private, "computed": f.computed,
                "codes": [{"code": c.code, "label": c.label} for c in listed],
            }
        )  # fmt: skip
    return {"name": chosen.register_name(), "title": chosen.title, "tab": chosen.tab, "fields": fields}


@main.command(help="一行的历史：谁、什么时候、改了什么。")
@click.argument("name", metavar="台账")
@click.argument("row", metavar="ID")
@click.option("--show-private", is_flag=True)
@LINE
def history(line: Line, name: str, row: str, show_private: bool) -> None:
    from desktop.work import history as past
    from desktop.work import rows

    def work(office: Any) -> Outcome:
        entries = past.history(office, register(name), rows.key_of(office, register(name), row), show_private)
        lines = []
        for entry in entries:
            lines.append(f"{entry['at'][:16].replace('T', ' ')}　{entry['who']}　{entry['why']}")
            lines += [f"　　{c['label']}：{c['old'] or '（空）'} → {c['new'] or '（空）'}" for c in entry["changes"]]
        return Outcome("\n".join(lines), data={"entries": entries})

    _with_office(line, work)


@main.command(help="撤销自己最后一次改动，或指定的那一次。")
@click.argument("entry", required=False, type=int)
@LINE
def undo(line: Line, entry: int | None) -> None:
    from desktop.work import history as past

    _with_office(line, lambda office: past.undo(office, entry))


@main.command(help="检查数据文件：是否完好，与改动记录是否一致，哪些行要核对。")
@LINE
def check(line: Line) -> None:
    from desktop.work import checking

    _with_office(line, lambda office: checking.check(office, line.progress))


@main.command(help="备份数据文件。")
@click.option("--to", type=FILE, help="放到哪个文件或文件夹；不写就放在数据文件旁边。")
@LINE
def backup(line: Line, to: Path | None) -> None:
    from desktop.work import keeping

    _with_office(line, lambda office: keeping.backup(office, to))


@main.command(help="从备份恢复；现在的文件先另存一份。")
@click.argument("file", type=FILE)
@LINE
def restore(line: Line, file: Path) -> None:
    from desktop.work import keeping

    line.answer(keeping.restore(None, line.data, file))


def _with_office(line: Line, work: Callable[[Any], Outcome]) -> None:
    office = line.office()
    try:
        outcome = work(office)
    finally:
        office.close()
    line.answer(outcome)


def run(arguments: Sequence[str], openers: Openers) -> int:
    """Runs one command; answers the exit status (0 done, 1 needs a person, 2 not done)."""
    as_json = "--json" in arguments
    try:
        main.main(list(arguments), prog_name="xiangxiao", standalone_mode=False, obj=openers)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except Trouble as trouble:
        return _say(trouble.sentence, trouble.advice, as_json)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        return _say(f"命令写得不对：{error.format_message()}", "请加 --help 看用法。", as_json)
    except click.ClickException as error:
        return _say(error.format_message(), "请加 --help 看用法。", as_json)
    except (KeyboardInterrupt, click.Abort):
        return _say("已经停止。", "什么都没有改动。", as_json)
    return 0


def _say(sentence: str, advice: str, as_json: bool) -> int:
    if as_json:
        sys.stdout.write(json.dumps({"error": sentence, "advice": advice}, ensure_ascii=False) + "\n")
    click.echo(sentence + (f"\n{advice}" if advice else ""), err=True)
    return 2


__all__ = ["Openers", "describe", "main", "run"]
