"""均衡监测算式: behind the table a page of workings, indicator by indicator, for anybody to do again by hand.

源：教督〔2017〕6号；《县域义务教育校际均衡指标计算方法》 (facts 1.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from db.balance import workings
from db.balance.missing import Missing, missing
from db.balance.shown import amount, gap, shown
from db.balance.stands import Stand
from db.balance.workings import Share, fine, per
from db.rules.balance import ENOUGH
from db.rules.working import number
from desktop.reports import blocks
from desktop.reports.faces import SONG
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Style
from desktop.reports.source import Source
from desktop.reports.tables import Table
from desktop.reports.words import Words

TEXT = Style(size=8.5)
TINT = 0.93


def write(press: Press, source: Source, found: Sequence[Stand]) -> None:
    """A new page; nothing where nothing was reckoned."""
    if not found:
        return
    short = missing(found, source.context)
    press.turn()
    blocks.title(press, "均衡监测算式", 1)
    _say(press, f"{workings.FORMULA}；x 是学校拥有的数。达标用 X 与标准比较，低于标准的只舍不入。")
    for stand in found:
        for place in range(len(stand.indicators.each)):
            _one(press, stand, place, short)
        if not any(one.threshold for one in stand.indicators.each):
            _composite(press, stand)
        for name, why in stand.apart:
            _say(press, f"{stand.title}　不参加计算：{name}，{why}。")


def _one(press: Press, stand: Stand, place: int, short: Sequence[Missing]) -> None:
    """The schools with what they put in, the sums under them, and the coefficient in one line."""
    one = stand.indicators.each[place]
    blocks.heading(press, f"{stand.title}　{one.number} {one.name}", 10.5, 90)
    working, found = workings.of_variation(stand, place), workings.shares(stand, place)
    if not found:
        _say(press, working.result)
        return
    judged = stand.stage in one.threshold
    columns = [
        Column("学校", 50, "l"), Column(f"x（{one.unit}）", 24, "r"), Column("P（人）", 16, "r"),
        Column(f"X ＝ x ÷ P{per(one)}", 28, "r"),
        *([Column(f"标准{one.threshold[stand.stage]}", 26), Column("缺", 22)] if judged else []),
        Column("P ÷ ΣP", 20, "r"), Column("X − 平均", 24, "r"), Column("P ÷ ΣP ×（X − 平均）²", 34, "r"),
    ]  # fmt: skip
    table = Table(press, spread(columns, press.width), style=TEXT, row_height=14, head_height=18)
    for share in found:
        ends = _against(stand, place, share, short) if judged else []
        table.row([
            share.line.name, number(share.held.amount), str(share.line.pupils), fine(share.value, one), *ends,
            number(share.part), fine(share.away, one).replace("-", "−"), fine(share.weighed, one, squared=True),
        ])  # fmt: skip
    _sums(table, stand, place, found, judged)
    table.close()
    _coefficient(press, stand, place, working.result)
    blocks.gap(press, 1.5)


def _against(stand: Stand, place: int, share: Share, short: Sequence[Missing]) -> list[Cell]:
    """The state with its distance, and what is missing in pieces."""
    one, state = stand.indicators.each[place], share.line.states[place]
    if state == ENOUGH:
        return [Cell(state), Cell("—")]
    lacks = [m for m in short if m.line is share.line and m.indicator is one]
    text = "；".join(f"{amount(m.short.missing, one)}{one.unit}" for m in lacks)
    written = f"{shown(share.value, one, stand.stage)}，差{gap(share.value, one, stand.stage)}"
    return [Cell(written, strong=True), Cell(text, strong=True)]


def _sums(table: Table, stand: Stand, place: int, found: Sequence[Share], judged: bool) -> None:
    one, all_ = stand.indicators.each[place], stand.spreads[place]
    assert all_ is not None
    everything = sum((share.held.amount for share in found), Fraction(0))
    mean, squared = fine(all_.mean * one.per, one), fine(all_.squared * one.per**2, one, squared=True)
    table.row(
        [
            Cell("合计", strong=True), number(everything), str(stand.pupils), Cell(f"平均 {mean}", strong=True),
            *(["", ""] if judged else []), "1", "", Cell(f"S² {squared}", strong=True),
        ],
        grey=TINT,
    )  # fmt: skip


def _coefficient(press: Press, stand: Stand, place: int, result: str) -> None:
    one, all_ = stand.indicators.each[place], stand.spreads[place]
    assert all_ is not None
    if all_.variation is None:
        _say(press, "只有一所学校，或者都没有，不算差异系数。")
        return
    deep, mean = workings.deviation(all_, one), fine(all_.mean * one.per, one)
    limit = f"，限额 {stand.limit}" if one.threshold else ""
    said = f"S ＝ √S² ＝ {deep}　差异系数 ＝ {deep} ÷ {mean} ＝ {workings.four(all_.variation)}{limit}，写作 {result}"
    _say(press, said)


def _composite(press: Press, stand: Stand) -> None:
    made = workings.of_composite(stand)
    blocks.heading(press, made.title, 10.5, 40)
    _say(press, f"{made.formula}：{'；'.join(f'{put.label} {put.value}' for put in made.puts)}。结果：{made.result}")


def _say(press: Press, text: str) -> None:
    blocks.write(press, Words(text, SONG, 9.5, 14))


__all__ = ["write"]
