"""Drawings of a sheet being filled in: the ring of what is done, the thin bar of a section, a figure with its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.ui.look import RADIUS, SIZE, SPACE, colour, font
from desktop.ui.parts import MIDDLE, down, restyle, words


class Ring(QWidget):
    """How many lines are answered, of how many: a ring, and the two numbers in it."""

    def __init__(self) -> None:
        super().__init__()
        self._done, self._all = 0, 0
        self.setFixedSize(SIZE.ring, SIZE.ring)

    def put(self, done: int, whole: int) -> None:
        self._done, self._all = done, whole
        self.setAccessibleName(f"已查 {done} 项，共 {whole} 项")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = SIZE.ring_line / 2 + 1
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        pen = QPen(colour("grey_soft"), SIZE.ring_line)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(area)
        if self._all and self._done:
            pen.setColor(colour("green" if self._done == self._all else "accent"))
            painter.setPen(pen)
            painter.drawArc(area, 90 * 16, -round(360 * 16 * self._done / self._all))
        middle = QRectF(self.rect())
        painter.setPen(colour("ink"))
        painter.setFont(font(SIZE.title))
        painter.drawText(middle.adjusted(0, 0, 0, -SPACE.m), Qt.AlignmentFlag.AlignCenter, f"{self._done}/{self._all}")
        painter.setPen(colour("ink3"))
        painter.setFont(font(SIZE.small))
        painter.drawText(middle.adjusted(0, SPACE.xl + SPACE.m, 0, 0), Qt.AlignmentFlag.AlignCenter, "已查")


class ThinBar(QWidget):
    """How far a section is; green when it is whole."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(SIZE.thin_bar)

    def put(self, share: float) -> None:
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line"))
        half = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), half, half)
        if self._share > 0:
            painter.setBrush(colour("green" if self._share >= 1 else "accent"))
            done = QRectF(0, 0, max(self.width() * self._share, self.height()), self.height())
            painter.drawRoundedRect(done, half, half)


class Figure:
    """得分 58: a number with its name above it."""

    def __init__(self, name: str, tone: str = "") -> None:
        self._name, self._value = words(name, "small", align=MIDDLE), words("", "figure", align=MIDDLE)
        self._tone = tone
        self.frame: QFrame = down(None, self._name, self._value, None, gap=0, pad=(SPACE.cell, 0))

    def put(self, value: str, name: str = "", *, loud: bool = True) -> None:
        self._value.setText(value)
        if name:
            self._name.setText(name)
        restyle(self._value, tone=self._tone if loud else "")
        self.frame.setAccessibleName(f"{self._name.text()} {value}")


class Shot(QLabel):
    """A photograph beside a line, small; a press shows it large."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(SIZE.shot_width, SIZE.shot_height)
        self.hide()

    def put(self, body: bytes | None) -> None:
        self.setVisible(body is not None)
        picture = QPixmap()
        if body and picture.loadFromData(body):
            wide = picture.scaled(
                self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
            )
            self.setPixmap(wide.copy(QRectF(0, 0, self.width(), self.height()).toRect()))
            self.setToolTip("这一项有照片")
            self.setAccessibleName("这一项有照片")
        else:
            self.setText("照片")
            self.setToolTip("照片还没有传到这台电脑")

    def corner(self) -> int:
        return int(RADIUS.field)
