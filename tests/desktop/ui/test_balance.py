"""The page of balance indicators: figures with their distance, what is missing, years, and filling in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.registers import SchoolResource, Student
from desktop.ui.look import colour
from desktop.ui.pages.balance import BalancePage
from desktop.ui.pages.quality_card import ChartCard
from desktop.work import tables
from tests.desktop.ui.windows import close_all, office_at, window_on
from tests.desktop.work.balanced import Township


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Township]:
    yield Township(tmp_path, (2025, 2026))
    close_all()


def texts(page: BalancePage, number: int) -> list[list[str]]:
    return [[cell.text for cell in row] for row in page.tables[number].lines.rows]


def test_figures_shortages_and_years_are_one_press_apart(qtbot: QtBot, town: Township, tmp_path: Path) -> None:
    window = window_on(town.office, tmp_path)
    window.open_place("balance")
    page = window.page
    assert isinstance(page, BalancePage)
    primary = texts(page, 0)
    assert primary[2] == [
        "白杨小学", "174", "4.02 差0.18", "▼0.57 差0.43", "▼0.57 差0.33", "4.83", "7.93", "1950 差50", "2.29 差0.01",
        "2/7", "未达标",
    ]  # fmt: skip
    page.tables[0].selectRow(2)
    assert page._said.text().startswith("白杨小学：高于规定学历教师缺1人（应有8，现有7）；县级以上骨干教师缺1人")
    page.tables[0].selectRow(6)
    assert page._said.text().startswith("差异系数 ＝ S ÷ 本镇平均")
    assert "按学生数加权，4 所学校" in page._said.text()
    assert page._sum.text() == "小学 2/4 所达标　初中 0/1 所达标　不参加计算：黑沟教学点（31人）"
    page.tables[1].selectRow(0)
    assert not page.tables[0].selectionModel().hasSelection()
    page.chips["missing"].click()
    assert ["白杨小学", "小学", "高于规定学历教师", "7", "8", "1", "人", ""] in texts(page, 0)
    page.chips["years"].click()
    assert texts(page, 0)[5][:4] == ["仪器设备", "998", "0.064", "1996"]  # by hand: √16426 ÷ 1996
    page.basis.put("2012")
    page.fill()
    assert page.chips["missing"].isHidden()
    page.choose_view("stands")
    assert len(texts(page, 0)[0]) == 10


def test_every_figure_opens_its_working_beside_the_table(qtbot: QtBot, town: Township, tmp_path: Path) -> None:
    window = window_on(town.office, tmp_path)
    window.open_place("balance")
    page = window.page
    assert isinstance(page, BalancePage)
    table, panel = page.tables[0], page.opened.panel

    def given() -> dict[str, str]:
        assert panel.working is not None
        return {put.label: put.value for put in panel.working.puts}

    table.opened.emit(4)
    assert not panel.isVisible(), "a threshold is nobody's figure"
    table.selectRow(2)
    table.clicked.emit(table.model().index(2, 8))
    assert panel.isVisible()
    assert given()["4 ÷ 174 × 100"] == "2.2989"
    assert not table.isColumnHidden(8), "the one that is opened stays"
    table.selectRow(6)
    assert given()["白杨小学　P 174"].startswith("X ＝ 4 ÷ 174 × 100 ＝ 2.2989"), "the same indicator's coefficient"
    assert panel.working is not None
    assert panel.working.apart == (("黑沟教学点（31人）", "不足50人的教学点"),)
    panel.shut()
    page.chips["years"].click()
    page.tables[0].clicked.emit(page.tables[0].model().index(5, 2))
    assert "0.0642" in given().values()  # by hand: √16426 ÷ 1996
    page.opened.choose("2026 平均")
    assert (given()["合计"], panel.working.result) == ("2062100 元，1033 人", "1996")


def test_several_years_are_drawn_under_their_table_and_one_is_not(qtbot: QtBot, town: Township, tmp_path: Path) -> None:
    window = window_on(town.office, tmp_path)
    window.open_place("balance")
    page = window.page
    assert isinstance(page, BalancePage)
    page.chips["years"].click()
    (card,) = page.findChildren(ChartCard)
    assert card.title.text() == "小学差异系数", "of one junior school there is nothing to draw"
    assert "高学历教师2025年0.10，2026年0.10" in card.chart.accessibleDescription()
    drawn, bars = card.chart.grab().toImage(), colour("accent")
    places = [(x, y) for x in range(0, drawn.width(), 3) for y in range(0, drawn.height(), 3)]
    seen = [drawn.pixelColor(*place) for place in places]
    apart = [max(abs(a - b) for a, b in zip(one.getRgb()[:3], bars.getRgb()[:3], strict=True)) for one in seen]
    assert sum(far < 4 for far in apart) > 5, "the bars of the latest year"
    card.fold.click()
    assert card.chart.isHidden()
    card.fold.click()
    assert not card.chart.isHidden()


def test_the_chosen_schools_figures_are_one_press_away(qtbot: QtBot, town: Township, tmp_path: Path) -> None:
    window = window_on(town.office, tmp_path)
    window.open_place("balance")
    page = window.page
    assert isinstance(page, BalancePage)
    page.tables[0].selectRow(6)  # the coefficients are nobody's row
    page._open_row()
    assert window.page is page
    page.tables[0].selectRow(2)
    page._open_row()
    assert window.page is not page


def test_the_roster_fills_a_first_year_and_it_can_be_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    office = office_at(tmp_path)
    window = window_on(office, tmp_path)
    window.open_place("balance")
    page = window.page
    assert isinstance(page, BalancePage)
    assert page._empty.isVisible()
    page._fill.click()
    (row,) = tables.table(office, SchoolResource).rows
    assert row["pupils"] == len(tables.ids(office, Student))
    assert not page._empty.isVisible()
    assert "校舍和设备请接着填" in page.banner.text
    page.take_back()
    assert page._empty.isVisible()
    close_all()
