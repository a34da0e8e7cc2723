"""One line of a sheet being filled in: what is looked at, the answer; where something is wrong, what and how much."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from db.rules.marks import ZERO, Answer, Mark, Way, at_fault, earned, written
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.pages.inspect_answers import Answers
from desktop.ui.pages.inspect_drawings import Shot
from desktop.ui.parts import RIGHT, across, down, press, restyle, words
from desktop.work.inspecting import Line, Note


class CheckLine(QFrame):
    """`answered` with a mark, `remarked` with a text, `photo` when a picture is wanted, `step` with −1 or 1 to walk."""

    answered = Signal(object)
    remarked = Signal(str)
    refused = Signal(str)
    photo = Signal()
    step = Signal(int)
    page = Signal(int)
    entered = Signal()

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line, self.mark, self.note = line, Mark(), Note()
        self.setProperty("role", "check")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.answers = Answers(line)
        self._minus = words("", "", "red", align=RIGHT)
        self._minus.setFixedWidth(WIDTH.check_minus)
        self.remark, self._off = QLineEdit(), QLineEdit()
        self._shot = Shot()
        self._more = self._details()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        number = words(str(self.line.number), "soft")
        number.setFixedWidth(WIDTH.check_number)
        veto = "※ " if self.line.item.veto else ""
        content = words(f"{veto}{self.line.content}", wrap=True)
        content.setToolTip("※ 一票否决项" if veto else "")
        told = [content, words(f"查：{self.line.evidence}", "hint", wrap=True)] if self.line.evidence else [content]
        full = f"+{written(self.line.item.full)} 分" if self.line.item.bonus else f"{written(self.line.item.full)} 分"
        marks = words(full if self.line.item.full else "", "soft")
        marks.setFixedWidth(WIDTH.check_full)
        camera = press("", "camera", "ghost", tip="照片（P）", does=self.photo.emit)
        camera.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        text = down(None, *told, None, gap=0)
        top = across(number, (text, 1), marks, self.answers, self._minus, camera, gap=SPACE.cell)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page - SPACE.bar, SPACE.inner, SPACE.l - SPACE.hair, SPACE.inner)
        layout.setSpacing(SPACE.xs)
        layout.addWidget(top)
        layout.addWidget(self._more)

    def _details(self) -> QFrame:
        """What is wrong, in words; for a fault also how much it costs; the photograph."""
        self.remark.setPlaceholderText("写明在哪里、什么情况")
        self.remark.setAccessibleName(f"第{self.line.number}项 情况说明")
        self._off.setFixedWidth(WIDTH.check_field)
        self._off.setAccessibleName(f"第{self.line.number}项 扣分")
        self._cost = across(words("扣"), self._off, words("分"), gap=SPACE.inner)
        return across(SPACE.xl + SPACE.s, (self.remark, 1), self._cost, self._shot, gap=SPACE.cell)

    def _connect(self) -> None:
        self.answers.given.connect(self._give)
        self.answers.refused.connect(self.refused)
        self.answers.key.connect(self.keyPressEvent)
        self.answers.onward.connect(lambda: self.step.emit(1))
        self.remark.editingFinished.connect(self._remark)
        self.remark.returnPressed.connect(lambda: self.step.emit(1))
        self._off.editingFinished.connect(self._take_off)
        self._off.returnPressed.connect(lambda: self.step.emit(1))

    # -- what stands there --------------------------------------------------------------------------------

    def put(self, mark: Mark, note: Note, suggested: Mark | None, photo: bytes | None) -> None:
        self.mark, self.note = mark, note
        self.answers.put(mark, suggested=suggested)
        fault, got = at_fault(self.line.item, mark), earned(self.line.item, mark)
        lost = self.line.item.full - got if got is not None and not self.line.item.bonus else ZERO
        self._minus.setText(f"−{written(lost)}" if lost else "")
        if not self.remark.hasFocus():
            self.remark.setText(note.remark)
        self._shot.put(photo if photo is not None else b"" if note.photo else None)
        faulty = mark.answer == Answer.FAULT and self.line.item.way is Way.FAULT
        self._cost.setVisible(faulty and bool(self.line.item.full))
        if faulty and not self._off.hasFocus():
            self._off.setText(written(lost))
        self._more.setVisible(fault or bool(note.remark) or bool(note.photo) or self.remark.hasFocus())
        restyle(self, fault="true" if fault else "false")
        said = mark.answer or ("" if got is None else written(got))
        self.setAccessibleName(f"第{self.line.number}项 {self.line.content} {said}")

    def set_enabled(self, *, enabled: bool) -> None:
        for part in (self.answers, self.remark, self._off):
            part.setEnabled(enabled)

    def stand(self) -> None:
        """Come to this line: where marks are typed, into their field."""
        field = self.answers.first if self.answers.isEnabled() else None
        if field is not None:
            field.setFocus()
            field.selectAll()
        else:
            self.setFocus()

    def write_remark(self) -> None:
        self._more.show()
        self.remark.setFocus()

    def _give(self, mark: Mark) -> None:
        """The same answer again changes nothing; a new one is told, and something wrong asks at once what."""
        wrong = at_fault(self.line.item, mark)
        self.answered.emit(mark)
        if wrong and self.line.item.way in (Way.FAULT, Way.YESNO, Way.GRADE):
            self.write_remark()
        elif self.line.item.way not in (Way.POINTS, Way.QUOTA) or mark.left_out:
            self.step.emit(1)

    def _remark(self) -> None:
        if self.remark.text().strip() != self.note.remark:
            self.remarked.emit(self.remark.text().strip())

    def _take_off(self) -> None:
        """How much the fault costs, typed over what is usual."""
        text = self._off.text().strip()
        got = earned(self.line.item, self.mark)
        if not text or got is None or text == written(self.line.item.full - got):
            return
        try:
            off = Decimal(text)
        except ArithmeticError:
            off = Decimal(-1)
        if 0 <= off <= self.line.item.full:
            self.answered.emit(Mark(Answer.FAULT.value, points=off))
        else:
            self.refused.emit(
                f"第 {self.line.number} 项满分 {written(self.line.item.full)} 分，扣分要在 0 和满分之间。"
            )

    # -- keys ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in steps:
            self.step.emit(steps[Qt.Key(key)])
        elif key in pages:
            self.page.emit(pages[Qt.Key(key)])
        elif event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif text.lower() == "r":
            self.write_remark()
        elif text.lower() == "p":
            self.photo.emit()
        elif not (self.answers.isEnabled() and self.answers.press_key(text)):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.stand()


__all__ = ["CheckLine"]
