"""What stands at the right of a line: chips to press, or fields for marks and counts; one class a way of marking."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from db.rules import answers
from db.rules.marks import Answer, Mark, Way, written
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import Elided, down, press, words
from desktop.work.inspecting import Line

CHIPS: dict[Way, tuple[tuple[Answer, str, str], ...]] = {
    Way.FAULT: ((Answer.FINE, "合格", "1"), (Answer.FAULT, "有问题", "2")),
    Way.YESNO: ((Answer.YES, "是", "1"), (Answer.NO, "否", "2")),
    Way.GRADE: ((Answer.A, "A", "1"), (Answer.B, "B", "2"), (Answer.C, "C", "3"), (Answer.D, "D", "4")),
    Way.POINTS: (),
    Way.QUOTA: (),
}
"""Answer, what stands on the chip, the digit that presses it."""

BAD = (Answer.FAULT, Answer.NO, Answer.D)
HINTS = {
    Way.FAULT: "1 合格　2 有问题　N 不适用　R 说明　P 照片",
    Way.YESNO: "1 是　2 否　N 不适用　R 说明　P 照片",
    Way.GRADE: "A B C D 打等级　N 不适用　R 说明　P 照片",
    Way.POINTS: "直接打分数，回车下一项　N 不适用　R 说明　P 照片",
    Way.QUOTA: "打实有数，回车下一项　N 不适用　R 说明　P 照片",
}


class Answers(QWidget):
    """`given` with a mark when one is pressed or typed whole; `refused` with a sentence; `key` for keys of the line."""

    given = Signal(object)
    refused = Signal(str)
    key = Signal(object)
    onward = Signal()

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.chips: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.xs)
        self._fields = self._make_fields()
        for answer, label, digit in CHIPS[line.item.way]:
            self._chip(answer, label, f"按 {digit}", "red" if answer in BAD else "")
        if not line.always:
            self._chip(Answer.LEFT_OUT, "不适用", "按 N", "")
        self.setFixedWidth(WIDTH.check_answers)
        self._row.addStretch(1)

    def _chip(self, answer: Answer, label: str, tip: str, tone: str) -> None:
        chip = press(label, role="chip", tone=tone, tip=tip, does=partial(self.given.emit, Mark(answer.value)))
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self.line.item.way in (Way.FAULT, Way.YESNO):
            chip.setFixedWidth(WIDTH.check_chip)
        self.chips[answer.value] = chip
        self._row.addWidget(chip)

    def _make_fields(self) -> list[QLineEdit]:
        if self.line.item.way is Way.POINTS:
            made = self._field("得分")
            for part in (words("得", "soft"), made, words("分", "soft")):
                self._row.addWidget(part)
            return [made]
        if self.line.item.way is Way.QUOTA:
            return [self._counted(label) for label in (self.line.due_label, self.line.done_label)]
        return []

    def _counted(self, label: str) -> QLineEdit:
        """A count with its name above it."""
        name, field = Elided("hint"), self._field(label)
        name.setText(label)
        name.setFixedWidth(WIDTH.check_field)
        self._row.addWidget(down(name, field, gap=0))
        return field

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setFixedWidth(WIDTH.check_field)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setAccessibleName(f"第{self.line.number}项 {name}")
        field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # letters are keys here, not Chinese
        field.installEventFilter(self)
        field.editingFinished.connect(self._typed)
        return field

    # -- what stands there --------------------------------------------------------------------------------

    def put(self, mark: Mark, *, suggested: Mark | None = None) -> None:
        """Show the mark; where there is none, what is likely (the usual number due)."""
        for answer, chip in self.chips.items():
            chip.setChecked(mark.answer == answer)
        shown = mark if mark != Mark() or suggested is None else suggested
        values = [shown.points] if self.line.item.way is Way.POINTS else [shown.due, shown.done]
        for field, value in zip(self._fields, values, strict=False):
            text = "" if value is None or mark.left_out else written(value)
            if field.text() != text and not field.hasFocus():
                field.setText(text)

    @property
    def first(self) -> QLineEdit | None:
        """The field to type into when one comes to this line: what is due if nobody knows it, else what is done."""
        empty = [field for field in self._fields if not field.text()]
        return empty[0] if empty else self._fields[-1] if self._fields else None

    def press_key(self, text: str) -> bool:
        """A key pressed on the line itself; whether it meant something here."""
        way = self.line.item.way
        if text.lower() == "n" and not self.line.always:
            self.given.emit(Mark(Answer.LEFT_OUT.value))
            return True
        if way in (Way.POINTS, Way.QUOTA):
            return False
        for answer, label, digit in CHIPS[way]:
            if text == digit or (way is Way.GRADE and text.upper() == label):
                self.given.emit(Mark(answer.value))
                return True
        return False

    def _typed(self) -> None:
        """Marks or counts as typed: a mark when they are whole, nothing while one is still empty."""
        texts = [field.text().strip() for field in self._fields]
        if not all(texts):
            return
        typed = texts[0] if self.line.item.way is Way.POINTS else f"{texts[1]}/{texts[0]}"
        try:
            self.given.emit(answers.read(self.line.item, typed))
        except ValueError as error:
            self.refused.emit(str(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line work in its fields too; Enter goes to the next field, then to the next line."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or watched not in self._fields:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            later = self._fields[self._fields.index(watched) + 1 :]
            if later and not later[0].text():
                later[0].setFocus()
            else:
                self._typed()
                self.onward.emit()
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) or (
            event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.key.emit(event)
            return True
        return False


__all__ = ["HINTS", "Answers"]
