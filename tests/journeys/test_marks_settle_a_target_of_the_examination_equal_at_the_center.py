"""One term's marks from the number pad to the table both sign: typed, mended, analysed, promised, settled, equal."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from db.registers import Exam
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.marks import MarksPage
from desktop.ui.pages.marks_grid import FIRST
from desktop.ui.pages.printing import PrintPage
from desktop.ui.pages.quality import QualityPage
from desktop.work import exams, rows
from tests.desktop.reports.reading import Paper
from tests.desktop.ui.windows import button, settle
from tests.desktop.work.offices import POINT, Offices
from tests.journeys.promises import agreement_as_saved, board, entered, of_the_point, press, standing, table_of
from tests.journeys.two_offices import carry, center, front, offices, point

__all__ = ["center", "offices", "point"]
Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
END = date(2027, 1, 22)
PUPILS = ("白雨桐", "何佳慧", "李强", "欧阳静怡", "张三", "赵诗")
MARKS = ("85", "92.5", "q", "61", "59.5", "70")
"""Five sat and four passed, of six who were due: 4 ÷ 6, and 368 ÷ 6."""

TERM = {"year": "2026", "term": "第一学期", "school": POINT, "grade": "五年级", "subject": "语文"}


def test_from_marks_to_the_table_that_both_sign(
    offices: Offices,
    center: MainWindow,
    point: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = offices.room(offices.point, entry_year=2022)
    for name in PUPILS:
        offices.pupil(offices.point, name, cohort=2022, class_id=room)
    carry(point, center, qtbot)

    # The center promises for the point, and the agreement goes there.
    keys = [
        entered(center, "targets", TERM | {"measure": "及格率", "value": "75", "weight": "20"}, qtbot),
        entered(center, "targets", TERM | {"measure": "平均分", "value": "70", "weight": "10"}, qtbot),
    ]
    press(board(center), "出具责任书", qtbot)
    text = agreement_as_saved(center, tmp_path / "责任书.pdf", qtbot, monkeypatch)
    assert "不低于75%" in text
    assert f"乙方：{POINT}" in text
    carry(center, point, qtbot)
    assert standing(board(point))[0][2:] == ("—", "还没有数")

    # Term's end: the marks are typed down the column; one above full marks is mended where it stands.
    offices.point.today = offices.center.today = END
    marked(point, qtbot)
    analysed(point, tmp_path)

    # The targets stand on them, are settled, carried, and both hold the same.
    stood = [(POINT, "五年级语文及格率", "66.66%", "差8.34"), (POINT, "五年级语文平均分", "61.33分", "差8.67")]
    assert standing(board(point)) == stood
    press(board(point), "兑现", qtbot)
    carry(point, center, qtbot)
    settled = [(*line[:3], f"{line[3]}（已兑现）") for line in stood]
    assert standing(board(center)) == standing(board(point)) == settled
    for register in ("targets", "target_states", "exams", "papers", "scores", "documents"):
        ours, theirs = of_the_point(point.office, register), of_the_point(center.office, register)
        assert ours, register
        assert ours == theirs, register
    assert len(keys) == len(of_the_point(center.office, "target_states"))
    here, there = table_of(point, qtbot), table_of(center, qtbot)
    assert here == there
    assert "质量目标兑现表" in here


def marked(point: MainWindow, qtbot: QtBot) -> None:
    """The final examination of the term laid out, and the class's Chinese typed in."""
    front(point)
    words: dict[str, Any] = {
        "year": "2026",
        "term": "第一学期",
        "kind": "期末",
        "from_grade": "三年级",
        "to_grade": "六年级",
    }
    assert not rows.add(point.office, Exam, words | {"school": POINT}).attention
    exams.lay_out(point.office, exams.called(point.office, "").id)
    point.open_place("marks")
    page = point.page
    assert isinstance(page, MarksPage)
    page.fill()
    page.grid.setCurrentIndex(page.model.index(0, FIRST))
    typed(qtbot, page, "108")
    assert "满分100分，不能填108" in page.beside.text
    for mark in MARKS:
        typed(qtbot, page, mark)
    assert [page.model.text(row, FIRST) for row in range(6)] == ["85", "92.5", "缺考", "61", "59.5", "70"]
    assert page.leave()


def typed(qtbot: QtBot, page: MarksPage, mark: str) -> None:
    """Into the cell one stands on, open or not, with Enter after it."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    open_ = page.grid.viewport().findChildren(QLineEdit)
    if not open_:
        qtbot.keyClick(page.grid, mark[0])
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    (editor,) = page.grid.viewport().findChildren(QLineEdit)
    qtbot.keyClicks(editor, mark if open_ else mark[1:])
    qtbot.keyClick(editor, Key.Key_Return)
    QApplication.processEvents()


def analysed(point: MainWindow, folder: Path) -> None:
    """The analysis on paper: figures of the class, and no child's name."""
    point.open_place("quality")
    page = point.page
    assert isinstance(page, QualityPage)
    page.fill()
    button(page, "打印").click()
    paper = point.page
    assert isinstance(paper, PrintPage)
    settle(point)
    text = "".join(Paper(paper.pdf).text.split())
    assert "内部资料不得公开" in text
    assert "66.7%" in text
    assert not any(name in text for name in PUPILS)
