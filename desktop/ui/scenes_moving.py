"""Pictures of movements, of the term's check and of a school's closing."""

from __future__ import annotations

from collections.abc import Callable

from db.registers import Student
from desktop.ui.main_window import MainWindow
from desktop.work import tables


def _movement(window: MainWindow) -> None:
    """A pupil of the sample about to go to another school of the township; nothing is done."""
    from desktop.ui.pages.movement import MovementPage

    window.open_place("students")
    found = tables.ids(window.office, Student, "白博轩") or tables.ids(window.office, Student)
    if found:
        page = MovementPage(window, found[0], "21")
        window.go(page)
        for name, text in (("in_school", "柳林教学点"), ("reason", "随父母"), ("applicant", "监护人")):
            page.form.type(name, text)
        page.fields.fill()
        page.told()


def _movements(window: MainWindow) -> None:
    window.open_place("movements")


def _check(window: MainWindow) -> None:
    """The class in which two do not agree."""
    from desktop.ui.pages.roll_check import RollCheckPage

    window.open_place("roll-check")
    page = window.page
    assert isinstance(page, RollCheckPage)
    page.show_view(0)
    apart = [place for place, one in enumerate(page.rooms.rooms) if one.not_here]
    page.rooms.selectRow(apart[0] if apart else 0)


def _closing(window: MainWindow) -> None:
    """What it would mean if a point became part of the primary school."""
    from desktop.ui.pages.closing import ClosingPage

    window.open_place("closing")
    page = window.page
    assert isinstance(page, ClosingPage)
    page.school.setText("黑沟教学点")
    page.heir.setText("白杨小学")
    page.told()


SCENES: dict[str, Callable[[MainWindow], object]] = {
    "movements": _movements,
    "movement": _movement,
    "roll-check": _check,
    "closing": _closing,
}
