"""What is to be seen of inspections: a sheet in the midst of being filled in, and a round."""

from __future__ import annotations

from collections.abc import Callable

from db.registers import Inspection, Round
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.inspect import InspectPage
from desktop.ui.pages.inspect_begin import BeginPage
from desktop.ui.pages.round import RoundPage
from desktop.ui.pages.teaching import SCORE, TeachingPage
from desktop.work import tables


def inspect(window: MainWindow) -> None:
    """The sheet somebody was called away from, else the first there is."""
    window.open_place("inspections")
    found = tables.ids(window.office, Inspection, where=[("state", "填写中")]) or tables.ids(window.office, Inspection)
    if found:
        page = InspectPage(window, found[0])
        window.go(page)
        page.open_part(0)


def a_round(window: MainWindow) -> None:
    """The round that is still going on."""
    window.open_place("rounds")
    found = tables.ids(window.office, Round, where=[("kind", "随机抽查")]) or tables.ids(window.office, Round)
    if found:
        window.go(RoundPage(window, found[:1]))


def teaching(window: MainWindow) -> None:
    """A teacher who was inspected and heard others."""
    window.open_place("teaching")
    page = window.page
    assert isinstance(page, TeachingPage)
    index = page.table.model().index
    rows = range(page.table.model().rowCount())
    page.table.selectRow(next((row for row in rows if index(row, SCORE).data()), 0))


def begin(window: MainWindow) -> None:
    window.open_place("inspections")
    window.go(BeginPage(window, []))


def _opened(name: str) -> Callable[[MainWindow], None]:
    return lambda window: window.open_place(name)


SCENES: dict[str, Callable[[MainWindow], None]] = {
    "rounds": _opened("rounds"),
    "round": a_round,
    "inspect": inspect,
    "inspect-begin": begin,
    "inspections": _opened("inspections"),
    "checklists": _opened("checklists"),
    "teaching": teaching,
}
