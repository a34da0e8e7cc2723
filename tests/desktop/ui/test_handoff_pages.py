"""The tab 交接 as a clerk uses it: what the stick says, deciding by hand, alike, on paper, joining and parting rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.registers import Student
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.conflicts import ConflictsPage
from desktop.ui.pages.duplicates import DuplicatesPage
from desktop.ui.pages.handoff import HandoffPage
from desktop.ui.pages.machines import MachinesPage
from desktop.ui.pages.not_taken import NotTakenPage
from desktop.ui.pages.printing import PrintPage
from desktop.ui.pages.receipts import ReceiptsPage
from desktop.ui.sticks import STICK
from desktop.work import conflicts, handing, tables
from desktop.work.office import Office
from tests.desktop.ui.windows import button, settle, window_on
from tests.desktop.work.offices import OTHER, POINT, TODAY, Offices

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
P = TypeVar("P", bound=QWidget)
Opener = Callable[[Office], MainWindow]


@pytest.fixture
def offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offices]:
    made = Offices(tmp_path)
    monkeypatch.setenv(STICK, str(made.stick))
    yield made
    for office in (made.center, made.point):
        office.workspace.changed = False
        office.close()


@pytest.fixture
def open_window(tmp_path: Path) -> Iterator[Opener]:
    opened: list[MainWindow] = []

    def open_on(office: Office) -> MainWindow:
        opened.append(window_on(office, tmp_path))
        return opened[-1]

    yield open_on
    for window in opened:
        window._farewell()
        window.hide()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def page_of(window: MainWindow, name: str, kind: type[P]) -> P:
    window.open_place(name)
    page = window.page
    assert isinstance(page, kind)
    return page


def test_the_stick_is_told_when_it_comes_when_it_is_strange_and_when_it_goes(
    offices: Offices, open_window: Opener, qtbot: QtBot
) -> None:
    offices.pupil(offices.point, "田小禾")
    handing.exchange(offices.point, offices.stick)
    (offices.stick / "黑沟教学点-第1包.exe").write_bytes(b"MZ")
    page = page_of(open_window(offices.center), "handoff", HandoffPage)
    qtbot.waitUntil(lambda: "可以交接了" in page.card.said)
    assert f"要收：{POINT}第 1 包" in page.card.said
    assert "可疑的程序（黑沟教学点-第1包.exe）" in page.card.said
    offices.stick.rename(offices.stick.with_name("拔了"))
    page.handing.sticks.look()
    qtbot.waitUntil(lambda: "没有U盘" in page.card.said)
    assert page.card.button.isHidden()


def test_a_stick_pulled_out_under_way_is_said_and_nothing_is_lost(
    offices: Offices, open_window: Opener, qtbot: QtBot
) -> None:
    offices.pupil(offices.point, "田小禾")
    page = page_of(open_window(offices.point), "handoff", HandoffPage)
    qtbot.waitUntil(lambda: page.card.button.isEnabled() and not page.card.button.isHidden())
    offices.stick.rename(offices.stick.with_name("拔了"))
    page.handing.begin()
    settle(page.window())  # type: ignore[arg-type]
    assert "U盘" in page.card.said
    assert page.card.button.isHidden(), "there is nothing to hand over to"
    assert tables.count(offices.point, Student) == 1


def test_a_value_typed_by_hand_settles_and_a_wrong_one_is_said_beside_it(
    offices: Offices, open_window: Opener, qtbot: QtBot
) -> None:
    row = offices.pupil(offices.point, "李明")
    offices.carry()
    offices.type(offices.center, row, born_on="2016-03-16")
    offices.type(offices.point, row, born_on="2016-03-17")
    offices.carry()
    page = page_of(open_window(offices.center), "handoff", HandoffPage)
    qtbot.mouseClick(button(page.conflict, "手工填写"), LEFT)
    line = page.conflict._line
    qtbot.keyClicks(line, "2016-13-45")
    qtbot.keyClick(line, Key.Key_Return)
    assert page.conflict._said.text()
    line.clear()
    qtbot.keyClicks(line, "2016.3.18")
    qtbot.keyClick(line, Key.Key_Return)
    assert conflicts.count(offices.center) == 0
    assert page._side.isHidden()
    assert tables.rows(offices.center, Student, [row])[0]["born_on"] == "2016-03-18"


def test_many_alike_by_one_button_and_one_left_for_later_comes_last(
    offices: Offices, open_window: Opener, qtbot: QtBot
) -> None:
    for name in ("田小禾", "覃子墨", "何佳慧"):
        offices.conflict(name)
    window = open_window(offices.center)
    page = page_of(window, "handoff", HandoffPage)
    first = page.queue.all[0].title
    qtbot.mouseClick(button(page.conflict, "暂不处理"), LEFT)
    assert [one.title for one in page.queue.all][-1] == first
    listed = page_of(window, "conflicts", ConflictsPage)
    assert listed.table.model().rowCount() == 3
    last = listed.queue.all[-1]
    qtbot.keyClicks(listed.find_line, str(last.id))
    assert listed.card.conflict is not None
    assert listed.card.conflict.id == last.id, "found by its number on the sheet"
    qtbot.mouseClick(button(listed.card, "都保留现值"), LEFT)
    assert conflicts.count(offices.center) == 0
    assert listed._center.currentIndex() == 1, "the empty page says that nothing is left"


def test_the_sheet_and_the_receipt_open_before_the_printer(offices: Offices, open_window: Opener, qtbot: QtBot) -> None:
    offices.conflict()
    window = open_window(offices.center)
    qtbot.mouseClick(button(page_of(window, "conflicts", ConflictsPage), "打印冲突处理单"), LEFT)
    settle(window)
    printing = window.page
    assert isinstance(printing, PrintPage)
    assert (printing.report, printing.desk.count) == ("conflict-sheet", 1)
    window.back()
    receipts = page_of(window, "receipts", ReceiptsPage)
    assert receipts.found
    qtbot.mouseClick(button(receipts, "打印回执"), LEFT)
    settle(window)
    printing = window.page
    assert isinstance(printing, PrintPage)
    assert (printing.report, printing.desk.count) == ("receipt", 1)
    window.back()


def test_two_rows_become_one_and_ctrl_z_parts_them(offices: Offices, open_window: Opener, qtbot: QtBot) -> None:
    number = "619901201603161416"
    for name in ("张三", "张山"):
        offices.pupil(offices.center, name, id_number=number)
    page = page_of(open_window(offices.center), "duplicates", DuplicatesPage)
    qtbot.waitUntil(lambda: len(page.found) == 1)
    qtbot.mouseClick(button(page, "合并为一人（留左边）"), LEFT)
    qtbot.waitUntil(lambda: page.found == [])
    assert tables.count(offices.center, Student) == 1
    page.take_back()
    qtbot.waitUntil(lambda: len(page.found) == 1)
    qtbot.mouseClick(button(page, "不是同一人"), LEFT)
    qtbot.waitUntil(lambda: page.found == [])
    assert tables.count(offices.center, Student) == 2


def test_a_newcomer_is_compared_by_four_words_and_accepted(
    offices: Offices, open_window: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    offices.pupil(offices.point, "田小禾")
    offices.carry()
    invitation = next(offices.stick.glob("*.xxi"))
    second = tmp_path / "第二台.xiangxiao"
    handing.join(invitation, second, "贺兰", TODAY)
    other = Office.open(second, "贺兰", TODAY)
    offices.add(other, Student(name="何佳慧", school_id=offices.point_id, sex="2", stage="1", cohort=2024))
    handing.exchange(other, offices.stick)
    window = open_window(offices.center)
    page = page_of(window, "handoff", HandoffPage)
    qtbot.waitUntil(lambda: page.card.button.isEnabled() and not page.card.button.isHidden())
    page.handing.begin()
    settle(window)
    qtbot.mouseClick(button(page, "去核对"), LEFT)
    machines = window.page
    assert isinstance(machines, MachinesPage)
    assert machines.found[0]["state"] == "waiting"
    read_out = page_of(open_window(other), "machines", MachinesPage)
    words = next(one for one in read_out.found if one["own"])
    assert words["machine"]
    qtbot.mouseClick(button(machines, "四个词一样，接受"), LEFT)
    assert [one["state"] for one in machines.found] == ["enrolled"] * 3
    handing.exchange(offices.center, offices.stick)
    assert tables.count(offices.center, Student) == 2
    other.workspace.changed = False
    other.close()


def test_what_was_not_taken_says_why(offices: Offices, open_window: Opener) -> None:
    window = open_window(offices.center)
    page = page_of(window, "not_taken", NotTakenPage)
    assert page._center.currentIndex() == 1
    with offices.point.workspace.change(offices.point.who, "越过程序") as rows:
        rows.add(Student(name="外校生", school_id=offices.other_id))
    offices.carry()
    page.refresh(frozenset())
    assert page._center.currentIndex() == 0
    assert POINT in str(page.barred.model().index(0, 0).data())
    assert "别的学校" in str(page.barred.model().index(0, 7).data())


def test_the_center_sees_every_school_and_what_to_do(offices: Offices, open_window: Opener) -> None:
    page = page_of(open_window(offices.center), "handoff", HandoffPage)
    assert page.township is not None
    names = [page.township.table.model().index(row, 0).data() for row in range(3)]
    assert names[1:] == [OTHER, POINT]
    page.township.table.selectRow(1)
    assert "写一份邀请到U盘" in page.township._said.text()


def test_a_computer_in_2009_is_asked_for_the_day_before_it_hands_over(
    offices: Offices, open_window: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.pupil(offices.point, "田小禾")
    page = page_of(open_window(offices.point), "handoff", HandoffPage)
    qtbot.waitUntil(lambda: page.card.button.isEnabled() and not page.card.button.isHidden())

    class Clock(date):
        @classmethod
        def today(cls) -> date:
            return date(2009, 1, 1)

    monkeypatch.setattr("desktop.work.carrying.date", Clock)
    offices.point.today = date(2009, 1, 1)
    page.handing.begin()
    assert "2009" in page.handing.date._doubt.text()
    qtbot.keyClicks(page.handing.date.day, "2026.11.20")
    qtbot.keyClick(page.handing.date.day, Key.Key_Return)
    settle(page.window())  # type: ignore[arg-type]
    assert "U盘可以拔了" in page.card.said
    assert offices.point.today == TODAY
