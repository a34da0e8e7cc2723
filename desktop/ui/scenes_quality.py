"""What the quality tab is pictured with: a score sheet, a workbook coming in, the analysis and one of its workings."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.main_window import MainWindow
from desktop.ui.pages.judging import JudgingPage
from desktop.ui.pages.judging_grid import HEADS
from desktop.ui.pages.marks import MarksPage
from desktop.ui.pages.quality import QualityPage
from desktop.ui.pages.score_import import ScoreImportPage
from desktop.ui.pages.targets import TargetsPage
from desktop.work import appraising
from desktop.work.judging_sheet import waiting
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


def _judging(window: MainWindow) -> None:
    """The safety appraisal of the term, at the mark that somebody objects to."""
    page = _judged(window, "safety-ten")
    sheet = page.sheet
    places = [(row, head) for row in range(len(sheet.lines)) for head in range(len(sheet.heads))] if sheet else []
    for row, head in places:
        if sheet is not None and waiting(sheet.mark(row, head)):
            page.grid.setCurrentIndex(page.model.index(row, HEADS + head))


def _ethics(window: MainWindow) -> None:
    """The month's ethics of the center's staff, under way."""
    _judged(window, "ethics-monthly")


def _prizes(window: MainWindow) -> None:
    """Last year's prizes, settled, at the first school as a whole."""
    page = _judged(window, "single-prizes")
    page.time.put(str(page.office.school_year - 1))
    page.open_sheet()
    page.grid.setCurrentIndex(page.model.index(0, 0))


def _judged(window: MainWindow, sign: str) -> JudgingPage:
    window.open_place("judging")
    page = window.page
    assert isinstance(page, JudgingPage)
    scheme = appraising.scheme_called(page.office, sign)
    page.scheme.put(scheme["id"])
    page.choose_scheme()
    return page


SCENES: dict[str, Callable[[MainWindow], object]] = {
    "marks": _marks,
    "score_import": _score_import,
    "quality": _quality,
    "working": _working,
    "gained": _gained,
    "targets": _targets,
    "judging": _judging,
    "ethics": _ethics,
    "prizes": _prizes,
}
