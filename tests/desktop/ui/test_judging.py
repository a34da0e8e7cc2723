"""The page of judging: begun with one press, typed down the columns, objected to and answered beside, settled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from db.registers import Appraisal, AppraisalMark, Staff
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.document_writing import WritePage
from desktop.ui.pages.judging import JudgingPage
from desktop.ui.pages.judging_grid import HEADS
from desktop.work import appraisal_marks, appraising, tables
from desktop.work.office import Office
from tests.desktop.ui.windows import button, close_all, office_at, said, settle, window_on

Key = Qt.Key


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = office_at(tmp_path, students=False)
    with made.change("教师") as rows:
        for name in ("包老师", "郑老师"):
            rows.add(Staff(school_id=made.school_id, name=name, kind="1"))
    yield made
    close_all()


@pytest.fixture
def window(office: Office, tmp_path: Path) -> MainWindow:
    return window_on(office, tmp_path)


def opened(window: MainWindow, scheme: str, time: str = "") -> JudgingPage:
    window.open_place("judging")
    page = window.page
    assert isinstance(page, JudgingPage)
    page.scheme.put(appraising.scheme_called(page.office, scheme)["id"])
    page.choose_scheme()
    if time:
        page.time.put(time)
        page.open_sheet()
    QApplication.processEvents()
    return page


def typed(qtbot: QtBot, page: JudgingPage, *words: str) -> None:
    for word in words:
        qtbot.keyClick(page.grid, word[0])
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        (editor,) = page.grid.viewport().findChildren(QLineEdit)
        qtbot.keyClicks(editor, word[1:])
        qtbot.keyClick(editor, Key.Key_Return)
        QApplication.processEvents()


def column(page: JudgingPage, place: int) -> list[str]:
    return [page.model.text(row, place) for row in range(page.model.rowCount())]


def test_a_month_is_begun_and_only_what_was_lost_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "师德月考核", "2026-10")
    assert page._empty.isVisible()
    assert page.begin.isEnabled()
    assert not page.settle.isEnabled()
    page.begin.click()
    assert column(page, 0) == ["包老师", "陈大勇", "郑老师"]
    assert column(page, HEADS + 3) == ["15", "15", "15"], "attendance is in the ledgers"
    assert page.total.text() == "3 份，还空 15 项，已定 0 份"
    page.grid.setCurrentIndex(page.model.index(0, HEADS + 4))
    typed(qtbot, page, "12", "13.5", "15")
    assert column(page, HEADS + 4) == ["12", "13.5", "15"]
    assert page.grid.currentIndex().column() == HEADS + 5, "on at the head of the next column"
    assert page.empties.texts[HEADS + 5] == "3"
    page.rest.click()
    assert column(page, 1) == ["97", "98.5", "100"]
    assert column(page, 2) == ["优", "优", "优"]
    page.take_back()
    assert page.total.text() == "3 份，还空 12 项，已定 0 份"


def test_what_cannot_be_given_stays_marked_in_its_cell(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = opened(window, "师德月考核", "2026-10")
    page.begin.click()
    page.grid.setCurrentIndex(page.model.index(0, HEADS + 2))
    typed(qtbot, page, "11")
    assert "满分 10，不能给 11 分" in page.beside.text
    assert page.grid.currentIndex().row() == 0
    assert not page.model.setData(page.model.index(1, HEADS + 2), "很好")
    assert not page.model.setData(page.model.index(1, HEADS + 3), "9")
    assert "改判要写理由" in page.model.wrong[1, HEADS + 3][1]
    assert tables.count(office, AppraisalMark) == 9, "only what the ledgers gave"


def test_a_mark_of_the_ledgers_is_judged_anew_beside_with_a_reason_and_taken_back_with_delete(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, "师德月考核", "2026-10")
    page.begin.click()
    page.grid.setCurrentIndex(page.model.index(1, HEADS + 3))
    assert "应出勤天数" in said(page.side)
    asked = page.side.questions["judge"]
    asked.rows["points"].editor.setText("9")  # type: ignore[attr-defined]
    button(page.side, "评定").click()
    assert "改判要写理由" in page.banner.text
    page.grid.setCurrentIndex(page.model.index(1, HEADS + 3))
    asked = page.side.questions["judge"]
    asked.rows["points"].editor.setText("9")  # type: ignore[attr-defined]
    asked.rows["why"].findChild(QPlainTextEdit).setPlainText("纸质考勤不符")
    button(page.side, "评定").click()
    assert page.model.text(1, HEADS + 3) == "9"
    page.grid.setCurrentIndex(page.model.index(1, HEADS + 3))
    qtbot.keyClick(page.grid, Key.Key_Delete)
    assert page.model.text(1, HEADS + 3) == "15"


def test_an_objection_is_answered_before_anything_is_settled(window: MainWindow, office: Office) -> None:
    page = opened(window, "单项评估（19项）")
    page.begin.click()
    page.rest.click()
    appraisal_marks.appeal(office, page.sheet.keys[0], 2, "没有听过我们的课")
    page.fill()
    page.settle.click()
    assert "1 份各项都有得分" in page.banner.text, "the other school alone"
    button(page.banner, "定下来").click()
    page.grid.setCurrentIndex(page.model.index(0, HEADS + 1))
    asked = page.side.questions["answer"]
    asked.rows["anew"].editor.setText("95")  # type: ignore[attr-defined]
    asked.rows["answer"].findChild(QPlainTextEdit).setPlainText("补听了两节")
    button(page.side, "答复").click()
    assert page.model.text(0, HEADS + 1) == "95"
    page.settle.click()
    button(page.banner, "定下来").click()
    assert [row["state"] for row in tables.table(office, Appraisal).rows] == ["已定", "已定"]
    assert not page.model.flags(page.model.index(0, HEADS)) & Qt.ItemFlag.ItemIsEditable
    settle(window)
    honours = {one.text(): one for one in page._honours}
    honours["起草公示"].click()
    written = window.page
    assert isinstance(written, WritePage)
    assert written.writing is not None
    assert (
        written.writing.lines["名单"][0]["班级（单位）"]
        == page.office.titles("schools")[page.sheet.lines[0].row["school_id"]]
    )
    settle(window)


def test_everything_settled_can_be_opened_again(window: MainWindow, office: Office) -> None:
    page = opened(window, "单项评估（19项）")
    page.begin.click()
    page.rest.click()
    page.settle.click()
    button(page.banner, "定下来").click()
    assert page.again.isVisible()
    assert not page.take.isEnabled()
    page.again.click()
    button(page.banner, "重新考核").click()
    assert page.take.isEnabled()
    assert not page.again.isVisible()
