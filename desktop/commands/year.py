"""The school year from the command line: turn-year, year-decide, give-back-year, handovers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from desktop.commands.line import LINE, Line, Pair, main, with_office
from desktop.work.outcome import Outcome


@main.command("turn-year", help="升学年：有待定的学校先不升；--dry-run 只看不写。")
@click.option("--year", type=int, help="升入哪个学年，写起始年；不写就是今年秋季。")
@click.option("--school", "schools", multiple=True, help="只升这所学校，可以写几个。")
@click.option("--dry-run", is_flag=True, help="只看会怎样，什么都不写。")
@LINE
def turn_year(line: Line, year: int | None, schools: Sequence[str], dry_run: bool) -> None:
    from desktop.work import year_reading, year_turning

    def work(office: Any) -> Outcome:
        chosen = [office.school_called(name) for name in schools] or None
        if not dry_run:
            return year_turning.turn(office, year, chosen)
        data = year_turning.described(year_reading.plan(office, year))
        lines = [
            f"{one['school']}　{one['state']}　升前 {one['before']}　升级 {one['promoted']}　"
            f"升入初中 {one['handed_over']}　毕业离校 {one['graduated']}　待定 {one['undecided']}　升后 {one['after']}"
            for one in data["schools"]
        ]
        lines += [f"待定：{one['name']}（{one['school']}）　{one['because']}" for one in data["undecided"]]
        return Outcome("\n".join(lines), data=data, attention=bool(data["undecided"]))

    with_office(line, work)


@main.command("year-decide", help="升学年前定一名或几名学生：留级、跳级、毕业离校…… 栏目=值；--take-back 取消。")
@click.argument("students", metavar="学生ID,学生ID……")
@click.argument("typed", metavar="栏目=值 ……", nargs=-1, type=Pair())
@click.option("--year", type=int, help="升入哪个学年，写起始年；不写就是今年秋季。")
@click.option("--take-back", is_flag=True, help="取消决定，照常升级。")
@LINE
def year_decide(line: Line, students: str, typed: Sequence[tuple[str, str]], year: int | None, take_back: bool) -> None:
    from desktop.work import catalogue, rows, year_decisions

    def work(office: Any) -> Outcome:
        keys = [rows.key_of(office, catalogue.register("students"), part) for part in students.split(",") if part]
        if take_back:
            return year_decisions.take_back(office, keys, year)
        return year_decisions.decide(office, keys, dict(typed), year)

    with_office(line, work)


@main.command("give-back-year", help="退回一所学校的升学年（中心学校用）。")
@click.argument("school", metavar="学校")
@click.option("--year", type=int, help="哪个学年，写起始年。")
@LINE
def give_back_year(line: Line, school: str, year: int | None) -> None:
    from desktop.work import year_return

    with_office(line, lambda office: year_return.give_back(office, office.school_called(school), year))


@main.command(help="小升初交接：双方点的人数；--receive 学校 由初中点收。")
@click.option("--receive", metavar="学校", help="点收从这所小学来的学生。")
@click.option("--to", "into", metavar="学校", help="哪所初中点收；不写就是本校。")
@click.option("--year", type=int, help="哪一年秋季；不写就是今年。")
@LINE
def handovers(line: Line, receive: str | None, into: str | None, year: int | None) -> None:
    from desktop.work import handovers as handing

    def work(office: Any) -> Outcome:
        if receive:
            to = office.school_called(into) if into else None
            return handing.receive(office, office.school_called(receive), to, year)
        found = handing.described(office, handing.handings(office, year))
        lines = [
            f"{one['from']} → {one['to']}　{one['state']}　送出 {_said(one['sent'])}　接收 {_said(one['received'])}"
            for one in found["handovers"]
        ]
        return Outcome("\n".join(lines) or "今年还没有小升初交接。", data=found)

    with_office(line, work)


def _said(counted: dict[str, int] | None) -> str:
    if counted is None:
        return "—"
    boys, girls, boarders = counted["boys"], counted["girls"], counted["boarders"]
    return f"{boys + girls} 人（男 {boys}，女 {girls}，住校 {boarders}）"
