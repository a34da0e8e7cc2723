"""From the first start to the principal's page: set up, bring in a workbook, correct, print, take back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.registers import Student
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.doubts import DoubtsPage
from desktop.ui.pages.first import First, SetUp
from desktop.ui.pages.importing import ImportPage
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.pages.printing import PrintPage
from desktop.ui.pages.today import TodayPage
from desktop.ui.start import Start
from desktop.work import tables
from tests.desktop.ui.windows import CENTER, SAMPLES, TODAY, button, ledger, names, settle, window_on

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def chosen(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """What the system's own file window will answer."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: (str(file), ""))


@pytest.fixture
def fresh(tmp_path: Path) -> MainWindow:
    """A window on a computer that has never seen the program."""
    window = window_on(None, tmp_path)
    Start(window, tmp_path / "新" / "台账.xiangxiao", "", TODAY).begin()
    return window


def set_up(window: MainWindow, qtbot: QtBot) -> LedgerPage:
    first = window.findChild(First)
    assert first is not None, "never an empty grey window"
    qtbot.mouseClick(button(first, "建立中心学校"), LEFT)
    form = window.findChild(SetUp)
    assert form is not None
    qtbot.keyClick(form.school, Key.Key_Return)
    assert "还没有填学校" in form._said.text()
    form.school.setText(CENTER)
    form.name.setText("王秀兰")
    qtbot.keyClick(form.name, Key.Key_Return)
    settle(window)
    page = window.page
    assert isinstance(page, LedgerPage)
    return page


def bring_in(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, sheet: str) -> ImportPage:
    chosen(monkeypatch, SAMPLES / sheet)
    page = ledger(window)
    qtbot.mouseClick(button(page, "导入" if page.model.ids else "从 Excel 导入"), LEFT)
    importing = window.page
    assert isinstance(importing, ImportPage)
    qtbot.mouseClick(button(importing, "选文件"), LEFT)
    settle(window)
    return importing


