"""A few questions beside a table, read when the button is pressed; what is wrong with one stands at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.errors import Rejected
from db.fields import Field
from desktop.ui.editors.kinds import Editor, editor_of
from desktop.ui.form_rows import FieldRow
from desktop.ui.look import SPACE
from desktop.ui.parts import empty
from desktop.work import tables
from desktop.work.office import Office


class Questions(QFrame):
    """Fields with nothing behind them: `said` is what stands in each, as typed."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.rows: dict[str, FieldRow] = {}
        self.said: dict[str, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE.s)

    def ask(self, fields: Sequence[Field], first: Mapping[str, str]) -> None:
        """These fields, with these words in them at first."""
        empty(self._layout)
        self.rows, self.said = {}, dict(first)
        for field in fields:
            row = self.rows[field.name] = FieldRow(field, "", self._editor)
            row.put(first.get(field.name, ""), covered=False)
            row.editor.typed.connect(partial(self._note, field))
            self._layout.addWidget(row)

    def answers(self) -> dict[str, str]:
        """What stands there now, also in the field one is still in."""
        for row in self.rows.values():
            row.editor.tell()
            row.say(None)
        return dict(self.said)

    def refuse(self, trouble: Rejected) -> bool:
        """Says at each field what is wrong with it; whether every problem had a field here."""
        mine = [problem for problem in trouble.problems if problem.field in self.rows]
        for problem in mine:
            self.rows[problem.field].say(problem)
        if mine:
            self.rows[mine[0].field].editor.setFocus()
        return len(mine) == len(trouble.problems)

    def _editor(self, field: Field) -> Editor:
        choices: Callable[[Field], Sequence[tuple[object, str]]] = partial(tables.choices, self.office)
        return editor_of(field, choices, self.office.today, None)

    def _note(self, field: Field, typed: object) -> None:
        """A row that was chosen is told by its key."""
        self.said[field.name] = typed.hex() if isinstance(typed, bytes) else str(typed)
