"""The fields of a form by groups: what counts is open, the rest waits behind one press."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from db.fields import Field
from db.register import Problem, Register
from desktop.ui.editors.kinds import Editor
from desktop.ui.form_rows import FieldRow
from desktop.ui.look import SPACE
from desktop.ui.parts import across, hairline, press, words
from desktop.work.forms import Form

FEW = 12  # a ledger with no more fields than this hides none


class Groups(QFrame):
    """All groups of a register, one below the other, then what belongs below them. Fields are made when first shown."""

    typed = Signal(str, object)
    taken = Signal(object)
    uncover = Signal(str)

    def __init__(
        self,
        register: type[Register],
        make: Callable[[Field], Editor],
        below: QWidget,
        above: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._below = below
        self._few = len(register.fields()) <= FEW
        self._make = make
        self._groups: dict[str, Group] = {}
        self._filling = False
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(SPACE.page, SPACE.xs, SPACE.page, SPACE.l)
        self._whole.setSpacing(SPACE.s)
        if above is not None:
            self._whole.addWidget(above)
        self._whole.addWidget(below)
        self._whole.addStretch(1)

    def fill(self, form: Form, *, quiet: bool = False) -> None:
        """Show the row's values and what is wrong with them; quiet: nothing has been typed, so nothing is wrong yet."""
        self._filling = True
        problems = {} if quiet else form.problems
        for name, fields in sorted(form.groups, key=lambda group: group[0] == "学校"):
            if name not in self._groups:
                self._groups[name] = Group(name, fields, self, first=not self._groups)
                self._whole.insertWidget(self._whole.indexOf(self._below), self._groups[name])
                self._groups[name].setHidden(all(field.computed for field in fields))
            self._groups[name].fill(form, problems, self._few)
        self._filling = False

    def row(self, field: Field, group: str) -> FieldRow:
        made = FieldRow(field, group, self._make)
        made.editor.typed.connect(lambda text: self._tell(field.name, text))
        made.taken.connect(self.taken)
        made.uncover.connect(lambda: self.uncover.emit(field.name))
        return made

    def tell(self) -> None:
        """What stands in the field one is in counts as typed."""
        for group in self._groups.values():
            for row in list(group.rows.values()):
                row.editor.tell()

    def focus(self, name: str) -> None:
        """Go to a field, opening its group."""
        for group in self._groups.values():
            row = group.reach(name)
            if row is not None:
                row.editor.setFocus(Qt.FocusReason.TabFocusReason)
                QTimer.singleShot(0, partial(self._into_view, row))
                return

    def _into_view(self, row: QWidget) -> None:
        viewport = self.parentWidget()
        area = viewport.parentWidget() if viewport else None
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(row)

    def _tell(self, name: str, text: object) -> None:
        if not self._filling:
            self.typed.emit(name, text)


class Group(QFrame):
    """One group: its head, the fields that count, and a way to the others."""

    def __init__(self, name: str, fields: list[Field], owner: Groups, *, first: bool) -> None:
        super().__init__()
        self.rows: dict[str, FieldRow] = {}
        self._name, self._owner = name, owner
        self._fields = [field for field in fields if not field.computed]
        self._open = False
        self._form: Form | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE.s - 1)
        if not first:
            self._layout.addWidget(hairline())
        self._layout.addWidget(across(words(name), None))
        self._start = self._layout.count()
        self._more = press("", role="link", does=self._open_all)
        self._layout.addWidget(self._more)

    def fill(self, form: Form, problems: Mapping[str, Problem], all_of_them: bool) -> None:
        fresh = form is not self._form  # while one row is filled in, no field of it vanishes
        self._form = form
        hidden = 0
        for field in self._fields:
            shown = form.shown(field.name)
            row = self.rows.get(field.name)
            stays = row is not None and not fresh and not row.isHidden()
            if self._open or all_of_them or _counts(field) or shown or field.name in problems or stays:
                self._put(field, shown, form)
                self.rows[field.name].say(problems.get(field.name))
            else:
                hidden += 1
                if row is not None:
                    row.hide()
        self._more.setText(f"还有 {hidden} 项")
        self._more.setAccessibleName(f"{self._name}：还有 {hidden} 项")
        self._more.setVisible(hidden > 0)

    def reach(self, name: str) -> FieldRow | None:
        if (name not in self.rows or self.rows[name].isHidden()) and any(field.name == name for field in self._fields):
            self._open_all()
        return self.rows.get(name)

    def _put(self, field: Field, shown: str, form: Form) -> None:
        row = self.rows.get(field.name)
        if row is None:
            row = self.rows[field.name] = self._owner.row(field, self._name)
            order = [one.name for one in self._fields if one.name in self.rows]
            self._layout.insertWidget(self._start + order.index(field.name), row)
        row.show()
        covered = field.private and bool(shown) and not form.revealed and field.column not in form.edits
        if field.kind == "photo":
            shown = str(form.value(field.name) or "")
        row.put(shown, covered=covered and field.name not in form.typed)

    def _open_all(self) -> None:
        self._open = True
        if self._form is not None:
            said = {name: row.said for name, row in self.rows.items() if row.said is not None}
            self.fill(self._form, said, all_of_them=True)


def _counts(field: Field) -> bool:
    """What a clerk fills in for everybody: listed, required, or of the national template's ★."""
    return (
        field.required
        or field.listed
        or field.searchable
        or (field.wanted and field.kind in ("code", "day", "phone", "person_id"))
    )
