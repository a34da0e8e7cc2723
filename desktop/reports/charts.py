"""Charts drawn once: the same bars on paper (black, white and grey, a figure on each) and on screen (in its colours).

A chart is a reportlab drawing of rectangles, lines and texts only; desktop/reports/chart_paper.py puts it on a page,
`svg` makes what the window shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics

from desktop.reports.faces import FILES, FOLDER, HEI, font_of

FACE = "Xiangxiao Hei"
MARGIN, AXIS = 30.0, 18.0
"""Room for figures at the left of a chart, and for labels below it."""

SHARE = 0.62
"""Of the room of a group, what its bars take."""

TIGHT = 26.0
"""Groups narrower than this have neither figures nor every label."""


@dataclass(frozen=True)
class Look:
    """Colours by their use, as #rrggbb: inks, lines, fills of series and of levels from the first; size of texts."""

    ink: str = "#000000"
    ink2: str = "#000000"
    line: str = "#B0B0B0"
    series: tuple[str, ...] = ("#FFFFFF", "#B8B8B8", "#000000", "#DBDBDB", "#808080")
    levels: tuple[str, ...] = ("#FFFFFF", "#DBDBDB", "#B8B8B8", "#808080", "#000000")
    mark: str = "#000000"
    below: str = "#B8B8B8"
    outline: str = "#000000"
    size: float = 8.5
    rounded: float = 0.0
    ground: str = ""
    """What figures stand on, so that no line runs through them; nothing on screen, where lines are faint."""


PAPER = Look(ground="#FFFFFF")


class Group(NamedTuple):
    """A place on the axis: its label, a value for each series (None: nothing known), and what it is held against."""

    label: str
    values: tuple[float | None, ...]
    against: float | None = None


@cache
def _known_face() -> str:
    pdfmetrics.registerFont(font_of(FACE, FOLDER / FILES[HEI]))
    return FACE


SMALLEST = 0.75
"""Of the usual size: smaller than this no label is set."""


@dataclass
class Chart:
    """A drawing in the making; x from the left, y from below, in points of paper or pixels of the screen."""

    width: float
    height: float
    look: Look
    drawing: Drawing = field(init=False)

    def __post_init__(self) -> None:
        self.drawing = Drawing(self.width, self.height)

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        if height <= 0 or width <= 0:
            return
        stroke = HexColor(self.look.outline) if self.look.outline else None
        corner = min(self.look.rounded, width / 2, height / 2)
        self.drawing.add(
            Rect(x, y, width, height, corner, corner, fillColor=HexColor(colour), strokeColor=stroke, strokeWidth=0.6)
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = "", thickness: float = 0.5) -> None:
        self.drawing.add(Line(x1, y1, x2, y2, strokeColor=HexColor(colour or self.look.line), strokeWidth=thickness))

    def figure(self, x: float, y: float, text: str) -> None:
        """A figure over its bar, in the middle of x."""
        if self.look.ground:
            long = wide(text, self.look.size) + 2
            ground = HexColor(self.look.ground)
            self.drawing.add(Rect(x - long / 2, y - 1.5, long, self.look.size, fillColor=ground, strokeColor=None))
        self.text(x, y, text, colour=self.look.ink)

    def text(self, x: float, y: float, text: str, anchor: str = "middle", colour: str = "", room: float = 0.0) -> None:
        """room: a text that is wider is made smaller, to three quarters, and cut off only after that."""
        size, shown = self.look.size, text
        if room and wide(shown, size) > room:
            size = max(size * room / wide(shown, size), size * SMALLEST)
        while room and len(shown) > 1 and wide(shown, size) > room:
            shown = shown.removesuffix("…")[:-1] + "…"
        ink = HexColor(colour or self.look.ink2)
        made = String(x, y, shown, fontName=_known_face(), fontSize=size, fillColor=ink, textAnchor=anchor)
        self.drawing.add(made)


def wide(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, _known_face(), size))


def bars(
    look: Look, width: float, height: float, groups: Sequence[Group], top: float = 100.0, places: int = 1,
    ceiling: float | None = None,
) -> Drawing:  # fmt: skip
    """Upright bars, series beside each other, each with its figure; a short line shows what it is held against,
    a long one what none should pass."""
    chart = Chart(width, height, look)
    floor, high = AXIS, height - AXIS
    top = max([top, *(v for g in groups for v in (*g.values, g.against) if v is not None)])
    for step in _steps(top):
        y = floor + (high - floor) * step / top
        chart.line(MARGIN, y, width, y, look.ink if step == 0 else "", 0.8 if step == 0 else 0.5)
        chart.text(MARGIN - 5, y - look.size * 0.36, f"{step:g}", "end")
    room = (width - MARGIN) / max(len(groups), 1)
    for place, group in enumerate(groups):
        left = MARGIN + room * place
        _group(chart, group, left, room, floor, (high - floor) / top, places, ceiling)
        if room >= TIGHT or place % 3 == 0:
            chart.text(
                left + room / 2, floor - look.size - 3, group.label, room=(room if room >= TIGHT else room * 3) - 2
            )
    if ceiling is not None:
        y = floor + (high - floor) * ceiling / top
        chart.line(MARGIN, y, width, y, look.mark, 1.2)
    return chart.drawing


