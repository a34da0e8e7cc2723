"""What is to be seen on the pictures: the main pages, each as somebody would find it in the midst of work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QThreadPool
from PySide6.QtWidgets import QApplication

from db.registers import Student
from desktop.ui import scenes_inspecting, scenes_moving, scenes_quality
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.handoff import HandoffPage
from desktop.ui.pages.importing import ImportPage
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.start import Start
from desktop.work.sample import SOURCE

PATIENCE = 30_000  # milliseconds a page may work before its picture is taken
SHEET, SHEETS_SCHOOL = "heigou_students.xls", "黑沟教学点"


def settle(window: MainWindow) -> None:
    """Until long work is done and all is painted."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < PATIENCE:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if not window.working.busy:
            break
    QThreadPool.globalInstance().waitForDone(PATIENCE)  # short questions beside the window
    for _ in range(3):
        QApplication.processEvents()


def _ledger(window: MainWindow, name: str) -> LedgerPage:
    window.open_place(name)
    page = window.page
    assert isinstance(page, LedgerPage)
    page.form.close_form()
    page.find_line.clear()
    page.filters.clear()
    return page


def _first(window: MainWindow) -> None:
    from desktop.ui.pages.first import First

    window.show_start(First(Start(window, Path("乡校台账.xiangxiao"), "", window.office.today)))


def _students(window: MainWindow) -> None:
    page = _ledger(window, "students")
    if page.model.ids:
        page.grid.setCurrentIndex(page.model.index(min(7, len(page.model.ids) - 1), 0))
        page.work.open()


def _find(window: MainWindow) -> None:
    page = _ledger(window, "students")
    page.find_line.setText("zs")
    page.ask()
    page.find_line.setFocus()


def _import(window: MainWindow) -> None:
    _ledger(window, "students")
    page = ImportPage(window, Student)
    window.go(page)
    page.take_for(SOURCE / SHEET, SHEETS_SCHOOL)


def _doubts(window: MainWindow) -> None:
    _ledger(window, "students").files.open_doubts()


def _print(window: MainWindow) -> None:
    _ledger(window, "students").files.print()


def _backups(window: MainWindow) -> None:
    _ledger(window, "students")
    window.open_extra("backups")


def _check(window: MainWindow) -> None:
    _ledger(window, "students")
    window.open_extra("check")


def _settings(window: MainWindow) -> None:
    _ledger(window, "students")
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

    _ledger(window, "meal_months")
    window.go(MealMonthPage(window, []))


def _document_writing(window: MainWindow) -> None:
    """A certificate for the first pupil of the roster, before it is issued."""
    from desktop.ui.pages.document_writing import WritePage

    page = _ledger(window, "students")
    if page.model.ids:
        write = WritePage(window, [(Student, page.model.ids[0])])
        window.go(write)
        settle(window)
        write.choose("enrolment-proof")


def _document_shown(window: MainWindow) -> None:
    """The circular, and who has signed for it."""
    from desktop.ui.pages.document_desk import open_chosen

    page = _ledger(window, "documents")
    page.find_line.setText("检查情况")
    page.ask()
    if page.model.ids:
        window.go(open_chosen(window, page.model.ids[:1]))


def _open(name: str) -> Callable[[MainWindow], None]:
    """A ledger with the form of its first row, down to its details."""

    def show(window: MainWindow) -> None:
        page = _ledger(window, name)
        if page.model.ids:
            page.choose(page.model.ids[0])
            page.work.open()
            settle(window)
            page.form._scroll.verticalScrollBar().setValue(page.form._scroll.verticalScrollBar().maximum())

    return show


def _place(name: str) -> Callable[[MainWindow], None]:
    def show(window: MainWindow) -> None:
        _ledger(window, name)

    return show


SCENES: dict[str, Callable[[MainWindow], object]] = {
    "today": _by_hand("today"),
    "duty_board": _by_hand("duty_board"),
    "patrol": _by_hand("patrol"),
    "hazards": _place("hazards"),
    "students": _students,
    "classes": _place("classes"),
    "staff": _place("staff"),
    "children": _place("children"),
    "schools": _place("schools"),
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
    "dropout_cases": _open("dropout_cases"),
    "care": _by_hand("care"),
    "care_files": _open("care_files"),
    "growth": _growth,
    "quota": _by_hand("quota"),
    "balance": _by_hand("balance"),
    "aid": _aid,
    "insurance": _by_hand("insurance"),
    "meals": _meals,
    **scenes_moving.SCENES,
    **scenes_quality.SCENES,
    "borderline": _place("borderline"),
    "documents": _place("documents"),
    "document-writing": _document_writing,
    "document-shown": _document_shown,
    "year": _by_hand("year"),
    "entry": _by_hand("entry"),
    "splitting": _by_hand("splitting"),
    **scenes_inspecting.SCENES,
    "first": _first,
}
