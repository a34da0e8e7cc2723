"""均衡监测多年对比: means, coefficients and schools that pass, several years side by side."""

from __future__ import annotations

from collections.abc import Sequence

from db.balance import stands as standing
from db.balance.indicators import sets
from db.balance.shown import coefficient, mean_of, passed, rounded
from db.balance.stands import Stand
from desktop.reports import blocks, chart_paper
from desktop.reports.balance_table import NUMBERS, SET, set_of
from desktop.reports.charts import PAPER, Group, bars, legend
from desktop.reports.furniture import Sheet, chinese_day
from desktop.reports.options import Chosen, Option, Report
from desktop.reports.press import Press
from desktop.reports.roster import spread
from desktop.reports.rows import Cell, Column, Row
from desktop.reports.source import Source
from desktop.reports.tables import Table

FORM = "QS-JH-03"
COUNT = Option("count", "几年", default="3", hint="最近几年，2 到 5")
MOST, CHART = 5, 118.0


def write(press: Press, source: Source, chosen: Chosen) -> None:
    asked = chosen.text(COUNT.name)
    count = min(max(int(asked) if asked.isdigit() else 3, 1), MOST)
    years = sorted(standing.years(source.connection)[:count])
    by_year = {year: standing.stands(source.connection, source.context, year, set_of(chosen)) for year in years}
    press.begin(Sheet(source.school, source.term, FORM, source.today, landscape=True))
    title = sets()[set_of(chosen)].title
    blocks.title(press, f"义务教育{title}多年对比", 1)
    blocks.ends(press, f"填报单位：{source.school}", f"统计日期：{chinese_day(source.today)}")
    if not years:
        blocks.nothing(press, "还没有办学条件数据。")
        return
    shown: list[Stand] = []
    drawn: list[tuple[list[Stand | None], Stand]] = []
    for stage in (standing.PRIMARY, standing.JUNIOR):
        found = [next((one for one in by_year[year] if one.stage == stage), None) for year in years]
        known = next((one for one in found if one is not None), None)
        if known is not None:
            shown.append(known)
            blocks.heading(press, f"{NUMBERS[len(shown) - 1]}、{known.title}", 11, 120)
            _table(press, years, found, known)
            blocks.gap(press, 3)
            drawn.append((found, known))
    for found, known in drawn if len(years) > 1 else ():
        _chart(press, years, found, known)
    limits = "，".join(f"{one.title}{one.limit}" for one in shown)
    said = f"说明：平均数按学生数加权；差异系数以本镇学校计算，只供自查，▲为超过限额（{limits}）。"
    blocks.note(press, f"{said}有学校没有填数的指标写“—”。")
    blocks.signatures(press)


def _table(press: Press, years: Sequence[int], found: Sequence[Stand | None], known: Stand) -> None:
    """A row an indicator; for each year the mean and the coefficient."""
    judged = any(one.threshold for one in known.indicators.each)
    columns = [Column("指标", 52, "f"), *(c for _ in years for c in (Column("", 22), Column("", 20)))]
    head: list[Row] = [
        [Cell("指标", down=2), *(Cell(f"{year}—{year + 1}学年", 2) for year in years)],
        [Cell("", down=0), *(label for _ in years for label in ("本镇平均", "差异系数"))],
    ]
    table = Table(press, spread(columns, press.width), head, row_height=15, head_height=32)
    for place, one in enumerate(known.indicators.each):
        cells: list[str | Cell] = [f"{one.number} {one.name}"]
        for stand in found:
            cells += [mean_of(one, stand.spreads[place]), _limited(stand, place, judged)] if stand else ["—", "—"]
        table.row(cells)
    last: list[str | Cell] = [Cell("参加计算的学校、学生", strong=True, align="c")]
    good: list[str | Cell] = [Cell("达标学校", strong=True, align="c")]
    for stand in found:
        last.append(Cell(f"{len(stand.lines)}所，{stand.pupils}人" if stand else "—", 2))
        good.append(Cell(passed(stand) if stand else "—", 2))
    table.row(last, grey=0.93)
    if any(stand is not None and stand.composite is not None for stand in found) and not judged:
        table.row(
            [Cell("综合差异系数", strong=True, align="c"), *(Cell(_composite(stand), 2) for stand in found)], grey=0.93
        )
    if judged:
        table.row(good, grey=0.93)
    table.close()


def _chart(press: Press, years: Sequence[int], found: Sequence[Stand | None], known: Stand) -> None:
    """The coefficients of each indicator, year beside year."""
    groups = [
        Group(one.short, tuple(_variation(stand, place) for stand in found))
        for place, one in enumerate(known.indicators.each)
    ]
    judged = any(one.threshold for one in known.indicators.each)
    title = f"图　{known.title}差异系数（横线是限额 {known.limit}）" if judged else f"图　{known.title}差异系数"
    meaning = legend([f"{year}—{year + 1}" for year in years], PAPER)
    limit = float(known.limit)
    drawn = bars(PAPER, press.width, CHART, groups, limit, 2, limit if judged else None)
    chart_paper.place(press, title, drawn, meaning)


def _variation(stand: Stand | None, place: int) -> float | None:
    spread = None if stand is None else stand.spreads[place]
    return None if spread is None or spread.variation is None else float(spread.variation)


def _limited(stand: Stand, place: int, judged: bool) -> Cell:
    """By the rule of 2012 the mean of the eight has to keep the limit, not each of them."""
    found = stand.spreads[place]
    over = judged and found is not None and found.within(stand.limit) is False
    text = coefficient(found, stand.limit)
    return Cell(f"▲{text}" if over else text, grey=0.86 if over else 1.0, strong=over)


def _composite(stand: Stand | None) -> str:
    if stand is None or stand.composite is None:
        return "—"
    return f"{'▲' if stand.composite > stand.limit else ''}{rounded(stand.composite, stand.limit)}"


REPORT = Report("balance-years", "均衡监测多年对比", write, (COUNT, SET), ("school_resources",))
