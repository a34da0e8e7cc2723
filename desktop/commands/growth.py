"""Growth files from the command line: who of a class has been written of, and writing of one child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from desktop.commands.line import LINE, Line, Pair, main, with_office
from desktop.work.outcome import Outcome


@main.command(help="成长记录：一个班这学期谁写了、谁还没写。")
@click.argument("room", metavar="班级")
@click.option("--term", default="", help="学期，如 2026-1；不写就是本学期。")
@LINE
def growth(line: Line, room: str, term: str) -> None:
    from desktop.work import growth as work
    from desktop.work import terms

    def look(office: Any) -> Outcome:
        when = terms.called(office, term)
        found = work.sheet(office, work.class_called(office, room), when)
        said = [f"{one.name}　{'写完' if one.whole else '还没写完'}" for one in found]
        data = {"term": when.label, "pupils": [work.described(one) for one in found]}
        return Outcome("\n".join(said), data=data, attention=not all(one.whole for one in found))

    with_office(line, look)


@main.command("growth-write", help="写一名学生这学期的成长记录：栏目=值 ……，等级写 品德发展=优。")
@click.argument("student", metavar="学生")
@click.argument("typed", metavar="栏目=值 ……", nargs=-1, type=Pair())
@click.option("--term", default="", help="学期，如 2026-1；不写就是本学期。")
@LINE
def growth_write(line: Line, student: str, typed: Sequence[tuple[str, str]], term: str) -> None:
    from desktop.work import growth as work
    from desktop.work import terms

    with_office(line, lambda o: work.write_named(o, student, terms.called(o, term), dict(typed)))
