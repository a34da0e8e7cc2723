"""The six results of a round from the command line: how it stands, what people write, the circular, the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from desktop.commands.line import LINE, Day, Line, main, with_office
from desktop.work import catalogue
from desktop.work.outcome import Outcome


@main.command(help="一个轮次的六有：缺什么，各项数据；也可以写分析、优点、问题，确认评比。")
@click.argument("name", metavar="轮次")
@click.option("--analysis", help="文字分析；写 auto 由程序按数据起草。")
@click.option("--merits", help="主要优点。")
@click.option("--faults", help="主要问题。")
@click.option("--compare", "way", help="确认评比结果：等次、名次、不评比。")
@click.option("--nothing", is_flag=True, help="没有要整改的。")
@LINE
def six(
    line: Line,
    name: str,
    analysis: str | None,
    merits: str | None,
    faults: str | None,
    way: str | None,
    nothing: bool,
) -> None:
    from desktop.work import rounds, six_results

    def work(office: Any) -> Outcome:
        round_ = rounds.called(office, name)
        if analysis == "auto":
            six_results.begin_analysis(office, round_)
        said = {"analysis": None if analysis == "auto" else analysis, "merits": merits, "faults": faults}
        cells = {key: text for key, text in said.items() if text is not None} | (
            {"none_needed": True} if nothing else {}
        )
        if cells:
            six_results.write(office, round_, **cells)
        if way:
            six_results.confirm(office, round_, catalogue.read_code("compare_way", way))
        return six_results.told(office, round_)

    with_office(line, work)


@main.command("take-up", help="一张检查表里有问题的项目列入整改；可以只写几个项次。")
@click.argument("sheet", metavar="编号")
@click.argument("numbers", metavar="项次 ……", nargs=-1, type=int)
@LINE
def take_up(line: Line, sheet: str, numbers: Sequence[int]) -> None:
    from desktop.work import inspections, six_results

    with_office(line, lambda o: six_results.take_up(o, inspections.sheet_called(o, sheet), numbers))


@main.command("circular", help="按六有起草一个轮次的通报。")
@click.argument("name", metavar="轮次")
@LINE
def circular(line: Line, name: str) -> None:
    from desktop.work import round_circular, rounds

    with_office(line, lambda office: round_circular.circular(office, rounds.called(office, name)))


@main.command("close-round", help="六有齐全，结束一个轮次。")
@click.argument("name", metavar="轮次")
@LINE
def close_round(line: Line, name: str) -> None:
    from desktop.work import rounds, six_results

    with_office(line, lambda office: six_results.close(office, rounds.called(office, name)))


@main.command("rectify", help="下达整改通知书：台账（hazards 或 findings）、一条或几条的 ID。")
@click.argument("name", metavar="台账")
@click.argument("rows_", metavar="ID ……", nargs=-1, required=True)
@click.option("--due", type=Day(), required=True, help="整改期限。")
@click.option("--signed-by", default="", help="签发人。")
@LINE
def rectify(line: Line, name: str, rows_: Sequence[str], due: date, signed_by: str) -> None:
    from desktop.work import rectification_notice, rows

    def work(office: Any) -> Outcome:
        register = catalogue.register(name)
        wanted = [rows.key_of(office, register, row) for row in rows_]
        return rectification_notice.issue(office, register, wanted, due, signed_by=signed_by)

    with_office(line, work)
