"""One row of a sheet on its way in: what it said, what that means, and what will become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from db.register import Register
from desktop.sheets.tables import Heading
from desktop.work.import_columns import CellProblem, Column, Level, settle, shortened, shown_raw
from desktop.work.import_rules import Draft

State = Literal["new", "changed", "same", "doubt"]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a tab says around its rows: its name, its title's year, the class or village it is about."""

    tab: str
    school_year: int
    class_name: str = ""
    village: str = ""


@dataclass(slots=True)
class SheetRow:
    """values by column name as Python values, words still to be looked up; number is the sheet's own row.

    changes and before are by column name as stored: what the file gets, and what it held.
    """

    around: Surroundings
    number: int
    columns: Sequence[Column]
    cells: Sequence[Any]
    caption: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    state: State = "new"
    target: bytes | None = None
    draft: Draft | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    keys: list[tuple[Any, ...] | None] | None = None

    @property
    def refused(self) -> bool:
        return any(problem.level == "error" for problem in self.problems)

    def read(self) -> None:
        """Cells to values. Runs once a cell, six hundred thousand times for a large roster."""
        values, words, cells, typed = self.values, self.words, self.cells, self.typed
        for column in self.columns:
            name = column.name
            if name is None:
                continue
            cell = typed[name] if name in typed else cells[column.heading.index]
            if cell == "":
                continue
            known = column.seen.get(cell if type(cell) is str else (type(cell), cell))
            value, said = known or column.read(cell)
            if said:
                self.problems.append(column.problem(cell, said))
            elif value is not None:
                into = words if column.field is None or column.field.kind == "link" else values
                into[name] = value
        for column in self.columns:
            if column.implies and column.name in values:
                values.setdefault(*column.implies)

    def type(self, register: type[Register], name: str, text: str) -> None:
        """Mends a cell; a field the sheet has no column for gets one, for this row alone."""
        if not any(column.name == name for column in self.columns):
            declared = register.fields().get(name)
            column = Column(Heading(-1, "", declared.label if declared else name), name, "chosen")
            settle(column, register, None)
            self.columns = [*self.columns, column]
        self.typed[name] = shown_raw(text)

    def begin_again(self) -> None:
        """Forgets what was worked out, before a mended row is worked out anew."""
        self.values, self.words, self.problems, self.changes, self.before = {}, {}, [], {}, {}
        self.target, self.draft, self.keys, self.state = None, None, None, "new"

    def object(self, name: str, level: Level, sentence: str, advice: str = "", label: str = "") -> None:
        """Notes what is the matter with a field, under the sheet's own heading where it has one."""
        column = next((c for c in self.columns if c.name == name), None)
        heading = column.heading.full if column else label
        self.problems.append(CellProblem(name, heading, self.said(name), level, shortened(sentence), advice))

    def said(self, name: str) -> str:
        """What the sheet, or whoever mended it, says in a field."""
        if name in self.typed:
            return self.typed[name]
        column = next((c for c in self.columns if c.name == name), None)
        return shown_raw(self.cells[column.heading.index]) if column else ""
