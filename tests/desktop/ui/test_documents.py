"""Documents in the window: written beside their page, issued, opened again, revised, made void; for chosen rows too."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from db.registers import Child, Document, DocumentField
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.document_shown import ShownPage
from desktop.ui.pages.document_writing import WritePage
from desktop.work import documents, rows, tables
from tests.desktop.ui.windows import POINT, ledger, office_at, settle, window_on


@pytest.fixture
def window(tmp_path: Path) -> MainWindow:
    return window_on(office_at(tmp_path), tmp_path)


def writing(window: MainWindow, kind: str) -> WritePage:
    """A new document of this kind, begun from its own ledger."""
    ledger(window, "documents").work.add()
    settle(window)
    page = window.page
    assert isinstance(page, WritePage)
    page.choose(kind)
    settle(window)
    return page


def typed(page: WritePage, name: str, text: str) -> None:
    """As somebody would type it and leave the field."""
    editor = page.fields.rows[name].editor
    (editor.setPlainText if hasattr(editor, "setPlainText") else editor.setText)(text)  # type: ignore[union-attr]
    editor.tell()


def shown(window: MainWindow) -> ShownPage:
    settle(window)
    page = window.page
    assert isinstance(page, ShownPage)
    return page


def numbers(window: MainWindow) -> list[str]:
    return sorted(str(row["mark"]) for row in tables.table(window.office, Document).rows)


def test_a_notice_is_written_beside_its_page_and_issued(window: MainWindow) -> None:
    page = writing(window, "notice")
    assert page._lacks.text() == "还没有填：事项、内容"
    page.issue()
    settle(window)
    assert window.page is page
    assert page.fields.rows["事项"].said is not None
    typed(page, "事项", "元旦放假")
    typed(page, "内容", "放假一天。")
    typed(page, "recipients", f"{POINT}、李强的家长")
    assert page.fields.rows["headline"].editor.text() == "关于元旦放假的通知"  # type: ignore[union-attr]
    settle(window)
    assert page.desk.count == 2, "the page beside follows what is typed"
    page.issue()
    opened = shown(window)
    assert numbers(window) == ["青中校〔2026〕1号"]
    assert {row["name"] for row in documents.recipients(window.office, opened.keys[0])} == {POINT, "李强的家长"}
    assert opened.recipients.model().rowCount() == 2


def test_nothing_is_kept_of_one_that_was_only_looked_at_and_what_was_typed_is_kept_as_a_draft(
    window: MainWindow,
) -> None:
    before = window.office.workspace.data_version()
    writing(window, "notice")
    window.back()
    assert window.office.workspace.data_version() == before
    page = writing(window, "notice")
    typed(page, "事项", "元旦放假")
    window.back()
    found = tables.table(window.office, Document).rows
    assert [(row["headline"], row["state"]) for row in found] == [("关于元旦放假的通知", "草稿")]
    page = ledger(window, "documents")
    page.grid.setCurrentIndex(page.model.index(0, 0))
    page.doing.begin(page.doing.actions[1])
    settle(window)
    again = window.page
    assert isinstance(again, WritePage)
    typed(again, "内容", "放假一天。")
    again.issue()
    shown(window)
    assert numbers(window) == ["青中校〔2026〕1号"]


def test_a_table_is_typed_and_pasted(window: MainWindow) -> None:
    page = writing(window, "honour-roll")
    table = page.fields.tables["名单"]
    table.item(0, 1).setText("李强")
    assert page.writing is not None
    assert page.writing.lines["名单"] == [{"姓名（集体）": "李强"}]
    assert table.rowCount() == 2, "a line stays free"
    QGuiApplication.clipboard().setText("劳动之星\t张三\t五（1）班\t照管菜园\n文明班级\t五（1）班")
    table.setCurrentCell(1, 0)
    table._paste()
    assert [line.get("姓名（集体）") for line in page.writing.lines["名单"]] == ["李强", "张三", "五（1）班"]


def test_marks_on_an_honour_roll_are_refused_beside_the_page(window: MainWindow) -> None:
    page = writing(window, "certificate")
    for name, text in (("获奖人", "李强"), ("称号", "学习之星"), ("事迹", "期末考试年级第一名，")):
        typed(page, name, text)
    page.issue()
    settle(window)
    assert "荣誉类文书不能写" in page.banner.text
    assert tables.count(window.office, Document) == 0


def test_one_for_each_chosen_child_numbered_in_one_go(window: MainWindow) -> None:
    for name in ("甲子", "乙丑", "丙寅"):
        rows.add(window.office, Child, {"name": name, "householder": "户主", "born_on": "2020-03-08", "sex": "男"})
    page = ledger(window, "children")
    page.grid.selectAll()
    page.doing.begin(next(action for action in page.doing.actions if action.page))
    settle(window)
    write = window.page
    assert isinstance(write, WritePage)
    write.choose("admission-notice")
    assert "共 3 份" in write._said.text()
    for name, text in (("报到时间", "8月30日"), ("联系电话", "0000-5550126")):
        typed(write, name, text)
    write.issue()
    opened = shown(window)
    assert numbers(window) == [f"青中校入〔2026〕{n}号" for n in (1, 2, 3)]
    assert opened.desk.count == 2, "two to a page"
    cells = tables.table(window.office, DocumentField, show_private=True).rows
    assert {c["value"] for c in cells if c["name"] == "儿童姓名"} == {"甲子", "乙丑", "丙寅"}


def test_the_day_and_the_school_that_issues_are_chosen_and_a_pupils_own_school_comes_first(window: MainWindow) -> None:
    rows.add(window.office, Child, {"school": POINT, "name": "丁卯", "householder": "丁父", "sex": "女"})
    child = tables.ids(window.office, Child, find="丁卯")[0]
    page = WritePage(window, [(Child, child)])
    window.go(page)
    page.choose("admission-notice")
    assert page.fields.rows["issuer"].editor.text() == POINT  # type: ignore[union-attr]
    typed(page, "on", "2026-06-20")
    for name, text in (("报到时间", "8月30日"), ("联系电话", "0000-5550126")):
        typed(page, name, text)
    page.issue()
    shown(window)
    row = tables.table(window.office, Document).rows[0]
    assert (row["mark"], row["issued_on"], row["issuer"]) == ("黑教入〔2026〕1号", "2026-06-20", POINT)


def test_who_signed_today_is_one_press(window: MainWindow) -> None:
    given = {"事项": "放假", "内容": "放假一天。"}
    order = documents.Order("notice", fields=given, recipients=["甲", "乙"])
    documents.give(window.office, order)
    page = ledger(window, "document_recipients")
    page.grid.selectAll()
    page.doing.begin(page.doing.actions[0])
    page.banner._agree()
    found = tables.table(window.office, Document).rows[0]
    assert found["signed"] == "2/2"


def test_an_issued_one_is_revised_and_made_void_with_the_reason_asked_in_place(window: MainWindow) -> None:
    given = {"事项": "放假", "内容": "放假一天。"}
    made = bytes.fromhex(documents.give(window.office, documents.Order("notice", fields=given)).data["id"])
    page = ledger(window, "documents")
    page.refresh(documents.REGISTERS)
    page.ask()
    page.choose(made)
    page.doing.begin(page.doing.actions[1])
    opened = shown(window)
    opened._ask("修订")
    opened.reason.setText("天数写错")
    opened.reason.returnPressed.emit()
    settle(window)
    write = window.page
    assert isinstance(write, WritePage)
    typed(write, "内容", "放假两天。")
    write.issue()
    opened = shown(window)
    assert tables.rows(window.office, Document, [made])[0]["version"] == "2"
    opened._ask("作废")
    opened.reason.setText("不放了")
    opened.reason.returnPressed.emit()
    assert tables.rows(window.office, Document, [made])[0]["state"] == "作废"
    assert "号码保留" in opened.banner.text


def test_a_character_that_cannot_be_printed_is_asked_about(window: MainWindow) -> None:
    page = writing(window, "notice")
    typed(page, "事项", "表彰\U00030000老师")
    typed(page, "内容", "略。")
    page.issue()
    settle(window)
    assert "印不出来" in page.banner.text
    page.banner._agree()
    shown(window)
    assert numbers(window) == ["青中校〔2026〕1号"]
