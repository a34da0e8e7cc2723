"""The page of targets: figures beside what was promised, the working of one, settled with one press and taken back."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.registers import Drill, Target
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.targets import TargetsPage
from desktop.ui.pages.today import TodayPage
from desktop.work import targets
from tests.desktop.ui.windows import close_all, office_at, window_on


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    office = office_at(tmp_path)
    with office.change("目标") as rows:
        words = {"school_id": office.school_id, "year": 2026, "value": Decimal(3)}
        rows.add(Target(measure="drills", **words))
        rows.add(Target(measure="delivery", **{**words, "value": Decimal(95)}))
        rows.add(Drill(school_id=office.school_id, on=date(2026, 10, 12), kind="1", topic="疏散"))
    yield window_on(office, tmp_path)
    close_all()


def opened(window: MainWindow) -> TargetsPage:
    window.open_place("target-board")
    page = window.page
    assert isinstance(page, TargetsPage)
    return page


def test_each_target_stands_beside_its_figure_and_opens_its_working(window: MainWindow) -> None:
    page = opened(window)
    shown = [[cell.text for cell in row] for row in page.table.lines.rows]
    assert [(row[0], row[2], row[3], row[5]) for row in shown] == [
        ("应急演练次数", "不低于3次", "1次", "差2"), ("公文送达率", "不低于95%", "—", "还没有数"),
    ]  # fmt: skip
    bars = [row[4].bar for row in page.table.lines.rows]
    assert bars == [(1 / 3.75, 3 / 3.75), None]
    assert page._sum.text() == "2 个目标，达标 0 个，未达标 1 个，没有数 1 个"
    page.open_working(0)
    assert page.panel.working is not None
    assert page.panel.working.formula == "应急演练次数 ＝ 登记的次数"


def test_the_chart_shows_what_the_chosen_ones_owner_promised(window: MainWindow) -> None:
    page = opened(window)
    assert page.card.remark.text() == "还没有能画的百分率目标", "no document was delivered yet"
    with window.office.change("建档") as rows:
        words = {"school_id": window.office.school_id, "year": 2026, "measure": "retention", "value": Decimal(95)}
        rows.add(Target(**words))
    page.fill()
    assert page.card.title.text().startswith(page.found[0].school)
    assert page.card.chart.accessibleDescription().startswith("年巩固率")
    assert page.card.chart.accessibleDescription().endswith("目标95.0")


def test_one_press_settles_what_has_a_figure_and_undo_takes_it_back(window: MainWindow) -> None:
    page = opened(window)
    page._settle.click()
    assert "已兑现 1 个目标" in page.banner.text
    assert page.table.lines.rows[0][5].text == "差2（已兑现）"
    page.take_back()
    assert page.table.lines.rows[0][5].text == "差2"


def test_the_workbench_shows_how_far_the_targets_are(window: MainWindow) -> None:
    window.open_place("today")
    page = window.page
    assert isinstance(page, TodayPage)
    assert [(one.title, one.shown) for one in page.bench.targets] == [("应急演练次数", "1次")]
    assert targets.on_bench(page.office)[0].state == "差2"


def test_without_targets_the_page_says_what_to_do_first(qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(window_on(office_at(tmp_path), tmp_path))
    assert page._empty.isVisible()
    close_all()
