"""The workbench as a head teacher uses it: a line opens its place, a duty is ticked or excused where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.registers.office import Shipped
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.duty_board import DutyBoardPage
from desktop.ui.pages.today import TodayPage
from desktop.work import duties
from tests.desktop.ui.windows import settle, window_on
from tests.desktop.work.offices import POINT, Offices


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    with made.center.change("从十一月算起") as change:
        change.add(Shipped(name="duties", version=1, taken_on=date(2026, 11, 16)))
    yield made
    for office in (made.center, made.point):
        office.workspace.changed = False
        office.close()


@pytest.fixture
def window(offices: Offices, tmp_path: Path) -> Iterator[MainWindow]:
    opened = window_on(offices.center, tmp_path)
    yield opened
    opened._farewell()
    opened.hide()
    opened.deleteLater()
    QCoreApplication.sendPostedEvents(opened, QEvent.Type.DeferredDelete.value)


def press(page: DutyBoardPage, label: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.text().strip() == label and not one.isHidden()).click()


def test_enter_on_a_line_opens_the_place_where_it_is_done(window: MainWindow, qtbot: QtBot) -> None:
    window.open_place("today")
    page = window.page
    assert isinstance(page, TodayPage)
    titles = [line.accessibleName().split("，")[0] for line in page.lines]
    line = page.lines[titles.index("值班带班与交班")]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(window)
    assert window.stage._here == "duty_shifts"


def test_a_duty_is_ticked_and_another_excused_with_a_reason(window: MainWindow, offices: Offices, qtbot: QtBot) -> None:
    window.open_place("duty_board")
    page = window.page
    assert isinstance(page, DutyBoardPage)
    rows = [(due.name, due.school_name) for due in page.found]
    page.table.selectRow(rows.index(("晨午检", POINT)))
    press(page, "做了")
    assert "晨午检" in page.banner.text
    rows = [(due.name, due.school_name) for due in page.found]
    page.table.selectRow(rows.index(("隐患周汇总与研判", POINT)))
    press(page, "这次免做")
    assert "免做要写理由" in page.banner.text
    page.remark.setText("停课")
    press(page, "这次免做")
    board = duties.board(offices.center, date(2026, 11, 16), date(2026, 11, 20), offices.point_id)
    states = {due.name: due.state for due in board if due.name in ("晨午检", "隐患周汇总与研判")}
    assert states["隐患周汇总与研判"] == "excused"
    assert any(due.name == "晨午检" and due.state in ("done", "late") for due in board)
