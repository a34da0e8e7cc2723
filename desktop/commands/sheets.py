"""Workbooks from the command line: in, out, and the rows that wait."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from db.errors import Trouble
from desktop.commands.line import FILE, LINE, Line, Pair, main, with_office
from desktop.work import catalogue
from desktop.work.office import Office
from desktop.work.outcome import Outcome


@main.command("import", help="导入一个工作簿（.xls .xlsx .et .ods .csv）。")
@click.argument("name", metavar="台账")
@click.argument("sheet", metavar="文件", type=FILE)
@click.option("--school", help="这张表是哪所学校的；表里写了学校的以表为准。")
@click.option("--sheet", "tab", help="只导入这一张工作表。")
@click.option("--dry-run", is_flag=True, help="只看结果，不导入。")
@click.option("--marked", type=FILE, help="把存疑的行写成标好颜色的工作簿。")
@LINE
def import_sheet(
    line: Line, name: str, sheet: Path, school: str | None, tab: str | None, dry_run: bool, marked: Path | None
) -> None:
    from desktop.work import doubts, imports, score_told

    chosen = catalogue.register(name)

    def work(office: Office) -> Outcome:
        if chosen.register_name() == "scores":  # a sheet with a row for each pupil and a column for each subject
            out = marked.absolute() if marked else None
            return score_told.take(
                office, sheet.absolute(), "", school or "", {}, line.progress, dry=dry_run, marked=out
            )
        owner = office.school_called(school) if school else None
        opened = imports.open_sheet(office, chosen, sheet.absolute(), owner, tab)
        outcome = opened.dry_run(line.progress) if dry_run else opened.apply(line.progress)
        if marked and not dry_run:
            doubts.write_marked(office, chosen, marked.absolute())
        return outcome

    with_office(line, work)


@main.command(help="导出成工作簿（.xlsx 或 .csv）；--blank 是空白模板。")
@click.argument("name", metavar="台账")
@click.argument("sheet", metavar="文件", type=FILE)
@click.option("--find", default="")
@click.option("--where", type=Pair(), multiple=True, help="栏目=值，可以写几个。")
@click.option("--blank", is_flag=True, help="只要空白模板。")
@click.option("--show-private", is_flag=True, help="不遮住身份证号、电话等；会记下是谁导出的。")
@LINE
def export(
    line: Line, name: str, sheet: Path, find: str, where: Sequence[tuple[str, str]], blank: bool, show_private: bool
) -> None:
    from desktop.work import exports

    chosen = catalogue.register(name)
    with_office(
        line,
        lambda office: exports.export(
            office,
            chosen,
            sheet.absolute(),
            find=find,
            where=where,
            blank=blank,
            show_private=show_private,
            progress=line.progress,
        ),
    )


@main.command(help="导入时存疑、还在等人核对的行。")
@click.argument("name", metavar="台账", required=False)
@click.option("--marked", type=FILE, help="写成标好颜色的工作簿，改好后再导入。")
@click.option("--show-private", is_flag=True, help="存疑的那几格以外，证件号、电话等也不遮住；会记下是谁看的。")
@LINE
def doubts(line: Line, name: str | None, marked: Path | None, show_private: bool) -> None:
    from desktop.work import doubts as waiting

    chosen = catalogue.register(name) if name else None

    def work(office: Office) -> Outcome:
        if marked:
            if chosen is None:
                raise Trouble("没有写是哪个台账的。", "例如 doubts students --marked 标注.xlsx。")
            return waiting.write_marked(office, chosen, marked.absolute())
        found = waiting.told(office, chosen, show_private)
        said = [
            f"{d['sheet']} 第 {d['row']} 行 {d['title']}：" + "；".join(p["problem"] for p in d["problems"])
            for d in found
        ]
        return Outcome("\n".join([*said, f"共 {len(found)} 行存疑。"]), data={"doubts": found})

    with_office(line, work)
