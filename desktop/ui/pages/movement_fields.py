"""The fields of a movement, as its kind asks for them, with what does not fit said below each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.fields import Field
from db.register import Offer
from desktop.ui.editors.kinds import Editor, editor_of
from desktop.ui.form_rows import FieldRow
from desktop.ui.look import SPACE
from desktop.ui.parts import empty, hairline, words
from desktop.ui.photo_store import PhotoStore
from desktop.work import tables
from desktop.work.movement_form import MovementForm
from desktop.work.office import Office

MOVEMENT, PUPIL = "movement", "pupil"
OPEN_SCHOOLS = ("in_school", "out_school")


class MovementFields(QFrame):
    """Two groups: the movement's own fields, and those of a pupil in no list yet. `changed` when one is typed."""

    changed = Signal()

    def __init__(self, office: Office, photos: PhotoStore) -> None:
        super().__init__()
        self.office, self._photos = office, photos
        self.form: MovementForm | None = None
        self.rows: dict[tuple[str, str], FieldRow] = {}
        self._touched: set[tuple[str, str]] = set()
        self._filling = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE.s)

    def put(self, form: MovementForm) -> None:
        """Fields anew for this movement; nothing has been typed, so nothing is wrong yet."""
        self.form, self.rows, self._touched = form, {}, set()
        empty(self._layout)
        if form.arriving:
            self._layout.addWidget(words("新来的学生", "head"))
            self._add(PUPIL, form.arriving)
            self._layout.addWidget(hairline())
            self._layout.addWidget(words("异动", "head"))
        self._add(MOVEMENT, [field for field in form.asks if field.name != "kind"])
        self._layout.addStretch(1)
        self.fill()

    def _add(self, whose: str, fields: Sequence[Field]) -> None:
        for field in fields:
            shown = replace(field, kind="link", target="classes") if field.name == "class_after" else field
            row = self.rows[whose, field.name] = FieldRow(shown, "", partial(self._editor, whose))
            row.editor.typed.connect(partial(self._typed, whose, field.name))
            row.taken.connect(partial(self._taken, whose))
            self._layout.addWidget(row)

    def fill(self, *, everything: bool = False) -> None:
        """What stands in each field; what is wrong with those that were touched, or with all."""
        form = self.form
        assert form is not None
        self._filling = True
        problems = form.problems
        for (whose, name), row in self.rows.items():
            source = form.pupil if whose == PUPIL else form.form
            if source is not None:
                row.put(source.shown(name), covered=False)
            said = problems.get(name) if everything or (whose, name) in self._touched else None
            row.say(said)
        self._filling = False

    def tell(self) -> None:
        """What stands in the field one is in counts as typed."""
        for row in list(self.rows.values()):
            row.editor.tell()

    def focus(self, name: str = "") -> None:
        """Go to this field, else to the first."""
        found = [row for (_, own), row in self.rows.items() if own == name] or list(self.rows.values())
        if found:
            found[0].editor.setFocus()

    def _editor(self, whose: str, field: Field) -> Editor:
        return editor_of(field, partial(self._choices, whose), self.office.today, self._photos)

    def _choices(self, whose: str, field: Field) -> Sequence[tuple[Any, str]]:
        form = self.form
        assert form is not None
        if field.name == "class_after":
            return form.rooms
        if whose == MOVEMENT and field.name in OPEN_SCHOOLS:
            return form.schools
        return tables.choices(self.office, field, form.school)

    def _typed(self, whose: str, name: str, text: object) -> None:
        if self._filling or self.form is None:
            return
        self._touched.add((whose, name))
        if whose == PUPIL:
            self.form.type_pupil(name, text)
        else:
            self.form.type(name, text)
        self.fill()
        self.changed.emit()

    def _taken(self, whose: str, offer: Offer) -> None:
        form = self.form
        assert form is not None
        (form.pupil if whose == PUPIL and form.pupil else form.form).take(offer)
        self.fill()
        self.changed.emit()
