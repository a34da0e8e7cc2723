"""A ledger's own actions: on the rows chosen, after a question where one is asked, from tool bar and row menu."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QPushButton

from db.registers import Student
from desktop.ui import actions
from desktop.ui.actions import ACTIONS, Action
from desktop.ui.pages.ledger import LedgerPage
from desktop.ui.pages.past import HistoryPage
from desktop.ui.places import places
from desktop.work import tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from tests.desktop.ui.windows import ledger, window_on

BOARD = Action("改为住校", "house", work="rows.anything", ask="把选中的 {n} 人改为住校？")


@pytest.fixture
def page(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LedgerPage:
    """Students whose ledger has two actions: one asks and does, one opens a page."""

    def board(office: Office, keys: list[bytes]) -> Outcome:
        with office.change("改为住校") as change:
            for key in keys:
                change.get(Student, key).boarding = "2"
        return Outcome(f"已把 {len(keys)} 人改为住校。", frozenset({"students"}))

    past = Action("看历史……", "history", page="past.HistoryPage", rows="one")
    does = {BOARD: board, past: lambda host, keys: HistoryPage(host, Student, keys[0])}
    monkeypatch.setattr(Action, "does", property(lambda action: does[action]))
    monkeypatch.setitem(actions.ACTIONS, "students", (BOARD, past))
    return ledger(window_on(office, tmp_path))


def boarders(page: LedgerPage) -> int:
    return tables.count(page.office, Student, where=[("boarding", "住校")])


def test_an_action_asks_and_is_done_with_the_rows_chosen(page: LedgerPage) -> None:
    page.grid.setCurrentIndex(page.model.index(0, 0))
    page.grid.selectColumn(0)
    page.doing.begin(BOARD)
    assert page.banner.text == "把选中的 6 人改为住校？"
    assert boarders(page) == 0
    page.banner._yes.click()
    assert boarders(page) == 6


def test_without_a_row_it_says_to_choose_one(page: LedgerPage) -> None:
    page.find_line.setText("没有这个人")
    page.ask()
    page.doing.begin(BOARD)
    assert "先选中" in page.banner.text
    page.clear()
    page.ask()
    page.grid.setCurrentIndex(page.model.index(0, 0))
    page.grid.selectColumn(0)
    page.doing.begin(page.doing.actions[1])
    assert "一次只能办一行" in page.banner.text


def test_a_page_opens_over_the_ledger_with_the_row_whose_form_is_open(page: LedgerPage) -> None:
    page.choose(page.model.ids[2])
    page.work.open()
    page.doing.begin(page.doing.actions[1])
    assert isinstance(page.host.page, HistoryPage)


def test_tool_bar_and_row_menu_offer_the_same(page: LedgerPage) -> None:
    assert "办理" in [b.accessibleName() for b in page.findChildren(QPushButton)]
    menu = QMenu()
    page.doing.put_into(menu)
    assert [line.text() for line in menu.actions()] == ["改为住校", "看历史……"]


def test_every_action_names_a_ledger_and_something_that_is_there() -> None:
    names = {place.name for place in places() if place.register is not None}
    assert set(ACTIONS) <= names
    for some in ACTIONS.values():
        for action in some:
            assert bool(action.page) != bool(action.work)
            assert callable(action.does)
