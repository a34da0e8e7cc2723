"""A chart in the window: drawn as on paper, in the colours in force, anew when its room or the theme changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import DRESS, SIZE, colour
from desktop.work.charts import Colours

Draw = Callable[[Colours, float, float], str]
"""Told colours, width and height; answers SVG."""

STEPS = (1.0, 0.62, 0.36, 0.18)
"""Levels from the best: one colour in steps."""


def colours() -> Colours:
    """What the charts of the window look like now."""

    def named(name: str) -> str:
        return colour(name).name()

    levels = tuple(DRESS.mixed("accent", step).name() for step in STEPS)
    return Colours(
        ink=named("ink"), ink2=named("ink2"), line=named("line"),
        series=(named("accent"), DRESS.mixed("accent", STEPS[1]).name(), DRESS.mixed("amber", STEPS[1]).name()),
        levels=(*levels[:3], DRESS.mixed("amber", STEPS[1]).name(), named("amber")),
        mark=named("amber"), below=named("edge"), size=SIZE.small, rounded=2,
    )  # fmt: skip


class ChartView(QWidget):
    """Shows what `draw` makes; nothing while it is not told."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumHeight(SIZE.chart)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._draw: Draw | None = None
        self._drawn: tuple[QSize, str, QSvgRenderer] | None = None

    def put(self, draw: Draw | None, spoken: str = "") -> None:
        """spoken: what the chart says, for those who hear it."""
        self._draw, self._drawn = draw, None
        self.setAccessibleDescription(spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._draw is None or self.width() < SIZE.chart:
            return
        if self._drawn is None or self._drawn[:2] != (self.size(), DRESS.theme):
            svg = self._draw(colours(), self.width(), self.height())
            self._drawn = self.size(), DRESS.theme, QSvgRenderer(QByteArray(svg.encode()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawn[2].render(painter, QRectF(self.rect()))
