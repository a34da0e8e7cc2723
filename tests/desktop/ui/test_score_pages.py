"""Scores in the window: typed with the number pad, pasted, taken back, brought in from a workbook."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from db.registers import Exam, SchoolClass, Score, Student
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.marks import MarksPage
from desktop.ui.pages.marks_grid import FIRST
from desktop.ui.pages.score_import import ScoreImportPage
from desktop.work import exams, rows, tables
from desktop.work.mark_sheet import MarkSheet
from desktop.work.office import Office
from tests.desktop.ui.windows import SAMPLES, button, settle

Key = Qt.Key
CHINESE, MATHS = FIRST, FIRST + 1


@pytest.fixture
def sheet(window: MainWindow, office: Office) -> MarksPage:
    """五（1）班 in this autumn's term examination, its papers laid out."""
    words = {"year": "2026", "term": "第一学期", "kind": "期末", "from_grade": "一年级", "to_grade": "六年级"}
    assert not rows.add(office, Exam, words).attention
    exams.lay_out(office, exams.called(office, "").id)
    window.open_place("marks")
    page = window.page
    assert isinstance(page, MarksPage)
    page.open_row(exams.called(office, "").id)
    QApplication.processEvents()
    return page


def opened(page: MarksPage) -> QLineEdit:
    """The editor of the cell one stands on."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    (editor,) = page.grid.viewport().findChildren(QLineEdit)
    return editor


def typed(qtbot: QtBot, page: MarksPage, *words: str) -> None:
    """Each word into the cell one stands on, with Enter after it."""
    for word in words:
        qtbot.keyClick(page.grid, word[0])
        editor = opened(page)
        qtbot.keyClicks(editor, word[1:])
        qtbot.keyClick(editor, Key.Key_Return)
        QApplication.processEvents()


def column(page: MarksPage, place: int) -> list[str]:
    return [page.model.text(row, place) for row in range(page.model.rowCount())]


def where(page: MarksPage) -> tuple[int, int]:
    here = page.grid.currentIndex()
    return here.row(), here.column()


def test_a_column_is_typed_down_and_goes_on_at_the_head_of_the_next(sheet: MarksPage, qtbot: QtBot) -> None:
    assert where(sheet) == (0, CHINESE)
    typed(qtbot, sheet, "85", "92.5", "q", "m", "60", "h")
    assert column(sheet, CHINESE) == ["85", "92.5", "缺考", "免考", "60", "缓考"]
    assert where(sheet) == (0, MATHS)
    assert sheet.means.texts[CHINESE] == "79.17"
    assert sheet.means.texts[MATHS] == "—"
    assert "6 人" in sheet.total.text()
    with sheet.office.look() as connection:
        found = connection.exec_driver_sql("SELECT mark FROM scores WHERE mark IS NOT NULL").scalars()
        assert set(found) == {"85", "92.5", "60"}, "decimals as they were typed"
    told = {(row["mark"], row["absence"]) for row in tables.table(sheet.office, Score).rows}
    assert told == {("***", ""), ("", "缺考"), ("", "免考"), ("", "缓考")}, "the ledger masks marks"


def test_more_than_full_marks_is_refused_beside_the_cell_and_stays_to_be_mended(sheet: MarksPage, qtbot: QtBot) -> None:
    typed(qtbot, sheet, "108")
    assert where(sheet) == (0, CHINESE), "one stays at what is wrong"
    assert sheet.beside.isVisible()
    assert "满分100分，不能填108" in sheet.beside.text
    assert sheet.model.text(0, CHINESE) == "108"
    assert tables.count(sheet.office, Score) == 0
    assert "1 格没有登记" in sheet.total.text()
    editor = opened(sheet)
    assert editor.selectedText() == "108", "open again, to be typed over"
    qtbot.keyClicks(editor, "80")
    qtbot.keyClick(editor, Key.Key_Return)
    assert (sheet.model.text(0, CHINESE), where(sheet)) == ("80", (1, CHINESE))
    assert not sheet.beside.isVisible()
    assert tables.count(sheet.office, Score) == 1


def test_the_clock_that_looks_for_other_programs_leaves_one_typing_where_one_is(
    window: MainWindow, sheet: MarksPage, qtbot: QtBot
) -> None:
    typed(qtbot, sheet, "85", "92", "108")
    window._see_others()
    QApplication.processEvents()
    assert where(sheet) == (2, CHINESE)
    assert sheet.model.wrong
    assert sheet.model.text(2, CHINESE) == "108"
    assert sheet.leave()
    assert where(sheet) == (2, CHINESE)


def test_what_another_program_wrote_is_seen_and_one_stays_at_ones_cell(
    window: MainWindow, sheet: MarksPage, qtbot: QtBot
) -> None:
    typed(qtbot, sheet, "85", "92")
    one = exams.called(sheet.office, "")
    other = MarkSheet(sheet.office, one.id, exams.rooms(sheet.office, one)[0].id)
    other.put(other.pupils[5], other.subjects[0].subject, "77")
    window._see_others()
    QApplication.processEvents()
    assert column(sheet, CHINESE) == ["85", "92", "", "", "", "77"]
    assert where(sheet) == (2, CHINESE)


def test_what_is_no_mark_is_said_and_nothing_is_lost(sheet: MarksPage) -> None:
    for word in ("八十", "-3", "9.99999", "A"):
        assert not sheet.model.setData(sheet.model.index(0, CHINESE), word), word
        assert sheet.model.text(0, CHINESE) == word
    assert tables.count(sheet.office, Score) == 0


def test_full_width_figures_count_and_arrows_write_too(sheet: MarksPage, qtbot: QtBot) -> None:
    qtbot.keyClick(sheet.grid, "7")
    editor = opened(sheet)
    editor.setText("７６．５")
    qtbot.keyClick(editor, Key.Key_Down)
    assert (sheet.model.text(0, CHINESE), where(sheet)) == ("76.5", (1, CHINESE))


def test_a_column_from_a_spreadsheet_is_pasted_and_what_cannot_be_is_marked(sheet: MarksPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("80\t70\n90\t170\n\t65\n缺考\t88\n")
    qtbot.keyClick(sheet.grid, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert column(sheet, CHINESE) == ["80", "90", "", "缺考", "", ""]
    assert column(sheet, MATHS)[:4] == ["70", "170", "65", "88"]
    assert list(sheet.model.wrong) == [(1, MATHS)]
    assert "有 1 格填不进去" in sheet.banner.text


def test_delete_clears_and_taking_back_brings_it_again(sheet: MarksPage, qtbot: QtBot) -> None:
    typed(qtbot, sheet, "85")
    sheet.grid.setCurrentIndex(sheet.model.index(0, CHINESE))
    qtbot.keyClick(sheet.grid, Key.Key_Delete)
    assert sheet.model.text(0, CHINESE) == ""
    assert sheet.means.texts[CHINESE] == "—"
    sheet.work.take_back()
    assert sheet.model.text(0, CHINESE) == "85"
    assert sheet.means.texts[CHINESE] == "85.00"


def test_the_rest_of_a_column_is_absent_after_a_question(sheet: MarksPage, qtbot: QtBot) -> None:
    typed(qtbot, sheet, "85")
    button(sheet, "本列空格填缺考").click()
    assert "空着的 5 格都填缺考" in sheet.banner.text
    button(sheet.banner, "填缺考").click()
    assert column(sheet, CHINESE) == ["85", *["缺考"] * 5]


def test_who_is_not_counted_is_said_on_the_row(sheet: MarksPage, qtbot: QtBot) -> None:
    typed(qtbot, sheet, "85")
    sheet.work.ask_standing(0)
    menu = sheet.findChildren(QMenu)[-1]
    assert [action.text() for action in menu.actions()][:2] == ["照常统计", "随班就读，不计入"]
    menu.actions()[1].trigger()
    assert sheet.model.pupil(0).standing == "1"
    menu.close()


def test_the_two_lowest_grades_are_told_in_levels_and_have_no_marks(
    window: MainWindow, office: Office, sheet: MarksPage
) -> None:
    rows.add(office, SchoolClass, {"entry_year": "2025", "number": "1"})
    rows.add(office, Student, {"name": "钱小", "sex": "男", "born_on": "2018-12-01", "class": "二（1）班"})
    exams.lay_out(office, exams.called(office, "").id)
    window.open_place("exams")
    window.open_place("marks")
    sheet.fill()
    room = next(room for room in sheet.rooms if room.title == "二（1）班")
    sheet.room.put(room.id)
    sheet.open_sheet()
    assert sheet.model.columns[CHINESE].label == "语文（等级）"
    assert not sheet.model.setData(sheet.model.index(0, CHINESE), "95")
    assert sheet.model.setData(sheet.model.index(0, CHINESE), "a")
    assert sheet.model.text(0, CHINESE) == "A"


def test_a_workbook_of_classes_nobody_knows_is_said_and_nothing_is_made(window: MainWindow, office: Office) -> None:
    window.open_place("marks")
    page = ScoreImportPage(window)
    window.go(page)
    page.take(SAMPLES / "qingshi_g5_scores_2026spring.xlsx")
    settle(window)
    assert page.book is None
    assert "班" in page.banner.text
    assert tables.count(office, Exam) == 0


def test_a_file_that_is_no_workbook_is_named_and_the_page_stays(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "成绩.xlsx"
    file.write_bytes(b"no workbook")
    window.open_place("marks")
    page = ScoreImportPage(window)
    window.go(page)
    page.take(file)
    settle(window)
    assert page.banner.text
    assert page.book is None
