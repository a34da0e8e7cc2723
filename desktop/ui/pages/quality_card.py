"""Cards of the analysis: a figure with what it is held against, and a chart under its title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.chart import STEPS, ChartView
from desktop.ui.icons import icon
from desktop.ui.look import DRESS, SIZE, SPACE, colour, font
from desktop.ui.parts import RIGHT, Item, across, press, put, words

WORSE_ABOVE = ("low",)
"""Figures that are better the smaller they are."""


class Track(QWidget):
    """How far a figure reaches, with a mark where what it is held against stands."""

    def __init__(self) -> None:
        super().__init__()
        self.share, self.good = 0.0, True
        self.mark: float | None = None
        self.setFixedHeight(SIZE.bar + 2 * SPACE.xs)

    def put(self, share: float, mark: float | None, *, good: bool) -> None:
        self.share, self.mark, self.good = min(max(share, 0.0), 1.0), mark, good
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        half = SIZE.bar / 2
        track = QRectF(0, SPACE.xs, self.width(), SIZE.bar)
        painter.setBrush(colour("grey_soft"))
        painter.drawRoundedRect(track, half, half)
        painter.setBrush(colour("accent" if self.good else "amber"))
        painter.drawRoundedRect(QRectF(0, SPACE.xs, max(track.width() * self.share, SIZE.bar), SIZE.bar), half, half)
        if self.mark is not None:
            painter.fillRect(QRectF(track.width() * min(self.mark, 1.0) - 1, 0, 2, self.height()), colour("ink"))


class FigureCard(QFrame):
    """One figure of the whole; pressed, it opens its working."""

    def __init__(self, name: str, opened: Callable[[str], None]) -> None:
        super().__init__()
        self.name, self._opened = name, opened
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._label, self._beside = words("", "soft"), words("", "small", align=RIGHT)
        self._value, self._unit = words(""), words("", "small")
        self._value.setFont(font(SIZE.figure))
        self._track = Track()
        _filled(
            self, across(self._label, None, self._beside), across(self._value, self._unit, None, gap=SPACE.xs),
            self._track,
        )  # fmt: skip

    def put(
        self, label: str, shown: str, unit: str, value: Fraction | None, scale: float, beside: str,
        against: Fraction | None,
    ) -> None:  # fmt: skip
        """scale: what the track's whole length stands for, in the figure's own measure."""
        self._label.setText(label)
        self._value.setText(shown)
        self._unit.setText(unit)
        self._beside.setText(beside)
        good = value is None or against is None or (value <= against if self.name in WORSE_ABOVE else value >= against)
        share = float(value) / scale if value is not None else 0.0
        self._track.put(share, None if against is None else float(against) / scale, good=good)
        self.setAccessibleName(f"{label} {shown}{unit}，{beside}")
        self.setToolTip("怎么算出来的")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._opened(self.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._opened(self.name)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(colour("accent"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), SPACE.s, SPACE.s)


class Swatches(QWidget):
    """What the colours of a chart mean: a small square and a word for each, from left to right."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._steps: list[int] = []
        self.setFixedHeight(SIZE.icon)

    def put(self, names: Sequence[str], steps: Sequence[int] = ()) -> None:
        """steps: of the one colour, for each name; else from the strongest, the last one in amber."""
        self._names, self._steps = list(names), list(steps)
        self.setMinimumWidth(sum(len(name) * SIZE.small + SIZE.small + 2 * SPACE.s for name in self._names))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SIZE.small))
        metrics = painter.fontMetrics()
        wide = sum(metrics.horizontalAdvance(name) + SIZE.small + 2 * SPACE.s for name in self._names)
        left = float(self.width() - wide)
        for number, name in enumerate(self._names):
            square = QRectF(left, (self.height() - SIZE.small) / 2 + 1, SIZE.small - 2, SIZE.small - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            ramp = DRESS.mixed("accent", STEPS[self._steps[number]]) if self._steps else None
            painter.setBrush(ramp or _level_colour(number, len(self._names)))
            painter.drawRoundedRect(square, 2, 2)
            painter.setPen(colour("ink2"))
            room = metrics.horizontalAdvance(name)
            painter.drawText(
                QRectF(square.right() + SPACE.xs, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, name
            )
            left = square.right() + SPACE.xs + room + SPACE.m


def _filled(card: QFrame, *parts: Item) -> None:
    layout = QVBoxLayout(card)
    layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
    layout.setSpacing(SPACE.xs)
    put(layout, *parts)


def _level_colour(number: int, count: int) -> QColor:
    if number == count - 1 and count > 1:
        return DRESS.mixed("amber", STEPS[1])
    return DRESS.mixed("accent", STEPS[min(number, len(STEPS) - 1)])


class ChartCard(QFrame):
    """A chart under its title."""

    def __init__(self, name: str, *, folds: bool = False) -> None:
        """folds: under a table, with a press that gives its room to the table."""
        super().__init__()
        self.setProperty("role", "card")
        self.title, self.remark, self.swatches = words("", "head"), words("", "small", "amber"), Swatches()
        self.chart = ChartView(name)
        self.fold = press("", "chevron-down", "ghost", does=lambda: self.show_chart(not self.open))
        self.open = True
        _filled(self, across(self.title, None, self.remark, self.swatches, self.fold), (self.chart, 1))
        if folds:
            self.chart.setFixedHeight(SIZE.chart)
            self.show_chart(True)
        else:
            self.fold.hide()

    def show_chart(self, open_: bool) -> None:
        self.open = open_
        self.chart.setVisible(open_)
        said = "收起图" if open_ else "展开图"
        self.fold.setIcon(icon("chevron-down" if open_ else "chevron-right", "ink2", "accent"))
        self.fold.setToolTip(said)
        self.fold.setAccessibleName(said)


__all__ = ["ChartCard", "FigureCard", "Swatches", "Track"]
