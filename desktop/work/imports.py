"""Bringing in a workbook: what was found, what would become of each row; then all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from db.errors import SheetTrouble
from db.kinds import KEPT
from db.register import Register
from desktop.sheets.headings import GRADE, SCHOOL_CODE, Headings
from desktop.sheets.reading import Book, read_book
from desktop.work.bulk import uncollected
from desktop.work.import_apply import applied, chosen_headings
from desktop.work.import_columns import missing, settle, year_in
from desktop.work.import_found import find_rosters, refuse_another, skipped
from desktop.work.import_plan import EVERY, Planner
from desktop.work.import_preview import HeadingMatch, Preview, PreviewRow, Table, shown_row
from desktop.work.import_report import count_sentence, problem_data
from desktop.work.import_rows import SheetRow
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent


class Import:
    """One workbook on its way into one register. Nothing is written before `apply`."""

    def __init__(
        self,
        office: Office,
        register: type[Register],
        book: Book,
        school: bytes | None,
        tab: str | None,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        self.office, self.register, self.file, self.school = office, register, book.name, school
        self._given = dict(given or {})
        headings = Headings(register, chosen_headings(office, register))
        self._rosters = find_rosters(book, register, headings, tab)
        if not tab and not any(c.how == "chosen" for roster in self._rosters for c in roster.columns):
            refuse_another(book, register, self._rosters)
        self.skipped_tabs = skipped(book, self._rosters)
        self._chosen: dict[str, str | None] = {}
        self._planner: Planner | None = None
        self._version = 0
        for roster in self._rosters:
            roster.collect(office.school_year)

    # -- what was found ------------------------------------------------------------------------------------

    @property
    def tables(self) -> list[Table]:
        """Every roster with its headings and where they go."""
        return [
            Table(
                roster.tab, roster.found.heading_row,
                [HeadingMatch(c.heading.full, c.heading.index, c.name, c.how) for c in roster.columns],
                len(roster.rows),
            )
            for roster in self._rosters
        ]  # fmt: skip

    @property
    def hidden(self) -> str:
        """A sentence on hidden rows; "" where there are none."""
        return "".join(roster.hidden() for roster in self._rosters)

    @property
    def missing(self) -> str:
        """The label of the column that must be chosen before the rest can be worked out; "" where nothing lacks."""
        return next((label for r in self._rosters if (label := missing(self.register, r.columns, self._given))), "")

    def fields(self) -> list[tuple[str, str]]:
        """(name, label) of everything a heading may be sent to."""
        special = [(GRADE, "年级")] if "class" in self.register.fields() else []
        special += [(SCHOOL_CODE, "学校标识码")] if "school" in self.register.fields() else []
        own = [(f.name, f.label) for f in self.register.fields().values() if not f.computed and f.kind not in KEPT]
        return own + special

    def choose(self, heading: str, name: str | None) -> None:
        """Sends a heading to a field in every tab that has it, or (None) leaves it out. Remembered when applied."""
        for roster in self._rosters:
            wanted = next((c for c in roster.columns if c.heading.full == heading), None)
            if wanted is None:
                continue
            for column in roster.columns:
                if column is wanted:
                    column.name, column.how = name, "chosen"
                elif name is not None and column.name == name:
                    column.name, column.how = None, "none"
                settle(column, self.register, year_in(roster.found.title))
        self._chosen[heading] = name
        self._planner = None

    # -- what would become of it ---------------------------------------------------------------------------

    @property
    def rows(self) -> list[SheetRow]:
        return [row for roster in self._rosters for row in roster.rows]

    def _planned(self, progress: Progress) -> Planner:
        """Worked out once, and again where somebody has changed the file since."""
        version = self.office.workspace.data_version()
        if self._planner is None or version != self._version:
            if self.missing:
                raise SheetTrouble(f"表里没有“{self.missing}”这一列。", f"请在“核对表头”里指出哪一列是{self.missing}。")
            planner = Planner(self.office, self.register, self.school, self._given)
            with uncollected():
                planner.plan(self.rows, progress)
            self._planner, self._version = planner, version
        return self._planner

    def preview(self, progress: Progress = silent) -> Preview:
        """Every row with its state. Raises SheetTrouble (no name column), Stopped."""
        places, rows, shown = self._planned(progress).places, self.rows, []
        with uncollected():
            for number, row in enumerate(rows):
                if number % EVERY == 0:
                    progress("列出每一行", number, len(rows))
                shown.append(shown_row(self.register, row, places))
        counts = Counter(row.state for row in rows)
        return Preview(
            shown,
            {"new": counts["new"], "changed": counts["changed"], "same": counts["same"], "doubt": counts["doubt"]},
        )

    def retype(self, row: PreviewRow, name: str, text: str) -> PreviewRow:
        """Mends a cell where it stands; the row as it is now."""
        planner = self._planned(silent)
        mended = next(r for r in self.rows if r.number == row.number and r.around.tab == row.tab)
        mended.type(self.register, name, text)
        planner.plan_again(mended)
        return shown_row(self.register, mended, planner.places)

    # -- doing it ------------------------------------------------------------------------------------------

    def dry_run(self, progress: Progress = silent) -> Outcome:
        """What `apply` would report, with nothing written."""
        self._planned(progress)
        sentence = count_sentence(self.rows, self.register, "会")
        return Outcome(sentence, data=self._data(), attention=any(row.refused for row in self.rows))

    def apply(self, progress: Progress = silent) -> Outcome:
        """All rows without doubt, as one entry that one undo takes back; the others wait in a list. Raises Stopped."""
        planner = self._planned(progress)
        with uncollected():
            changed = applied(self.office, planner, self.rows, self.file, self._chosen, progress)
        waiting = sum(1 for row in self.rows if row.refused)
        advice = f"有 {waiting} 行存疑，留在“待处理”里，改好后再导入。" if waiting else ""
        outcome = Outcome(
            count_sentence(self.rows, self.register, "") + self.hidden, changed, self._data(), bool(waiting), advice
        )
        self._planner = None
        return outcome

    def _data(self) -> dict[str, Any]:
        counts = Counter(row.state for row in self.rows)
        return {
            "rows": len(self.rows), "added": counts["new"], "updated": counts["changed"],
            "same": counts["same"], "refused": counts["doubt"],
            "problems": [
                {"tab": row.around.tab, "row": row.number, **problem_data(p)} for row in self.rows for p in row.problems
            ],
            "columns": {c.heading.full: c.name for roster in self._rosters for c in roster.columns},
            "skipped_tabs": self.skipped_tabs, "hidden": self.hidden,
        }  # fmt: skip


def open_sheet(
    office: Office,
    register: type[Register],
    path: Path,
    school: bytes | None = None,
    tab: str | None = None,
    given: Mapping[str, Any] | None = None,
) -> Import:
    """Reads a workbook and finds its rosters. given: values (by column) of rows whose sheet does not say them, such as
    of what day a list is. Raises NotFound or SheetTrouble: a sentence, whatever the file is."""
    with uncollected():
        return Import(office, register, read_book(path, tab), school, tab, given)


__all__ = ["HeadingMatch", "Import", "Preview", "PreviewRow", "Table", "open_sheet"]
