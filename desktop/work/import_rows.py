"""One row of a sheet on its way in: what it said, what that means, and what will become of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from desktop.sheets.headings import DOUBT, GRADE, SCHOOL_CODE
from desktop.work.import_columns import CellProblem, Column, Level
from desktop.work.import_rules import Draft

State = Literal["new", "changed", "same", "doubt"]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a tab says around its rows: its name, its title, the school year it was written in."""

    tab: str
    title: str
    school_year: int
    class_name: str
    village: str


@dataclass(slots=True)
class SheetRow:
    """values by column name as Python values; changes by column name as stored; number is the sheet's own row."""

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

    @property
    def refused(self) -> bool:
        return any(problem.level == "error" for problem in self.problems)

    @property
    def school(self) -> bytes | None:
        school: bytes | None = self.values.get("school_id")
        return school

    def object(self, name: str, level: Level, sentence: str, advice: str = "", label: str = "") -> None:
        """Notes what is the matter with a field, under the sheet's own heading where it has one."""
        column = next((c for c in self.columns if c.name == name), None)
        value = self.said(name) if column else ""
        self.problems.append(CellProblem(name, column.heading.full if column else label, value, level, sentence, advice))

    def said(self, name: str) -> str:
        """What the sheet, or whoever mended it, says in a field."""
        from desktop.work.import_columns import shown_raw

        if name in self.typed:
            return self.typed[name]
        column = next((c for c in self.columns if c.name == name), None)
        return shown_raw(self.cells[column.heading.index]) if column else ""

    def read(self) -> None:
        """Cells to values; pointers to other rows stay words for now. Runs once a cell, six hundred thousand times a roster."""
        values, words, problems = self.values, self.words, self.problems
        cells, typed = self.cells, self.typed
        for column in self.columns:
            name = column.name
            if name is None:
                continue
            cell = typed[name] if name in typed else cells[column.heading.index]
            if cell == "":
                continue
            value, said = column.read(cell)
            if said:
                problems.append(column.problem(cell, said))
            elif value is not None:
                if column.field is not None and column.field.kind != "link":
                    values[name] = value
                else:
                    words[name] = value
        for name in typed.keys() - {column.name for column in self.columns}:
            if typed[name]:
                self._read_typed(name)

    def _read_typed(self, name: str) -> None:
        """A field that was mended although the sheet has no column for it."""
        from desktop.sheets.tables import Heading

        known = next((c for c in self.columns if c.field is not None), None)
        if name in (GRADE, SCHOOL_CODE, DOUBT) or known is None:
            self.words[name] = self.typed[name]
            return
        column = Column(Heading(-1, "", name), name, "same", _field_named(name, self.columns))
        value, said = column.read(self.typed[name])
        if said:
            self.problems.append(column.problem(self.typed[name], said))
        elif value is not None:
            into = self.words if column.field is not None and column.field.kind == "link" else self.values
            into[name] = value


def _field_named(name: str, columns: Sequence[Column]) -> Any:
    raise NotImplementedError


def by_tab(rows: Sequence[SheetRow]) -> Iterator[tuple[str, SheetRow]]:
    for row in rows:
        yield row.around.tab, row
