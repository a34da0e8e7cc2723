"""Tables of the balance indicators: school by school, what is missing, several years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from db.rules.aid_standards import money
from db.rules.balance import ENOUGH, FAR_BELOW
from db.rules.grades import school_year_label
from db.rules.working import Working
from desktop.ui.look import WIDTH
from desktop.ui.pages import balance_drawn
from desktop.ui.pages.quality_drawn import Chart
from desktop.ui.plain_table import Cell, Column
from desktop.work import balance
from desktop.work.balance import Line, Missing, Stand

COMPOSITE = "综合差异系数"
SCHOOL = Column("学校")
Makers = Mapping[str, Callable[[], Working]]
"""Workings by the label of the figure, made when somebody asks."""


@dataclass
class Block:
    """One table with its head; by row the row of 办学条件 it stands for, and the school in words."""

    title: str
    columns: list[Column]
    rows: list[list[Cell]]
    keys: list[bytes | None]
    said: list[str]
    opens: list[Makers]
    """By row the figures that can be opened, by their labels."""

    names: list[str]
    """By column the label of the figure it shows, or nothing."""

    chart: Chart | None = None
    """What stands under the table."""


def indicators(stand: Stand, short: Sequence[Missing]) -> Block:
    """Every school's figures, below them the thresholds, the township's means and the coefficients."""
    each = stand.indicators.each
    judged = any(one.threshold for one in each)
    columns = [
        SCHOOL, Column("学生数", WIDTH.figure, right=True, keep=False),
        *(Column(one.short, WIDTH.indicator, right=True) for one in each),
        *([Column("达标", WIDTH.figure, right=True, keep=False), Column("结论", WIDTH.state)] if judged else []),
    ]  # fmt: skip
    rows = [_school(stand, line, judged) for line in stand.lines]
    said = [f"{line.name}：{_lacks(line, short, judged)}" for line in stand.lines]
    foot = _foot(stand, judged)
    width = len(columns)
    rows += [row + [Cell("")] * (width - len(row)) for row in foot]
    keys = [*(line.row["id"] for line in stand.lines), *(None for _ in foot)]
    title = f"{stand.title}　{len(stand.lines)} 所，{stand.pupils} 人"
    if stand.composite is not None and not judged:
        kept = "达标" if stand.composite <= stand.limit else "超过"
        title += f"　综合差异系数 {stand.composite:.3f}，不高于 {stand.limit}，{kept}"
    said += [_how(stand, row[0].text) for row in foot]
    opens = [_of_school(stand, line, short) for line in stand.lines]
    opens += [_of_all(stand, row[0].text, judged) for row in foot]
    names = ["", "", *(one.short for one in each), *([""] * (width - len(each) - 2))]
    return Block(title, columns, rows, keys, said, opens, names)


def _of_school(stand: Stand, line: Line, short: Sequence[Missing]) -> Makers:
    return {
        one.short: partial(balance.of_school, stand, line, place, short)
        for place, one in enumerate(stand.indicators.each)
    }


def _of_all(stand: Stand, label: str, judged: bool) -> Makers:
    """What is opened in a line below the schools."""
    makes = {"本镇平均": balance.of_mean, "差异系数": balance.of_variation}
    of = makes.get(label.partition("（")[0])
    found: dict[str, Callable[[], Working]] = {}
    if of is not None:
        found |= {one.short: partial(of, stand, place) for place, one in enumerate(stand.indicators.each)}
    if of is balance.of_variation and not judged:
        found[COMPOSITE] = partial(balance.of_composite, stand)
    return found


def _how(stand: Stand, label: str) -> str:
    """How a line below the schools comes about, in words."""
    if label.startswith("差异系数"):
        return f"差异系数 ＝ S ÷ 本镇平均，按学生数加权，{len(stand.lines)} 所学校。点一个数，看每一步的数"
    return {
        "本镇平均": f"本镇平均 ＝ 各校总数之和 ÷ 学生总数 {stand.pupils} 人，不是各校平均数的平均",
        "标准（不低于）": stand.indicators.source,
    }.get(label, "填在“全县均衡数据”里的县级公布数")


def _lacks(line: Line, short: Sequence[Missing], judged: bool) -> str:
    if not judged:
        return "按“打开办学条件”改数或补数"
    if "" in line.states:
        return "有指标没有填数。按“打开办学条件”补上"
    return balance.short_of([one for one in short if one.line.row["id"] == line.row["id"]]) or "各项都达标"


def _school(stand: Stand, line: Line, judged: bool) -> list[Cell]:
    cells = [Cell(line.school), Cell(str(line.pupils))]
    for value, state, one in zip(line.values, line.states, stand.indicators.each, strict=True):
        if value is None:
            cells.append(Cell("没有填", "grey" if not judged else "amber"))
            continue
        text = balance.shown(value, one, stand.stage)
        if state not in ("", ENOUGH):
            text = f"{'▼' if state == FAR_BELOW else ''}{text} 差{balance.gap(value, one, stand.stage)}"
        cells.append(Cell(text, {"": "", ENOUGH: "", FAR_BELOW: "red"}.get(state, "amber")))
    if not judged:
        return cells
    verdict = ("缺数据", "grey") if line.passed is None else (ENOUGH, "green") if line.passed else ("未达标", "amber")
    return [*cells, Cell(f"{line.met}/{len(line.states)}"), Cell(verdict[0], verdict[1], tag=True)]


def _foot(stand: Stand, judged: bool) -> list[list[Cell]]:
    each = stand.indicators.each
    quiet = "ink2"
    found = []
    if judged:
        found.append(
            [Cell("标准（不低于）", quiet), Cell(""), *(Cell(str(o.threshold[stand.stage]), quiet) for o in each)]
        )
    pairs = list(zip(each, stand.spreads, strict=True))
    found.append(
        [
            Cell("本镇平均", quiet),
            Cell(str(stand.pupils), quiet),
            *(Cell(balance.mean_of(o, s), quiet) for o, s in pairs),
        ]
    )
    name = f"差异系数（≤{stand.limit}）" if judged else "差异系数"
    spread = []
    for _, one in pairs:
        over = judged and one is not None and one.within(stand.limit) is False
        spread.append(Cell(f"{'▲' if over else ''}{balance.coefficient(one, stand.limit)}", "red" if over else quiet))
    found.append([Cell(name, quiet), Cell(""), *spread])
    if any(one.mean is not None for one in stand.county):
        found.append([Cell("全县平均", quiet), Cell(""), *(_published(one.mean) for one in stand.county)])
    if any(one.variation is not None for one in stand.county):
        found.append([Cell("全县差异系数", quiet), Cell(""), *(_published(one.variation) for one in stand.county)])
    return found


def _published(value: Any) -> Cell:
    return Cell("—" if value is None else str(value), "ink2")


def missing(found: Sequence[Missing]) -> Block:
    """One line a shortage; money where it can be reckoned."""
    columns = [
        SCHOOL, Column("学段", WIDTH.figure), Column("指标", WIDTH.find_narrow), Column("现有", WIDTH.rate, right=True),
        Column("应有", WIDTH.rate, right=True), Column("缺", WIDTH.rate, right=True), Column("单位", WIDTH.rate),
        Column("估算资金（元）", WIDTH.remark, right=True),
    ]  # fmt: skip
    rows = []
    for one in found:
        of = one.indicator
        amounts = [balance.amount(value, of) for value in (one.held.amount, one.short.needed, one.short.missing)]
        rows.append([
            Cell(one.line.name), Cell(one.stand.title), Cell(of.name), Cell(amounts[0]), Cell(amounts[1]),
            Cell(amounts[2], "amber"), Cell(of.unit, "ink2"), Cell("" if one.cost is None else money(one.cost)),
        ])  # fmt: skip
    opens: list[Makers] = [
        {one.indicator.short: partial(balance.of_school, one.stand, one.line, one.indicator.number - 1, found)}
        for one in found
    ]
    keys, none = [one.line.row["id"] for one in found], [""] * len(found)
    return Block(f"缺口 {len(found)} 处", columns, rows, keys, none, opens, [""] * len(columns))


def several(by_year: Mapping[int, Sequence[Stand]]) -> list[Block]:
    """Mean and coefficient of each year side by side, a table a stage."""
    blocks = []
    for stage in dict.fromkeys(stand.stage for found in by_year.values() for stand in found):
        stands = [next((one for one in by_year[year] if one.stage == stage), None) for year in by_year]
        known = next(one for one in stands if one is not None)
        judged = any(one.threshold for one in known.indicators.each)
        columns = [Column("指标")]
        for year in by_year:
            label = school_year_label(year).removesuffix("学年度")
            columns += [Column(label, WIDTH.mark, right=True), Column("差异系数", WIDTH.rate, right=True)]
        rows = [
            [Cell(one.short), *(cell for stand in stands for cell in _year(stand, place, judged))]
            for place, one in enumerate(known.indicators.each)
        ]
        label, told = ("达标学校", _good) if judged else ("综合差异系数", _composite)
        rows.append([Cell(label, "ink2"), *(cell for stand in stands for cell in told(stand))])
        opens, names = _of_years(by_year, stands, len(known.indicators.each))
        title, said, numbers = f"{known.title}　本镇平均和差异系数", [""] * len(rows), list(by_year)
        blocks.append(
            Block(title, columns, rows, [None] * len(rows), said, opens, names, balance_drawn.years(numbers, stands))
        )
    return blocks


def _of_years(years: Iterable[int], stands: Sequence[Stand | None], count: int) -> tuple[list[Makers], list[str]]:
    """Mean and coefficient of every year; in the last line the composite where it is what counts."""
    pairs = list(zip(years, stands, strict=True))
    names = ["", *(f"{year} {what}" for year, _ in pairs for what in ("平均", "系数"))]
    opens: list[Makers] = []
    for place in range(count):
        found: dict[str, Callable[[], Working]] = {}
        for year, stand in pairs:
            if stand is not None:
                found[f"{year} 平均"] = partial(balance.of_mean, stand, place)
                found[f"{year} 系数"] = partial(balance.of_variation, stand, place)
        opens.append(found)
    whole = {f"{year} 系数": partial(balance.of_composite, s) for year, s in pairs if s and s.indicators.name == "2012"}
    return [*opens, whole], names


def _year(stand: Stand | None, place: int, judged: bool) -> list[Cell]:
    if stand is None:
        return [Cell("—"), Cell("—")]
    one, spread = stand.indicators.each[place], stand.spreads[place]
    over = judged and spread is not None and spread.within(stand.limit) is False
    text = balance.coefficient(spread, stand.limit)
    return [Cell(balance.mean_of(one, spread)), Cell(f"▲{text}" if over else text, "red" if over else "ink2")]


def _good(stand: Stand | None) -> list[Cell]:
    return [Cell("—" if stand is None else balance.passed(stand), "ink2"), Cell("")]


def _composite(stand: Stand | None) -> list[Cell]:
    text = "—" if stand is None or stand.composite is None else f"{stand.composite:.3f}"
    return [Cell(""), Cell(text, "ink2")]
