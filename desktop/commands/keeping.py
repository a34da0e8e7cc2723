"""The data file from the command line: create, check, backup, restore."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.commands.line import FILE, LINE, Line, main, with_office
from desktop.work import catalogue
from desktop.work.outcome import Outcome


@main.command(help="建立一个乡镇的台账，这所学校是它的中心学校。")
@click.argument("school", metavar="学校")
@click.option("--kind", default="center", help="学校类别。")
@click.option("--code", default="", help="学校标识码。")
@LINE
def create(line: Line, school: str, kind: str, code: str) -> None:
    from desktop.work.office import Office

    office = Office.found(line.data, school, catalogue.read_code("school_kind", kind), code, line.who, line.today)
    data = {"school": (office.school_id or b"").hex(), "site": office.workspace.site_number}
    said = f"已建立{office.school}的台账：{office.path}"
    office.close()
    line.answer(Outcome(said, data=data))


@main.command(help="检查数据文件：是否完好，与改动记录是否一致，哪些行要核对。")
@LINE
def check(line: Line) -> None:
    from desktop.work import checking

    with_office(line, lambda office: checking.check(office, line.progress))


@main.command(help="备份数据文件。")
@click.option("--to", type=FILE, help="放到哪个文件或文件夹；不写就放在数据文件旁边。")
@LINE
def backup(line: Line, to: Path | None) -> None:
    from desktop.work import keeping

    with_office(line, lambda office: keeping.backup(office, to))


@main.command(help="从备份恢复；现在的文件先另存一份。")
@click.argument("file", metavar="备份", type=FILE)
@LINE
def restore(line: Line, file: Path) -> None:
    from desktop.work import keeping

    line.answer(keeping.restore(None, line.data, file))
