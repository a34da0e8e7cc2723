"""What is to be seen on the pictures: the main pages, each as somebody would find it in the midst of work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from db.registers import Student
from desktop.ui import scenes_inspecting, scenes_moving, scenes_quality
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.handoff import HandoffPage
from desktop.ui.pages.importing import ImportPage
from desktop.ui.scenes_ledgers import document_shown, found, hazard, ledger, opened, place, settle
from desktop.ui.start import Start
from desktop.work.sample import SOURCE

SHEET, SHEETS_SCHOOL = "heigou_students.xls", "黑沟教学点"


def _first(window: MainWindow) -> None:
    from desktop.ui.pages.first import First

    window.show_start(First(Start(window, Path("乡校台账.xiangxiao"), "", window.office.today)))


def _students(window: MainWindow) -> None:
    page = ledger(window, "students")
    if page.model.ids:
        page.grid.setCurrentIndex(page.model.index(min(7, len(page.model.ids) - 1), 0))
        page.work.open()


def _find(window: MainWindow) -> None:
    found(window, "students", "zs").find_line.setFocus()


def _import(window: MainWindow) -> None:
    ledger(window, "students")
    page = ImportPage(window, Student)
    window.go(page)
    page.take_for(SOURCE / SHEET, SHEETS_SCHOOL)


def _doubts(window: MainWindow) -> None:
    ledger(window, "students").files.open_doubts()


def _print(window: MainWindow) -> None:
    ledger(window, "students").files.print()


def _backups(window: MainWindow) -> None:
    ledger(window, "students")
    window.open_extra("backups")


def _check(window: MainWindow) -> None:
    ledger(window, "students")
    window.open_extra("check")


def _settings(window: MainWindow) -> None:
    ledger(window, "students")
    window.open_extra("settings")


def _handoff(window: MainWindow) -> None:
    """With the sample's stick plugged in, where there is one."""
    window.open_place("handoff")
    page, stick = window.page, window.office.path.with_name("U盘")
    if isinstance(page, HandoffPage) and stick.is_dir():
        page.handing.sticks.choose(stick)
        for _ in range(2):  # it is noticed, then looked at
            settle(window)


def _roll_call(window: MainWindow) -> None:
    """A class half called: three are missing, nobody has signed yet."""
    from desktop.ui.pages.roll_call import RollCallPage

    window.open_place("roll-call")
    page = window.page
    if isinstance(page, RollCallPage) and page.sheet is not None:
        for row, reason in ((2, "1"), (7, "6"), (11, "4")):
            if row < len(page.sheet.pupils):
                page.calling.board.stand_on(row)
                page.calling.board.reason(reason)
        page.calling.setFocus()
        page.unsigned.clear()  # a picture leaves nothing behind


def _by_hand(name: str) -> Callable[[MainWindow], None]:
    return lambda window: window.open_place(name)


def _aid(window: MainWindow) -> None:
    """Where the sample's aid stands: some wait to be paid, others for the signature."""
    from desktop.ui.pages.aid import AidPage

    window.open_place("aid")
    page = window.page
    assert isinstance(page, AidPage)
    page.strip.choose(4)


def _growth(window: MainWindow) -> None:
    """A class half written, at the third child."""
    from desktop.ui.pages.growth import GrowthPage

    window.open_place("growth")
    page = window.page
    assert isinstance(page, GrowthPage)
    wanted = next((title for title in page.room.labels if title.startswith("五")), page.room.text())
    page.room.setText(wanted)
    page.fill()
    page.table.selectRow(min(2, len(page.pupils) - 1))


def _meals(window: MainWindow) -> None:
    from desktop.ui.pages.meal_month import MealMonthPage

    ledger(window, "meal_months")
    window.go(MealMonthPage(window, []))


def _document_writing(window: MainWindow) -> None:
    """A certificate for the first pupil of the roster, before it is issued."""
    from desktop.ui.pages.document_writing import WritePage

    page = ledger(window, "students")
    if page.model.ids:
        write = WritePage(window, [(Student, page.model.ids[0])])
        window.go(write)
        settle(window)
        write.choose("enrolment-proof")


SCENES: dict[str, Callable[[MainWindow], object]] = {
    "today": _by_hand("today"),
    "duty_board": _by_hand("duty_board"),
    "patrol": _by_hand("patrol"),
    "hazards": place("hazards"),
    "hazard": hazard,
    "students": _students,
    "classes": place("classes"),
    "staff": place("staff"),
    "staff_leaves": opened("staff_leaves"),
    "children": place("children"),
    "schools": place("schools"),
    "find": _find,
    "import": _import,
    "doubts": _doubts,
    "print": _print,
    "backups": _backups,
    "check": _check,
    "settings": _settings,
    "handoff": _handoff,
    "roll-call": _roll_call,
    "away": _by_hand("away"),
    "attendance-sums": _by_hand("attendance-sums"),
    "conflicts": _by_hand("conflicts"),
    "duplicates": _by_hand("duplicates"),
    "receipts": _by_hand("receipts"),
    "machines": _by_hand("machines"),
    "comparing": _by_hand("comparing"),
    "dropout_cases": opened("dropout_cases"),
    "care": _by_hand("care"),
    "care_files": opened("care_files"),
    "growth": _growth,
    "quota": _by_hand("quota"),
    "balance": _by_hand("balance"),
    "aid": _aid,
    "insurance": _by_hand("insurance"),
    "meals": _meals,
    **scenes_moving.SCENES,
    **scenes_quality.SCENES,
    "borderline": place("borderline"),
    "documents": place("documents"),
    "document-writing": _document_writing,
    "document-shown": document_shown,
    "year": _by_hand("year"),
    "entry": _by_hand("entry"),
    "splitting": _by_hand("splitting"),
    **scenes_inspecting.SCENES,
    "first": _first,
}
