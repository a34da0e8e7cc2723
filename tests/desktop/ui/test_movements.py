"""The pages of movement: fields follow the kind, what will follow is said first, the keyboard alone does it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.registers import Movement, RollCheckRow, School, SchoolClass, Student
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.closing import ClosingPage
from desktop.ui.pages.movement import MovementPage, begin, finish, for_students
from desktop.ui.pages.roll_check import RollCheckPage
from desktop.work import history, movements, rows, tables
from desktop.work.office import Office
from tests.desktop.ui.windows import CENTER, POINT, ledger, names, office_at, window_on

Key = Qt.Key


@pytest.fixture
def child(office: Office) -> bytes:
    return tables.ids(office, Student, "李强")[0]


def shown(page: MovementPage) -> list[str]:
    return [name for _, name in page.fields.rows]


def opened(window: MainWindow, page: MovementPage) -> MovementPage:
    window.go(page)
    return page


def test_the_fields_follow_the_kind(window: MainWindow, child: bytes) -> None:
    ledger(window)
    page = opened(window, for_students(window, [child]))
    assert "in_school" in shown(page)
    page.kind.put("41")
    page.kind.chosen.emit("休学")
    assert {"until", "proof", "proof_photo"} <= set(shown(page))
    assert "in_school" not in shown(page)
    assert page.form.student == child


def test_what_is_missing_is_said_at_its_field_and_nothing_is_done(
    window: MainWindow, child: bytes, qtbot: QtBot
) -> None:
    ledger(window)
    page = opened(window, for_students(window, [child]))
    qtbot.keyClick(page, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.page is page
    row = page.fields.rows["movement", "in_school"]
    assert row.said is not None
    assert "没有填转入学校" in row.said.sentence
    assert tables.ids(window.office, Movement) == []


def test_a_pupil_goes_to_another_school_and_one_undo_brings_him_back(window: MainWindow, child: bytes) -> None:
    roster = ledger(window)
    page = opened(window, for_students(window, [child]))
    page.fields.rows["movement", "in_school"].editor.typed.emit(POINT)
    told = [label.text() for label in page.side.findChildren(type(page._who))]
    assert {"五（1）班", "未编班", CENTER, POINT} <= set(told)
    page.do()
    assert window.page is roster
    assert tables.rows(window.office, Student, [child])[0]["school"] == POINT
    history.undo(window.office)
    assert tables.rows(window.office, Student, [child])[0]["school"] == CENTER


def test_who_is_not_in_the_list_is_found_or_filled_in(window: MainWindow, office: Office) -> None:
    ledger(window, "movements")
    page = opened(window, begin(window, []))
    assert ("pupil", "name") in page.fields.rows
    page.kind.put("31")
    page.kind.chosen.emit("转出（省内）")
    assert not page.fields.isVisibleTo(page)
    page.find_line.setText("zs")
    page._look("zs")
    page.found.selectRow(0)
    assert page.form.row.name == "张三"
    assert page.fields.isVisibleTo(page)


def test_somebody_arrives_and_stands_in_the_roster(window: MainWindow, office: Office) -> None:
    ledger(window, "movements")
    page = opened(window, begin(window, []))
    for (whose, name), text in {
        ("pupil", "name"): "向晚晴", ("pupil", "sex"): "2", ("movement", "place"): "永安路小学",
    }.items():  # fmt: skip
        page.fields.rows[whose, name].editor.typed.emit(text)
    page.fields.rows["movement", "class_after"].editor.typed.emit("五（1）班")
    page.do()
    [arrived] = tables.rows(office, Student, tables.ids(office, Student, "向晚晴"))
    assert (arrived["class"], arrived["status"]) == ("五（1）班", "在读")
    assert names(ledger(window, "movements")) == ["向晚晴"]


def test_an_application_is_finished_later_and_only_once(window: MainWindow, office: Office, child: bytes) -> None:
    made = movements.do(office, "31", child, {"place": "永安路小学"})
    row = bytes.fromhex(made.data["id"])
    ledger(window, "movements")
    page = opened(window, finish(window, [row]))
    page.fields.rows["movement", "happened_on"].editor.typed.emit("2026-11-19")
    page.do()
    assert tables.rows(office, Student, [child])[0]["status"] == "转学（转出）"
    with pytest.raises(Exception, match="已经办了"):
        finish(window, [row])


def test_what_the_law_forbids_is_said_before_it_is_done(window: MainWindow, child: bytes) -> None:
    ledger(window)
    page = opened(window, MovementPage(window, child, "64"))
    told = " ".join(label.text() for label in page.side.findChildren(type(page._who)))
    assert "义务教育阶段不得退学" in told
    page.do()
    assert window.page is page
    assert "不得退学" in page.banner.text


# -- the term's check -----------------------------------------------------------------------------------------


def checking_page(window: MainWindow) -> RollCheckPage:
    window.open_place("roll-check")
    page = window.page
    assert isinstance(page, RollCheckPage)
    return page


def test_a_class_is_ticked_by_single_keys(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = checking_page(window)
    page.sheet.table.selectRow(0)
    for key in (Key.Key_Space, Key.Key_2, Key.Key_1):
        qtbot.keyClick(page.sheet.table, key)
    found = {one["name"]: one["finding"] for one in tables.table(office, RollCheckRow).rows}
    assert found == {"白雨桐": "人籍一致", "何佳慧": "空挂学籍", "李强": "人籍一致"}
    page.sheet.table.selectRow(1)
    qtbot.keyClick(page.sheet.table, Key.Key_Backspace)
    assert tables.count(office, RollCheckRow) == 2
    qtbot.keyClick(page.sheet.table, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.rooms.rooms[0].complete
    page.sheet.name.setText("石小草")
    qtbot.keyClick(page.sheet.name, Key.Key_Return)
    assert page.rooms.rooms[0].not_listed == 1
    assert page._finish.isEnabled()


def test_what_does_not_agree_leads_to_a_movement(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = checking_page(window)
    page.sheet.table.selectRow(0)
    qtbot.keyClick(page.sheet.table, Key.Key_2)
    page.show_view(1)
    assert page.open.here is not None
    assert page.open.here.name == "白雨桐"
    page.open._begin()
    moving = window.page
    assert isinstance(moving, MovementPage)
    moving.fields.rows["movement", "place"].editor.typed.emit("永安路小学")
    moving.do()
    assert window.page is page
    assert [cell.text for cell in page.open.table.lines.rows[0]][4] == "已办异动"
    assert page._views[1].text() == "不一致"


def test_the_township_is_seen_school_by_school(window: MainWindow) -> None:
    page = checking_page(window)
    page.show_view(2)
    assert [cell.text for cell in page.township.lines.rows[0]][:3] == [CENTER, "6", "0"]


def test_a_check_without_pupils_says_what_to_do_first(tmp_path: Path) -> None:
    page = checking_page(window_on(office_at(tmp_path, students=False), tmp_path))
    assert page._center.currentIndex() == 3


# -- a school closes ------------------------------------------------------------------------------------------


def test_a_closing_is_seen_first_asked_about_and_done(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    rows.add(office, SchoolClass, {"school": POINT, "entry_year": "2022", "number": "1"})
    rows.add(office, Student, {"school": POINT, "name": "田小禾", "class": "五（1）班"})
    window.open_place("closing")
    page = window.page
    assert isinstance(page, ClosingPage)
    assert not page._do.isEnabled()
    page.school.setText(POINT)
    page.school.chosen.emit(POINT)
    assert page._sum.text() == "学生 1 人　记录 2 条"
    page._ask()
    qtbot.mouseClick(page.banner._yes, Qt.MouseButton.LeftButton)
    assert "前后数目相符" in page.banner.text
    [gone] = tables.rows(office, School, tables.ids(office, School, POINT))
    assert gone["successor"] == CENTER
    assert tables.rows(office, Student, tables.ids(office, Student, "田小禾"))[0]["class"] == "五（2）班"
