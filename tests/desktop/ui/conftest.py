"""A dressed program, an office with six pupils, and a window on it."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.main_window import MainWindow
from desktop.ui.window import application
from desktop.work.office import Office
from tests.desktop.ui.windows import close_all, office_at, window_on


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> QApplication:
    gc.collect()
    gc.freeze()  # what earlier tests read in stays too, and is not looked through after each window
    return application("light")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = office_at(tmp_path)
    yield opened
    opened.workspace.changed = False
    opened.close()


@pytest.fixture
def window(office: Office, tmp_path: Path) -> MainWindow:
    return window_on(office, tmp_path)


@pytest.fixture(autouse=True)
def no_window_stays(tmp_path: Path) -> Iterator[None]:
    """As in the program, no thread of a long work collects what Qt has made (desktop/ui/tidying.py).

    Windows go before the folder does that their files lie in.
    """
    gc.disable()
    yield
    close_all()
    gc.enable()
