"""The line under a table: the count or sum the ledger lives for, and for a while what was done last."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.ui.look import SIZE, SPACE, TIME
from desktop.ui.parts import RIGHT, empty, restyle, words


class Summary(QFrame):
    """Figures at the left, a sentence at the right."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self.setFixedHeight(SIZE.foot)
        self._hint = hint
        self._figures = QHBoxLayout()
        self._figures.setSpacing(SPACE.inner)
        self.said = words(hint, "hint", align=RIGHT)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._rest)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.page, 0, SPACE.l, 0)
        layout.setSpacing(SPACE.l)
        layout.addLayout(self._figures)
        layout.addWidget(self.said, 1)

    def put(self, sums: list[tuple[str, str]]) -> None:
        empty(self._figures)
        for number, (label, figure) in enumerate(sums):
            if number:
                self._figures.addSpacing(SPACE.s)
            self._figures.addWidget(words(label, "small"))
            self._figures.addWidget(words(figure))

    def say(self, sentence: str) -> None:
        """Shown long enough to be read, then the hint comes back."""
        restyle(self.said, role="small", tone="green")
        self.said.setText(sentence)
        self.said.setToolTip(sentence)
        self._timer.start(TIME.say)

    def _rest(self) -> None:
        restyle(self.said, role="hint", tone="")
        self.said.setText(self._hint)
