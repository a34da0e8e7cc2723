"""The fields of a document that is being written: what its kind asks for, tables too, each with what still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.fields import Field
from db.register import Problem
from desktop.ui.editors.kinds import Editor, editor_of
from desktop.ui.editors.lines import NoteEditor
from desktop.ui.editors.lines_table import LinesTable
from desktop.ui.form_rows import FieldRow
from desktop.ui.look import SIZE, SPACE
from desktop.ui.parts import across, empty, hairline, words
from desktop.work import tables
from desktop.work.documents.writing import ISSUER, ON, OWN, TO, Writing

KINDS = {"choice": "code"}
PURPOSE = "purpose"
SCHOOLS = Field("学校", "link", target="schools")


class DocumentFields(QFrame):
    """`typed` with the field's name and what was typed, a table as a list of lines."""

    typed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, FieldRow] = {}
        self.tables: dict[str, LinesTable] = {}
        self._filling = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE.s)

    def show_kind(self, writing: Writing) -> None:
        """Fields for another kind."""
        empty(self._layout)
        self.rows, self.tables = {}, {}
        for ask in writing.asked:
            choices = [(option, option) for option in ask.options]
            self._add(Field(ask.name, KINDS.get(ask.input, ask.input), ask.name, hint=ask.hint), choices, writing)
        for grid, asks in writing.kind.grids.items():
            self._layout.addWidget(hairline())
            hint = next((ask.hint for ask in asks if ask.hint), "")
            self._layout.addWidget(across(words(grid), words(hint, "hint", wrap=True), None))
            table = self.tables[grid] = LinesTable(grid, [ask.name for ask in asks])
            table.typed.connect(partial(self._tell, grid))
            self._layout.addWidget(table)
        self._layout.addWidget(hairline())
        for name, label in OWN.items():
            if name in ("addressee", "copies") and not writing.kind.text(name):
                continue
            if name == PURPOSE and not (writing.document is None and any(ask.private for ask in writing.kind.asks)):
                continue
            self._add(Field(label, "text", name, hint=HINTS.get(name, "")), [], writing)
        self._add(Field("发给", "text", TO, hint=HINTS[TO]), [], writing)
        self._add(Field("签发日期", "day", ON), [], writing)
        if writing.document is None and not writing.office.bound:
            schools = [(name, name) for _, name in tables.choices(writing.office, SCHOOLS)]
            self._add(Field("发文单位", "code", ISSUER), schools, writing)
        self._layout.addStretch(1)
        self.put(writing)

    def _add(self, field: Field, choices: list[tuple[str, str]], writing: Writing) -> None:
        def make(declared: Field) -> Editor:
            editor = editor_of(declared, lambda _field: choices, writing.office.today, None)
            if isinstance(editor, NoteEditor):
                editor.setFixedHeight(SIZE.paragraphs)
            return editor

        row = self.rows[field.name] = FieldRow(field, "", make)
        row.editor.typed.connect(partial(self._tell, field.name))
        self._layout.addWidget(row)

    def put(self, writing: Writing) -> None:
        """What stands in every field now, and what lacks."""
        self._filling = True
        standing: Mapping[str, str] = {**writing.values, **writing.own}
        for name, row in self.rows.items():
            row.put(standing.get(name, ""), covered=False)
        for grid, table in self.tables.items():
            if not table.hasFocus() and table.state() != LinesTable.State.EditingState:
                table.put(writing.lines[grid])
        self._filling = False

    def say(self, problems: Mapping[str, Problem]) -> None:
        for name, row in self.rows.items():
            row.say(problems.get(name))

    def tell(self) -> None:
        """What stands in the field one is in counts as typed."""
        for row in list(self.rows.values()):
            row.editor.tell()

    def focus(self, name: str) -> None:
        if name in self.rows:
            self.rows[name].editor.setFocus()

    def _tell(self, name: str, value: Any) -> None:
        if not self._filling:
            self.typed.emit(name, value)


HINTS = {
    "headline": "空着就按种类的写法", "addressee": "空着就按种类的写法", "signed_by": "空着就是校长",
    TO: "学校或人名，用、隔开；各校就写“各校”。签收和回执按这里登记",
    PURPOSE: "证件号、电话要印全时写明用途，会记录下来",
}  # fmt: skip
