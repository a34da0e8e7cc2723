"""The end of a sheet: who looked, when, what was good, what is advised; of a lesson also what it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.fields import Field
from db.registers import Inspection, Observation
from desktop.ui.editors.kinds import Editor, editor_of
from desktop.ui.form_rows import FieldRow
from desktop.ui.look import SPACE
from desktop.ui.parts import down, words
from desktop.work.inspecting import SETTABLE
from desktop.work.lessons import FIELDS

Choices = Callable[[Field], list[tuple[Any, str]]]


class EndCard(QFrame):
    """`typed` with a field's name and what was typed into it."""

    typed = Signal(str, object)

    def __init__(self, choices: Choices, today: date, target: str) -> None:
        super().__init__()
        self._choices, self._today = choices, today
        self.rows: dict[str, FieldRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.l, SPACE.page, SPACE.l)
        layout.setSpacing(SPACE.s)
        of_lesson = target == "lesson"
        told = {*(FIELDS if of_lesson else ()), *(() if target == "teacher" else ("subject",))}
        own = [name for name in SETTABLE if name not in told]
        if of_lesson:
            layout.addWidget(words("这节课", "head"))
            for name in FIELDS:
                self._add(layout, Observation.fields()[name])
            layout.addWidget(down(pad=(0, SPACE.s)))
        layout.addWidget(words("总评与签名", "head"))
        for name in own:
            self._add(layout, Inspection.fields()[name])
        layout.addStretch(1)

    def _add(self, layout: QVBoxLayout, field: Field) -> None:
        row = FieldRow(field, "", self._make)
        row.editor.typed.connect(partial(self.typed.emit, field.name))
        self.rows[field.name] = row
        layout.addWidget(row)

    def _make(self, field: Field) -> Editor:
        return editor_of(field, self._choices, self._today, None)

    def put(self, shown: dict[str, str]) -> None:
        for name, text in shown.items():
            if name in self.rows:
                self.rows[name].put(text, covered=False)

    def tell(self) -> None:
        """What is still being typed is told now."""
        for row in self.rows.values():
            row.editor.tell()

    def set_enabled(self, *, enabled: bool) -> None:
        for row in self.rows.values():
            row.setEnabled(enabled)
