"""What a paper lets people choose, as fields: a school, a class, whether private numbers are printed in full."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from db.fields import Field
from db.registers import BY_NAME, REGISTERS
from desktop.ui.editors.chooser import Chooser, Picker
from desktop.ui.editors.row_line import RowLine
from desktop.ui.editors.tick import Tick
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.parts import across, empty, words
from desktop.work import tables, terms
from desktop.work.office import Office

REASON = "reason"
ALL = "全部"


class Options(QFrame):
    """Fields for the options of one report; `changed` when the pages would be others."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.lines: dict[str, QWidget] = {}
        self._before: dict[str, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE.s)

    def put(self, options: list[dict[str, Any]], given: dict[str, str]) -> None:
        """Fields for these options, with these values to begin with."""
        empty(self._layout)
        self.lines = {}
        for option in options:
            value = given.get(option["name"], option["default"])
            line = self.lines[option["name"]] = self._line(option, value)
            line.setAccessibleName(option["label"])
            line.setToolTip(option["hint"])
            if isinstance(line, Tick):
                self._layout.addWidget(line)
                continue
            label = words(option["label"], "soft", wrap=True)
            label.setFixedWidth(WIDTH.label)
            self._layout.addWidget(across(label, (line, 1)))
        self._before = self.values()
        self._show_reason()

    def values(self) -> dict[str, str]:
        """What was chosen, as the report reads it; what is empty is left to it."""
        found = {}
        for name, line in self.lines.items():
            if isinstance(line, Tick):
                found[name] = "yes" if line.isChecked() else "no"
            elif isinstance(line, Picker):
                found[name] = str(line.value or "")
            elif isinstance(line, RowLine):
                found[name] = line.asked
            elif isinstance(line, QLineEdit) and line.text().strip():
                found[name] = line.text().strip()
        return {name: text for name, text in found.items() if text}

    def _line(self, option: dict[str, Any], value: str) -> QWidget:
        kind = option["kind"]
        if kind == "yesno":
            tick = Tick(option["label"], on=value == "yes")
            tick.toggled.connect(self._tell)
            return tick
        if kind == "row":
            return self._rows_line(value)
        if kind == "register":
            picker = Picker([(r.register_name(), r.title) for r in REGISTERS if r.tab], value)
            picker.chosen.connect(self._tell)
            return picker
        line = Chooser(self._choices(option)) if kind in ("link", "code", "term") else QLineEdit()
        shown = dict(self._choices(option)).get(value, value) if kind == "code" else value
        line.setText(shown)
        line.setPlaceholderText(option["hint"] or "不限")
        line.setCursorPosition(0)
        line.editingFinished.connect(self._tell)
        if isinstance(line, Chooser):
            line.chosen.connect(self._tell)
        return line

    def _rows_line(self, value: str) -> QWidget:
        """Which rows of the register chosen: one comes here with its key, others are typed or chosen by name."""
        line = RowLine()
        register = str(getattr(self.lines.get("register"), "value", ""))
        self._offer_rows(line, register)
        line.stand(value, self._office.titles(register) if value else {})
        line.editingFinished.connect(self._tell)
        line.chosen.connect(self._tell)
        return line

    def _offer_rows(self, line: RowLine, register: str) -> None:
        field = Field("", "link", target=register)
        line.offer_later(lambda: tables.choices(self._office, field) if register in BY_NAME else [])

    def _choices(self, option: dict[str, Any]) -> list[tuple[Any, str]]:
        if option["kind"] == "term":
            return [(one.label, one.label) for one in terms.known(self._office)]
        field = Field("", option["kind"], target=option["target"], codes=option["codes"])
        school = self._office.school_id if option["target"] == "classes" else None
        all_ = [(ALL, ALL)] if option["target"] == "schools" else []
        return all_ + tables.choices(self._office, field, school)

    def _tell(self, *_: object) -> None:
        self._show_reason()
        now = self.values()
        if now == self._before:
            return
        rows = self.lines.get("row")
        if isinstance(rows, RowLine) and now.get("register") != self._before.get("register"):
            rows.stand("", {})
            self._offer_rows(rows, now["register"])
            now = self.values()
        self._before = now
        if now.get("show_private") == "yes" and not now.get(REASON):
            self.lines[REASON].setFocus()  # nothing is shown before it is said what for
            return
        self.changed.emit()

    def _show_reason(self) -> None:
        """Why is asked only where private numbers are wanted."""
        line, private = self.lines.get(REASON), self.lines.get("show_private")
        if line is not None and isinstance(private, Tick):
            row = line.parentWidget()
            if row is not None:
                row.setVisible(private.isChecked())
