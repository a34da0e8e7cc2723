"""Charts for the window: the drawings that paper has, in the colours of the screen, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Colours:
    """Colours in force, as #rrggbb, and the size of texts in pixels."""

    ink: str
    ink2: str
    line: str
    series: tuple[str, ...]
    levels: tuple[str, ...]
    mark: str
    below: str
    size: float
    rounded: float


@dataclass(frozen=True)
class Bar:
    """A place on the axis: its label, a value for each series, and what it is held against."""

    label: str
    values: tuple[float | None, ...]
    against: float | None = None


def bars(
    colours: Colours, width: float, height: float, groups: Sequence[Bar], top: float, places: int = 1,
    ceiling: float | None = None,
) -> str:  # fmt: skip
    """Upright bars with a figure on each; a line across at what none should pass."""
    from desktop.reports import charts

    return charts.svg(charts.bars(_look(colours), width, height, _groups(groups), top, places, ceiling))


def changes(colours: Colours, width: float, height: float, groups: Sequence[Bar]) -> str:
    """Bars up and down from nought."""
    from desktop.reports import charts

    return charts.svg(charts.changes(_look(colours), width, height, _groups(groups)))


def shares(colours: Colours, width: float, height: float, rows: Sequence[tuple[str, Sequence[int]]]) -> str:
    """Lying bars parted by share."""
    from desktop.reports import charts

    return charts.svg(charts.shares(_look(colours), width, height, rows))


def _look(colours: Colours) -> Any:
    from desktop.reports.charts import Look

    return Look(
        colours.ink, colours.ink2, colours.line, colours.series, colours.levels, colours.mark, colours.below, "",
        colours.size, colours.rounded,
    )  # fmt: skip


def _groups(groups: Sequence[Bar]) -> list[Any]:
    from desktop.reports.charts import Group

    return [Group(one.label, one.values, one.against) for one in groups]


__all__ = ["Bar", "Colours", "bars", "changes", "shares"]
