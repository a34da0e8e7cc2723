"""A class's words are written at one sitting, from child to child, by the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from db.registers import GrowthLevel, GrowthNote
from desktop.ui.pages.growth import GrowthPage
from desktop.ui.pages.ledger import LedgerPage
from desktop.work import tables
from tests.desktop.ui.windows import close_all, settle, window_on
from tests.desktop.work.aids import Township


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Township]:
    made = Township(tmp_path)
    yield made
    close_all()


def page_of(town: Township, folder: Path) -> GrowthPage:
    window = window_on(town.office, folder)
    window.open_place("growth")
    page = window.page
    assert isinstance(page, GrowthPage)
    return page


def words_of(town: Township) -> dict[str, str]:
    return {row["student"]: row["teacher_words"] for row in tables.table(town.office, GrowthNote).rows}


def test_what_was_written_is_saved_as_one_goes_on_and_the_next_child_is_there(
    qtbot: QtBot, town: Township, tmp_path: Path
) -> None:
    page = page_of(town, tmp_path)
    assert [one.name for one in page.pupils] == ["白雨桐", "何佳慧", "李强", "张三", "赵诗"]
    note = page.card.notes["teacher_words"]
    note.setFocus()
    qtbot.keyClicks(note, "ni")
    page.card.insert("你待人真诚。")
    page.card.conduct.chips["1"].click()
    page.card.levels["3"].chips["B"].click()
    page.card.done.emit()
    assert words_of(town) == {"白雨桐": "ni你待人真诚。"}
    assert page.card.name.text() == "何佳慧"
    assert page.card.notes["teacher_words"].toPlainText() == ""
    (level,) = tables.table(town.office, GrowthLevel).rows
    assert (level["student"], level["side"], level["level"]) == ("白雨桐", "身心发展", "良")
    assert page.table.lines.rows[0][1].text == "ni你待人真诚。"
    assert page._sum.text() == "5 人，写完 0 人，还差 5 人"


def test_choosing_another_child_or_leaving_the_page_saves_first(qtbot: QtBot, town: Township, tmp_path: Path) -> None:
    page = page_of(town, tmp_path)
    page.card.notes["self_words"].setPlainText("我会洗校服了。")
    page.table.selectRow(2)
    assert page.card.name.text() == "李强"
    page.card.notes["parent_words"].setPlainText("懂事多了。")
    page.host.open_place("students")
    rows = {
        row["student"]: (row["self_words"], row["parent_words"]) for row in tables.table(town.office, GrowthNote).rows
    }
    assert rows == {"白雨桐": ("我会洗校服了。", ""), "李强": ("", "懂事多了。")}


def test_pressing_a_level_again_takes_it_away_and_marks_in_words_are_said_at_once(
    qtbot: QtBot, town: Township, tmp_path: Path
) -> None:
    page = page_of(town, tmp_path)
    chip = page.card.levels["1"].chips["A"]
    chip.click()
    assert page.card.levels["1"].value == "A"
    chip.click()
    assert page.card.levels["1"].value == ""
    page.card.notes["teacher_words"].setPlainText("这次考了全班第一名")
    assert "不写分数、名次" in page.card.said.text()


def test_empty_levels_of_the_class_are_filled_at_once_and_taken_back_at_once(
    qtbot: QtBot, town: Township, tmp_path: Path
) -> None:
    page = page_of(town, tmp_path)
    page._fill_levels("B")
    assert tables.count(town.office, GrowthLevel) == 25
    assert page.table.lines.rows[0][3].text == "5/5"
    page.table.setFocus()
    qtbot.keySequence(page.table, QKeySequence(QKeySequence.StandardKey.Undo))
    assert tables.count(town.office, GrowthLevel) == 0


def test_a_work_is_added_for_the_child_and_its_book_is_printed(qtbot: QtBot, town: Township, tmp_path: Path) -> None:
    page = page_of(town, tmp_path)
    page._add_work()
    ledger = page.host.page
    assert isinstance(ledger, LedgerPage)
    form = ledger.form.form
    assert form is not None
    assert form.shown("student") == "白雨桐"
    page.host.open_place("growth")
    page._print_one()
    settle(page.host)  # type: ignore[arg-type]
    assert page.host.page.report == "growth"  # type: ignore[attr-defined]


def test_where_there_is_no_class_the_page_says_what_to_do_first(tmp_path: Path) -> None:
    from tests.desktop.ui.windows import office_at

    office = office_at(tmp_path, students=False)
    window = window_on(office, tmp_path)
    window.open_place("growth")
    page = window.page
    assert isinstance(page, GrowthPage)
    assert page._empty.isVisible()
    close_all()
