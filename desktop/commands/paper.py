"""Paper from the command line: what can be printed, and printing it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from desktop.commands.line import FILE, LINE, Line, Pair, main, with_office
from desktop.work.outcome import Outcome


@main.command(help="打印成 PDF：报表名 文件 选项=值 ……")
@click.argument("name", metavar="报表")
@click.argument("pdf", metavar="文件", type=FILE)
@click.argument("options", metavar="选项=值 ……", nargs=-1, type=Pair())
@LINE
def report(line: Line, name: str, pdf: Path, options: Sequence[tuple[str, str]]) -> None:
    from desktop.work import papers

    with_office(line, lambda office: papers.make(office, name, pdf.absolute(), dict(options), line.progress))


@main.command(help="有哪些报表，各有哪些选项。")
@LINE
def reports(line: Line) -> None:
    from desktop.work import papers

    known = papers.reports()
    lines = []
    for paper in known:
        lines.append(f"{paper['name']}　{paper['title']}")
        options = paper["options"]
        assert isinstance(options, list)
        lines += [f"　　{o['name']}　{o['label']}" + ("（必填）" if o["required"] else "") for o in options]
    line.answer(Outcome("\n".join(lines), data={"reports": known}))
