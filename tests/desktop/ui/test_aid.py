"""The desk for aid in the window: a step for all who are ticked, what is missing beside it, one undo."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from db.registers import AidApplication, MealMonth
from desktop.ui.pages.aid import AidPage
from desktop.ui.pages.insurance import InsurancePage
from desktop.ui.pages.meal_month import MealMonthPage
from desktop.work import aid_acts, tables
from tests.desktop.ui.windows import close_all, settle, window_on
from tests.desktop.work.aids import Township

BOARDERS = ("白雨桐", "何佳慧", "李强")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Township]:
    made = Township(tmp_path)
    yield made
    close_all()


def page_of(town: Township, folder: Path) -> AidPage:
    window = window_on(town.office, folder)
    window.open_place("aid")
    page = window.page
    assert isinstance(page, AidPage)
    return page


def said(page: AidPage) -> list[str]:
    """What the step says is missing."""
    layout = page._missing.layout()
    assert layout is not None
    return [item.widget().text() for n in range(layout.count()) if (item := layout.itemAt(n)) is not None]  # type: ignore[union-attr]


def test_children_in_need_are_offered_ticked_and_applied_for_together(
    qtbot: QtBot, town: Township, tmp_path: Path
) -> None:
    page = page_of(town, tmp_path)
    page.strip.choose(1)
    assert [page.children_.lines.rows[n][0].text for n in range(3)] == list(BOARDERS)
    assert "▲ 3 人有困难线索、还没有申请，列在左边" in said(page)
    page.children_.setFocus()
    page.children_.selectRow(2)
    qtbot.keyClick(page.children_, Qt.Key.Key_Space)
    assert page._act.text() == "登记申请 2 人"
    page._act.click()
    assert [one.name for one in town.entries()] == ["白雨桐", "何佳慧"]
    assert "已登记 2 人的申请" in page.banner.text
    qtbot.keySequence(page, QKeySequence(QKeySequence.StandardKey.Undo))
    assert town.entries() == []


def test_a_batch_goes_through_review_posting_payment_and_signature_by_the_page(
    qtbot: QtBot, town: Township, tmp_path: Path
) -> None:
    aid_acts.apply_for(town.office, town.scope(), [town.child[name] for name in BOARDERS], date(2026, 9, 10))
    page = page_of(town, tmp_path)
    page.strip.choose(2)
    page.questions.rows["on"].editor.setText("9月25日")  # type: ignore[union-attr]
    page.questions.rows["votes_for"].editor.setText("5")  # type: ignore[union-attr]
    page._act.click()
    assert {(one.row["reviewed_on"], one.row["votes_for"]) for one in town.entries()} == {("2026-09-25", 5)}
    page.strip.choose(3)
    page.questions.rows["on"].editor.setText("2026-09-28")  # type: ignore[union-attr]
    page.questions.rows["until"].editor.setText("2026-10-09")  # type: ignore[union-attr]
    page._act.click()
    assert {one.row["posted_to"] for one in town.entries()} == {"2026-10-09"}
    page.strip.choose(4)
    assert page._act.text() == "登记发放 3 人"
    assert "金额 1,875.00 元" in page._sum.text()
    page._act.click()
    assert page._sign.text() == "登记签领 3 人"
    page._sign.click()
    assert {one.state for one in town.entries()} == {"7"}
    assert said(page) == ["✓ 这一步没有缺的。"]


def test_what_cannot_be_read_stands_at_its_field_and_nothing_is_saved(
    qtbot: QtBot, town: Township, tmp_path: Path
) -> None:
    aid_acts.apply_for(town.office, town.scope(), [town.child["白雨桐"]], date(2026, 9, 10))
    page = page_of(town, tmp_path)
    page.strip.choose(2)
    page.questions.rows["on"].editor.setText("九月")  # type: ignore[union-attr]
    page._act.click()
    problem = page.questions.rows["on"].said
    assert problem is not None
    assert "九月" in problem.sentence
    assert {one.row["reviewed_on"] for one in town.entries()} == {None}


def test_the_page_goes_to_the_step_that_waits_and_prints_its_paper(
    qtbot: QtBot, town: Township, tmp_path: Path
) -> None:
    aid_acts.announce(town.office, town.term, date(2026, 9, 2))
    aid_acts.apply_for(town.office, town.scope(), [town.child["白雨桐"]], date(2026, 9, 10))
    page = page_of(town, tmp_path)
    assert page.desk.step == "评审"
    page._paper.click()
    window = page.host
    settle(window)  # type: ignore[arg-type]
    assert window.page.report == "aid-review"  # type: ignore[attr-defined]


def test_another_step_is_reached_by_the_arrow_keys(qtbot: QtBot, town: Township, tmp_path: Path) -> None:
    page = page_of(town, tmp_path)
    page.strip.choose(0)
    page.strip.setFocus()
    qtbot.keyClick(page.strip, Qt.Key.Key_Right)
    assert page.desk.step == "申请"
    assert page.children_.isVisible()


def test_insurance_is_entered_for_those_who_are_ticked_and_the_share_follows(
    qtbot: QtBot, town: Township, tmp_path: Path
) -> None:
    window = window_on(town.office, tmp_path)
    window.open_place("insurance")
    page = window.page
    assert isinstance(page, InsurancePage)
    assert page.cards[0].said.text() == "0/5 人　目标 100 %，还差 5 人"
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.questions.rows["insurer"].editor.setText("人保财险")  # type: ignore[union-attr]
    page._buy.click()
    assert page.cards[0].figure.text() == "100.0 %"
    page.cards[1].name.click()
    page.table.toggle(0)
    page.questions.rows["by"].editor.setText("白大山")  # type: ignore[union-attr]
    page._not.click()
    assert page.chips[2].text() == "家长不买 1"


def test_a_month_of_meals_is_reckoned_and_written_down(qtbot: QtBot, town: Township, tmp_path: Path) -> None:
    window = window_on(town.office, tmp_path)
    window.open_place("meal_months")
    window.go(MealMonthPage(window, []))
    page = window.page
    assert isinstance(page, MealMonthPage)
    page.month.put("2026-10")
    page.fill()
    page._write.click()
    (line,) = tables.table(town.office, MealMonth).rows
    assert (line["month"], line["pupils"], line["days"], line["meals"], line["due"]) == ("2026-10", 5, 17, 85, "425")


def test_an_application_is_found_by_the_childs_initials(town: Township) -> None:
    aid_acts.apply_for(town.office, town.scope(), [town.child[name] for name in BOARDERS], date(2026, 9, 10))
    assert len(tables.ids(town.office, AidApplication, "hjh")) == 1
