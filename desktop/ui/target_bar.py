"""A bar for a share against its target: how far it has come, and a mark where it ought to be."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import DRESS, SIZE, SPACE, WIDTH, colour


class TargetBar(QWidget):
    """Accent when the target is reached, amber before."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._target = Fraction(0), Fraction(1)
        self.setFixedHeight(SIZE.bar + 2 * SPACE.xs)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        DRESS.changed.connect(self.update)

    def put(self, share: Fraction | None, target: Fraction) -> None:
        """Both from 0 to 1."""
        self._share, self._target = min(share or Fraction(0), Fraction(1)), min(target, Fraction(1))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH.find, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("grey_soft"))
        painter.setBrush(colour("grey_soft"))
        track = QRectF(0, SPACE.xs, self.width(), SIZE.bar)
        round_ = SIZE.bar / 2
        painter.drawRoundedRect(track, round_, round_)
        tone = colour("accent" if self._share >= self._target else "amber")
        painter.setPen(tone)
        painter.setBrush(tone)
        if self._share:
            long = max(track.width() * float(self._share), SIZE.bar)
            painter.drawRoundedRect(QRectF(0, SPACE.xs, long, SIZE.bar), round_, round_)
        x = min(track.width() * float(self._target), track.width() - SPACE.hair)
        painter.fillRect(QRectF(x, 0, SPACE.hair, self.height()), colour("ink"))
