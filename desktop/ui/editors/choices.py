"""Choosing in a form: one of a code list, a row of another ledger, or yes and no with 未填 between."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.fields import Field
from desktop.ui.editors.chooser import Choice, Chooser
from desktop.ui.look import SPACE
from desktop.ui.parts import press, restyle


class ChoiceEditor(Chooser):
    """A code or a link; its list is asked for when one comes to it, so that a form of eighty fields opens at once."""

    typed = Signal(object)

    def __init__(self, field: Field, choices: Callable[[Field], Sequence[Choice]]) -> None:
        super().__init__([])
        self._field, self._ask, self._before = field, choices, ""
        self.setPlaceholderText("未填")
        self.chosen.connect(lambda _label: self.tell())
        self.editingFinished.connect(self.tell)

    def put(self, text: str) -> None:
        self._before = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def mark(self, role: str) -> None:
        restyle(self, role=role)

    def tell(self) -> None:
        if self.choosing:
            return
        self.settle()
        if self.text() == self._before:
            return
        self._before = self.text()
        self.typed.emit(self.text() if self.value is None else self.value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.offer(self._ask(self._field))
        super().focusInEvent(event)


class YesNoEditor(QWidget):
    """是, 否, or neither: pressing the one that is down leaves the question open again."""

    typed = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._buttons = {word: press(word, role="chip") for word in ("是", "否")}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        for word, button in self._buttons.items():
            button.setAccessibleName(f"{field.label}：{word}")
            button.clicked.connect(lambda down, word=word: self._pressed(word, down))
            layout.addWidget(button)
        layout.addStretch(1)
        self.setFocusProxy(self._buttons["是"])

    def put(self, text: str) -> None:
        for word, button in self._buttons.items():
            button.setChecked(text == word)

    def mark(self, role: str) -> None:
        for button in self._buttons.values():
            restyle(button, tone="red" if role == "wrong" else "")

    def tell(self) -> None:
        """Each press has been told already."""

    def _pressed(self, word: str, down: bool) -> None:
        self.put(word if down else "")
        self.typed.emit(word if down else "")
