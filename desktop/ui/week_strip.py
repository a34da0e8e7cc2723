"""The weeks of the term as a strip, and bars of counted things: small drawings of the workbench."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import RADIUS, SIZE, SPACE, WIDTH, colour
from desktop.work.today import Bench

LABEL, FIGURE = WIDTH.state, WIDTH.min_column
"""Room before a bar for its label, and behind it for its figure."""


class WeekStrip(QWidget):
    """One field a week; past ones sunken, this one in the accent, months and holidays written above."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.setFixedHeight(SIZE.row + SIZE.text + SPACE.s)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(bench.week)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH.form, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        weeks, gap = self._bench.weeks, SPACE.xs
        width = (self.width() - gap * (len(weeks) - 1)) / len(weeks)
        font = painter.font()
        font.setPixelSize(SIZE.small)
        painter.setFont(font)
        said = ""
        for place, week in enumerate(weeks):
            x = place * (width + gap)
            named = self._bench.names.get(week.number, "")
            named, said = ("", said) if named == said else (named, named or said)
            painter.setPen(colour("ink2"))
            painter.drawText(QRectF(x, 0, width * 2, SIZE.text + SPACE.hair), Qt.AlignmentFlag.AlignLeft, named[:3])
            self._field(painter, QRectF(x, SIZE.text + SPACE.xs, width, SIZE.row), week.number, week.school_days)

    def _field(self, painter: QPainter, box: QRectF, number: int, school_days: int) -> None:
        now = self._bench.this_week
        ground, edge, ink = ("sunken", "line", "ink2") if number > now else ("grey_soft", "grey_soft", "ink2")
        if number == now:
            ground, edge, ink = "accent", "accent", "on_accent"
        elif not school_days:
            ink = "ink3"
        painter.setPen(colour(edge))
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS.field, RADIUS.field)
        painter.setPen(colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))


class Bars(QWidget):
    """Label, bar and figure, one under the other; bars in proportion to the greatest."""

    def __init__(self, lines: list[tuple[str, int, str]]) -> None:
        super().__init__()
        self._lines = lines
        self.setFixedHeight(len(lines) * (SIZE.text + SPACE.l))
        self.setAccessibleName("；".join(f"{label} {count}" for label, count, _ in lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall = self.height() / max(len(self._lines), 1)
        most = max((count for _, count, _ in self._lines), default=0) or 1
        room = self.width() - LABEL - FIGURE
        for place, (label, count, tone) in enumerate(self._lines):
            line = QRectF(0, place * tall, self.width(), tall)
            painter.setPen(colour("ink2"))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
            if count:
                bar = QRectF(LABEL, line.center().y() - SPACE.s, max(room * count / most, SPACE.s), 2 * SPACE.s)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(tone or "accent"))
                painter.drawRoundedRect(bar, RADIUS.tag, RADIUS.tag)
                painter.setPen(colour("ink"))
                figure = QRectF(bar.right() + SPACE.s, line.top(), FIGURE, tall)
                painter.drawText(figure, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(count))


__all__ = ["Bars", "WeekStrip"]
