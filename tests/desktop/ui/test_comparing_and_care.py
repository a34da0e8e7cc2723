"""Three lists compared and settled by keyboard; care that is due, files opened for whom the roster points out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.registers import CareFile, Child, ComparedChild, DropoutCase, OutsideLine, Student
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.care import CANDIDATES, TAUGHT, WAITING, CarePage
from desktop.ui.pages.comparing import ComparingPage
from desktop.ui.pages.importing import ImportPage
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.pages.printing import PrintPage
from desktop.work import rows, tables
from desktop.work.office import Office
from tests.desktop.ui.windows import settle, window_on

Key = Qt.Key


@pytest.fixture
def page(office: Office, tmp_path: Path) -> ComparingPage:
    """Two children of the village list whom no roster knows; six pupils whom no village list knows."""
    for name, born in (("马小山", "2014-11-02"), ("周小宝", "2017-01-01")):
        rows.add(office, Child, {"name": name, "born_on": born})
    window = window_on(office, tmp_path)
    window.open_place("comparing")
    assert isinstance(window.page, ComparingPage)
    return window.page


def people(page: ComparingPage) -> list[str]:
    return [line[0].text for line in page.people.lines.rows]


def outcomes(page: ComparingPage) -> list[str]:
    return [line[-1].text for line in page.people.lines.rows]


# -- lists compared -------------------------------------------------------------------------------------------


def test_the_page_opens_on_the_children_to_look_for(page: ComparingPage) -> None:
    assert people(page) == ["马小山", "周小宝"]
    assert page._what.text() == "有户籍，没有学籍，也不在校　2 人"
    assert page._total.text() == "待核查 2 人。"
    assert "适龄儿童台账，2 人" in page._sources.text()


def test_a_suspicion_is_asked_about_and_becomes_a_case(page: ComparingPage, office: Office) -> None:
    page.people.selectRow(0)
    page._said.setText("祖父说去了县城")
    page._do.click()
    assert page.banner.text.startswith("把选中的 1 人登记为疑似辍学")
    assert tables.count(office, DropoutCase) == 0
    page.banner._yes.click()
    assert [row["name"] for row in tables.rows(office, DropoutCase, tables.ids(office, DropoutCase))] == ["马小山"]
    assert people(page) == ["周小宝", "马小山"], "what is settled goes to the end"
    assert outcomes(page) == ["", "登记为疑似辍学：祖父说去了县城"]
    page._open(1)
    assert isinstance(page.host.page, LedgerPage)
    assert page.host.page.register is DropoutCase


def test_several_are_settled_at_once(page: ComparingPage, office: Office) -> None:
    page.people.selectAll()
    page._outcomes.put("2")
    page._do.click()
    assert outcomes(page) == ["在外地就读", "在外地就读"]
    assert tables.count(office, ComparedChild) == 2
    assert page._total.text() == "待核查 0 人。"


def test_a_list_that_was_handed_over_comes_in_by_the_ordinary_import(page: ComparingPage, tmp_path: Path) -> None:
    sheet = tmp_path / "户籍.csv"
    sheet.write_text("姓名,出生日期,村\n马小山,2014-11-02,黑沟村\n赵小花,2016-05-05,黑沟村\n", "utf-8-sig")
    page.intake.open()
    page.intake.day.put("2026-11-10")
    page.intake.take(sheet)
    taking = page.host.page
    assert isinstance(taking, ImportPage)
    window = taking.window()
    assert isinstance(window, MainWindow)
    settle(window)
    taking._apply()
    settle(window)
    assert tables.count(page.office, OutsideLine) == 2
    assert page.host.page is page
    assert people(page) == ["马小山", "赵小花"]
    assert "户籍名单 2026-11-10" in page._sources.text()


def test_another_comparison_and_its_paper(page: ComparingPage) -> None:
    page._kinds.put("3")
    page.fill()
    assert [line[0].text for line in page.cells.lines.rows] == ["残联有，不在校", "在校，残联名单没有", "残联有，在校"]
    page.print()
    window = page.window()
    assert isinstance(window, MainWindow)
    settle(window)
    assert isinstance(window.page, PrintPage)
    assert (window.page.report, window.page.options.values()["comparison"]) == ("list-comparison", "残联·在校")


# -- care -----------------------------------------------------------------------------------------------------


@pytest.fixture
def care(office: Office, tmp_path: Path) -> CarePage:
    """李强 has a file that is overdue; 张三 is left behind and has none; 赵诗 is taught at home."""
    key = {name: tables.ids(office, Student, name)[0] for name in ("李强", "张三", "赵诗")}
    rows.change(office, Student, key["张三"], {"left_behind": "双方外出"})
    typed = {"opened_on": "2026-11-02", "rhythm": "每周"}
    rows.add(office, CareFile, {"student": key["李强"].hex(), **typed})
    rows.add(
        office, CareFile, {"student": key["赵诗"].hex(), **typed, "disability": "肢体残疾", "placement": "送教上门"}
    )
    window = window_on(office, tmp_path)
    window.open_place("care")
    assert isinstance(window.page, CarePage)
    return window.page


def lines(page: CarePage, place: int) -> list[list[str]]:
    return [[cell.text for cell in line] for line in page.tables[place].lines.rows]


def test_what_is_due_what_is_missing_and_what_fell_short_are_counted(care: CarePage) -> None:
    assert [chip.text() for chip in care.chips] == ["该联系的 2", "该建档的 1", "送教上门 1"]
    assert lines(care, WAITING)[0][:4] == ["李强", "一般关爱", "2026-11-09", "逾期11天"]
    assert lines(care, CANDIDATES)[0][:2] == ["张三", "留守（双方外出）"]
    assert "第10周送教0次（应1次）" in lines(care, TAUGHT)[0][3]
    assert "没有建档 1 人" in care._sum.text()


def test_files_are_opened_for_all_after_a_question(care: CarePage, office: Office) -> None:
    care.chips[CANDIDATES].click()
    care._all.click()
    assert "都建关爱档案" in care.banner.text
    care.banner._yes.click()
    assert tables.count(office, CareFile) == 3
    assert lines(care, CANDIDATES) == []
    assert care._center.currentWidget() is care._empty


def test_enter_opens_the_childs_file_with_its_details(care: CarePage, qtbot: QtBot) -> None:
    table = care.tables[WAITING]
    table.selectRow(0)
    qtbot.keyClick(table, Key.Key_Return)
    ledger = care.host.page
    assert isinstance(ledger, LedgerPage)
    QApplication.processEvents()
    assert ledger.form.form is not None
    assert ledger.form.form.title == "李强"
    assert [s.part.register.title for s in ledger.form._details.sections] == ["关爱联系", "家访记录", "送教上门"]


def test_f1_leads_to_the_page_of_the_manual_of_the_ledger_one_is_in(care: CarePage) -> None:
    assert care.help_page == "care"
    care.host.open_place("dropout_cases")
    assert care.host.page.help_page == "dropout"
    care.host.open_place("students")
    assert care.host.page.help_page == "rosters"
