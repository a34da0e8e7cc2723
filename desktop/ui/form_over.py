"""A detail's form laid over the form of the row it belongs to, with a way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedLayout

from db.register import Register
from desktop.ui.form_details import Details
from desktop.work import details
from desktop.work.details import Part
from desktop.work.forms import Form

if TYPE_CHECKING:
    from desktop.ui.form import FormPanel


class Over(QObject):
    """Opens, steps through and puts away the details of the row that is shown."""

    def __init__(
        self, below: FormPanel, sections: Details, layers: QStackedLayout, make: Callable[[type[Register]], FormPanel]
    ) -> None:
        super().__init__(below)
        self._below, self._sections, self._layers, self._make = below, sections, layers, make
        self._part: Part | None = None
        self._key = b""
        self.panel: FormPanel | None = None
        sections.asked.connect(self.open)

    def open(self, part: Part, key: bytes) -> None:
        """The form of this detail, or of a new one; the row itself is saved first."""
        form = self._below.form
        if form is None or not self._below.leave():
            return
        office = self._below.office
        try:
            detail = Form.of(office, part.register, key) if key else details.blank(office, part, form.row)
        except Exception as trouble:
            self._below.failed.emit(trouble)
            return
        if self.panel is None or part != self._part:
            self.drop()
            self._lay(part)
        assert self.panel is not None
        self._key = key
        self.panel.open_form(detail)
        self._layers.setCurrentWidget(self.panel)
        if key:
            self.panel.focus(part.register.title_field)

    def open_row(self, register: type[Register], key: bytes) -> None:
        part = next((s.part for s in self._sections.sections if s.part.register is register), None)
        if part is not None:
            self.open(part, key)

    def leave(self) -> bool:
        return self.panel is None or self.panel.leave()

    def refresh(self, changed: frozenset[str]) -> None:
        if self.panel is not None:
            self.panel.refresh(changed)

    def put_away(self, key: bytes) -> None:
        """This detail is no more: the form below is seen again."""
        if self.panel is not None and self.panel.key == key:
            self._closed()
        elif self.panel is not None:
            self.panel.over.put_away(key)

    def drop(self) -> None:
        if self.panel is not None:
            panel, self.panel = self.panel, None
            self._layers.setCurrentIndex(0)
            self._layers.removeWidget(panel)
            panel.hide()
            panel.deleteLater()

    def _lay(self, part: Part) -> None:
        panel, below = self._make(part.register), self._below
        self._part, self.panel = part, panel
        panel.saved.connect(self._saved)
        panel.closed.connect(self._closed)
        panel.stepped.connect(self._step)
        panel.failed.connect(below.failed)
        panel.history_asked.connect(below.history_asked)
        panel.removal_asked.connect(below.removal_asked)
        panel.print_asked.connect(below.print_asked)
        self._layers.addWidget(panel)

    def _saved(self, outcome: object) -> None:
        self._below.saved.emit(outcome)

    def _closed(self) -> None:
        assert self._part is not None
        section = self._sections.section(self._part)
        self.drop()
        if self._below.form is not None:
            section.fill(self._below.form.row.id)
            section.focus(self._key)

    def _step(self, way: int) -> None:
        if self._part is None or self.panel is None or self.panel.form is None:
            return
        keys = self._sections.section(self._part).keys
        place = keys.index(self.panel.key) + way if self.panel.key in keys else -1
        if 0 <= place < len(keys) and self.panel.leave():
            self.open(self._part, keys[place])
