"""What people decide after a merge, from the command line: conflicts, settle, duplicates, join-rows, not-same."""

from __future__ import annotations

import click

from desktop.commands.line import LINE, Line, main, with_office
from desktop.work import catalogue
from desktop.work.office import Office
from desktop.work.outcome import Outcome


@main.command(help="修改冲突：两边互不知情改了同一处，等人处理。")
@click.option("--show-private", is_flag=True, help="显示身份证号、电话等；会记下是谁看的。")
@LINE
def conflicts(line: Line, show_private: bool) -> None:
    from desktop.work import conflicts as known

    def work(office: Office) -> Outcome:
        found = known.conflicts(office, show_private)
        lines = []
        for one in found:
            lines.append(f"{one.id}　{one.register.title}　{one.title}　{one.label}")
            lines += [
                "　　"
                + "　".join(
                    [str(head.number), head.text or "（空）", head.who, head.school, head.at[:16].replace("T", " ")]
                )
                + ("（时钟不准）" if head.clock_wrong else "")
                + ("　暂取" if head.standing else "")
                for head in one.heads
            ]
        return Outcome("\n".join([*lines, f"共 {len(found)} 处修改冲突。"]), data={"conflicts": known.described(found)})

    with_office(line, work)


@main.command(help="处理一处修改冲突：--keep 保留第几个值，或 --value 填一个新的。")
@click.argument("number", metavar="ID", type=int)
@click.option("--keep", type=int, help="保留第几个值，从 1 数起。")
@click.option("--value", help="填一个新的值。")
@LINE
def settle(line: Line, number: int, keep: int | None, value: str | None) -> None:
    from desktop.work import conflicts as known

    with_office(line, lambda office: known.settle(office, number, keep, value))


@main.command(help="疑似重复：可能是同一人的几行。")
@LINE
def duplicates(line: Line) -> None:
    from desktop.work import duplicates as known

    def work(office: Office) -> Outcome:
        found = known.duplicates(office)
        lines = []
        for one in found:
            titles = office.titles(one.register.register_name())
            names = "　".join(f"{titles.get(row, '')}（{row.hex()}）" for row in one.rows)
            lines.append(f"{one.register.title}　{names}　{one.because}")
        return Outcome(
            "\n".join([*lines, f"共 {len(found)} 组疑似重复。"]), data={"duplicates": known.described(found)}
        )

    with_office(line, work)


@main.command("join-rows", help="两行是同一人：保留前一行，指向后一行的都跟过来；可以撤销。")
@click.argument("name", metavar="台账")
@click.argument("keep", metavar="保留的ID")
@click.argument("other", metavar="另一个ID")
@LINE
def join_rows(line: Line, name: str, keep: str, other: str) -> None:
    from desktop.work import duplicates as known
    from desktop.work import rows

    def work(office: Office) -> Outcome:
        register = catalogue.register(name)
        kept, joined = rows.key_of(office, register, keep), rows.key_of(office, register, other)
        return known.join_rows(office, register, kept, [joined])

    with_office(line, work)


@main.command("not-same", help="两行不是同一人，以后不再提示；可以撤销。")
@click.argument("name", metavar="台账")
@click.argument("row", metavar="ID")
@click.argument("other", metavar="另一个ID")
@LINE
def not_same(line: Line, name: str, row: str, other: str) -> None:
    from desktop.work import duplicates as known
    from desktop.work import rows

    def work(office: Office) -> Outcome:
        register = catalogue.register(name)
        return known.not_same(
            office, register, [rows.key_of(office, register, row), rows.key_of(office, register, other)]
        )

    with_office(line, work)
