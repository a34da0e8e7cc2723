"""The foot of a form: whether the row is saved and what holds it back, and the ways to the rows beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from db.register import Problem
from desktop.ui.icons import Picture
from desktop.ui.look import SIZE, SPACE
from desktop.ui.parts import press, restyle, words


class FormFoot(QFrame):
    """`stepped` to the row before (−1) or after (1); `given_up` when a new row is not wanted any more."""

    stepped = Signal(int)
    given_up = Signal()

    def __init__(self, *, people: bool) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self.setFixedHeight(SIZE.foot)
        self._sign, self.state = Picture("circle-check", "green"), words("", "small")
        self._discard = press("不要了", role="link", tip="这一行不填了", does=self.given_up.emit)
        back = "上一人" if people else "上一条"
        self._back = press(back, "arrow-left", "ghost", does=lambda: self.stepped.emit(-1))
        on = "下一人" if people else "下一条"
        self._on = press("", "arrow-right", "ghost", tip=on, does=lambda: self.stepped.emit(1))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE.page, 0, SPACE.s, 0)
        layout.setSpacing(SPACE.xs)
        for part, share in ((self._sign, 0), (self.state, 1), (self._discard, 0), (self._back, 0), (self._on, 0)):
            layout.addWidget(part, share)

    def put(self, *, new: bool) -> None:
        """For a row that stands in the file, or a new one."""
        self._discard.setVisible(new)
        for button in (self._back, self._on):
            button.setVisible(not new)

    def say(self, problems: Sequence[Problem], *, changed: bool, read_only: bool) -> None:
        """What holds saving back, or that nothing does."""
        wrong = sum(problem.level == "error" for problem in problems)
        doubt = len(problems) - wrong
        if read_only:
            sign, tone, text = "lock", "amber", "现在只能看"
        elif wrong:
            sign, tone, text = "circle-alert", "red", f"改好这 {wrong} 处后自动保存"
        elif doubt:
            sign, tone, text = "info", "amber", f"{doubt} 处请核对，不妨碍保存"
        else:
            sign, tone, text = "circle-check", "green", "离开这一行时保存" if changed else "已保存"
        self._sign.show_as(sign, tone)
        self.state.setText(text)
        restyle(self.state, tone=tone if tone != "green" else "")
