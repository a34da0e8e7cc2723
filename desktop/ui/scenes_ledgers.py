"""Ledgers as the pictures show them: as they open, with a row's form, and with what somebody looked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEventLoop, QThread, QThreadPool
from PySide6.QtWidgets import QApplication

from desktop.ui.main_window import MainWindow
from desktop.ui.pages.document_desk import open_chosen
from desktop.ui.pages.ledger import LedgerPage

PATIENCE = 30_000  # milliseconds a page may work before its picture is taken


def settle(window: MainWindow) -> None:
    """Until long work is done and all is painted."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < PATIENCE:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if not window.working.busy:
            break
        QThread.msleep(2)  # it works the sooner for not being asked all the time
    QThreadPool.globalInstance().waitForDone(PATIENCE)  # short questions beside the window
    for _ in range(3):
        QApplication.processEvents()


def ledger(window: MainWindow, name: str) -> LedgerPage:
    window.open_place(name)
    page = window.page
    assert isinstance(page, LedgerPage)
    page.form.close_form()
    page.find_line.clear()
    page.filters.clear()
    return page


def found(window: MainWindow, name: str, typed: str) -> LedgerPage:
    page = ledger(window, name)
    page.find_line.setText(typed)
    page.ask()
    return page


def place(name: str) -> Callable[[MainWindow], None]:
    def show(window: MainWindow) -> None:
        ledger(window, name)

    return show


def opened(name: str) -> Callable[[MainWindow], None]:
    """A ledger with the form of its first row, down to its details."""

    def show(window: MainWindow) -> None:
        page = ledger(window, name)
        if page.model.ids:
            page.choose(page.model.ids[0])
            page.work.open()
            settle(window)
            page.form._scroll.verticalScrollBar().setValue(page.form._scroll.verticalScrollBar().maximum())

    return show


def hazard(window: MainWindow) -> None:
    """A hazard that waits for its recheck, with all that was done."""
    page = found(window, "hazards", "灭火器压力")
    if page.model.ids:
        page.choose(page.model.ids[0])
        page.work.open()


def document_shown(window: MainWindow) -> None:
    """The circular, and who has signed for it."""
    page = found(window, "documents", "检查情况")
    if page.model.ids:
        window.go(open_chosen(window, page.model.ids[:1]))
