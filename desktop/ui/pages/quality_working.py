"""How a figure comes about, beside the table: formula, numbers, who was counted and who was not, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.rules.working import Put, Working
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import RIGHT, Scrolled, across, down, empty, foot, hairline, press, put, words
from desktop.ui.sliding import slide_in

SHORT = 18
"""Characters of a number that has room beside its label."""


class WorkingPanel(QFrame):
    """Slides in from the right; the figures of one line to choose from, the chosen one opened; tells when it goes."""

    closed = Signal()

    def __init__(self, choose: Callable[[str], None], print_it: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "form")
        self.setFixedWidth(WIDTH.form)
        self._choose = choose
        self._body = down(gap=SPACE.s, pad=(SPACE.page, SPACE.s, SPACE.page, SPACE.m))
        self._title = words("", "head", wrap=True)
        shut = press("", "x", "ghost", tip="关上", does=self.shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        put(
            layout, across((self._title, 1), shut, pad=(SPACE.page, SPACE.s, SPACE.s, 0)), (Scrolled(self._body), 1),
            foot(None, press("打印算式", "printer", does=print_it)),
        )  # fmt: skip
        self.working: Working | None = None
        self.hide()

    def show_working(
        self, working: Working, counted: Sequence[str], apart: Sequence[tuple[str, str]],
        chips: Sequence[tuple[str, str]], chosen: str, unit: str = "人",
    ) -> None:  # fmt: skip
        """chips: (name, label) of the figures of this line; unit: what is counted, pupils or schools."""
        self.working = working
        self._title.setText(working.title)
        layout = self._body.layout()
        assert layout is not None
        empty(layout)
        buttons = []
        for name, label in chips:
            chip = press(label, role="chip", does=partial(self._choose, name))
            chip.setChecked(name == chosen)
            buttons.append(chip)
        for start in range(0, len(buttons), 4):
            layout.addWidget(across(*buttons[start : start + 4], None, gap=SPACE.xs))
        layout.addWidget(words(working.formula, "soft", wrap=True))
        layout.addWidget(hairline())
        for number in working.puts:
            layout.addWidget(_put(number))
        layout.addWidget(hairline())
        layout.addWidget(across(words("结果", "soft"), None, words(working.result, "head", wrap=True)))
        for note in working.notes:
            layout.addWidget(words(note, "small", wrap=True))
        if counted:
            layout.addWidget(words(f"计入 {len(counted)} {unit}", "small", "accent"))
            layout.addWidget(words("、".join(counted), "small", wrap=True))
        if apart:
            layout.addWidget(words(f"没有计入 {len(apart)} {unit}", "small", "amber"))
            for name, why in apart:
                layout.addWidget(across(words(name, "small"), words(why, "small", wrap=True), None, gap=SPACE.m))
        layout.addStretch(1)  # type: ignore[attr-defined]
        if not self.isVisible():
            slide_in(self)

    def shut(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)


def _put(number: Put) -> QFrame:
    """A number beside what it is; a long one under it."""
    label = words(number.label, "soft", wrap=True)
    if len(number.value) <= SHORT:
        return across((label, 1), words(number.value))
    return down(label, *(words(part, align=RIGHT, wrap=True) for part in number.value.split("；")), gap=0)


__all__ = ["WorkingPanel"]
