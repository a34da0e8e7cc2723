"""Rows of a ledger to print: the one whose form was open, or names typed or chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QFocusEvent

from desktop.ui.editors.chooser import Choice, Chooser


class RowLine(Chooser):
    """Shows names; knows the key of a row it was given, as two may be called the same."""

    def __init__(self) -> None:
        super().__init__([])
        self._key, self._name = "", ""
        self._later: Callable[[], Sequence[Choice]] | None = None

    def offer_later(self, ask: Callable[[], Sequence[Choice]]) -> None:
        """The list is read when somebody comes to the line."""
        self._later = ask

    def stand(self, key: str, titles: Mapping[bytes, str]) -> None:
        """The row with this key (hex), or names as they are."""
        self._key, self._name = key, next((name for row, name in titles.items() if row.hex() == key), key)
        self.setText(self._name)
        self.setCursorPosition(0)

    @property
    def asked(self) -> str:
        if self.text().strip() == self._name:
            return self._key
        return self.value.hex() if isinstance(self.value, bytes) else self.text().strip()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._later is not None:
            self.offer(self._later())
            self._later = None
        super().focusInEvent(event)
