"""A box to tick, with its words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.ui.icons import draw
from desktop.ui.look import SIZE, SPACE, colour
from desktop.ui.parts import LEFT


class Tick(QAbstractButton):
    """On or off."""

    def __init__(self, text: str, on: bool = False) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(SIZE.tab_icon + SPACE.s + self.fontMetrics().horizontalAdvance(self.text()), SIZE.popup_row)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, (self.height() - SIZE.icon) / 2, SIZE.icon, SIZE.icon)
        on = self.isChecked()
        painter.setBrush(colour("accent" if on else "surface"))
        painter.setPen(QPen(colour("accent" if on or self.hasFocus() else "edge"), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(box, SPACE.xs, SPACE.xs)
        if on:
            draw(painter, box.adjusted(2, 2, -2, -2), "check", "on_accent")
        if self.hasFocus() and on:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("ink"), 1))
            painter.drawRoundedRect(box, SPACE.xs, SPACE.xs)
        painter.setPen(colour("ink"))
        painter.setFont(self.font())
        words = QRectF(box.right() + SPACE.s, 0, self.width() - box.right() - SPACE.s, self.height())
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, LEFT, text)
