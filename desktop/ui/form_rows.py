"""One field of a form: its label, its editor, and below it in words what does not fit and the way out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QStackedLayout, QVBoxLayout, QWidget

from db.fields import Field
from db.register import Offer, Problem
from desktop.ui.editors.kinds import Editor
from desktop.ui.editors.lines import Covered
from desktop.ui.icons import Picture
from desktop.ui.look import SIZE, SPACE, WIDTH
from desktop.ui.parts import across, down, empty, press, words

SHORT_LABEL = 5  # characters that stand beside a field in full size


class FieldRow(QFrame):
    """Label and editor; the editor is made when the field is first shown."""

    taken = Signal(object)
    uncover = Signal()

    def __init__(self, field: Field, group: str, make: Callable[[Field], Editor]) -> None:
        super().__init__()
        self.field = field
        self.editor = make(field)
        self._covered: Covered | None = None
        self._holder = QWidget()
        self._place = QStackedLayout(self._holder)
        self._place.addWidget(self.editor)
        self._trouble = QVBoxLayout()
        self._trouble.setContentsMargins(WIDTH.label + SPACE.s, 0, 0, 0)
        self.said: Problem | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.xs)
        label: QWidget = _label(field, group)
        if field.kind in ("note", "photo"):  # a high field's label stands beside its first line
            label = down(label, None, pad=(0, SPACE.inner, 0, 0))
        whole.addWidget(across(label, (self._holder, 1)))
        whole.addLayout(self._trouble)

    def put(self, text: str, *, covered: bool) -> None:
        """Show the value; masked and behind an eye while it is private and nobody has asked for it."""
        if covered and self._covered is None:
            self._covered = Covered()
            self._covered.setAccessibleName(f"{self.field.label}，已遮住")
            self._covered.wanted.connect(self.uncover)
            self._place.addWidget(self._covered)
        if self.field.kind == "note":
            self._holder.setFixedHeight(SIZE.field if covered else SIZE.note)  # a mask is a line of its own
        if covered and self._covered is not None:
            self._covered.setText(text)
            self._place.setCurrentWidget(self._covered)
        else:
            self._place.setCurrentWidget(self.editor)
            self.editor.put(text)

    def say(self, problem: Problem | None) -> None:
        """What is wrong here, or nothing."""
        if problem == self.said:
            return
        self.said = problem
        wrong = problem is not None and problem.level == "error"
        self.editor.mark("wrong" if wrong else "doubt" if problem else "")
        if self._covered is not None:
            self._covered.setProperty("role", "wrong" if wrong else "")
        empty(self._trouble)
        self.setAccessibleDescription(f"{problem.sentence}{problem.advice}" if problem else "")
        if problem is not None:
            self._trouble.addWidget(self._box(problem))

    def _box(self, problem: Problem) -> QFrame:
        tone = "red" if problem.level == "error" else "amber"
        lines: list[QWidget] = [words(problem.sentence + problem.advice, "small", tone, wrap=True)]
        if problem.offer is not None:
            lines.append(press(problem.offer.label, role="link", does=partial(self._take, problem.offer)))
        sign = Picture("circle-alert" if tone == "red" else "info", tone)
        return across(
            down(sign, None, gap=0), (down(*lines, gap=SPACE.hair), 1), pad=(SPACE.s, SPACE.inner),
            role="wrong" if tone == "red" else "doubt",
        )  # fmt: skip

    def _take(self, offer: Offer) -> None:
        self.taken.emit(offer)


def _label(field: Field, group: str) -> QLabel:
    """成员1姓名 under 家庭成员1 is 姓名; a long one is set smaller, in two lines."""
    text = field.label
    for size in range(len(text) - 1, 1, -1):
        if group.endswith(text[:size]) and text[size - 1].isdigit():
            text = text[size:]
            break
    label = words(text, "soft" if len(text) <= SHORT_LABEL else "small", wrap=len(text) > SHORT_LABEL)
    label.setFixedWidth(WIDTH.label)
    label.setToolTip("　".join(part for part in (field.label, field.hint) if part))
    return label
