"""Opening a figure of the analysis: of a class by pressing its cell, of the whole by pressing its card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from db.rules.working import Figure, Working
from desktop.ui.pages import quality_views as views
from desktop.ui.pages.quality_whole import Whole
from desktop.work.analysis import EVERY_WAY, Line

if TYPE_CHECKING:
    from desktop.ui.pages.quality import QualityPage

COMPOSITE = "composite"
FIGURES = ("avg", "scoreRate", "pass", "excel", "good", "low")


class Workings:
    """What is opened at the moment: a line of the table, or the whole."""

    def __init__(self, page: QualityPage) -> None:
        self.page = page
        self.whole: Whole | None = None
        self._line: Line | None = None
        self._name = ""

    def open(self, row: int, column: int) -> None:
        """The figure a cell shows; of cells without one the first that the line has."""
        shown = self.page.shown
        if shown is None or not 0 <= row < len(shown.lines):
            return
        name = shown.figures[column] if column < len(shown.figures) else ""
        line = shown.lines[row]
        if ":" in name:
            what, _, subject = name.partition(":")
            found = self.page.found
            assert found is not None
            mine = [one for one in found.classes(subject) if one.room == line.room and one.school == line.school]
            line, name = (mine[0] if mine else line), (COMPOSITE if what == COMPOSITE else "avg")
        self._line = line
        known = (COMPOSITE, *EVERY_WAY, *line.figures, *self._levels(line))
        self.choose(name if name in known else self._first(line))

    def _first(self, line: Line) -> str:
        if self.page.view == views.LEVELS:
            return next(iter(self._levels(line)))
        return "difference" if self.page.view == views.GAINED else next(iter(line.figures), COMPOSITE)

    def _levels(self, line: Line) -> Mapping[str, Figure]:
        """Levels are looked at in their own view, and where a line has nothing else."""
        found = self.page.found
        wanted = found is not None and (self.page.view == views.LEVELS or not line.figures)
        return found.level_figures(line) if found is not None and wanted else {}

    def open_whole(self, name: str) -> None:
        """The working of a card: all classes together."""
        whole = self.whole
        if whole is None:
            return
        self._line, self._name = None, name
        self.page.panel.show_working(whole.working(name), (), (), [(n, whole.figures[n].label) for n in FIGURES], name)

    def choose(self, name: str) -> None:
        """Another figure of what is opened."""
        if self._line is None:
            self.open_whole(name)
            return
        self._name = name
        working = self.page.try_to(lambda: self._working(name))
        if working is None:
            return
        found = self.page.found
        assert found is not None
        names = found.names(working.counted)
        apart = [(next(iter(found.names([student])), "（已不在）"), why) for student, why in working.apart]
        self.page.office.log_shown(f"{working.title}的计入名单", len(names))
        self.page.panel.show_working(working, names, apart, self._chips(), name)

    def _chips(self) -> list[tuple[str, str]]:
        assert self._line is not None
        chips = [
            (name, figure.label) for name, figure in (*self._levels(self._line).items(), *self._line.figures.items())
        ]
        if self.page.measured is not None and self.page.measured.base_paper(self._line.paper) is not None:
            chips += list(EVERY_WAY.items())
        return [*chips, (COMPOSITE, "综合得分")]

    def _working(self, name: str) -> Working:
        page, line = self.page, self._line
        assert line is not None
        assert page.found is not None
        if name in EVERY_WAY and page.measured is not None:
            return page.measured.working(line, name)
        if name == COMPOSITE:
            return page.composites_of().working(line)
        return page.found.working(line, name)

    def print(self) -> None:
        """The opened working on paper."""
        line = self._line
        if line is None:
            self.page.print()
            return
        options = {
            "report": "quality-working", "exam": self.page.exam.text(), "room": line.title, "subject": line.paper.label,
            "figure": self._name,
        }  # fmt: skip
        self.page.host.open_print(None, options)
