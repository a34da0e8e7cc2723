"""The class on the roll-call page: all pupils at once, present until a key says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from db.rules import attendance
from desktop.ui.look import DRESS, SIZE, SPACE, WIDTH, colour, font
from desktop.ui.parts import LEFT, RIGHT
from desktop.ui.tags import paint_tags, room
from desktop.work.roll_call import Pupil
from desktop.work.roll_words import REASON_KEYS, SYMPTOM_KEYS, Mark, reason_label, said

Index = QModelIndex | QPersistentModelIndex
TONES = {
    attendance.ILL: "amber", attendance.PERSONAL: "blue", attendance.TRUANT: "red", attendance.UNEXPLAINED: "red",
    attendance.LATE: "grey", attendance.EARLY: "grey", attendance.OTHER: "grey",
}  # fmt: skip
NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class Pupils(QAbstractListModel):
    """The pupils of a sheet with their marks."""

    def __init__(self) -> None:
        super().__init__()
        self.pupils: tuple[Pupil, ...] = ()
        self.marks: dict[bytes, Mark] = {}

    def put(self, pupils: tuple[Pupil, ...], marks: Mapping[bytes, Mark]) -> None:
        self.beginResetModel()
        self.pupils, self.marks = pupils, dict(marks)
        self.endResetModel()

    def mark(self, row: int, mark: Mark | None) -> None:
        pupil = self.pupils[row]
        if mark is None:
            self.marks.pop(pupil.id, None)
        else:
            self.marks[pupil.id] = mark
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.pupils)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        pupil = self.pupils[index.row()]
        mark = self.marks.get(pupil.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return pupil.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            hint = f"，上次{pupil.hint}" if pupil.hint else ""
            return f"{pupil.name}，{said(mark) if mark else '到'}{hint}"
        return (pupil, mark) if role == Qt.ItemDataRole.UserRole else None


class Board(QListView):
    """Arrows walk, one key a reason; `changed` when a mark has changed, `signed` on Enter, `left` on Escape."""

    changed = Signal()
    signed = Signal()
    left = Signal()
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.names = Pupils()
        self.setModel(self.names)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName("学生，方向键移动，字母记原因，回车签名")
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # letters are reasons, not Chinese
        self.doubleClicked.connect(lambda _: self.toggle())
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        DRESS.changed.connect(self.viewport().update)

    @property
    def pupil(self) -> Pupil | None:
        """The pupil one stands on."""
        row = self.currentIndex().row()
        return self.names.pupils[row] if 0 <= row < len(self.names.pupils) else None

    @property
    def current(self) -> Mark | None:
        return self.names.marks.get(self.pupil.id) if self.pupil else None

    def put(self, pupils: tuple[Pupil, ...], marks: Mapping[bytes, Mark]) -> None:
        self.names.put(pupils, marks)
        if pupils:
            self.setCurrentIndex(self.names.index(0))

    def stand_on(self, row: int) -> None:
        self.setCurrentIndex(self.names.index(row))

    def give(self, mark: Mark | None) -> None:
        """Mark the pupil one stands on, or take the mark away."""
        if self.pupil is not None:
            self.names.mark(self.currentIndex().row(), mark)
            self.changed.emit()

    def reason(self, code: str) -> None:
        """The same reason again takes it away."""
        before = self.current
        if before is not None and before.reason == code:
            self.give(None)
        else:
            self.give(Mark(code, "" if code != attendance.ILL or before is None else before.symptom))

    def toggle(self) -> None:
        """Missing, nobody knows why; or there after all."""
        self.give(None if self.current else Mark(attendance.UNEXPLAINED))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, letter = Qt.Key(event.key()), event.text().upper()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        if key in NEXT:
            self.signed.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Space:
            self.toggle()
        elif key in BACK:
            self.give(None)
        elif plain and letter in REASON_KEYS:
            self.reason(REASON_KEYS[letter])
        elif plain and letter in SYMPTOM_KEYS and self.current and self.current.reason == attendance.ILL:
            self.give(Mark(attendance.ILL, SYMPTOM_KEYS[letter], self.current.remark))
        elif plain and letter and letter.isprintable():
            event.accept()  # no other letter does anything; the list's own search would jump about
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = max(self.viewport().width() // WIDTH.roll_pupil, 1)
        self.setGridSize(QSize(self.viewport().width() // across, SIZE.row))


class _Painter(QStyledItemDelegate):
    """A name, the seat before it, the mark behind it."""

    def __init__(self, view: Board) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        pupil, mark = index.data(Qt.ItemDataRole.UserRole)
        here = index.row() == self._view.currentIndex().row()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        ground = "accent_soft" if here else f"{TONES[mark.reason]}_soft" if mark else "surface"
        painter.fillRect(rect, colour(ground))
        painter.setPen(QPen(colour("hair"), 0))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if here:
            focused = self._view.hasFocus()
            painter.fillRect(
                QRect(rect.left(), rect.top(), SPACE.bar, rect.height()), colour("accent" if focused else "edge")
            )
        inner = rect.adjusted(SPACE.cell, 0, -SPACE.cell, -1)
        tag = [reason_label(mark)] if mark else []
        behind = room(tag) if mark else self._hint(painter, inner, pupil.hint)
        if mark:
            paint_tags(painter, inner.adjusted(inner.width() - behind, 0, 0, 0), tag, TONES[mark.reason])
        before = self._seat(painter, inner, pupil.seat or pupil.grade)
        painter.setFont(font(SIZE.text))
        painter.setPen(colour("ink"))
        place = inner.adjusted(before, 0, -behind - SPACE.xs, 0)
        shown = painter.fontMetrics().elidedText(pupil.name, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, LEFT, shown)

    def _hint(self, painter: QPainter, rect: QRect, hint: str) -> int:
        """上次病假, small at the end."""
        if not hint:
            return 0
        painter.setFont(font(SIZE.small))
        painter.setPen(colour("ink3"))
        painter.drawText(rect, RIGHT, f"上次{hint}")
        return painter.fontMetrics().horizontalAdvance(f"上次{hint}")

    def _seat(self, painter: QPainter, rect: QRect, seat: str) -> int:
        if not seat:
            return 0
        painter.setFont(font(SIZE.small))
        painter.setPen(colour("ink3"))
        painter.drawText(rect, LEFT, seat)
        return max(painter.fontMetrics().horizontalAdvance(seat) + SPACE.inner, SPACE.xl)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH.roll_pupil, SIZE.row)
