"""A weekly check at a point: a numbered blank sheet, entered by its number, summed, a circular, a finding closed."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.registers import Finding
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.document_shown import ShownPage
from desktop.ui.pages.document_writing import WritePage
from desktop.ui.pages.inspect import InspectPage
from desktop.ui.pages.inspect_begin import BeginPage
from desktop.ui.pages.notice import for_findings
from desktop.ui.pages.printing import PrintPage
from desktop.ui.pages.round import RoundPage
from desktop.ui.pages.six_results import SixResultsPage
from desktop.ui.station_steps import AnswerStep, RecheckStep
from desktop.work import inspections, rounds, tables
from desktop.work.office import Office
from desktop.work.rounds import Plan
from tests.desktop.reports.reading import Paper
from tests.desktop.ui.windows import settle
from tests.desktop.work.offices import TODAY, Offices
from tests.desktop.work.test_six_results import FINE, checklist
from tests.journeys.two_offices import carry, center, front, hit, offices, open_row, point, shown, step, window_of

__all__ = ["center", "offices", "point"]
Key = Qt.Key


def test_from_the_blank_sheet_to_the_closed_finding(
    offices: Offices, center: MainWindow, point: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    round_, serial = _blank_sheet(offices, center, qtbot)
    carry(center, point, qtbot)
    _entered(point, serial, qtbot)
    carry(point, center, qtbot)
    _six_results(center, round_, qtbot)
    findings = tables.ids(center.office, Finding, sort=["number"])
    assert len(findings) == 2
    center.go(for_findings(center, findings))
    notice = center.page
    qtbot.keyClicks(notice.due_on, "2026-11-27")  # type: ignore[attr-defined]
    hit(notice, "签发", qtbot)
    settle(center)
    assert isinstance(center.page, ShownPage)
    carry(center, point, qtbot)
    _answered_and_closed(offices, point, findings[0], tmp_path, qtbot)
    carry(point, center, qtbot)
    assert [shown(center, "findings", row, "state") for row in findings] == ["已销号", "整改中"]


def _blank_sheet(offices: Offices, center: MainWindow, qtbot: QtBot) -> tuple[bytes, str]:
    """The round's sheet as it goes out: its number as one reads it on the paper."""
    starts = TODAY - timedelta(days=4)
    plan = Plan(name="十一月周查", kind="weekly", starts_on=starts, lists=[checklist(offices)])
    whom = inspections.whom(offices.center, school=offices.point_id)
    round_ = bytes.fromhex(rounds.new(offices.center, plan, [whom]).data["id"])
    page = RoundPage(center, [round_])
    center.go(page)
    hit(page, "印空表", qtbot)
    settle(center)
    paper = center.page
    assert isinstance(paper, PrintPage)
    found = re.search(r"\d{4}-\d{4}(?!\d)", Paper(paper.pdf).pages[0])
    assert found is not None
    return round_, found.group()


def _entered(point: MainWindow, serial: str, qtbot: QtBot) -> None:
    """Typed from the paper: the first two lines are at fault, the rest is in order."""
    front(point)
    begin = BeginPage(point, [])
    point.go(begin)
    qtbot.keyClicks(begin.serial, serial)
    qtbot.keyClick(begin.serial, Key.Key_Return)
    page = point.page
    assert isinstance(page, InspectPage)
    for number, wrong in ((1, "旗杆绳断了"), (2, "没有巡查记录")):
        page.filling.answer(number, f"有问题：{wrong}")
    for part in range(len(page.parts)):
        page.open_part(part)
        page.mark_rest()
    for line in page.filling.unanswered:  # what somebody has counted
        page.filling.answer(line.number, FINE[line.item.way])
    page.show_state()
    page.finish()
    assert page.filling.done, page.banner.text


def _six_results(center: MainWindow, round_: bytes, qtbot: QtBot) -> None:
    page = SixResultsPage(center, [round_])
    center.go(page)
    assert page.found is not None
    assert page.found.figures.all.sheets == 1, "the point's sheet is summed"
    hit(page, "按数据起草分析", qtbot)
    page.texts["merits"].setPlainText("教师到岗及时。")
    page.texts["faults"].setPlainText("旗杆绳、巡查记录没有跟上。")
    for label in ("保存文字", "确认评比结果", "列入整改", "起草通报"):
        hit(page, label, qtbot)
    settle(center)
    writing = center.page
    assert isinstance(writing, WritePage)
    writing.issue()
    settle(center)
    shown_ = center.page
    assert isinstance(shown_, ShownPage)
    assert "十一月周查" in Paper(shown_.pdf).text.replace("\n", "")
    center.back()
    page.fill()
    hit(page, "结束轮次", qtbot)
    assert page.banner.text.startswith("六有齐全")


def _answered_and_closed(offices: Offices, point: MainWindow, row: bytes, folder: Path, qtbot: QtBot) -> None:
    page = open_row(point, "findings", row)
    answer = step(page, AnswerStep)
    answer.answer.setText("已换新绳")
    hit(answer, "申请复查", qtbot)
    hit(step(page, RecheckStep), "合格，销号", qtbot)
    assert "不能是" in page.banner.text, "who put it right does not close it"
    assert page.leave()
    other = Office.open(offices.point.path, "贺兰", TODAY)
    window = window_of(other, folder / "贺兰坐下")
    hit(step(open_row(window, "findings", row), RecheckStep), "合格，销号", qtbot)
    assert tables.rows(other, Finding, [row])[0]["rechecked_by"] == "贺兰"
    other.workspace.changed = False
    window.close()
    point._see_others()
