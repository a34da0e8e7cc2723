"""The lines of one section of a sheet, one under the other: walking among them, and what is told of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db.rules.marks import Mark
from desktop.ui.pages.inspect_line import CheckLine
from desktop.ui.parts import Scrolled, restyle
from desktop.work.inspecting import Filling, Line, Note


class Middle(Scrolled):
    """`answered`, `remarked` and `photo` tell the line first; `turned` by −1 or 1 when one walks out of the section."""

    answered = Signal(object, object)
    remarked = Signal(object, str)
    photo = Signal(object)
    refused = Signal(str)
    turned = Signal(int)

    def __init__(self) -> None:
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        super().__init__(self._body)
        self.lines: list[CheckLine] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._mark_here)

    def put(self, lines: Sequence[Line], otherwise: QWidget, answered: Callable[[Line], bool]) -> None:
        """These lines, standing at the first that is not answered; where there are none, something else."""
        otherwise.setParent(None)
        for line in self.lines:
            line.hide()
            line.deleteLater()
        while self._column.count():
            self._column.takeAt(0)
        self.lines = [self._make(line) for line in lines]
        for made in self.lines:
            self._column.addWidget(made)
        if not self.lines:
            self._column.addWidget(otherwise)
            otherwise.show()
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, self._body, partial(self.stand_first, answered))

    def stand_first(self, answered: Callable[[Line], bool]) -> None:
        left = next((one for one in self.lines if not answered(one.line)), None)
        if left or self.lines:
            self._stand(left or self.lines[0])

    def show_state(self, filling: Filling, photo: Callable[[str], bytes | None], *, writes: bool) -> None:
        """Every line as it stands on the sheet."""
        for made in self.lines:
            mark = filling.sheet.marks.get(made.line.number, Mark())
            note = filling.sheet.notes.get(made.line.number, Note())
            made.put(mark, note, filling.suggested(made.line), photo(note.photo) if note.photo else None)
            made.set_enabled(enabled=writes)

    def _make(self, line: Line) -> CheckLine:
        made = CheckLine(line)
        made.answered.connect(lambda mark: self.answered.emit(line, mark))
        made.remarked.connect(lambda text: self.remarked.emit(line, text))
        made.photo.connect(lambda: self.photo.emit(line))
        made.refused.connect(self.refused)
        made.page.connect(self.turned)
        made.step.connect(partial(self._step, made))
        made.entered.connect(partial(self.ensureWidgetVisible, made))
        return made

    def _mark_here(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The line one is at stands out, also while one writes in its fields."""
        for line in self.lines:
            here = now is not None and (now is line or line.isAncestorOf(now))
            restyle(line, here="true" if here else "false")

    def _step(self, made: CheckLine, by: int) -> None:
        """To the next line; out of the section beyond its first and last one."""
        if made not in self.lines:
            return
        place = self.lines.index(made) + by
        if 0 <= place < len(self.lines):
            self._stand(self.lines[place])
        else:
            self.turned.emit(by)

    def _stand(self, made: CheckLine) -> None:
        made.stand()
        self.ensureWidgetVisible(made)


__all__ = ["Middle"]
