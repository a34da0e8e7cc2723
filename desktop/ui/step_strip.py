"""A strip of stations: done (filled), under way (ring), ahead (hollow), each with how many of how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.icons import draw
from desktop.ui.look import DRESS, RADIUS, SIZE, SPACE, colour, font
from desktop.ui.parts import LEFT

INSIDE = 5.5  # of a ring: where the point in its middle begins


@dataclass(frozen=True)
class Station:
    """A step: its name, a line under it, whether it is whole, whether work on it has begun."""

    name: str
    said: str
    whole: bool = False
    begun: bool = False
    tip: str = ""


class StepStrip(QWidget):
    """Stations from left to right; the chosen one stands on accent ground. Left and right go along."""

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.stations: list[Station] = []
        self.at = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedHeight(SIZE.station)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        DRESS.changed.connect(self.update)

    def put(self, stations: Sequence[Station]) -> None:
        self.stations = list(stations)
        self.at = min(self.at, max(len(self.stations) - 1, 0))
        self._speak()
        self.update()

    def choose(self, at: int) -> None:
        if 0 <= at < len(self.stations) and at != self.at:
            self.at = at
            self._speak()
            self.update()
            self.chosen.emit(at)

    def _speak(self) -> None:
        if self.stations:
            one = self.stations[self.at]
            self.setAccessibleDescription(f"{one.name}，{one.said}")

    def sizeHint(self) -> QSize:
        return QSize(SIZE.thumb_width * max(len(self.stations), 1), SIZE.station)

    def _place(self, number: int) -> QRectF:
        wide = self.width() / max(len(self.stations), 1)
        return QRectF(number * wide, 0, wide, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, one in enumerate(self.stations):
            self._draw(painter, self._place(number), one, number)

    def _draw(self, painter: QPainter, place: QRectF, one: Station, number: int) -> None:
        here = number == self.at
        if here:
            painter.setBrush(colour("accent_soft"))
            painter.setPen(QPen(colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(
                place.adjusted(SPACE.hair, SPACE.hair, -SPACE.hair, -SPACE.hair), RADIUS.card, RADIUS.card
            )
        disc = QRectF(place.left() + SPACE.m, place.top() + SPACE.m, SIZE.disc, SIZE.disc)
        words = place.adjusted(SPACE.m + SIZE.disc + SPACE.s, 0, -SPACE.xs, 0)
        metrics = painter.fontMetrics()
        self._rule(painter, place, disc, one, words.left() + metrics.horizontalAdvance(one.name) + SPACE.l, number)
        painter.setPen(QPen(colour("accent" if one.whole or one.begun else "edge"), 2))
        painter.setBrush(colour("accent" if one.whole else "surface"))
        painter.drawEllipse(disc)
        if one.whole:
            draw(painter, disc.adjusted(SPACE.bar, SPACE.bar, -SPACE.bar, -SPACE.bar), "check", "on_accent")
        elif one.begun:
            painter.setBrush(colour("accent"))
            painter.drawEllipse(disc.adjusted(INSIDE, INSIDE, -INSIDE, -INSIDE))
        painter.setFont(font(SIZE.text))
        painter.setPen(colour("accent" if here else "ink" if one.whole or one.begun else "ink2"))
        painter.drawText(words.adjusted(0, SPACE.s, 0, -SIZE.station / 2), LEFT, one.name)
        painter.setFont(font(SIZE.small))
        painter.setPen(colour("ink2"))
        room = words.adjusted(0, SIZE.station / 2 - SPACE.xs, 0, -SPACE.s)
        said = painter.fontMetrics().elidedText(one.said, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, LEFT, said)

    def _rule(self, painter: QPainter, place: QRectF, disc: QRectF, one: Station, begins: float, number: int) -> None:
        """The line to the next station."""
        if number + 1 < len(self.stations) and begins < place.right() - SPACE.s:
            painter.setPen(QPen(colour("accent" if one.whole else "line"), 2))
            y = disc.center().y()
            painter.drawLine(QPointF(begins, y), QPointF(place.right() + SPACE.xs, y))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number in range(len(self.stations)):
            if self._place(number).contains(event.position()):
                self.choose(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        for number, one in enumerate(self.stations):
            if self._place(number).contains(event.position()):
                self.setToolTip(one.tip or f"{one.name}：{one.said}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self.at + step)
