"""Choosing one of many: type a character, its pinyin initial or a code, and the list shrinks to what fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop.ui.editors.initials import initials
from desktop.ui.icons import icon

MOST = 12  # lines of the open list

Choice = tuple[Any, str]
"""What is stored, and what is shown."""


class Chooser(QLineEdit):
    """A line that offers what may stand in it. `chosen` when one has been taken from the list or typed whole."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[str] = []
        self._values: dict[str, Any] = {}
        self._keys: list[str] = []
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST)
        self._completer.popup().setProperty("role", "popup")
        self._completer.setWidget(self)
        self._completer.activated[str].connect(self._take)  # type: ignore[index]
        arrow = self.addAction(icon("chevron-down"), QLineEdit.ActionPosition.TrailingPosition)
        arrow.triggered.connect(self.open)
        self.textEdited.connect(self._narrow)
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        self._values = {label: value for value, label in reversed(choices)}
        self._labels = list(dict.fromkeys(label for _, label in choices))
        known = {label: value if isinstance(value, str) else "" for label, value in self._values.items()}
        self._keys = [f"{label}\n{initials(label)}\n{known[label]}".lower() for label in self._labels]

    @property
    def labels(self) -> list[str]:
        """What is offered."""
        return list(self._labels)

    @property
    def choosing(self) -> bool:
        """Whether the list is open, so that Enter belongs to it."""
        return self._completer.popup().isVisible()

    @property
    def value(self) -> Any:
        """The value behind the label that stands there; None for other text."""
        return self._values.get(self.text())

    def open(self) -> None:
        """Show all there is, the present one marked."""
        self._show(self._labels)
        if self.text() in self._labels:
            place = self._model.index(self._labels.index(self.text()))
            self._completer.popup().setCurrentIndex(place)

    def settle(self) -> None:
        """What was begun and can mean only one thing is that thing: tj is 土家族."""
        if self.text().strip() and self.text() not in self._values:
            found = self._fitting(self.text())
            if len(found) == 1:
                self.setText(found[0])

    def _fitting(self, typed: str) -> list[str]:
        wanted = typed.strip().lower()
        found = [label for label, key in zip(self._labels, self._keys, strict=True) if wanted in key]
        return sorted(found, key=lambda label: not label.startswith(typed))

    def _narrow(self, typed: str) -> None:
        found = self._fitting(typed)
        self._show(found)
        if found:
            self._completer.popup().setCurrentIndex(self._model.index(0))

    def _show(self, labels: list[str]) -> None:
        self._model.setStringList(labels)
        if labels:
            self._completer.complete()
        else:
            self._completer.popup().hide()

    def _take(self, label: str) -> None:
        self.setText(label)
        self.chosen.emit(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4) or (
            event.key() == Qt.Key.Key_Space and self.isReadOnly()
        )
        if opens and not self.choosing:
            self.open()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.isReadOnly() and self.isEnabled():
            self.open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


class Picker(Chooser):
    """One of a few, always one: a printer, a size of paper, a report."""

    def __init__(self, choices: Sequence[Choice], value: Any = None) -> None:
        super().__init__(choices)
        self.setReadOnly(True)
        self.setProperty("role", "picker")
        if choices:
            self.put(value if any(value == one for one, _ in choices) else choices[0][0])

    def put(self, value: Any) -> None:
        self.setText(next((label for label, one in self._values.items() if one == value), ""))
        self.setCursorPosition(0)


class Finder(Picker):
    """One of many, always one: typing finds it, and what was typed in vain gives way to what stood there."""

    def __init__(self, choices: Sequence[Choice], value: Any = None) -> None:
        super().__init__(choices, value)
        self.setReadOnly(False)
        self._stood = self.text()
        self.chosen.connect(self._stand)
        self.editingFinished.connect(self._end)

    def put(self, value: Any) -> None:
        super().put(value)
        self._stood = self.text()

    @property
    def value(self) -> Any:
        """What is chosen, also while one is typing."""
        return self._values.get(self.text(), self._values.get(self._stood))

    def _stand(self, label: str) -> None:
        self._stood = label
        self.setCursorPosition(0)

    def _end(self) -> None:
        if self.choosing:
            return
        self.settle()
        if self.text() in self._values and self.text() != self._stood:
            self.chosen.emit(self.text())
        self.setText(self._stood)
        self.setCursorPosition(0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.selectAll()
        self.open()
