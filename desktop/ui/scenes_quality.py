"""What the quality tab is pictured with: a score sheet, a workbook coming in, the analysis and one of its workings."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.main_window import MainWindow
from desktop.ui.pages.marks import MarksPage
from desktop.ui.pages.quality import QualityPage
from desktop.ui.pages.score_import import ScoreImportPage
from desktop.ui.pages.targets import TargetsPage
from desktop.work.sample import SOURCE


def _marks(window: MainWindow) -> None:
    """The sheet of the fifth grade's first class."""
    window.open_place("marks")
    page = window.page
    assert isinstance(page, MarksPage)
    room = next((room for room in page.rooms if room.title == "五（1）班"), None)
    if room is not None:
        page.room.put(room.id)
        page.open_sheet()


def _score_import(window: MainWindow) -> None:
    window.open_place("marks")
    page = ScoreImportPage(window)
    window.go(page)
    page.take(SOURCE / "qingshi_g5_scores_2026spring.xlsx")


def _working(window: MainWindow) -> None:
    """The first class's pass rate, opened."""
    _quality(window).workings.open(0, 5)


def _targets(window: MainWindow) -> None:
    """The targets, the center's retention opened."""
    window.open_place("target-board")
    page = window.page
    assert isinstance(page, TargetsPage)
    index = page.table.model().index
    rows = range(page.table.model().rowCount())
    wanted = ("年巩固率", window.office.school)
    row = next((row for row in rows if tuple(index(row, column).data() for column in (0, 1)) == wanted), 0)
    page.table.selectRow(row)
    page.open_working(row)


def _gained(window: MainWindow) -> None:
    _quality(window).choose_view("gained")


def _quality(window: MainWindow) -> QualityPage:
    window.open_place("quality")
    page = window.page
    assert isinstance(page, QualityPage)
    page.panel.shut()
    page.choose_view("rates")
    return page


SCENES: dict[str, Callable[[MainWindow], object]] = {
    "marks": _marks,
    "score_import": _score_import,
    "quality": _quality,
    "working": _working,
    "gained": _gained,
    "targets": _targets,
}
