"""The roll call in the window: arrows, one key a reason, Enter; nothing half done is lost."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.registers import Absence, DropoutCase, Holiday, HomeVisit, RollCall, SchoolClass, Student
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.away import AwayPage
from desktop.ui.pages.roll_call import RollCallPage
from desktop.work import follow_up, roll_call, rows, tables
from desktop.work.follow_up import Step
from desktop.work.office import Office
from desktop.work.roll_words import Mark
from tests.desktop.sheets.workbooks import book_of
from tests.desktop.ui.windows import TODAY, button, close_all, window_on

Key = Qt.Key


def page_of(window: MainWindow) -> RollCallPage:
    window.open_place("roll-call")
    page = window.page
    assert isinstance(page, RollCallPage)
    return page


def press(qtbot: QtBot, page: RollCallPage, *keys: Key) -> None:
    for key in keys:
        qtbot.keyClick(page.calling.board, key)


def reasons(office: Office) -> dict[str, str]:
    return {row["student"]: row["reason"] for row in tables.table(office, Absence).rows}


def states(page: RollCallPage) -> list[str]:
    return [page.list.lines.rows[row][1].text for row in range(page.list.lines.rowCount())]


def test_everybody_present_is_one_key(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = page_of(window)
    assert states(page) == ["未点"]
    press(qtbot, page, Key.Key_Return)
    (line,) = tables.table(office, RollCall).rows
    assert (line["expected"], line["present"], line["called_by"]) == (6, 6, "王秀兰")
    assert states(page) == ["全到 ✓"]
    assert "全到。各班都点完了。" in page.banner.text


def test_arrows_walk_and_one_key_says_the_reason(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = page_of(window)
    press(qtbot, page, Key.Key_B, Key.Key_1, Key.Key_Down, Key.Key_Space, Key.Key_Down, Key.Key_C, Key.Key_Return)
    assert reasons(office) == {"白雨桐": "病假", "何佳慧": "未说明", "李强": "迟到"}
    assert tables.table(office, Absence, "白雨桐").rows[0]["symptom"] == "发热"
    assert states(page) == ["缺2"]


def test_a_key_pressed_again_and_backspace_take_the_mark_away(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = page_of(window)
    press(qtbot, page, Key.Key_S, Key.Key_S, Key.Key_Down, Key.Key_K, Key.Key_Backspace, Key.Key_P, Key.Key_Return)
    assert reasons(office) == {}


def test_a_figure_is_a_symptom_only_after_an_illness(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    press(qtbot, page, Key.Key_2, Key.Key_S, Key.Key_2)
    assert list(page.calling.marks.values()) == [Mark("2")]


def test_a_class_half_called_waits_with_its_marks(
    window: MainWindow, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    page = page_of(window)
    press(qtbot, page, Key.Key_Down, Key.Key_B)
    assert states(page) == ["未签名"]
    window.open_place("students")
    assert tables.count(office, RollCall) == 0
    close_all()
    again = window_on(office, tmp_path)
    page = page_of(again)
    assert states(page) == ["未签名"]
    assert [mark.reason for mark in page.calling.marks.values()] == ["1"]
    press(qtbot, page, Key.Key_Return)
    assert reasons(office) == {"何佳慧": "病假"}


def test_after_signing_the_next_class_that_is_left_stands_there(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    rows.add(office, SchoolClass, {"entry_year": "2023", "number": "1"})
    rows.add(office, Student, {"name": "丁一", "class": "四（1）班", "boarding": "走读"})
    page = page_of(window)
    assert [cell[0].text for cell in page.list.lines.rows] == ["四（1）班", "五（1）班"]
    press(qtbot, page, Key.Key_Return)
    assert page.sheet is not None
    assert page.sheet.title == "五（1）班"
    press(qtbot, page, Key.Key_Return)
    assert states(page) == ["全到 ✓", "全到 ✓"]


def test_ctrl_z_takes_a_call_back(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = page_of(window)
    press(qtbot, page, Key.Key_Return)
    qtbot.keyClick(page.calling.board, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tables.count(office, RollCall) == 0
    assert states(page) == ["未点"]


def test_days_without_lessons_are_passed_over_and_said(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    rows.add(office, Holiday, {"on": "2026-11-19", "name": "校运会", "school_day": "否"})
    page = page_of(window)
    assert not page.week.days[date(2026, 11, 19)].isEnabled()
    assert "差1班" in page.week.days[date(2026, 11, 18)].text()
    qtbot.keyClick(page.calling.board, Key.Key_PageUp)
    assert page.on == date(2026, 11, 18)
    page.go_to(date(2026, 11, 19))
    assert not page.sign.isEnabled()
    qtbot.keyClick(page, Key.Key_PageDown)
    assert page.on == TODAY
    qtbot.keyClick(page, Key.Key_PageDown)
    assert page.on == TODAY


def test_a_pupil_is_found_by_initials(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    qtbot.keyClicks(page.calling.find_line, "oyj")
    assert page.calling.board.pupil is not None
    assert page.calling.board.pupil.name == "欧阳静怡"


def test_a_word_of_explanation_stays_with_the_mark(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = page_of(window)
    press(qtbot, page, Key.Key_S)
    page.calling.remark.setText("外婆过寿")
    qtbot.keyClick(page.calling.remark, Key.Key_Return)
    press(qtbot, page, Key.Key_Return)
    assert tables.table(office, Absence).rows[0]["remark"] == "外婆过寿"


def test_a_month_on_paper_is_said_before_it_comes_in(
    window: MainWindow, office: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows_ = [["五（1）班考勤表 2026年11月"], ["姓名", 2, 3, 4, 5, 6], ["李强", *"√√△√√"], ["张三", *"√√√√√"]]
    file = book_of(tmp_path / "考勤.xlsx", {"十一月": rows_})
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(file), ""))
    page = page_of(window)
    qtbot.mouseClick(button(page, "导入考勤表"), Qt.MouseButton.LeftButton)
    assert "会导入 5 天，缺勤 1 人次" in page.banner.text
    assert tables.count(office, RollCall) == 0
    qtbot.mouseClick(button(page, "导入"), Qt.MouseButton.LeftButton)
    assert tables.count(office, RollCall) == 5
    assert reasons(office) == {"李强": "病假"}
    out = tmp_path / "空表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))
    qtbot.mouseClick(button(page, "导出"), Qt.MouseButton.LeftButton)
    assert out.is_file()


def away_page(window: MainWindow) -> AwayPage:
    window.open_place("away")
    page = window.page
    assert isinstance(page, AwayPage)
    return page


def sign(office: Office, missing: dict[str, str], on: date = TODAY) -> None:
    (room,) = tables.ids(office, SchoolClass)
    sheet = roll_call.open_sheet(office, room, on)
    marks = {pupil.id: Mark(missing[pupil.name]) for pupil in sheet.pupils if pupil.name in missing}
    roll_call.sign(office, sheet, marks, at="08:10")


def test_who_is_away_is_called_visited_and_excused_from_the_page(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    sign(office, {"李强": "6"})
    page = away_page(window)
    assert [cell[0].text for cell in page.table.lines.rows] == ["李强"]
    qtbot.mouseClick(button(page.card, "接通"), Qt.MouseButton.LeftButton)
    page.card._lines["call_result"].setText("奶奶说不愿上学")
    qtbot.mouseClick(button(page.card, "记下：电话"), Qt.MouseButton.LeftButton)
    assert page.card._wrong.text() == ""
    assert page.banner.text == "已记下：李强 电话。"
    line = tables.table(office, Absence).rows[0]
    assert (line["reached"], line["call_result"], line["called_by"]) == (True, "奶奶说不愿上学", "王秀兰")
    assert page.now.away[0].done
    page.card._lines["visited_by"].setText("陈大勇")
    qtbot.keyClick(page.card._lines["visited_by"], Key.Key_Return)
    assert tables.table(office, Absence).rows[0]["visited_by"] == "陈大勇"
    assert [row["visitors"] for row in tables.table(office, HomeVisit, "李强").rows] == ["陈大勇"]
    qtbot.mouseClick(button(page.card, "病假"), Qt.MouseButton.LeftButton)
    assert reasons(office) == {"李强": "病假"}
    assert page.now.away == ()


def test_one_press_makes_a_dropout_case_with_all_that_was_done(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    sign(office, {"李强": "6"}, date(2026, 11, 19))
    sign(office, {"李强": "6"})
    page = away_page(window)
    follow_up.record(office, page.now.away[0], Step.VISIT, visited_by="陈大勇")
    page.fill()
    qtbot.mouseClick(button(page.card, "登记疑似辍学"), Qt.MouseButton.LeftButton)
    (case,) = tables.table(office, DropoutCase).rows
    assert (case["name"], case["left_on"], case["visits"]) == ("李强", "2026-11-19", 1)
    assert tables.count(office, HomeVisit) == 1
    page = away_page(window)
    assert button(page.card, "打开个案").isVisible()


def test_a_call_is_not_written_down_before_it_is_said_whether_anybody_answered(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    sign(office, {"李强": "6"})
    page = away_page(window)
    qtbot.mouseClick(button(page.card, "记下：电话"), Qt.MouseButton.LeftButton)
    assert tables.table(office, Absence).rows[0]["called_on"] == ""
    assert "接通还是没接通" in page.card._wrong.text()


def test_who_is_ill_is_registered_with_one_press(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    sign(office, {"李强": "1", "赵诗": "1"})
    page = away_page(window)
    qtbot.mouseClick(page._to_register, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(page, "全部登记"), Qt.MouseButton.LeftButton)
    assert page.now.ill == ()
    assert "已登记因病缺课 2 人" in page.banner.text
