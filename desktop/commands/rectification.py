"""Putting right from the command line: grading, notice, more time, answer, re-check; and the day's look round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from desktop.commands.line import LINE, Day, Line, Pair, main, with_office
from desktop.work import catalogue
from desktop.work.outcome import Outcome


def _row(office: Any, name: str, row: str) -> tuple[Any, bytes]:
    from desktop.work import rows

    register = catalogue.register(name)
    return register, rows.key_of(office, register, row)


@main.command(help="隐患定级：一般，或重大（写明依据、打电话报告给谁、什么时候）。")
@click.argument("row", metavar="ID")
@click.argument("level", metavar="一般|重大")
@click.option("--because", default="", help="符合判定指南的哪一条。")
@click.option("--told", default="", help="电话报告给谁。")
@click.option("--at", default="", help="报告时间，如 8:20。")
@LINE
def grade(line: Line, row: str, level: str, because: str, told: str, at: str) -> None:
    from desktop.work import rectification

    def graded(office: Any) -> Outcome:
        register, key = _row(office, "hazards", row)
        code = catalogue.read_code("hazard_grade", level)
        if code == "2":
            return rectification.grade_major(office, register, key, because, whom=told, at=at)
        return rectification.grade(office, register, key, code, because)

    with_office(line, graded)


@main.command(help="临时管控：整改完成以前警戒、停用、撤离等做了什么。")
@click.argument("row", metavar="ID")
@click.argument("what", metavar="措施")
@click.option("--on", type=Day(), help="哪天做的；不写是今天。")
@LINE
def control(line: Line, row: str, what: str, on: date | None) -> None:
    from desktop.work import rectification

    with_office(line, lambda office: rectification.control(office, _row(office, "hazards", row)[1], what, on))


@main.command(help="下达整改：台账（hazards 或 findings）、哪一条、时限。")
@click.argument("name", metavar="台账")
@click.argument("row", metavar="ID")
@click.option("--due", type=Day(), required=True, help="整改时限。")
@click.option("--who", default="", help="责任人。")
@click.option("--how", default="", help="整改措施。")
@click.option("--number", default="", help="通知书号。")
@LINE
def notify(line: Line, name: str, row: str, due: date, who: str, how: str, number: str) -> None:
    from desktop.work import rectification

    def notified(office: Any) -> Outcome:
        register, key = _row(office, name, row)
        return rectification.notify(office, register, key, due, number=number, responsible=who, measures=how)

    with_office(line, notified)


@main.command(help="延长整改时限，要写理由。")
@click.argument("name", metavar="台账")
@click.argument("row", metavar="ID")
@click.option("--due", type=Day(), required=True, help="延到哪天。")
@click.option("--because", required=True, help="理由。")
@LINE
def extend(line: Line, name: str, row: str, due: date, because: str) -> None:
    from desktop.work import rectification

    with_office(line, lambda office: rectification.extend(office, *_row(office, name, row), due, because))


@main.command(help="整改完成，申请复查。")
@click.argument("name", metavar="台账")
@click.argument("row", metavar="ID")
@click.argument("what", metavar="整改情况")
@click.option("--on", type=Day(), help="哪天完成的；不写是今天。")
@LINE
def answer(line: Line, name: str, row: str, what: str, on: date | None) -> None:
    from desktop.work import rectification

    with_office(line, lambda office: rectification.answer(office, *_row(office, name, row), what, on=on))


@main.command(help="复查：--passed 合格销号；--again 新时限，不合格再限期。复查的人不能是整改的人。")
@click.argument("name", metavar="台账")
@click.argument("row", metavar="ID")
@click.option("--passed", is_flag=True, help="合格。")
@click.option("--again", type=Day(), help="不合格，再限期到哪天。")
@click.option("--by", default="", help="复查人；不写是正在用的人。")
@click.option("--photo-only", is_flag=True, help="看照片复查，没有到校。")
@click.option("--remark", default="", help="复查意见。")
@LINE
def recheck(
    line: Line, name: str, row: str, passed: bool, again: date | None, by: str, photo_only: bool, remark: str
) -> None:
    from desktop.work import rectification

    def rechecked(office: Any) -> Outcome:
        register, key = _row(office, name, row)
        way = "2" if photo_only else "1"
        return rectification.recheck(office, register, key, passed, remark, by=by, way=way, due_on=again)

    with_office(line, rechecked)


@main.command(help="日排查：不带选项时看这一天的；--fine 其余都正常；类别=问题 登记隐患。")
@click.argument("wrong", metavar="类别=问题 ……", nargs=-1, type=Pair())
@click.option("--on", type=Day(), help="哪天；不写是今天。")
@click.option("--fine", is_flag=True, help="其余类别都正常。")
@click.option("--school", help="哪所学校；不写是本校。")
@LINE
def patrol(line: Line, wrong: Sequence[tuple[str, str]], on: date | None, fine: bool, school: str | None) -> None:
    from desktop.work import patrols

    def patrolled(office: Any) -> Outcome:
        day, owner = on or office.today, office.school_called(school) if school else None
        for category, what in wrong:
            patrols.wrong(office, day, patrols.category_called(category), what, school=owner)
        if fine:
            patrols.all_in_order(office, day, owner)
        sheet = patrols.sheet(office, day, owner)
        said = [
            f"{one.label}　{RESULTS.get(one.result, '未查')}　{one.what}　{one.by} {one.at}".rstrip() for one in sheet
        ]
        told = [
            {"category": one.label, "result": one.result, "what": one.what, "by": one.by, "at": one.at} for one in sheet
        ]
        left = sum(not one.result for one in sheet)
        return Outcome("\n".join([*said, f"还有 {left} 类没查。" if left else "都查过了。"]), data={"patrol": told})

    with_office(line, patrolled)


@main.command("close-month", help="报送一个月的隐患月汇报：数字按当时的台账记下。")
@click.argument("month", metavar="月份")
@click.option("--diary", default="", help="安全日志摘要。")
@LINE
def close_month(line: Line, month: str, diary: str) -> None:
    from desktop.work import safety_months

    with_office(line, lambda office: safety_months.close(office, safety_months.month_of(month), diary))


RESULTS = {"1": "正常", "2": "有问题", "3": "当场整改"}
