"""Pictures of the main pages, taken without a screen: for the demo, the manual, and whoever wants to look."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QSize, Qt, QThreadPool
from PySide6.QtWidgets import QApplication

from db.registers import Student
from desktop.ui.look import DRESS
from desktop.ui.machine import Machine
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.handoff import HandoffPage
from desktop.ui.pages.importing import ImportPage
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.start import Start
from desktop.ui.troubles import Bridge
from desktop.work.office import Office
from desktop.work.sample import SOURCE

LAPTOP, WIDE = QSize(1366, 768), QSize(1920, 1080)
LARGER = ("students", "print")
PATIENCE = 30_000  # milliseconds a page may work before its picture is taken
SHEET, SHEETS_SCHOOL = "heigou_students.xls", "黑沟教学点"


def take(data: Path, folder: Path, today: date, who: str = "王秀兰") -> list[Path]:
    """All pictures of this data file, by name; the paths of those that were taken."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    data, folder = data.resolve(), folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    before, taken = DRESS.theme, []
    try:
        for theme, suffix, size, scenes in SETS:
            DRESS.put_on(app, theme)
            with _window(data, today, who, size) as window:
                for name in scenes:
                    SCENES[name](window)
                    taken.append(_keep(window, folder / f"{name}{suffix}.png"))
    finally:
        DRESS.put_on(app, before)
    return taken + _enlarged(data, folder, today, who)


def _enlarged(data: Path, folder: Path, today: date, who: str) -> list[Path]:
    """The pictures at 125 %: Qt takes its scaling once, so another process takes them; a built program has none."""
    if getattr(sys, "frozen", False):
        return []
    here = "import sys; from desktop.ui import screens; screens.enlarged(*sys.argv[1:])"
    asked = [sys.executable, "-c", here, str(data), str(folder), today.isoformat(), who]
    root = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    settings = {"QT_SCALE_FACTOR": "1.25", "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": paths}
    subprocess.run(
        asked, env={**os.environ, **settings}, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return [folder / f"{name}-125.png" for name in LARGER]


def enlarged(data: str, folder: str, today: str, who: str) -> None:
    """In the other process."""
    from desktop.ui.window import application

    ratio = application("light").devicePixelRatio()
    size = QSize(round(LAPTOP.width() / ratio), round(LAPTOP.height() / ratio))
    with _window(Path(data), date.fromisoformat(today), who, size) as window:
        for name in LARGER:
            SCENES[name](window)
            _keep(window, Path(folder) / f"{name}-125.png")


@contextmanager
def _window(data: Path, today: date, who: str, size: QSize) -> Iterator[MainWindow]:
    """A window that remembers nothing, and leaves the data file as it was."""
    with tempfile.TemporaryDirectory() as scratch:
        window = MainWindow(Machine(Path(scratch) / "window.ini"), Bridge(Path(scratch) / "xiangxiao.log"))
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.resize(size)
        office = Office.open(data, who, today)
        window.open_file(office)
        window.show()
        try:
            yield window
        finally:
            office.workspace.changed = False
            if window.office is None:  # the first start shows no file
                office.close()
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
    QThreadPool.globalInstance().waitForDone(PATIENCE)  # short questions beside the window
    for _ in range(3):
        QApplication.processEvents()


def _keep(window: MainWindow, file: Path) -> Path:
    settle(window)
    window.grab().save(str(file))
    return file


# -- what is to be seen ---------------------------------------------------------------------------------------


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


def _by_hand(name: str) -> Callable[[MainWindow], None]:
    return lambda window: window.open_place(name)


def _place(name: str) -> Callable[[MainWindow], None]:
    def show(window: MainWindow) -> None:
        _ledger(window, name)

    return show


SCENES: dict[str, Callable[[MainWindow], None]] = {
    "today": _by_hand("today"),
    "duty_board": _by_hand("duty_board"),
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
    "conflicts": _by_hand("conflicts"),
    "duplicates": _by_hand("duplicates"),
    "receipts": _by_hand("receipts"),
    "machines": _by_hand("machines"),
    "first": _first,
}
SETS = (
    ("light", "", LAPTOP, tuple(SCENES)),
    ("dark", "-dark", LAPTOP, ("students", "import")),
    ("light", "-1920", WIDE, ("students",)),
)
