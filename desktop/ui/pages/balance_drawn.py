"""The chart of several years: the difference coefficient of each indicator, year beside year, under the limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.ui.pages.quality_drawn import Chart
from desktop.work import charts
from desktop.work.balance import Stand
from desktop.work.charts import Bar


def years(numbers: Sequence[int], stands: Sequence[Stand | None]) -> Chart | None:
    """None where one year alone has a coefficient: that is no comparison. The latest year is the strongest."""
    known = next(stand for stand in stands if stand is not None)
    groups = [
        Bar(one.short, tuple(_variation(stand, place) for stand in stands))
        for place, one in enumerate(known.indicators.each)
    ]
    drawn = [number for number in range(len(numbers)) if any(bar.values[number] is not None for bar in groups)]
    if len(drawn) < 2:
        return None
    judged, limit = any(one.threshold for one in known.indicators.each), float(known.limit)
    steps = tuple(reversed(range(len(numbers))))

    def draw(look: charts.Colours, width: float, height: float) -> str:
        ramp = replace(look, series=tuple(look.levels[step] for step in steps))
        return charts.bars(ramp, width, height, groups, limit, 2, limit if judged else None)

    return Chart(
        f"{known.title}差异系数", draw, f"横线是限额 {known.limit}" if judged else "",
        [f"{year}—{year + 1}" for year in numbers], _spoken(numbers, groups), steps,
    )  # fmt: skip


def _variation(stand: Stand | None, place: int) -> float | None:
    spread = None if stand is None else stand.spreads[place]
    return None if spread is None or spread.variation is None else float(spread.variation)


def _spoken(numbers: Sequence[int], groups: Sequence[Bar]) -> str:
    return "；".join(
        f"{bar.label}" + "，".join(f"{y}年{v:.2f}" for y, v in zip(numbers, bar.values, strict=True) if v is not None)
        for bar in groups
    )


__all__ = ["years"]
