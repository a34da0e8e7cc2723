"""One line of text: a name, a number, a telephone, an identity number, a month."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from db.fields import Field
from desktop.ui.icons import icon
from desktop.ui.look import SIZE
from desktop.ui.parts import restyle

HINTS = {"month": "如 2022-09", "person_id": "18 位", "phone": "", "number": "", "decimal": ""}
LONGEST = 10_000


class LineEditor(QLineEdit):
    """Tells what was typed when one leaves it or presses Enter, and only if it is something else than before."""

    typed = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._before = ""
        self.setMaxLength(LONGEST)
        self.setPlaceholderText(HINTS.get(field.kind, ""))
        self.editingFinished.connect(self.tell)

    def put(self, text: str) -> None:
        self._before = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def mark(self, role: str) -> None:
        restyle(self, role=role)

    def tell(self) -> None:
        if self.text() != self._before:
            self._before = self.text()
            self.typed.emit(self.text())


class NoteEditor(QPlainTextEdit):
    """Several lines; Tab leads on, Enter makes a line."""

    typed = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._before = ""
        self.setTabChangesFocus(True)
        self.setFixedHeight(SIZE.note)

    def put(self, text: str) -> None:
        self._before = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def mark(self, role: str) -> None:
        restyle(self, role=role)

    def tell(self) -> None:
        if self.toPlainText() != self._before:
            self._before = self.toPlainText()
            self.typed.emit(self.toPlainText())

    def sizeHint(self) -> QSize:
        """No higher than it is, or the form would leave room for what nobody sees."""
        return QSize(super().sizeHint().width(), SIZE.note)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.tell()


class Covered(QLineEdit):
    """A private value, masked until somebody presses the eye; that is noted with who it was."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setToolTip("按眼睛查看全部，查看会记下是谁")
        eye = self.addAction(icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        eye.setToolTip("查看全部")
        eye.triggered.connect(self.wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_F2):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
