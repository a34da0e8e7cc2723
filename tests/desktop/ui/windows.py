"""Small townships and windows on them, for tests of the window."""

import gc
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from db.registers import School, SchoolClass, Staff, Student
from desktop.ui.machine import Machine
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.scenes_ledgers import settle
from desktop.ui.troubles import Bridge
from desktop.work import rows
from desktop.work.office import Office
from tests.desktop import founding

TODAY = date(2026, 11, 20)
CENTER, POINT = "青石镇中心学校", "黑沟教学点"
SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "sample"
STUDENTS = (
    ("白雨桐", "女", "2016-01-22"),
    ("何佳慧", "女", "2016-03-12"),
    ("李强", "男", "2015-12-09"),
    ("欧阳静怡", "女", "2016-07-30"),
    ("张三", "男", "2016-05-05"),
    ("赵诗", "女", "2015-11-30"),
)
NUMBER = "11010519491231002X"  # the standard's own example: born 1949-12-31, a woman


OPENED: list[MainWindow] = []
"""Windows of the present test: they must go before Python collects them in the middle of something else."""


def close_all() -> None:
    """Takes every window of a test away, with what it held open."""
    while OPENED:
        window = OPENED.pop()
        if isValid(window):
            window.working.wait()
            window.forget()
            window.hide()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
            del window
        gc.collect()  # here, where nothing is going on, rather than within an event of the next test


def office_at(folder: Path, *, students: bool = True) -> Office:
    """A center school with a teaching point, a class, a teacher and six pupils."""
    pupils = STUDENTS if students else ()
    return founding.once(folder / "台账.xiangxiao", pupils, lambda file: _office(file, pupils))


def _office(file: Path, students: Iterable[tuple[str, str, str]]) -> Office:
    office = Office.found(file, CENTER, "center", "", "王秀兰", TODAY)
    rows.add(office, School, {"name": POINT, "kind": "教学点"})
    rows.add(office, SchoolClass, {"entry_year": "2022", "number": "1"})
    rows.add(office, Staff, {"name": "陈大勇", "sex": "男"})
    for name, sex, born in students:
        rows.add(office, Student, {"name": name, "sex": sex, "born_on": born, "class": "五（1）班", "boarding": "走读"})
    return office


def window_on(office: Office | None, folder: Path) -> MainWindow:
    window = MainWindow(Machine(folder / "window.ini"), Bridge(folder / "xiangxiao.log"))
    OPENED.append(window)
    window.resize(1366, 768)
    if office is not None:
        window.open_file(office)
    window.show()
    QApplication.processEvents()
    return window


def ledger(window: MainWindow, name: str = "students") -> LedgerPage:
    window.open_place(name)
    page = window.page
    assert isinstance(page, LedgerPage)
    return page


def names(page: LedgerPage) -> list[str]:
    """The first column from top to bottom."""
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


__all__ = [
    "CENTER", "NUMBER", "POINT", "SAMPLES", "STUDENTS", "TODAY", "close_all", "ledger", "names", "office_at", "settle",
    "window_on",
]  # fmt: skip


def button(parent: QWidget, name: str) -> QPushButton:
    """The visible button of this name: to the letter, or else the first whose words begin so."""
    QApplication.processEvents()  # what was laid out anew is shown
    seen = [one for one in parent.findChildren(QPushButton) if one.isVisible()]
    exact = [one for one in seen if name in (one.accessibleName(), one.text().strip())]
    found = exact or [b for b in seen if b.accessibleName().startswith(name) or b.text().strip().startswith(name)]
    assert found, f"no button called {name}"
    return found[0]


def said(page: QWidget) -> str:
    """All labels one sees on a page."""
    QApplication.processEvents()
    return "　".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
