"""What came with the program, from the command line: what is newer than the books, and taking it."""

from __future__ import annotations

import click

from desktop.commands.line import LINE, Line, main, with_office


@main.command(help="随程序的内容（公文种类、检查表等）：有没有新版；--take 采用。")
@click.option("--take", metavar="名称", default="", help="采用这一项的新版；本单位改过的保留。")
@click.option("--overwrite", is_flag=True, help="连本单位改过的也换成新版。")
@LINE
def shipped(line: Line, take: str, overwrite: bool) -> None:
    from desktop.work import shipped as work

    with_office(line, lambda o: work.take(o, take, overwrite=overwrite) if take else work.offers(o))
