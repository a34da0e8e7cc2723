"""Appraisal from the command line: begun, taken from the ledgers, judged, appealed, answered, settled."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

import click

from db.errors import Trouble
from desktop.commands.line import LINE, Commands, Line, main, with_office
from desktop.work import catalogue

APPRAISAL = click.argument("appraisal", metavar="考核ID")
NUMBER = click.argument("number", metavar="第几项", type=click.IntRange(min=1))


@main.group("appraise", cls=Commands, help="考核评比：开始、从台账取分、评定、申诉、答复、定等次。")
def appraise() -> None:
    pass


@appraise.command("show", help="各份考核的得分、每一项和怎么得的；可以写方案和 2026-1。")
@click.argument("scheme", metavar="方案", required=False, default="")
@click.argument("period", metavar="学年或学期", required=False, default="")
@LINE
def show(line: Line, scheme: str, period: str) -> None:
    from desktop.work import appraising_told as work

    with_office(line, lambda office: work.described(office, scheme, period))


@appraise.command("begin", help="开始考核：方案，2026-1，学校 ……（不写就是所有学校）。")
@click.argument("scheme", metavar="方案")
@click.argument("period", metavar="学年或学期")
@click.argument("schools", metavar="学校 ……", nargs=-1)
@LINE
def begin(line: Line, scheme: str, period: str, schools: tuple[str, ...]) -> None:
    from desktop.work import appraising as work

    with_office(line, lambda office: work.begin(office, scheme, period, schools))


@appraise.command("refresh", help="从台账重新取分；人评定过的不动。")
@APPRAISAL
@LINE
def refresh(line: Line, appraisal: str) -> None:
    from desktop.work import appraising as work

    with_office(line, lambda office: work.refresh(office, [_key(office, appraisal)]))


@appraise.command("judge", help="评定一项：考核ID，第几项，得分。")
@APPRAISAL
@NUMBER
@click.argument("points", metavar="得分")
@click.option("--because", default="", help="理由；改判台账取的要写。")
@LINE
def judge(line: Line, appraisal: str, number: int, points: str, because: str) -> None:
    from desktop.work import appraising as work

    with_office(line, lambda office: work.judge(office, _key(office, appraisal), number, _points(points), because))


@appraise.command("appeal", help="申诉一项：考核ID，第几项，理由。")
@APPRAISAL
@NUMBER
@click.argument("what", metavar="理由")
@LINE
def appeal(line: Line, appraisal: str, number: int, what: str) -> None:
    from desktop.work import appraising as work

    with_office(line, lambda office: work.appeal(office, _key(office, appraisal), number, what))


@appraise.command("answer", help="答复申诉：考核ID，第几项，答复；--points 改判。")
@APPRAISAL
@NUMBER
@click.argument("what", metavar="答复")
@click.option("--points", default="", help="改判成几分。")
@LINE
def answer(line: Line, appraisal: str, number: int, what: str, points: str) -> None:
    from desktop.work import appraising as work

    given = _points(points) if points else None
    with_office(line, lambda office: work.answer(office, _key(office, appraisal), number, what, given))


@appraise.command("settle", help="定下得分和等次：考核ID ……")
@click.argument("wanted", metavar="考核ID ……", nargs=-1, required=True)
@LINE
def settle(line: Line, wanted: tuple[str, ...]) -> None:
    from desktop.work import appraising as work

    with_office(line, lambda office: work.settle(office, [_key(office, one) for one in wanted]))


def _key(office: Any, text: str) -> bytes:
    from desktop.work import rows

    return rows.key_of(office, catalogue.register("appraisals"), text)


def _points(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Trouble(f"“{text}”不是得分。", "请写数字，如 8.5。") from None
