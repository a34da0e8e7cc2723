"""Scores in, doubts settled, analysis printed: as the dean of studies of a center school does it."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.registers import Exam, Score
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.doubts import DoubtsPage
from desktop.ui.pages.marks import MarksPage
from desktop.ui.pages.printing import PrintPage
from desktop.ui.pages.quality import QualityPage
from desktop.ui.pages.score_import import ScoreImportPage
from desktop.work import tables
from tests.desktop.ui.windows import SAMPLES, button, settle, window_on
from tests.desktop.work.township import bring, founded

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
BOOK = SAMPLES / "qingshi_g5_scores_2026spring.xlsx"


@pytest.fixture
def window(tmp_path: Path) -> MainWindow:
    """The center's ledger with its pupils in it, and no examination yet."""
    office = founded(tmp_path)
    bring(office, "students", SAMPLES / "qingshi_center_students.xlsx")
    return window_on(office, tmp_path)


def said(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def text_of(page: PrintPage) -> str:
    assert page.pdf is not None
    document = pypdfium2.PdfDocument(page.pdf)
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    return "".join(text.split())


def mend(doubts: DoubtsPage, name: str, field: str, text: str) -> None:
    """The card of that pupil, what is right typed into it."""
    card = next(card for card in doubts.cards.values() if card._name == name)
    card.lines[field].setText(text)
    button(card, "改好了，导入").click()
    QApplication.processEvents()


def brought_in(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MarksPage:
    """The workbook: chosen, looked at, taken."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(BOOK), ""))
    window.open_place("marks")
    page = window.page
    assert isinstance(page, MarksPage)
    assert "还没有考试" in said(page), "an empty page says what to do first"
    qtbot.mouseClick(button(page._empty, "导入成绩册"), LEFT)
    importing = window.page
    assert isinstance(importing, ScoreImportPage)
    qtbot.mouseClick(button(importing, "选文件"), LEFT)
    settle(window)
    chips = {state: chip.text() for state, chip in importing._chips.items() if chip.isVisible()}
    assert chips == {"": "全部 63", "new": "新增 60", "doubt": "存疑 3"}
    assert tables.count(page.office, Score) == 0, "nothing is written before the button"
    qtbot.mouseClick(importing.do, LEFT)
    settle(window)
    page = window.page
    assert isinstance(page, MarksPage)
    return page


def test_scores_come_in_doubts_are_settled_and_the_analysis_is_printed(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = brought_in(window, qtbot, monkeypatch)
    office = page.office
    assert tables.count(office, Exam) == 1
    assert page._waiting.text() == "待处理 3 行"

    # Three rows wait: a mark above the full one, and two blanks. Each is mended where it is shown.
    qtbot.mouseClick(button(page.banner, "去处理"), LEFT)
    doubts = window.page
    assert isinstance(doubts, DoubtsPage)
    assert "满分100分，不能填108" in said(doubts)
    mend(doubts, "梁豪杰", "mark:02", "一百零八")
    assert len(doubts.cards) == 3, "not yet"
    mend(doubts, "梁豪杰", "mark:02", "80")
    mend(doubts, "汪鹏博", "mark:05", "缓考")
    mend(doubts, "韩帅佑", next(iter(next(c for c in doubts.cards.values() if c._name == "韩帅佑").lines)), "缺考")
    assert doubts.cards == {}
    assert tables.waiting(office, Score) == 0
    qtbot.mouseClick(button(doubts, "返回"), LEFT)

    # One mark is corrected in the grid by keys alone.
    page = window.page  # type: ignore[assignment]
    assert isinstance(page, MarksPage)
    room = next(room for room in page.rooms if room.title == "五（1）班")
    page.room.put(room.id)
    page.open_sheet()
    row = next(r for r in range(page.model.rowCount()) if page.model.pupil(r).name == "梁豪杰")
    page.grid.setCurrentIndex(page.model.index(row, 1))
    qtbot.keyClick(page.grid, "8")
    (editor,) = page.grid.viewport().findChildren(QLineEdit)
    qtbot.keyClicks(editor, "2")
    qtbot.keyClick(editor, Key.Key_Return)
    assert page.model.text(row, 1) == "82"

    # The analysis: its figures, one of them opened, and the paper.
    window.open_place("quality")
    quality = window.page
    assert isinstance(quality, QualityPage)
    quality.subject.put("03")
    quality.show_view()
    assert quality.shown is not None
    quality.workings.open(0, quality.shown.figures.index("avg"))
    assert "2434" in said(quality.panel), "the sum that the mean comes from"
    qtbot.mouseClick(button(quality, "打印"), LEFT)
    paper = window.page
    assert isinstance(paper, PrintPage)
    settle(window)
    text = text_of(paper)
    assert "学业质量分析（内部）" in text
    assert "内部资料不得公开" in text
    assert "五（1）班333173.873.8%84.8%42.4%" in text
    assert "梁豪杰" not in text
    office.workspace.changed = False
