"""A page with nothing on it yet: what is missing, and the first step."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desktop.ui.icons import Picture
from desktop.ui.look import SIZE, SPACE
from desktop.ui.parts import MIDDLE, across, down, empty, words


class Empty(QFrame):
    """Icon, what is missing, how to begin, and the buttons for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._picture = Picture("users", "accent", SIZE.empty_icon)
        self._what, self._how = words("", "head", align=MIDDLE), words("", "soft", align=MIDDLE, wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE.cell)
        self._buttons.setContentsMargins(0, SPACE.s, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, 0, SPACE.page, 0)
        layout.setSpacing(SPACE.s)
        layout.addStretch(2)
        layout.addWidget(across(None, across(self._picture, pad=(SPACE.xl - SPACE.hair,), role="now"), None))
        layout.addWidget(down(SPACE.s, self._what, self._how))
        layout.addLayout(self._buttons)
        layout.addStretch(3)

    def put(self, icon: str, what: str, how: str, *buttons: QPushButton) -> None:
        self._picture.show_as(icon, "accent")
        self._what.setText(what)
        self._how.setText(how)
        empty(self._buttons)
        self._buttons.addStretch(1)
        for button in buttons:
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
