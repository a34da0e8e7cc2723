"""A dressed program, an office with six pupils, and a window on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.main_window import MainWindow
from desktop.ui.window import application
from desktop.work.office import Office
from tests.desktop.ui.windows import office_at, window_on


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> QApplication:
    return application("light")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = office_at(tmp_path)
    yield opened
    opened.workspace.changed = False
    opened.close()


@pytest.fixture
def window(office: Office, tmp_path: Path) -> Iterator[MainWindow]:
    opened = window_on(office, tmp_path)
    yield opened
    office.workspace.changed = False
    opened._farewell()
    opened.hide()
    opened.deleteLater()
    QCoreApplication.sendPostedEvents(opened, QEvent.Type.DeferredDelete.value)
