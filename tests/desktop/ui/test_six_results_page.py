"""六有 in the window: what is missing is said, each is done where it stands, the round ends when all six are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton

from db.registers import Finding, Staff
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.document_shown import ShownPage
from desktop.ui.pages.document_writing import WritePage
from desktop.ui.pages.notice import for_findings
from desktop.ui.pages.six_results import SixResultsPage
from desktop.work import documents, six_results, tables
from tests.desktop.ui.windows import settle, window_on
from tests.desktop.work.offices import Offices
from tests.desktop.work.test_six_results import checked


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    made.add(made.center, Staff(name="刘运生", school_id=made.point_id))
    yield made
    for office in (made.center, made.point):
        office.workspace.changed = False
        office.close()


@pytest.fixture
def window(offices: Offices, tmp_path: Path) -> Iterator[MainWindow]:
    opened = window_on(offices.center, tmp_path)
    yield opened
    opened._farewell()
    opened.hide()
    opened.deleteLater()
    QCoreApplication.sendPostedEvents(opened, QEvent.Type.DeferredDelete.value)


def press(page: object, label: str) -> None:
    buttons = page.findChildren(QPushButton)  # type: ignore[attr-defined]
    next(one for one in buttons if one.text().strip() == label and not one.isHidden()).click()


def test_a_round_is_brought_to_its_end(window: MainWindow, offices: Offices) -> None:
    center, round_ = offices.center, checked(offices)
    page = SixResultsPage(window, [round_])
    window.go(page)
    assert not page._close.isEnabled()
    assert "文字分析" in page._close.toolTip()
    press(page, "按数据起草分析")
    assert "平均得分率" in page.texts["analysis"].toPlainText()
    page.texts["merits"].setPlainText("教师到岗及时。")
    page.texts["faults"].setPlainText("教案后两周没有跟上。")
    press(page, "保存文字")
    press(page, "确认评比结果")
    press(page, "列入整改")
    press(page, "起草通报")
    settle(window)
    assert isinstance(window.page, WritePage)
    window.back()
    circular = six_results.six(center, round_).outcome["circular_id"]
    documents.issue(center, circular)
    page.fill()
    assert page._close.isEnabled()
    page._close.click()
    assert page.banner.text.startswith("六有齐全")
    assert not page._close.isEnabled()


def test_a_notice_is_issued_for_chosen_findings_and_shown(window: MainWindow, offices: Offices) -> None:
    center, round_ = offices.center, checked(offices)
    ((sheet, _, _),) = six_results.sheets_at_fault(center, round_)
    rows = [bytes.fromhex(one["id"]) for one in six_results.take_up(center, sheet).data["findings"]]
    page = for_findings(window, rows)
    window.go(page)
    page.issue()
    assert page.banner.text, "a day is needed first"
    page.due_on.setText("2026-11-27")
    page.issue()
    settle(window)
    assert isinstance(window.page, ShownPage)
    assert {row["state"] for row in tables.rows(center, Finding, rows)} == {"整改中"}
