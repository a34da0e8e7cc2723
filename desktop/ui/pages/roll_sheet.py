"""The class that is being called: its head, its pupils, the reasons as keys and chips, a word of explanation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from desktop.ui.editors.initials import initials
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.pages.roll_board import Board
from desktop.ui.parts import FindBox, across, empty, press, restyle, words
from desktop.work import roll_words
from desktop.work.roll_call import Sheet
from desktop.work.roll_words import Mark


class RollSheet(QFrame):
    """`changed` when a mark has changed; `session` when another half of the day is wanted."""

    changed = Signal()
    session = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "form")
        self.sheet: Sheet | None = None
        self.board = Board()
        self._title, self._counts = words("", "head"), words("", "soft")
        self._sessions = across(gap=SPACE.inner)
        self.find_line = FindBox("找学生：拼音或首字母")
        self.find_line.setFixedWidth(WIDTH.find_narrow)
        self.remark = QLineEdit()
        self.remark.setAccessibleName("说明")
        self.remark.setPlaceholderText("说明（F2），如：外婆接走")
        self.reasons = {
            code: press(f"{label} {key}", role="chip", does=partial(self._pressed, code))
            for code, label, key in roll_words.reasons()
        }
        told = words(f"空格 没到　退格 到了　病假后按数字记症状：{roll_words.symptoms()}", "hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, share in (
            (across(self._title, self._counts, SPACE.s, self._sessions, None, self.find_line,
                    pad=(SPACE.m, SPACE.s, SPACE.l, SPACE.s)), 0),
            (self.board, 1),
            (across(*self.reasons.values(), None, (self.remark, 1), pad=(SPACE.m, SPACE.s, SPACE.l, SPACE.xs)), 0),
            (across((told, 1), pad=(SPACE.m, 0, SPACE.l, SPACE.s)), 0),
        ):  # fmt: skip
            column.addWidget(part, share)
        self.board.changed.connect(self._marked)
        self.board.moved.connect(self._show_pupil)
        self.find_line.textChanged.connect(self._find)
        self.find_line.returnPressed.connect(self.board.setFocus)
        self.remark.editingFinished.connect(self._remarked)
        self.remark.returnPressed.connect(self.board.setFocus)
        self.setFocusProxy(self.board)

    @property
    def marks(self) -> dict[bytes, Mark]:
        return dict(self.board.names.marks)

    def put(self, sheet: Sheet, marks: Mapping[bytes, Mark], sessions: Sequence[str], left: Sequence[str]) -> None:
        """Show a class with these marks; the sessions of its school as chips, those done with a tick."""
        self.sheet = sheet
        self.board.put(sheet.pupils, marks)
        self._title.setText(sheet.title)
        chips = self._sessions.layout()
        assert chips is not None
        empty(chips)
        for code in sessions if len(sessions) > 1 else ():
            chip = press(roll_words.SESSIONS[code] + ("" if code in left else " ✓"), role="chip")
            chip.setChecked(code == sheet.session)
            chip.clicked.connect(lambda _=False, code=code: self.session.emit(code))
            chips.addWidget(chip)
        self._show_counts(sheet)
        self._show_pupil()

    def _pressed(self, code: str) -> None:
        self.board.reason(code)
        self._show_pupil()
        self.board.setFocus()

    def _marked(self) -> None:
        if self.sheet is not None:
            self._show_counts(self.sheet)
            self._show_pupil()
            self.changed.emit()

    def _show_counts(self, sheet: Sheet) -> None:
        expected = len(sheet.pupils)
        there, missing, late = roll_words.counts(expected, self.board.names.marks)
        said = f"应到 {expected}　实到 {there}"
        said += (f"　缺 {missing}" if missing else "") + (f"　迟到早退 {late}" if late else "")
        signed = f"　{sheet.signed_by} {sheet.signed_at} 已签" if sheet.called else ""
        self._counts.setText(said + signed)
        restyle(self._counts, tone="" if sheet.called else "accent")

    def _show_pupil(self) -> None:
        mark = self.board.current
        for code, chip in self.reasons.items():
            chip.setChecked(mark is not None and mark.reason == code)
        self.remark.setEnabled(mark is not None)
        self.remark.setText(mark.remark if mark else "")

    def _remarked(self) -> None:
        mark, text = self.board.current, self.remark.text().strip()
        if mark is not None and text != mark.remark:
            self.board.give(Mark(mark.reason, mark.symptom, text))

    def _find(self, typed: str) -> None:
        """The first pupil whose name, or whose initials, hold what was typed."""
        wanted = typed.strip().lower()
        for row, pupil in enumerate(self.sheet.pupils if wanted and self.sheet else ()):
            if wanted in pupil.name.lower() or wanted in initials(pupil.name):
                return self.board.stand_on(row)
