"""What stands beside and below a typed grid: the sentence at a cell that cannot be, the running figures of columns."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui.look import SIZE, SPACE, colour, font
from desktop.ui.parts import RIGHT, words
from desktop.ui.typed_grid import NAME, TypedGrid


class Beside(QFrame):
    """The sentence beside a cell that cannot stand as it was typed."""

    def __init__(self, grid: TypedGrid) -> None:
        super().__init__(grid.viewport())
        self._grid = grid
        self.setProperty("role", "wrong")
        self._said = words("", "small", "red")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.s, SPACE.xs, SPACE.s, SPACE.xs)
        layout.addWidget(self._said)
        self.hide()

    @property
    def text(self) -> str:
        return self._said.text()

    def say(self, index: QModelIndex, sentence: str) -> None:
        """To the right of the cell; to its left where there is no room."""
        self._said.setText(sentence)
        self.adjustSize()
        cell = self._grid.visualRect(index)
        left = cell.right() + SPACE.s
        if left + self.width() > self._grid.viewport().width():
            left = max(cell.left() - self.width() - SPACE.s, 0)
        self.move(left, cell.top() + (cell.height() - self.height()) // 2)
        self.show()
        self.raise_()


class Means(QWidget):
    """A running figure under each column."""

    def __init__(self, grid: TypedGrid) -> None:
        super().__init__()
        self._grid = grid
        self.texts: list[str] = []
        self.setFixedHeight(SIZE.row)
        grid.horizontalScrollBar().valueChanged.connect(lambda _: self.update())
        grid.heading.sectionResized.connect(lambda *_: self.update())

    def put(self, texts: list[str]) -> None:
        """One for each column of the grid."""
        self.texts = texts
        self.setAccessibleDescription("，".join(text for text in texts if text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("sunken"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setFont(font(SIZE.text))
        heading = self._grid.heading
        for column, text in enumerate(self.texts):
            left, wide = heading.sectionViewportPosition(column), heading.sectionSize(column)
            room = self.rect()
            room.setLeft(left + (SPACE.page if column == NAME else SPACE.cell))
            room.setWidth(wide - 2 * SPACE.cell)
            painter.setPen(colour("ink2" if column == NAME else "accent"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter if column == NAME else RIGHT, text)


__all__ = ["Beside", "Means"]
