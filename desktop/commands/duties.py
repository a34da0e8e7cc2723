"""Duties from the command line: what is due, overdue or done at which school; ticking and excusing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import click

from desktop.commands.line import LINE, Day, Line, main, with_office
from desktop.work.outcome import Outcome

SAID = {"done": "已做", "late": "补做", "waiting": "待做", "overdue": "逾期未做", "excused": "免做"}
BACK, AHEAD = 30, 7
"""Days that are looked at where nothing else is said."""


@main.command(help="哪些职责到期、逾期、做了：从哪天到哪天，可以只看一所学校。")
@click.option("--from", "first", type=Day(), help="从哪天；不写是 30 天前。")
@click.option("--to", "last", type=Day(), help="到哪天；不写是 7 天后。")
@click.option("--school", help="只看这所学校。")
@click.option("--open", "only_open", is_flag=True, help="只列还没做的。")
@LINE
def duties(line: Line, first: date | None, last: date | None, school: str | None, only_open: bool) -> None:
    from desktop.work import duties as work

    def listed(office: Any) -> Outcome:
        begins, ends = first or office.today - timedelta(days=BACK), last or office.today + timedelta(days=AHEAD)
        found = work.board(office, begins, ends, office.school_called(school) if school else None)
        found = [due for due in found if due.open or not only_open]
        said = [
            f"{due.occasion.due_on}　{SAID[due.state]}　{due.name}（{due.occasion.label}）　{due.school_name}"
            for due in found
        ]
        return Outcome("\n".join([*said, f"共 {len(found)} 件。"]), data={"duties": [work.described(d) for d in found]})

    with_office(line, listed)


@main.command(help="一件职责打勾：做了；加 --excuse 理由，这一次免做。")
@click.argument("name", metavar="职责")
@click.argument("due_on", metavar="应做日期", type=Day())
@click.option("--on", type=Day(), help="哪天做的；不写是今天。")
@click.option("--school", help="哪所学校；不写是本校。")
@click.option("--remark", default="", help="说明。")
@click.option("--excuse", default="", help="免做的理由。")
@LINE
def tick(line: Line, name: str, due_on: date, on: date | None, school: str | None, remark: str, excuse: str) -> None:
    from desktop.work import duties as work

    def ticked(office: Any) -> Outcome:
        duty, owner = work.duty_called(office, name), office.school_called(school) if school else None
        if excuse:
            return work.excuse(office, duty, owner, due_on, excuse)
        return work.tick(office, duty, owner, due_on, on=on, remark=remark)

    with_office(line, ticked)
