"""Two windows and a stick between them: the center's and the point's, for journeys of what goes back and forth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.registers import Staff
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.handoff import HandoffPage
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.station_steps import Step
from desktop.ui.sticks import STICK
from desktop.work.office import Office
from tests.desktop.ui.windows import TODAY, button, ledger, settle, window_on
from tests.desktop.work.offices import Offices

Key = Qt.Key
S = TypeVar("S", bound=Step)


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offices]:
    """The point has two teachers, and has read everything the center has."""
    made = Offices(tmp_path)
    monkeypatch.setenv(STICK, str(made.stick))
    for name in ("刘运生", "贺兰"):
        made.add(made.center, Staff(name=name, school_id=made.point_id))
    made.carry()
    yield made
    for office in (made.center, made.point):
        office.workspace.changed = False
        office.close()


@pytest.fixture
def center(offices: Offices, tmp_path: Path) -> MainWindow:
    return window_of(offices.center, tmp_path / "中心机")


@pytest.fixture
def point(offices: Offices, tmp_path: Path) -> MainWindow:
    return window_of(offices.point, tmp_path / "黑沟机")


def window_of(office: Office, machine: Path) -> MainWindow:
    machine.mkdir()
    return window_on(office, machine)


def front(window: MainWindow) -> None:
    """The window that hears the keyboard."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def hit(parent: QWidget, name: str, qtbot: QtBot) -> None:
    """That button by keyboard."""
    qtbot.keyClick(button(parent, name), Key.Key_Space)
    QApplication.processEvents()


def hand_over(window: MainWindow, qtbot: QtBot) -> None:
    """The large button of the hand-off."""
    front(window)
    window.open_place("handoff")
    page = window.page
    assert isinstance(page, HandoffPage)
    page.handing.sticks.look()
    qtbot.waitUntil(lambda: page.card.button.isVisible() and page.card.button.isEnabled())
    qtbot.keyClick(page.card.button, Key.Key_Space)
    settle(window)
    assert "U盘可以拔了" in page.card.said


def carry(giver: MainWindow, taker: MainWindow, qtbot: QtBot) -> None:
    """The stick goes from one to the other."""
    hand_over(giver, qtbot)
    hand_over(taker, qtbot)


def open_row(window: MainWindow, register: str, row: bytes) -> LedgerPage:
    """The ledger with the form of this row."""
    window.open_row(register, row)
    page = window.page
    assert isinstance(page, LedgerPage)
    QApplication.processEvents()
    return page


def step(page: LedgerPage, kind: type[S]) -> S:
    """The fields of the present station."""
    QApplication.processEvents()
    return next(one for one in page.form.findChildren(kind) if one.isVisible())


def shown(window: MainWindow, register: str, row: bytes, column: str) -> str:
    """What the ledger's table shows there."""
    page = ledger(window, register)
    columns = {one.name: one for one in page.model.columns}
    return page.model.text(page.model.place(row), columns[column])


__all__ = [
    "TODAY", "button", "carry", "center", "front", "hand_over", "hit", "offices", "open_row", "point", "shown", "step",
    "window_of",
]  # fmt: skip
