"""Rows from the command line: add, change, remove, list, history, undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from desktop.commands.line import LINE, Line, Pair, main, with_office
from desktop.work import catalogue
from desktop.work.outcome import Outcome


@main.command(help="添加一行：栏目=值 ……")
@click.argument("name", metavar="台账")
@click.argument("typed", metavar="栏目=值 ……", nargs=-1, type=Pair())
@LINE
def add(line: Line, name: str, typed: Sequence[tuple[str, str]]) -> None:
    from desktop.work import rows

    with_office(line, lambda office: rows.add(office, catalogue.register(name), dict(typed)))


@main.command(help="修改一行：栏目=值 ……")
@click.argument("name", metavar="台账")
@click.argument("row", metavar="ID")
@click.argument("typed", metavar="栏目=值 ……", nargs=-1, type=Pair())
@LINE
def change(line: Line, name: str, row: str, typed: Sequence[tuple[str, str]]) -> None:
    from desktop.work import rows

    with_office(
        line,
        lambda o: rows.change(o, catalogue.register(name), rows.key_of(o, catalogue.register(name), row), dict(typed)),
    )


@main.command(help="删除一行；可以撤销。")
@click.argument("name", metavar="台账")
@click.argument("row", metavar="ID")
@LINE
def remove(line: Line, name: str, row: str) -> None:
    from desktop.work import rows

    with_office(
        line, lambda o: rows.remove(o, catalogue.register(name), [rows.key_of(o, catalogue.register(name), row)])
    )


@main.command("list", help="列出行；--find 也认拼音和首字母。")
@click.argument("name", metavar="台账")
@click.option("--find", default="")
@click.option("--where", type=Pair(), multiple=True, help="栏目=值，可以写几个。")
@click.option("--sort", multiple=True, help="按哪一栏排，前面加 - 为倒序。")
@click.option("--limit", type=click.IntRange(min=0))
@click.option("--show-private", is_flag=True, help="显示身份证号、电话等；会记下是谁看的。")
@LINE
def list_rows(
    line: Line,
    name: str,
    find: str,
    where: Sequence[tuple[str, str]],
    sort: Sequence[str],
    limit: int | None,
    show_private: bool,
) -> None:
    from desktop.work import tables

    chosen = catalogue.register(name)

    def work(office: Any) -> Outcome:
        page = tables.table(office, chosen, find, where, sort, limit, show_private)
        listed = [f for f in chosen.fields().values() if f.listed]
        lines = ["　".join(_said(row[f.name]) for f in listed) + f"　{row['id']}" for row in page.rows]
        return Outcome("\n".join([*lines, f"共 {page.count} 行。"]), data={"rows": page.rows, "count": page.count})

    with_office(line, work)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


@main.command(help="有哪些台账，各有哪些栏目。")
@LINE
def registers(line: Line) -> None:
    described = catalogue.described()
    said = "\n".join(
        f"{r['name']}　{r['title']}：" + "、".join(f"{f['label']}（{f['name']}）" for f in r["fields"])
        for r in described
    )
    line.answer(Outcome(said, data={"registers": described}))


@main.command(help="一行的历史：谁、什么时候、改了什么。")
@click.argument("name", metavar="台账")
@click.argument("row", metavar="ID")
@click.option("--show-private", is_flag=True)
@LINE
def history(line: Line, name: str, row: str, show_private: bool) -> None:
    from desktop.work import history as past
    from desktop.work import rows

    def work(office: Any) -> Outcome:
        entries = past.history(
            office, catalogue.register(name), rows.key_of(office, catalogue.register(name), row), show_private
        )
        lines = []
        for entry in entries:
            lines.append(f"{entry['at'][:16].replace('T', ' ')}　{entry['who']}　{entry['why']}")
            lines += [f"　　{c['label']}：{c['old'] or '（空）'} → {c['new'] or '（空）'}" for c in entry["changes"]]
        return Outcome("\n".join(lines), data={"entries": entries})

    with_office(line, work)


@main.command(help="撤销自己最后一次改动，或指定的那一次。")
@click.argument("entry", metavar="号码", required=False, type=int)
@LINE
def undo(line: Line, entry: int | None) -> None:
    from desktop.work import history as past

    with_office(line, lambda office: past.undo(office, entry))
