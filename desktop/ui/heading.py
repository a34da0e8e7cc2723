"""The headings of a table: press to sort, drag to move or widen, the arrow filters; the first one stays in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.ui.icons import draw
from desktop.ui.look import SIZE, SPACE, WIDTH, colour, font
from desktop.ui.parts import LEFT, RIGHT


class Heading(QHeaderView):
    """Headings of a Grid; the model knows what is sorted (`order`) and filtered (`filtered`)."""

    sorting = Signal(int)
    filtering = Signal(int, object)
    arranged = Signal(list)

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(SIZE.table_head)
        self.setMinimumSectionSize(WIDTH.min_column)
        self.setStretchLastSection(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self._over = self._ready = -1
        self.sectionClicked.connect(self.sorting)
        self.sectionMoved.connect(self._tell)
        self.sectionResized.connect(self._tell)

    def restore(self, kept: list[tuple[str, int]]) -> None:
        """The widths the columns ask for, then those and the order that somebody gave them."""
        columns = self.model().columns  # type: ignore[attr-defined]
        tall = max((len(column.lines) for column in columns), default=0)
        self.setFixedHeight(max(SIZE.table_head, tall * SIZE.heading_line + SPACE.s))
        places = {column.name: number for number, column in enumerate(columns)}
        for number, column in enumerate(columns):
            self.resizeSection(number, column.width)
        known = [(places[name], width) for name, width in kept if name in places]
        for place, (logical, width) in enumerate(known):
            self.resizeSection(logical, max(width, WIDTH.min_column))
            if place and logical:
                self.moveSection(self.visualIndex(logical), place)

    def _tell(self, *_: int) -> None:
        if self.isVisible():
            columns = self.model().columns  # type: ignore[attr-defined]
            order = [self.logicalIndex(place) for place in range(self.count())]
            self.arranged.emit([(columns[logical].name, self.sectionSize(logical)) for logical in order])

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        column = model.columns[section]  # type: ignore[attr-defined]
        painter.fillRect(rect, colour("sunken"))
        painter.setPen(QColor(colour("line")))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(SPACE.page if section == 0 else SPACE.cell, 0, -SPACE.cell, 0)
        painter.setFont(font(SIZE.small))
        painter.setPen(colour("ink2"))
        if column.lines:
            painter.drawText(inner, RIGHT if column.right else LEFT, "\n".join(column.lines))
            return
        signs = self._signs(column.name)
        room = inner.width() - len(signs) * (SIZE.small + SPACE.hair)
        text = painter.fontMetrics().elidedText(column.label, Qt.TextElideMode.ElideRight, max(room, 0))
        painter.drawText(
            inner.adjusted(0, 0, -(inner.width() - room) if column.right else 0, 0),
            RIGHT if column.right else LEFT,
            text,
        )
        left = (
            inner.right() - len(signs) * (SIZE.small + SPACE.hair)
            if column.right
            else inner.left() + painter.fontMetrics().horizontalAdvance(text)
        )
        if section == self._over:
            painter.fillRect(self._arrow(rect), colour("sunken").darker(102))
            draw(painter, self._arrow(rect).adjusted(2, 0, -2, 0), "chevron-down", "ink2")
        for number, sign in enumerate(signs):
            spot = QRect(
                left + SPACE.hair + number * (SIZE.small + SPACE.hair), inner.top(), SIZE.small, inner.height()
            )
            draw(painter, spot, sign, "accent")

    def _signs(self, name: str) -> list[str]:
        model = self.model()
        sort: list[str] = getattr(model, "order", [])
        signs = ["arrow-up"] if sort[:1] == [name] else ["arrow-down"] if sort[:1] == ["-" + name] else []
        return signs + (["list-filter"] if name in getattr(model, "filtered", ()) else [])

    def _arrow(self, rect: QRect) -> QRect:
        """Where the arrow stands that opens the filter, at the right end of a heading."""
        return QRect(rect.right() - SIZE.icon - SPACE.hair, rect.top(), SIZE.icon, rect.height())

    def _hovered(self, x: int) -> int:
        return 0 if self._on_pinned(x) else self.logicalIndexAt(x)

    def _on_arrow(self, x: int) -> bool:
        section = self._hovered(x)
        if section < 0:
            return False
        left = 0 if section == 0 else self.sectionViewportPosition(section)
        arrow = self._arrow(QRect(left, 0, self.sectionSize(section), self.height()))
        return arrow.left() <= x <= arrow.right() - SPACE.xs  # the last pixels widen the column

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.offset() > 0 and self.count():
            painter = QPainter(self.viewport())
            self.paintSection(painter, QRect(0, 0, self.sectionSize(0), self.height()), 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().toPoint().x()
        if event.button() == Qt.MouseButton.LeftButton and self._on_arrow(x):
            self._ready = self._hovered(x)
        elif not self._on_pinned(x):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._hovered(event.position().toPoint().x())
        if over != self._over:
            self._over = over
            self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._over = -1
        self.viewport().update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._ready >= 0:
            section, self._ready = self._ready, -1
            self.filtering.emit(section, event.globalPosition().toPoint())
        elif self._on_pinned(event.position().toPoint().x()) and event.button() == Qt.MouseButton.LeftButton:
            self.sorting.emit(0)
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section = 0 if self._on_pinned(event.pos().x()) else self.logicalIndexAt(event.pos())
        if section >= 0:
            self.filtering.emit(section, event.globalPos())

    def _on_pinned(self, x: int) -> bool:
        return self.offset() > 0 and self.count() > 0 and x < self.sectionSize(0)
