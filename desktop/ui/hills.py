"""The drawing of the first start: hills, a school, a flag."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.look import DRESS, SIZE, colour

RANGES = (
    (0.10, ((0, 0.7), (0.2, 0.12), (0.42, 0.66), (0.62, 0.02), (0.84, 0.5), (1, 0.3))),
    (0.20, ((0, 0.5), (0.2, 0.66), (0.4, 0.3), (0.62, 0.72), (0.84, 0.34), (1, 0.7))),
    (0.34, ((0, 0.9), (0.25, 0.62), (0.5, 0.96), (0.75, 0.6), (1, 0.86))),
)  # shares of width and height
SCHOOL = (
    ("surface", (0, 0, 120, 52)), ("accent", (-6, -9, 132, 11)), ("edge", (52, 30, 16, 22)),
    ("edge", (150, -40, 2, 92)),
    ("flag", (152, -40, 26, 17)), *(("accent_soft", (10 + n * 22, 10, 12, 13)) for n in range(5)),
)  # fmt: skip


class Hills(QWidget):
    """As wide as the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(SIZE.hills)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self.width(), self.height()
        for share, points in RANGES:
            path = QPainterPath(QPointF(0, points[0][1] * high))
            for (x0, y0), (x1, y1) in pairwise(points):
                half = (x0 + x1) / 2 * wide
                path.cubicTo(QPointF(half, y0 * high), QPointF(half, y1 * high), QPointF(x1 * wide, y1 * high))
            path.lineTo(wide, high)
            path.lineTo(0, high)
            painter.fillPath(path, _behind(share))
        painter.setPen(Qt.PenStyle.NoPen)
        for name, (x, y, w, h) in SCHOOL:
            painter.setBrush(colour(name))
            painter.drawRoundedRect(QRectF(wide / 2 - 60 + x, high - 52 + y, w, h), 1, 1)
        painter.fillRect(QRectF(0, high - 2, wide, 2), colour("line"))


def _behind(share: float) -> QColor:
    return DRESS.mixed("accent", share)