def _group(
    chart: Chart, group: Group, left: float, room: float, floor: float, scale: float, places: int, ceiling: float | None
) -> None:  # fmt: skip
    line = ceiling if group.against is None else group.against
    look, each = chart.look, room * SHARE / max(len(group.values), 1)
    start = left + room * (1 - SHARE) / 2
    gap = each * 0.12 if len(group.values) > 1 else 0.0
    for number, value in enumerate(group.values):
        x = start + each * number + gap / 2
        if value is None:
            chart.text(x + (each - gap) / 2, floor + 2, "—")
            continue
        under = group.against is not None and value < group.against
        colour = look.below if under else look.series[number % len(look.series)]
        chart.bar(x, floor, each - gap, value * scale, colour)
        if room >= TIGHT:
            y = floor + max(value, 0) * scale + 3
            if line is not None and y - 2 < floor + line * scale < y + look.size:
                y = floor + line * scale + 3  # not under the line it is held against
            chart.figure(x + (each - gap) / 2, y, f"{value:.{places}f}")
    if group.against is not None:
        y = floor + group.against * scale
        chart.line(left + room * 0.1, y, left + room * 0.9, y, look.mark, 1.6)


def _steps(top: float) -> Iterator[float]:
    """Round figures up to the top, five or so of them."""
    rough = top / 5
    size = next((s for s in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500) if s >= rough), rough)
    step = 0.0
    while step <= top + 1e-9:
        yield step
        step += size


def changes(look: Look, width: float, height: float, groups: Sequence[Group], places: int = 1) -> Drawing:
    """Bars up and down from nought: who gained and who lost, with the signed figure."""
    chart = Chart(width, height, look)
    most = max([1.0, *(abs(g.values[0]) for g in groups if g.values[0] is not None)])
    middle, half = height / 2 + AXIS / 4, (height - 2 * AXIS - look.size) / 2
    chart.line(MARGIN / 2, middle, width, middle, look.ink, 0.8)
    room = (width - MARGIN / 2) / max(len(groups), 1)
    for place, group in enumerate(groups):
        left, value = MARGIN / 2 + room * place, group.values[0]
        if room >= TIGHT or place % 3 == 0:
            chart.text(left + room / 2, 2, group.label, room=(room if room >= TIGHT else room * 3) - 2)
        if value is None:
            chart.text(left + room / 2, middle + 3, "—")
            continue
        tall = abs(value) / most * half
        colour = look.series[0] if value >= 0 else look.below
        chart.bar(left + room * 0.28, middle if value >= 0 else middle - tall, room * 0.44, max(tall, 0.5), colour)
        if room >= TIGHT:
            y = middle + tall + 3 if value >= 0 else middle - tall - look.size
            sign = "+" if value > 0 else "−" if value < 0 else ""
            chart.text(left + room / 2, y, f"{sign}{abs(value):.{places}f}", colour=look.ink)
    return chart.drawing


def shares(look: Look, width: float, height: float, rows: Sequence[tuple[str, Sequence[int]]]) -> Drawing:
    """One lying bar for each row, parted by share, the number of pupils in each part that has room for it."""
    chart = Chart(width, height, look)
    left = min(max((wide(label, look.size) for label, _ in rows), default=0.0) + 8, width * 0.3)
    step = height / max(len(rows), 1)
    tall = min(step * 0.62, 18.0)
    for place, (label, parts) in enumerate(rows):
        y = height - step * (place + 1) + (step - tall) / 2
        chart.text(0, y + tall / 2 - look.size * 0.36, label, "start", room=left - 4)
        x, every = left, sum(parts)
        for number, part in enumerate(parts):
            long = (width - left) * part / every if every else 0.0
            colour = look.levels[min(number, len(look.levels) - 1)]
            chart.bar(x, y, long, tall, colour)
            if long > wide(str(part), look.size) + 4:
                ink = _over(colour, look)
                chart.text(x + long / 2, y + tall / 2 - look.size * 0.36, str(part), colour=ink)
            x += long
    return chart.drawing


def _over(colour: str, look: Look) -> str:
    """Ink that can be read on this ground."""
    ground: Color = HexColor(colour)
    dark = 0.299 * ground.red + 0.587 * ground.green + 0.114 * ground.blue < 0.5
    light_ink = HexColor(look.ink).red > 0.5
    return ("#FFFFFF" if not light_ink else look.ink) if dark else (look.ink if not light_ink else "#111111")


_CLIP = re.compile(r"<clipPath.*?</clipPath>", re.S)


def svg(drawing: Drawing) -> str:
    """What the window draws; Qt knows no clipping and would draw the clip itself."""
    from reportlab.graphics import renderSVG

    return _CLIP.sub("", str(renderSVG.drawToString(drawing)))


def legend(names: Sequence[str], look: Look) -> list[tuple[str, str]]:
    """Each series with its colour, from left to right."""
    return [(name, look.series[place % len(look.series)]) for place, name in enumerate(names)]


__all__ = ["PAPER", "Group", "Look", "bars", "changes", "legend", "shares", "svg"]
