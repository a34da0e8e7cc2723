"""Two windows and a stick: invited, joined, handed in and out, a conflict settled, its receipt read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.registers import School, Student
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.conflicts import ConflictsPage
from desktop.ui.pages.first import First
from desktop.ui.pages.first_forms import Join
from desktop.ui.pages.handoff import HandoffPage
from desktop.ui.pages.machines import MachinesPage
from desktop.ui.pages.receipts import ReceiptsPage
from desktop.ui.start import Start
from desktop.ui.sticks import STICK
from desktop.work import rows, tables
from desktop.work.office import Office
from tests.desktop.ui.windows import CENTER, POINT, TODAY, button, settle, window_on

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "黑沟02"
    folder.mkdir()
    monkeypatch.setenv(STICK, str(folder))
    return folder


@pytest.fixture
def center(tmp_path: Path) -> Iterator[MainWindow]:
    office = Office.found(tmp_path / "中心" / "台账.xiangxiao", CENTER, "center", "", "王秀兰", TODAY)
    rows.add(office, School, {"name": POINT, "kind": "教学点"})
    (tmp_path / "中心机").mkdir()
    window = window_on(office, tmp_path / "中心机")
    yield window
    _end(window)


@pytest.fixture
def point(tmp_path: Path) -> Iterator[MainWindow]:
    """A window on a computer that has never seen the program."""
    (tmp_path / "黑沟机").mkdir()
    window = window_on(None, tmp_path / "黑沟机")
    Start(window, tmp_path / "黑沟" / "台账.xiangxiao", "", TODAY).begin()
    yield window
    _end(window)


def _end(window: MainWindow) -> None:
    if window.office is not None:
        window.office.workspace.changed = False
    window.close()


def open_tab(window: MainWindow, qtbot: QtBot) -> HandoffPage:
    """Ctrl+6; the stick is there and has been looked at."""
    window.activateWindow()
    qtbot.keyClick(window, Key.Key_6, CONTROL)
    window.open_place("handoff")
    page = window.page
    assert isinstance(page, HandoffPage)
    page.handing.sticks.look()
    qtbot.waitUntil(lambda: page.card.button.isVisible() and page.card.button.isEnabled())
    return page


def hand_over(window: MainWindow, qtbot: QtBot) -> str:
    """The large button, by keyboard; answers what the card says then."""
    page = open_tab(window, qtbot)
    qtbot.keyClick(page.card.button, Key.Key_Space)
    settle(window)
    assert "U盘可以拔了" in page.card.said
    return page.card.said


def test_from_the_invitation_to_the_settled_conflict_and_the_receipt_that_was_read(
    center: MainWindow, point: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    _invite(center, qtbot, stick)
    _join(point, qtbot)
    _first_hand_over(center, point, qtbot)
    row = tables.ids(point.office, Student)[0]
    _both_change(center, point, row, qtbot)
    kept = _settle(center, qtbot)
    hand_over(center, qtbot)
    said = hand_over(point, qtbot)
    assert "读到回执" in said
    for window in (center, point):
        assert tables.rows(window.office, Student, [row], show_private=True)[0]["address"] == kept
        page = window.page
        assert isinstance(page, HandoffPage)
        assert page.queue.all == []
    point.open_place("receipts")
    receipts = point.page
    assert isinstance(receipts, ReceiptsPage)
    assert {one.other for one in receipts.found} == {CENTER}
    assert any(one.out and one.received for one in receipts.found)


def _invite(center: MainWindow, qtbot: QtBot, stick: Path) -> None:
    page = open_tab(center, qtbot)
    assert page.township is not None
    assert page.township.table.model().index(1, 6).data() == "还没有加入"
    page.township.table.selectRow(1)
    qtbot.mouseClick(button(page, "邀请学校加入"), LEFT)
    machines = center.page
    assert isinstance(machines, MachinesPage)
    assert machines.school.text() == POINT
    qtbot.keyClick(button(machines, "写邀请到U盘"), Key.Key_Space)
    qtbot.waitUntil(lambda: [file.suffix for file in stick.iterdir()] == [".xxi"])
    assert "已写好给黑沟教学点的邀请" in machines._said.text()


def _join(point: MainWindow, qtbot: QtBot) -> None:
    first = point.findChild(First)
    assert first is not None
    qtbot.mouseClick(button(first, "用邀请加入"), LEFT)
    form = point.findChild(Join)
    assert form is not None
    qtbot.waitUntil(lambda: form.file.text().endswith("邀请-黑沟教学点.xxi"))
    qtbot.keyClicks(form.name, "Liu Yunsheng")
    qtbot.keyClick(form.name, Key.Key_Return)
    settle(point)
    assert point.office.school == POINT
    assert POINT in point.windowTitle()


def _first_hand_over(center: MainWindow, point: MainWindow, qtbot: QtBot) -> None:
    point.announce(rows.add(point.office, Student, {"name": "田小禾", "sex": "女", "address": "青石镇黑沟村三组"}))
    assert f"给{CENTER}" in open_tab(point, qtbot).card.said
    hand_over(point, qtbot)
    page = point.page
    assert isinstance(page, HandoffPage)
    assert page.own is not None
    assert page.own.table.model().index(0, 3).data() == "已写到U盘"
    said = hand_over(center, qtbot)
    assert f"收下{POINT}第 1 包" in said
    assert "账目相符" in said
    page = center.page
    assert isinstance(page, HandoffPage)
    assert page.township is not None
    assert page.township.table.model().index(1, 1).data() == "已收"
    assert page.township.table.model().index(1, 2).data() == "第1包"
    hand_over(point, qtbot)
    page = point.page
    assert isinstance(page, HandoffPage)
    assert page.own is not None
    states = [page.own.table.model().index(i, 3).data() for i in range(page.own.table.model().rowCount())]
    assert "中心校已收" in states


def _both_change(center: MainWindow, point: MainWindow, row: bytes, qtbot: QtBot) -> None:
    for window, address in ((center, "青石镇黑沟村三组17号"), (point, "青石镇柳林村一组4号")):
        window.announce(rows.change(window.office, Student, row, {"address": address}))
    hand_over(point, qtbot)
    hand_over(center, qtbot)


def _settle(center: MainWindow, qtbot: QtBot) -> str:
    page = center.page
    assert isinstance(page, HandoffPage)
    assert page.conflict.isVisible()
    assert center.stage.sides["交接"].lines["conflicts"]._count.text() == "1"
    center.open_place("conflicts")
    conflicts = center.page
    assert isinstance(conflicts, ConflictsPage)
    one = conflicts.queue.all[0]
    other = next(head for head in one.heads if not head.standing)
    qtbot.mouseClick(button(conflicts, "采用此值"), LEFT)
    assert conflicts.queue.all == []
    assert "都处理完了" in conflicts.banner.text
    assert center.stage.sides["交接"].lines["conflicts"]._count.text() == "0"
    return str(other.value)
