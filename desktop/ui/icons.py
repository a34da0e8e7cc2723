"""Icons: one family, drawn in the colours in force, sharp at every scaling of the screen."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from desktop.ui.look import RESOURCES, SIZE, colour

LINE = 'stroke-width="1.75"'


@cache
def _source(name: str) -> str:
    text = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
    return text.replace('stroke-width="2"', LINE)


@cache
def _drawing(name: str, shade: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", shade).encode()))


def draw(painter: QPainter, rect: QRect | QRectF, name: str, tone: str) -> None:
    """The icon in the middle of the rectangle, as large as its shorter side."""
    area = QRectF(rect)
    side = min(area.width(), area.height())
    square = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    _drawing(name, colour(tone).name()).render(painter, square)


class _Engine(QIconEngine):
    """Draws when asked, so that a change of theme needs no new icons."""

    def __init__(self, name: str, tone: str, chosen: str) -> None:
        super().__init__()
        self._name, self._tone, self._chosen = name, tone, chosen

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tone = self._chosen if state == QIcon.State.On else self._tone
        draw(painter, rect, self._name, "edge" if mode == QIcon.Mode.Disabled else tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        made = _Engine(self._name, self._tone, self._chosen)
        _KEPT.append(made)
        return made


_KEPT: list[QIconEngine] = []  # Qt owns an engine without telling Python, which would let it go


def icon(name: str, tone: str = "ink2", chosen: str = "") -> QIcon:
    """An icon for a button; `chosen` is its colour while the button is down."""
    engine = _Engine(name, tone, chosen or tone)
    _KEPT.append(engine)
    return QIcon(engine)


class Picture(QWidget):
    """An icon that stands in a line of text or above it."""

    def __init__(self, name: str, tone: str = "ink2", size: int = SIZE.icon) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(size, size + 3 if size == SIZE.icon else size)  # Chinese text sits a little below its middle

    def show_as(self, name: str, tone: str) -> None:
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, QRectF(0, self.height() - self._size, self._size, self._size), self._name, self._tone)