def test_from_the_first_start_to_a_printed_roster(
    fresh: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = set_up(fresh, qtbot)
    assert page.counts.empty.isVisible(), "an empty ledger says what to do first"
    importing = bring_in(fresh, qtbot, monkeypatch, "qingshi_center_students.xlsx")
    assert importing._chips["new"].text() == "新增 312"
    assert tables.count(page.office, Student) == 0, "nothing is written before the button"
    qtbot.mouseClick(importing._do, LEFT)
    settle(fresh)
    page = ledger(fresh)
    assert len(page.model.ids) == 312
    assert fresh.stage.sides["花名册"].lines["students"]._count.text() == "312"

    qtbot.mouseClick(button(page, "打印"), LEFT)
    settle(fresh)
    printing = fresh.page
    assert isinstance(printing, PrintPage)
    assert printing.desk.count > 1
    assert not printing.desk._sheet.pixmap().isNull()
    paper = tmp_path / "学生花名册.pdf"
    chosen(monkeypatch, paper)
    qtbot.mouseClick(button(printing, "存为 PDF"), LEFT)
    settle(fresh)
    assert paper.read_bytes().startswith(b"%PDF")
    qtbot.mouseClick(button(printing, "返回"), LEFT)

    page = ledger(fresh)
    page.work.take_back()
    assert page.model.ids == [], "one import is one step"
    assert "已撤销" in page.counts.summary.said.text()
    fresh.office.workspace.changed = False
    fresh.close()


def test_doubtful_cells_are_mended_in_the_preview_and_in_the_list_that_waits(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing = bring_in(window, qtbot, monkeypatch, "heigou_students.xls")
    before = importing._chips["doubt"].text()
    model = importing.model
    first = model.row_of(0)
    assert first.state == "doubt"
    place = [column.name for column in model.columns].index("id_number")
    assert model.tint(model.index(0, place)) == "amber_soft"
    importing.grid.setFocus()
    importing.grid.setCurrentIndex(model.index(0, place))
    qtbot.keyClick(importing.grid, Key.Key_F2)
    editor = importing.grid.focusWidget()
    assert editor is not None
    editor.setText("")  # type: ignore[attr-defined]
    qtbot.keyClick(editor, Key.Key_Return)
    assert importing._chips["doubt"].text() != before, "without a number the row comes in, with a warning"
    qtbot.mouseClick(importing._do, LEFT)
    settle(window)

    page = ledger(window)
    waiting = tables.waiting(page.office, Student)
    assert page.counts.waiting.text() == f"待处理 {waiting} 行"
    count = len(page.model.ids)
    qtbot.mouseClick(page.counts.waiting, LEFT)
    doubts = window.page
    assert isinstance(doubts, DoubtsPage)
    key, card = next((key, card) for key, card in doubts.cards.items() if "id_number" in card.lines)
    card.lines["id_number"].setText("还没有问到")
    qtbot.mouseClick(button(card, "改好了，导入"), LEFT)
    assert "还没有导入" in card._said.text()
    card.lines["id_number"].setText("")
    qtbot.mouseClick(button(card, "改好了，导入"), LEFT)
    assert key not in doubts.cards
    qtbot.mouseClick(button(doubts, "返回"), LEFT)
    assert len(ledger(window).model.ids) == count + 1
    assert tables.waiting(page.office, Student) == waiting - 1


def test_a_heading_that_went_astray_is_sent_where_it_belongs(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "名单.csv"
    sheet.write_text("娃儿,性别,生辰\n王小明,男,2016-05-05\n李小红,女,2016-06-06\n", encoding="utf8")
    chosen(monkeypatch, sheet)
    page = ledger(window)
    page.files.bring_in()
    importing = window.page
    assert isinstance(importing, ImportPage)
    importing.choose_file()
    settle(window)
    if importing.sheet is None:  # no heading was known at all: said in the page, nothing else happens
        assert "表头" in importing.banner.text
        return
    importing._choose("娃儿", "name")
    settle(window)
    importing._choose("生辰", "born_on")
    settle(window)
    qtbot.mouseClick(importing._do, LEFT)
    settle(window)
    assert {"王小明", "李小红"} <= set(names(ledger(window)))


def test_a_file_that_is_no_roster_is_said_in_the_page(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    picture = tmp_path / "照片.xls"
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.save(str(picture), "PNG")  # type: ignore[call-overload]
    chosen(monkeypatch, picture)
    page = ledger(window)
    page.files.bring_in()
    importing = window.page
    assert isinstance(importing, ImportPage)
    importing.choose_file()
    settle(window)
    assert importing.banner.text
    assert importing._center.currentIndex() == 0, "one can choose another file at once"


def test_the_sample_township_opens_from_the_first_start_and_can_be_tried_out(fresh: MainWindow, qtbot: QtBot) -> None:
    first = fresh.findChild(First)
    assert first is not None
    settle(fresh)
    qtbot.mouseClick(button(first, "打开样例"), LEFT)
    assert fresh.working.busy, "the window stays alive and says what it is at"
    qtbot.waitUntil(lambda: fresh.office is not None, timeout=180_000)
    assert isinstance(fresh.page, TodayPage), "a township at work begins with the day"
    fresh.open_place("students")
    page = ledger(fresh)
    assert len(page.model.ids) > 300
    assert tables.waiting(page.office, Student) > 0
    fresh.office.workspace.changed = False
    fresh.close()


def test_a_sample_that_is_stopped_leaves_the_three_choices(fresh: MainWindow, qtbot: QtBot) -> None:
    first = fresh.findChild(First)
    assert first is not None
    settle(fresh)
    qtbot.mouseClick(button(first, "打开样例"), LEFT)
    qtbot.mouseClick(fresh.working._stop, LEFT)
    qtbot.waitUntil(lambda: not fresh.working.busy, timeout=180_000)
    assert fresh.office is None
    assert "停止" in first.banner.text
    assert button(first, "建立中心学校").isEnabled()
    fresh.close()
