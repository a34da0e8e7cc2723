"""Appraisal from the command line: begun, taken from the ledgers, judged, appealed, settled, published, awarded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import Any

import click

from db.errors import Trouble
from desktop.commands.line import LINE, Commands, Line, main, with_office
from desktop.work import catalogue

APPRAISAL = click.argument("appraisal", metavar="考核ID")
SEVERAL = click.argument("wanted", metavar="考核ID ……", nargs=-1, required=True)
NUMBER = click.argument("number", metavar="第几项", type=click.IntRange(min=1))


@main.group("appraise", cls=Commands, help="考核评比：开始、取分、评定、申诉、定等次、公示、发证书。")
def appraise() -> None:
    pass


@appraise.command("show", help="各份考核的得分、每一项和怎么得的；可以写方案和 2026、2026-1、2026-10。")
@click.argument("scheme", metavar="方案", required=False, default="")
@click.argument("period", metavar="时间", required=False, default="")
@LINE
def show(line: Line, scheme: str, period: str) -> None:
    from desktop.work import appraising_told as work

    with_office(line, lambda office: work.described(office, scheme, period))


@appraise.command("begin", help="开始考核：方案，时间（2026、2026-1、2026-10），学校或姓名 ……（不写就是所有的）。")
@click.argument("scheme", metavar="方案")
@click.argument("period", metavar="时间", required=False, default="")
@click.argument("names", metavar="学校或姓名 ……", nargs=-1)
@LINE
def begin(line: Line, scheme: str, period: str, names: tuple[str, ...]) -> None:
    from desktop.work import appraising as work

    with_office(line, lambda office: work.begin(office, scheme, period, names))


@appraise.command("judge", help="评定一项：考核ID，第几项，得分。")
@APPRAISAL
@NUMBER
@click.argument("points", metavar="得分")
@click.option("--because", default="", help="理由；改判台账取的要写。")
@LINE
def judge(line: Line, appraisal: str, number: int, points: str, because: str) -> None:
    from desktop.work import appraisal_marks as work

    with_office(line, lambda office: work.judge(office, _key(office, appraisal), number, _points(points), because))


@appraise.command("clear", help="取消评定一项：台账能答的改回台账的分，不能答的空着。")
@APPRAISAL
@NUMBER
@LINE
def clear(line: Line, appraisal: str, number: int) -> None:
    from desktop.work import appraisal_marks as work

    with_office(line, lambda office: work.clear(office, _key(office, appraisal), number))


@appraise.command("appeal", help="申诉一项：考核ID，第几项，理由。")
@APPRAISAL
@NUMBER
@click.argument("what", metavar="理由")
@LINE
def appeal(line: Line, appraisal: str, number: int, what: str) -> None:
    from desktop.work import appraisal_marks as work

    with_office(line, lambda office: work.appeal(office, _key(office, appraisal), number, what))


@appraise.command("answer", help="答复申诉：考核ID，第几项，答复；--points 改判。")
@APPRAISAL
@NUMBER
@click.argument("what", metavar="答复")
@click.option("--points", default="", help="改判成几分。")
@LINE
def answer(line: Line, appraisal: str, number: int, what: str, points: str) -> None:
    from desktop.work import appraisal_marks as work

    given = _points(points) if points else None
    with_office(line, lambda office: work.answer(office, _key(office, appraisal), number, what, given))


OVER_SEVERAL = (
    ("refresh", "appraising.refresh", "从台账重新取分；人评定过的不动。"),
    ("fill", "appraisal_marks.fill", "其余给满分：空着的项目都给满分，以后只改扣了分的。"),
    ("settle", "appraising.settle", "定下得分和等次：考核ID ……"),
    ("reopen", "appraising.reopen", "重新考核：定了的可以再改。"),
    ("publish", "appraisal_honours.publish", "起草公示：定了等次、够得上称号的；再用 issue 签发。"),
    ("honours", "appraisal_honours.roll", "起草光荣榜：够得上称号的。"),
    ("certify", "appraisal_honours.certify", "出具荣誉证书：够得上称号的，一个称号一张，编号。"),
    ("review", "appraising.review", "把个人学年考核的结果记入年度考核，等次由考核小组审定。"),
)
"""What is done with several appraisals at once: the verb, module.function of desktop.work, what it is for."""


def _over_several(verb: str, work: str, about: str) -> None:
    @appraise.command(verb, help=about)
    @SEVERAL
    @LINE
    def run(line: Line, wanted: tuple[str, ...]) -> None:
        module, _, function = work.partition(".")
        does = getattr(import_module(f"desktop.work.{module}"), function)
        with_office(line, lambda office: does(office, _keys(office, wanted)))


for _verb in OVER_SEVERAL:
    _over_several(*_verb)


def _keys(office: Any, wanted: Sequence[str]) -> list[bytes]:
    return [_key(office, one) for one in wanted]


def _key(office: Any, text: str) -> bytes:
    from desktop.work import rows

    return rows.key_of(office, catalogue.register("appraisals"), text)


def _points(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Trouble(f"“{text}”不是得分。", "请写数字，如 8.5。") from None
