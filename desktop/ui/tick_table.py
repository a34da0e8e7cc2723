"""A table of which many lines can be ticked, for what is done with all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.ui.icons import draw
from desktop.ui.look import SIZE, SPACE, colour
from desktop.ui.plain_cells import Cell, Column, Painter
from desktop.ui.plain_table import PlainTable

Index = QModelIndex | QPersistentModelIndex


class TickTable(PlainTable):
    """Lines have keys; blank ticks the chosen one, Ctrl+A all or none, a click on the box one. `ticked_now` tells."""

    ticked_now = Signal()

    def __init__(self, columns: Sequence[Column], name: str) -> None:
        super().__init__(columns, name)
        self.keys: list[bytes] = []
        self.ticked: set[bytes] = set()
        self.setItemDelegate(_Ticks(self))

    def offer(self, keys: Sequence[bytes], rows: Sequence[Sequence[Cell]], *, on: bool = True) -> None:
        """New lines, all of them ticked or none."""
        self.keys = list(keys)
        self.ticked = set(keys) if on else set()
        self.put(rows)
        self.ticked_now.emit()

    @property
    def wanted(self) -> list[bytes]:
        """Keys of the ticked lines, in their order."""
        return [key for key in self.keys if key in self.ticked]

    def tick_all(self) -> None:
        """All, or none where all are ticked."""
        self.ticked = set() if len(self.ticked) == len(self.keys) else set(self.keys)
        self._told()

    def toggle(self, row: int) -> None:
        if 0 <= row < len(self.keys):
            self.ticked ^= {self.keys[row]}
            self._told()

    def _told(self) -> None:
        self.viewport().update()
        self.ticked_now.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space:
            self.toggle(self.currentIndex().row())
        elif control and event.key() == Qt.Key.Key_A:
            self.tick_all()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0 and event.position().x() < _Ticks.lead:
            self.toggle(index.row())


class _Ticks(Painter):
    lead = SPACE.page + SIZE.icon + SPACE.s

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column():
            return
        table = self._view
        assert isinstance(table, TickTable)
        rect = option.rect  # type: ignore[attr-defined]
        box = QRectF(rect.left() + SPACE.page, rect.top() + (rect.height() - SIZE.icon) / 2, SIZE.icon, SIZE.icon)
        on = table.keys[index.row()] in table.ticked
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour("accent" if on else "surface"))
        painter.setPen(QPen(colour("accent" if on else "edge"), 1))
        painter.drawRoundedRect(box, SPACE.xs, SPACE.xs)
        if on:
            draw(painter, box.adjusted(SPACE.hair, SPACE.hair, -SPACE.hair, -SPACE.hair), "check", "on_accent")


__all__ = ["Cell", "Column", "TickTable"]
