"""How a cell looks: ground, hairline, the mark of the chosen row, tags, and text that ends in … when it is long."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QLinearGradient, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.columns import MARKS, Column
from desktop.ui.editors.chooser import Chooser
from desktop.ui.look import SIZE, SPACE, WIDTH, colour, font
from desktop.ui.parts import LEFT, RIGHT
from desktop.ui.tags import paint_tags

Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """Paints the cells of a ledger, and gives each the editor of its kind."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._font = font(SIZE.text)

    def column(self, index: Index) -> Column:
        return index.model().columns[index.column()]  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        current = self._view.currentIndex()
        self.ground(painter, rect, index, bool(option.state & QStyle.StateFlag.State_Selected))  # type: ignore[attr-defined]
        if index.row() == current.row() and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), SPACE.bar, rect.height()), colour("accent"))
        if index == current and self._view.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        column = self.column(index)
        inner = rect.adjusted(SPACE.page if index.column() == 0 else SPACE.cell, 0, -SPACE.cell, -1)
        if column.picture:
            self._picture(painter, inner, index.data(Qt.ItemDataRole.UserRole))
            return
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if not text:
            return
        if column.name == MARKS:
            paint_tags(painter, inner, text.split(" "))
            return
        if text in column.tones:
            paint_tags(painter, inner, [text], column.tones[text])
            return
        painter.setFont(self._font)
        painter.setPen(self.ink(index, column))
        if column.bar is not None and text.isdigit():
            inner = self._bar(painter, inner, int(text) / column.bar[0], index.model().alarmed(index.row(), column))  # type: ignore[attr-defined]
        shown = painter.fontMetrics().elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, RIGHT if column.right else LEFT, shown)

    def _picture(self, painter: QPainter, inner: QRect, name: str | None) -> None:
        picture = self._view.pictures(name) if name else None  # type: ignore[attr-defined]
        if picture is not None:
            top = inner.top() + (inner.height() - SIZE.picture_height) // 2
            painter.drawPixmap(QRect(inner.left(), top, SIZE.picture_width, SIZE.picture_height), picture)

    def _bar(self, painter: QPainter, inner: QRect, share: float, alarmed: bool) -> QRect:
        """A bar at the right end; the room that is left for the number, in the bar's colour where it is red."""
        kept = painter.pen()
        track = QRectF(inner.right() - WIDTH.bar, inner.center().y() - SIZE.bar / 2 + 1, WIDTH.bar, SIZE.bar)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for tone, long in (("grey_soft", track.width()), ("red" if alarmed else "ink2", track.width() * min(share, 1))):
            painter.setBrush(colour(tone))
            painter.drawRoundedRect(
                QRectF(track.left(), track.top(), max(long, SIZE.bar), SIZE.bar), SIZE.bar / 2, SIZE.bar / 2
            )
        painter.setPen(colour("red") if alarmed else kept)
        return inner.adjusted(0, 0, -WIDTH.bar - SPACE.s, 0)

    def ink(self, index: Index, column: Column) -> Any:
        return colour(column.tones.get("!") or ("ink2" if column.quiet else "ink"))

    def ground(self, painter: QPainter, rect: QRect, index: Index, chosen: bool) -> None:
        painter.setRenderHint(
            QPainter.RenderHint.Antialiasing, False
        )  # else the edges of neighbours shine through at 125 %
        here = index.row() == self._view.currentIndex().row()
        painter.fillRect(rect, colour("accent_soft" if chosen or here else "surface"))
        painter.setPen(QPen(colour("hair"), 0))  # one pixel of the screen at every scaling
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = self.column(index).field
        line: QLineEdit
        if field is not None and field.kind in ("code", "link", "yesno"):
            line = Chooser(self._view.choices(field, index))  # type: ignore[attr-defined]
            line.setParent(parent)
            line.chosen.connect(lambda _label: self._leave(line))
        else:
            line = QLineEdit(parent)
        line.setProperty("role", "cell")
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(index.data(Qt.ItemDataRole.EditRole) or "")
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if isinstance(editor, Chooser):
            editor.settle()
        model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def _leave(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._view.step_down()  # type: ignore[attr-defined]

    def eventFilter(self, editor: Any, event: QEvent) -> bool:
        """Enter saves and goes down, Tab saves and goes right, as in a spreadsheet."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        choosing = isinstance(editor, Chooser) and editor.choosing
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not choosing:
            self._leave(editor)
            return True
        return super().eventFilter(editor, event)


def shadow(painter: QPainter, rect: QRect) -> None:
    """What the pinned column throws on those that slide under it."""
    shade = QLinearGradient(rect.left(), 0, rect.left() + SPACE.shadow, 0)
    dark, clear = colour("shade"), colour("shade")
    clear.setAlpha(0)
    dark.setAlpha(SPACE.shadow_depth)
    shade.setColorAt(0, dark)
    shade.setColorAt(1, clear)
    painter.fillRect(QRect(rect.left(), rect.top(), SPACE.shadow, rect.height()), shade)
