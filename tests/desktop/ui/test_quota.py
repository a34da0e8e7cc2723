"""The page of quota places: shares with their working, candidates without scores, one press to write it down."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.registers import QuotaCandidate
from desktop.ui.pages.quota import QuotaPage
from desktop.work import tables
from tests.desktop.ui.windows import close_all, office_at, window_on
from tests.desktop.work.quotas import County


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    yield County(tmp_path)
    close_all()


def test_shares_and_results_are_shown_and_written_down(qtbot: QtBot, county: County, tmp_path: Path) -> None:
    window = window_on(county.office, tmp_path)
    window.open_place("quota")
    page = window.page
    assert isinstance(page, QuotaPage)
    shown = [[cell.text for cell in row] for row in page.shares.lines.rows]
    assert shown[0][:7] == ["青石中学", "310", "55.439", "55", "+1", "56", "0"]
    assert page._sum.text() == "5 所学校，名额 120 个，录取 3 人，空额 117 个退回"
    page.shares.selectRow(4)
    said = {row[0].text: row[2].text for row in page.candidates.lines.rows}
    assert said["李强"] == "低于降分线"
    assert not any(cell.text.isdigit() for row in page.candidates.lines.rows for cell in row)
    page._settle.click()
    assert sum(bool(row["admitted"]) for row in tables.table(county.office, QuotaCandidate).rows) == 3
    assert "已登记录取 3 人" in page.banner.text


def test_without_a_plan_the_page_says_what_to_do_first(qtbot: QtBot, tmp_path: Path) -> None:
    window = window_on(office_at(tmp_path), tmp_path)
    window.open_place("quota")
    page = window.page
    assert isinstance(page, QuotaPage)
    assert page._empty.isVisible()
    close_all()
