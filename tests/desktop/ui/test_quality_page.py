"""The analysis in the window: cards, classes, charts; every figure opens its working; nobody is ranked."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from db.registers import Borderline, Exam, Paper
from desktop.ui.chart import ChartView
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.printing import PrintPage
from desktop.ui.pages.quality import QualityPage
from desktop.work import analysis, exams, score_sheets, score_taking, tables
from desktop.work.office import Office
from tests.desktop.ui.windows import SAMPLES, TODAY, button, settle, window_on
from tests.desktop.work.township import bring, founded

MATHS = "03"


@pytest.fixture(scope="module")
def with_scores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = founded(tmp_path_factory.mktemp("成绩"))
    bring(office, "students", SAMPLES / "qingshi_center_students.xlsx")
    score_taking.apply(score_sheets.open_book(office, SAMPLES / "qingshi_g5_scores_2026spring.xlsx"))
    office.workspace.changed = False
    office.close()
    return office.path


@pytest.fixture
def office(with_scores: Path, tmp_path: Path) -> Iterator[Office]:
    opened = Office.open(Path(shutil.copy(with_scores, tmp_path / "青石镇.xiangxiao")), "王秀兰", TODAY)
    yield opened
    opened.workspace.changed = False
    opened.close()


@pytest.fixture
def page(office: Office, tmp_path: Path) -> QualityPage:
    window = window_on(office, tmp_path)
    window.open_place("quality")
    page = window.page
    assert isinstance(page, QualityPage)
    page.subject.put(MATHS)
    page.show_view()
    return page


def texts(page: QualityPage) -> list[list[str]]:
    model = page.table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def said(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def test_classes_stand_by_their_number_with_the_figures_worked_out_by_hand(page: QualityPage) -> None:
    one, two = texts(page)
    assert (one[0], two[0]) == ("五（1）班", "五（2）班")
    assert {"33", "31", "73.8", "84.8", "42.4"} <= set(one)
    assert {"30", "28", "72.8", "80.0", "33.3"} <= set(two)
    assert page._said.text() == analysis.NOT_COMPARED
    assert "内部资料，不得公开" in said(page)
    assert "应考 63 人，实考 59 人" in page.about.text()


def test_a_figure_opens_its_working_with_who_was_counted_and_who_not(page: QualityPage) -> None:
    page.subject.put("04")
    page.show_view()
    assert page.shown is not None
    page.workings.open(0, page.shown.figures.index("pass"))
    QApplication.processEvents()
    assert page.panel.isVisible()
    text = said(page.panel)
    assert "及格率 ＝ 及格人数 ÷ 应考人数 × 100%" in text
    assert "84.4%" in text
    assert "钟若莹" in text
    assert "免考" in text
    page.workings.choose("composite")
    assert "综合得分" in said(page.panel)


def test_a_card_opens_the_working_of_the_whole(page: QualityPage) -> None:
    page.workings.open_whole("avg")
    QApplication.processEvents()
    assert "73.3" in said(page.panel)


def test_each_view_has_its_table_and_charts(page: QualityPage) -> None:
    for name in page.chips:
        page.choose_view(name)
        QApplication.processEvents()
        assert page.chips[name].isChecked()
        assert page.shown is not None
    page.choose_view("levels")
    assert texts(page)[0][:3] == ["五（1）班", "31", "14（45.2%）"]


def test_a_count_of_a_level_opens_its_line_and_who_sat(page: QualityPage) -> None:
    page.choose_view("levels")
    assert page.shown is not None
    page.workings.open(0, page.shown.figures.index("levelA"))
    QApplication.processEvents()
    text = said(page.panel)
    assert "A优秀占比 ＝ A优秀的人数 ÷ 实考人数 × 100%" in text
    assert "满分100分的85%及以上：85分及以上" in text
    assert "45.2%" in text
    assert "计入 31 人" in text
    page.workings.choose("levelD")
    assert "60分以下" in said(page.panel)
    page.workings.open(1, 0)
    assert page.panel.working is not None
    assert page.panel.working.title == "五（2）班 数学 A优秀", "a cell without a figure opens the first level"


def test_all_subjects_together_stand_in_one_table(page: QualityPage) -> None:
    page.subject.put("")
    page.choose_view("rates")
    assert len(texts(page)) == 2
    assert page.about.text().endswith("人次")


def test_charts_can_be_drawn_and_are_spoken(page: QualityPage) -> None:
    charts = page.findChildren(ChartView)
    assert charts
    for chart in charts:
        assert chart.accessibleName() or chart.accessibleDescription()
        image = QImage(chart.size(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        chart.render(image)
        colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
        assert len(colours) > 2, "something is drawn"


def test_borderline_pupils_go_on_the_teachers_list_once(page: QualityPage, office: Office) -> None:
    offered = choose(page, "数学及格线")
    assert offered == ["数学及格线", "数学优秀线", "总分及格线", "总分优秀线"], (
        "no senior-high line below the ninth grade"
    )
    count = tables.count(office, Borderline)
    assert count > 0
    choose(page, "数学及格线")
    assert tables.count(office, Borderline) == count
    assert "名单里都已经有了" in page.banner.text
    choose(page, "总分及格线")
    assert tables.count(office, Borderline) > count


def choose(page: QualityPage, line: str) -> list[str]:
    """A line of the button's menu; answers all that it offers."""
    button(page, "列入临界生").click()
    menu = page.findChildren(QMenu)[-1]
    actions = {action.text(): action for action in menu.actions()}
    actions[line].trigger()
    menu.close()
    return list(actions)


def test_what_is_shown_is_printed(page: QualityPage) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    page.print()
    settle(window)
    paper = window.page
    assert isinstance(paper, PrintPage)
    assert paper.report == "quality-analysis"
    assert paper.pdf is not None
    assert paper.pdf.stat().st_size > 1000


def test_an_opened_working_is_printed(page: QualityPage) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    assert page.shown is not None
    page.workings.open(0, page.shown.figures.index("pass"))
    page.workings.print()
    settle(window)
    paper = window.page
    assert isinstance(paper, PrintPage)
    assert paper.report == "quality-working"
    assert paper.pdf is not None


def test_a_score_written_meanwhile_is_seen(page: QualityPage, office: Office, qtbot: QtBot) -> None:
    from desktop.work.mark_sheet import MarkSheet

    one = exams.called(office, "")
    room = next(room for room in exams.rooms(office, one) if room.title == "五（1）班")
    sheet = MarkSheet(office, one.id, room.id)
    pupil = next(p for p in sheet.pupils if sheet.shown(p, MATHS) == "缺考")
    sheet.put(pupil, MATHS, "100")
    page.refresh(frozenset({"scores"}))
    QApplication.processEvents()
    assert "32" in texts(page)[0]


def test_without_scores_the_page_says_what_to_do(office: Office, tmp_path: Path) -> None:
    with office.change("删除") as rows:
        for register in (Paper, Exam):
            for row in rows.several(register, list(tables.ids(office, register))):
                rows.remove(row)
    window = window_on(office, tmp_path)
    window.open_place("quality")
    page = window.page
    assert isinstance(page, QualityPage)
    assert "还没有考试" in said(page)
