"""The table of a ledger: its first column stays in place, and keys do what they do in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from db.fields import Field
from desktop.ui.cells import Cells, shadow
from desktop.ui.heading import Heading
from desktop.ui.look import SIZE
from desktop.ui.pasting import read_pasted

Index = QModelIndex | QPersistentModelIndex


class Grid(QTableView):
    """Cells of a model that has `columns`. What a user does beyond moving about is told by a signal."""

    opened = Signal()  # the row's form is wanted
    removed = Signal()
    pasted = Signal(int, int, list)
    taken_back = Signal()

    def __init__(self, choices: Callable[[Field, Any], Sequence[tuple[str, str]]] = lambda field, index: ()) -> None:
        super().__init__()
        self.choices = choices
        self.pictures: Callable[[str], QPixmap | None] = lambda name: None
        self._cells = Cells(self)
        self.setItemDelegate(self._cells)
        self.heading = Heading(self)
        self.setHorizontalHeader(self.heading)
        self.setShowGrid(False)
        self.setAccessibleName("表格")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # done below: a row is left at its end
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(SIZE.row)

    # -- moving and doing ---------------------------------------------------------------------------------

    def step_down(self) -> None:
        here = self.currentIndex()
        below = self.model().index(here.row() + 1, here.column())
        if below.isValid():
            self.setCurrentIndex(below)

    def chosen_rows(self) -> list[int]:
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return rows or ([self.currentIndex().row()] if self.currentIndex().isValid() else [])

    def copy(self) -> None:
        """The chosen cells as WPS takes them: tabs between, a line for each row."""
        cells = self.selectionModel().selectedIndexes()
        if not cells:
            return
        rows = range(min(cell.row() for cell in cells), max(cell.row() for cell in cells) + 1)
        places = sorted({cell.column() for cell in cells}, key=self.heading.visualIndex)
        model = self.model()
        lines = [
            "\t".join(
                str(model.index(row, place).data() or "").replace("\n", " ").replace("\t", " ") for place in places
            )
            for row in rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self) -> None:
        here = self.currentIndex()
        cells = read_pasted(QGuiApplication.clipboard().text())
        if here.isValid() and cells:
            self.pasted.emit(here.row(), here.column(), cells)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and control:
            self.opened.emit()
        elif enter:
            self.step_down()
        elif control and event.key() == Qt.Key.Key_C:
            self.copy()
        elif control and event.key() == Qt.Key.Key_V:
            self.paste()
        elif control and event.key() == Qt.Key.Key_Z:
            self.taken_back.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes right and back; at the end of a row it leads on to what follows the table."""
        here = self.currentIndex()
        place = self.heading.visualIndex(here.column()) + (1 if onward else -1)
        if self.hasFocus() and here.isValid() and 0 <= place < self.heading.count():
            self.setCurrentIndex(self.model().index(here.row(), self.heading.logicalIndex(place)))
            return True
        return super().focusNextPrevChild(onward)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        one = len(self.selectionModel().selectedIndexes()) == 1 if self.selectionModel() else False
        if event.button() == Qt.MouseButton.LeftButton and one and self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.customContextMenuRequested.emit(event.pos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # the ground of the whole row changes with it

    # -- the column that stays ----------------------------------------------------------------------------

    @property
    def slid(self) -> bool:
        return self.horizontalScrollBar().value() > 0

    def pinned_width(self) -> int:
        return self.heading.sectionSize(0) if self.heading.count() else 0

    def visualRect(self, index: Index) -> QRect:
        rect = super().visualRect(index)
        if index.column() == 0 and self.slid:
            rect.moveLeft(0)
        return rect

    def indexAt(self, pos: QPoint) -> QModelIndex:
        if self.slid and pos.x() < self.pinned_width():
            return self.model().index(self.rowAt(pos.y()), 0)
        return super().indexAt(pos)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        kept = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        if index.column() == 0:
            self.horizontalScrollBar().setValue(kept)
            return
        hidden = self.pinned_width() - super().visualRect(index).left()
        if hidden > 0 and self.slid:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.slid or dx:
            self.viewport().update()
            self.heading.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.model()
        if model is None or not self.pinned_width():
            return
        painter = QPainter(self.viewport())
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = model.rowCount() - 1 if last < 0 else last
        if first < 0:
            return
        if self.slid:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            for row in range(first, last + 1):
                index = model.index(row, 0)
                option.rect = self.visualRect(index)  # type: ignore[attr-defined]
                self.itemDelegate().paint(painter, option, index)
        bottom = self.rowViewportPosition(last) + self.rowHeight(last)
        shadow(painter, QRect(self.pinned_width(), 0, 0, bottom))
