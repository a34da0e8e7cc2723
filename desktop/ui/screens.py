"""Pictures of the main pages, taken without a screen: for the demo, the manual, and whoever wants to look."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from db.registers import Student
from desktop.ui.look import DRESS
from desktop.ui.machine import Machine
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.importing import ImportPage
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.start import Start
from desktop.ui.troubles import Bridge
from desktop.work.office import Office
from desktop.work.sample import SOURCE

LAPTOP, WIDE = QSize(1366, 768), QSize(1920, 1080)
QUARTER_MORE = 1.25
PATIENCE = 30_000  # milliseconds a page may work before its picture is taken
SHEET, SHEETS_SCHOOL = "heigou_students.xls", "黑沟教学点"


def take(data: Path, folder: Path, today: date, who: str = "王秀兰") -> list[Path]:
    """All pictures of this data file, by name; the paths of those that were taken."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    before, taken = DRESS.theme, []
    try:
        for theme, suffix, size, scale, scenes in (
            ("light", "", LAPTOP, 1.0, SCENES), ("dark", "-dark", LAPTOP, 1.0, ("students", "import")),
            ("light", "-1920", WIDE, 1.0, ("students",)), ("light", "-125", LAPTOP, QUARTER_MORE, ("students", "print")),
        ):  # fmt: skip
            DRESS.put_on(app, theme)
            with _window(data, today, who, size / scale) as window:
                for name in scenes:
                    SCENES[name](window)
                    taken.append(_keep(window, folder / f"{name}{suffix}.png", scale))
    finally:
        DRESS.put_on(app, before)
    return taken


@contextmanager
def _window(data: Path, today: date, who: str, size: QSize) -> Iterator[MainWindow]:
    """A window that remembers nothing, and leaves the data file as it was."""
    with tempfile.TemporaryDirectory() as scratch:
        window = MainWindow(Machine(Path(scratch) / "window.ini"), Bridge(Path(scratch) / "xiangxiao.log"))
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.resize(size)
        window.open_file(Office.open(data, who, today))
        window.show()
        try:
            yield window
        finally:
            window.office.workspace.changed = False
            window.close()
            window.deleteLater()
            settle(window)


def settle(window: MainWindow) -> None:
    """Until long work is done and all is painted."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < PATIENCE:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if not window.working.busy:
            break
    for _ in range(3):
        QApplication.processEvents()


def _keep(window: MainWindow, file: Path, scale: float) -> Path:
    settle(window)
    picture = QPixmap(window.size() * scale)
    picture.setDevicePixelRatio(scale)
    window.render(picture)
    picture.save(str(file))
    return file


# -- what is to be seen ---------------------------------------------------------------------------------------


def _ledger(window: MainWindow, name: str) -> LedgerPage:
    window.open_place(name)
    page = window.page
    assert isinstance(page, LedgerPage)
    page.form.close_form()
    page.find.clear()
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
    page.find.setText("zs")
    page.ask()
    page.find.setFocus()


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


def _place(name: str) -> Callable[[MainWindow], None]:
    return lambda window: _ledger(window, name) and None


SCENES: dict[str, Callable[[MainWindow], None]] = {
    "students": _students, "classes": _place("classes"), "staff": _place("staff"), "children": _place("children"),
    "schools": _place("schools"), "find": _find, "import": _import, "doubts": _doubts, "print": _print, "backups": _backups,
    "check": _check, "first": _first,
}  # fmt: skip
