"""At the desk: keys instead of the mouse, two windows on one file, backups, a colleague, an invitation, the dark."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.registers import Student
from desktop.ui.look import DRESS, colour
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.backups import BackupsPage
from desktop.ui.pages.checkup import CheckPage
from desktop.ui.pages.first import AskName, First, NotOpened
from desktop.ui.pages.first_forms import Join
from desktop.ui.pages.past import HistoryPage
from desktop.ui.start import Start
from desktop.work import handing, keeping, rows, tables
from desktop.work.office import Office
from tests.desktop.ui.windows import POINT, TODAY, button, ledger, names, settle, window_on

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def test_a_pupil_is_entered_and_corrected_with_the_keyboard_alone(window: MainWindow, qtbot: QtBot) -> None:
    page = ledger(window)
    page.work.add()  # Ctrl+N
    name = page.form._groups._groups["基本信息"].rows["name"].editor
    assert isinstance(name, QLineEdit)
    name.setText("覃子墨")  # Qt can press no Chinese keys
    qtbot.keyClick(name, Key.Key_Return)
    qtbot.keyClick(page.form, Key.Key_Escape)
    assert "覃子墨" in names(page)
    page.find_line.setFocus()
    qtbot.keyClicks(page.find_line, "qzm")
    qtbot.keyClick(page.find_line, Key.Key_Return)
    assert page.grid.currentIndex().row() == 0
    qtbot.keyClick(page.grid, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = page.form.form
    assert form is not None
    assert form.title == "覃子墨"
    qtbot.keyClick(page.form, Key.Key_Escape)
    qtbot.keyClick(page.grid, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tables.count(page.office, Student, "覃子墨") == 0


def test_tab_leads_from_the_find_box_over_chips_and_tools_to_the_table(window: MainWindow) -> None:
    page = ledger(window)
    chain, widget = [], page.find_line.nextInFocusChain()
    while widget is not page.find_line and len(chain) < 500:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    chips = [chip for chip, _ in page.filters._chips]
    places = [chain.index(stop) for stop in (*chips, page.filters.more, *page._tools, page._add, page.grid)]
    assert places == sorted(places)


def test_every_button_without_words_has_a_spoken_name(window: MainWindow) -> None:
    page = ledger(window)
    page.grid.setCurrentIndex(page.model.index(0, 0))
    page.work.open()
    silent = [b for b in window.findChildren(QPushButton) if b.isVisible() and not b.accessibleName()]
    assert silent == []


def test_two_windows_on_one_file_see_each_others_changes(window: MainWindow, office: Office, tmp_path: Path) -> None:
    other = Office.open(office.path, "刘运生", TODAY)
    page = ledger(window)
    try:
        rows.add(other, Student, {"name": "石晓萌"})
    finally:
        other.workspace.changed = False
        other.close()
    assert "石晓萌" not in names(page)
    window._see_others()
    assert "石晓萌" in names(page)
    assert window.stage.sides["花名册"].lines["students"]._count.text() == "7"


def test_a_backup_is_compared_and_gone_back_to(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    keeping.backup(office)
    key = tables.ids(office, Student, "李强")[0]
    rows.remove(office, Student, [key])
    window.open_extra("backups")
    page = window.page
    assert isinstance(page, BackupsPage)
    page.compare(page.found[0].path)
    settle(window)
    said = [label.text() for label in page._differs.findChildren(QLabel)]
    assert "找回 1 行" in said
    qtbot.mouseClick(button(page, "恢复到这一份"), LEFT)
    qtbot.mouseClick(button(page, "恢复"), LEFT)
    settle(window)
    assert "李强" in names(ledger(window))
    assert window.office.school == office.school
    window.office.workspace.changed = False
    window.office.close()


def test_the_check_up_leads_to_the_row(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    window.open_extra("check")
    settle(window)
    page = window.page
    assert isinstance(page, CheckPage)
    text = [label.text() for label in page.findChildren(QLabel)]
    assert any(said.startswith("文件完好") for said in text)
    page._open("students", tables.ids(office, Student, "张三")[0].hex())
    opened = ledger(window)
    assert opened.form.form is not None
    assert opened.form.form.title == "张三"


def test_a_rows_history_takes_one_step_back(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    key = tables.ids(office, Student, "张三")[0]
    rows.change(office, Student, key, {"boarding": "住校"})
    page = ledger(window)
    page.files.open_history(Student, key)
    past = window.page
    assert isinstance(past, HistoryPage)
    QApplication.processEvents()
    qtbot.mouseClick(button(past, "撤销这一步"), LEFT)
    qtbot.mouseClick(button(past, "撤销"), LEFT)
    assert tables.rows(office, Student, [key])[0]["boarding"] == "走读"


def test_the_dark_comes_and_goes_while_the_window_is_open(window: MainWindow, qapp: QApplication) -> None:
    page = ledger(window)

    def ground() -> int:
        return page.grid.grab().toImage().pixelColor(600, 300).lightness()

    light = ground()
    DRESS.put_on(qapp, "dark")
    QApplication.processEvents()
    try:
        assert ground() == colour("surface").lightness() < light
    finally:
        DRESS.put_on(qapp, "light")


def test_a_narrow_window_folds_the_list_to_icons(window: MainWindow) -> None:
    ledger(window)
    side = window.stage.sides["花名册"]
    wide = side.width()
    window.resize(1093, 614)
    QApplication.processEvents()
    assert side.width() < wide
    assert not side.lines["students"]._title.isVisible()
    assert side.lines["students"].toolTip() == "在校学生"


def test_the_name_is_asked_once_on_a_computer(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    window = window_on(None, tmp_path)
    Start(window, office.path, None, TODAY).begin()
    asked = window.findChild(AskName)
    assert asked is not None
    asked.name.setText("刘运生")
    qtbot.keyClick(asked.name, Key.Key_Return)
    assert window.office.who.name == "刘运生"
    again = window_on(None, tmp_path)
    Start(again, office.path, None, TODAY).begin()
    assert again.findChild(AskName) is None
    assert again.office.who.name == "刘运生"
    for one in (window, again):
        one.office.workspace.changed = False
        one.close()


def test_a_damaged_file_is_answered_with_the_newest_backups(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    keeping.backup(office)
    office.close()
    body = bytearray(office.path.read_bytes())
    body[100:4000] = b"\x00" * 3900
    office.path.write_bytes(bytes(body))
    window = window_on(None, tmp_path)
    Start(window, office.path, "王秀兰", TODAY).begin()
    page = window.findChild(NotOpened)
    assert page is not None
    restore = next(b for b in page.findChildren(QPushButton) if b.text() == "从它恢复")
    restore.click()
    assert len(names(ledger(window))) == 6
    window.office.workspace.changed = False
    window.close()


def test_a_teaching_point_joins_with_its_invitation(
    office: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    file = handing.invite(office, POINT, stick).data["file"]
    window = window_on(None, tmp_path / "教学点的电脑")
    Start(window, tmp_path / "教学点的电脑" / "台账.xiangxiao", None, TODAY).begin()
    first = window.findChild(First)
    assert first is not None
    QApplication.processEvents()
    qtbot.mouseClick(button(first, "用邀请加入"), LEFT)
    form = window.findChild(Join)
    assert form is not None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (file, ""))
    qtbot.mouseClick(form.choose, LEFT)
    form.name.setText("刘运生")
    qtbot.keyClick(form.name, Key.Key_Return)
    assert window.office.school == POINT
    assert "加入" in window.page.banner.text
    window.office.workspace.changed = False
    window.close()


def test_a_mistake_of_ours_ends_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ledger(window)
    page.work.add()
    page.form._typed("name", "王小明")
    window.bridge.tell(ZeroDivisionError("division by zero"))
    assert "没有丢失" in page.banner.text
    assert str(window.bridge.log) in page.banner.text
    assert page.leave()
    assert "王小明" in names(page)
