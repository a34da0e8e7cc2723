"""The page before the printer: a ledger's own papers first, the rest found by typing; one row's file."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.editors.row_line import RowLine
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.printing import PrintPage
from desktop.work import papers
from tests.desktop.ui.windows import ledger, settle

Key = Qt.Key


def printing(window: MainWindow) -> PrintPage:
    settle(window)
    assert isinstance(window.page, PrintPage)
    return window.page


def test_a_ledgers_own_papers_come_first_then_its_list_and_files_then_the_others(window: MainWindow) -> None:
    offered = [name for name, _ in papers.offered("students")]
    assert offered[0] == "student-roster"
    assert offered.index("class-list") < offered.index("list") < offered.index("staff-roster")
    assert dict(papers.offered("students"))["staff-roster"] == "其他：教职工花名册"
    assert set(offered) == {str(report["name"]) for report in papers.reports()}
    assert papers.offered("terms")[0][0] == "list"


def test_typing_finds_a_paper_and_words_that_find_none_change_nothing(window: MainWindow, qtbot: QtBot) -> None:
    ledger(window).files.print()
    page = printing(window)
    assert page.report == "student-roster"
    line = page._reports
    line.selectAll()
    qtbot.keyClicks(line, "beqk")
    qtbot.keyClick(line._completer.popup(), Key.Key_Return)
    settle(window)
    assert page.report == "class-sizes"
    line.selectAll()
    qtbot.keyClicks(line, "qqqq")
    line._end()
    assert (page.report, line.text()) == ("class-sizes", "其他：班额情况表")


def test_the_file_of_the_row_whose_form_is_open_is_printed(window: MainWindow) -> None:
    page = ledger(window)
    page.choose(page.model.ids[4])
    page.work.open()
    page.form._print.click()
    paper = printing(window)
    line = paper.options.lines["row"]
    assert isinstance(line, RowLine)
    assert (paper.report, line.text(), paper.desk.count) == ("file", "张三", 1)
    line.setText("李强")
    line.editingFinished.emit()
    settle(window)
    assert paper.options.values()["row"] == "李强"
    assert paper.desk.count == 1
