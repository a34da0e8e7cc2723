"""What stands on the screen while the program is still being read from a slow disk: its name, in the window's place."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.look import SIZE, WIDTH, colour, font
from desktop.ui.machine import Machine
from desktop.ui.parts import MIDDLE


class Opening(QWidget):
    """As large as the window that follows, and where it will be."""

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self.setWindowTitle("乡校台账")
        self.resize(WIDTH.window, WIDTH.window_height)
        self.restoreGeometry(machine.place())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("canvas"))
        painter.setPen(colour("ink"))
        painter.setFont(font(SIZE.brand))
        painter.drawText(self.rect(), MIDDLE, "乡校台账")
        painter.setPen(colour("ink2"))
        painter.setFont(font(SIZE.text))
        painter.drawText(self.rect().adjusted(0, 2 * SIZE.brand, 0, 2 * SIZE.brand), MIDDLE, "正在打开……")
