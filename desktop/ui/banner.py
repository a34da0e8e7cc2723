"""A calm strip in the page that says what is the matter and what to do next; a question stands in the same place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui.icons import Picture
from desktop.ui.look import SPACE
from desktop.ui.parts import down, press, restyle, words

SIGNS = {"wrong": ("circle-alert", "red"), "doubt": ("info", "amber"), "good": ("circle-check", "green")}


class Banner(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = Picture("info", "amber")
        self._text = words("", "", wrap=True)
        self._yes = press("", does=self._agree)
        self._no = press("", role="ghost", does=self.hide)
        self._close = press("", "x", "ghost", tip="知道了", does=self.hide)
        self._then: Callable[[], object] | None = None
        self.place: QWidget | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.m, SPACE.xs, SPACE.xs, SPACE.xs)
        layout.setSpacing(SPACE.s)
        for part, share in ((self._sign, 0), (self._text, 1), (self._yes, 0), (self._no, 0), (self._close, 0)):
            layout.addWidget(part, share)
        self.hide()

    def say(self, sentence: str, advice: str = "", tone: str = "wrong") -> None:
        self._put(sentence + advice, tone)
        for button in (self._yes, self._no):
            button.hide()
        self._close.show()

    def ask(self, question: str, yes: str, then: Callable[[], object], no: str = "不了") -> None:
        """Ask in place; it can be answered from the keyboard at once."""
        self._put(question, "doubt")
        self._then = then
        for button, text in ((self._yes, yes), (self._no, no)):
            button.setText(text)
            button.setAccessibleName(text)
            button.show()
        self._close.hide()
        self._yes.setFocus()

    @property
    def text(self) -> str:
        return self._text.text() if not self.isHidden() else ""

    def _put(self, text: str, tone: str) -> None:
        sign, colour = SIGNS[tone]
        self._sign.show_as(sign, colour)
        self._text.setText(text)
        restyle(self._text, tone=colour)
        restyle(self, role=tone)
        self.show()

    def _agree(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if self.place is not None:
            self.place.setVisible(visible)  # or its margins would stand in the page


def beside(banner: Banner) -> QWidget:
    """The banner as far from the page's edges as its content."""
    banner.place = down(banner, pad=(SPACE.page, 0, SPACE.l, 0))
    banner.place.hide()
    return banner.place
