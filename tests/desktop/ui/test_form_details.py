"""A row's details stand below its fields; each opens, is added and removed over the form of its whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.registers import School, Village
from desktop.ui.form import FormPanel
from desktop.ui.form_details import Section
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.ledger import LedgerPage
from desktop.work import rows, tables
from desktop.work.office import Office
from tests.desktop.ui.windows import POINT, ledger

Key = Qt.Key


@pytest.fixture
def page(window: MainWindow, office: Office) -> LedgerPage:
    """The form of the point, which is responsible for two villages."""
    for name in ("黑沟村", "柳林村"):
        rows.add(office, Village, {"name": name, "responsible": POINT})
    rows.add(office, Village, {"name": "石坝村"})
    page = ledger(window, "schools")
    page.choose(tables.ids(office, School, POINT)[0])
    page.work.open()
    return page


def section(page: LedgerPage) -> Section:
    return page.form._details.sections[0]


def lines(page: LedgerPage) -> list[QPushButton]:
    found = [b for b in section(page).findChildren(QPushButton) if b.property("role") == "ledger" and not b.isHidden()]
    return sorted(found, key=lambda b: b.y())


def over(page: LedgerPage) -> FormPanel:
    assert page.form.over.panel is not None
    return page.form.over.panel


def test_details_stand_below_the_fields_a_line_each_without_what_the_whole_says(page: LedgerPage) -> None:
    QApplication.processEvents()
    assert section(page).accessibleName() == "村组 2"
    assert [line.accessibleName() for line in lines(page)] == ["黑沟村", "柳林村"]


def test_enter_on_a_line_opens_it_and_escape_leads_back_to_the_line(page: LedgerPage, qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.keyClick(lines(page)[1], Key.Key_Return)
    form = over(page).form
    assert form is not None
    assert form.title == "柳林村"
    form.type("contact", "马老汉")
    qtbot.keyClick(over(page), Key.Key_Escape)
    assert page.form.over.panel is None
    assert page.form.form is not None, "the form of the whole is seen again"
    QApplication.processEvents()
    assert lines(page)[1].accessibleName() == "柳林村 · 马老汉"
    assert page.window().focusWidget() is lines(page)[1]
    assert tables.table(page.office, Village, "柳林").rows[0]["contact"] == "马老汉"


def test_plus_adds_a_detail_that_points_to_its_whole(page: LedgerPage, qtbot: QtBot) -> None:
    section(page)._add.click()
    form = over(page).form
    assert form is not None
    assert form.shown("responsible") == POINT
    form.type("name", "沙沟村")
    page.form.close_form()
    assert page.form.form is None
    assert tables.table(page.office, Village, where=[("responsible", POINT)]).count == 3


def test_a_detail_that_does_not_hold_keeps_its_form_and_the_whole(page: LedgerPage) -> None:
    section(page)._add.click()
    form = over(page).form
    assert form is not None
    form.type("contact", "马老汉")
    page.form.close_form()
    assert over(page).form is form
    assert "还没有填好" in page.banner.text


def test_a_new_row_is_saved_before_its_first_detail(window: MainWindow, office: Office) -> None:
    page = ledger(window, "schools")
    page.work.add()
    assert page.form.form is not None
    page.form.form.type("name", "柳林完小")
    page.form.form.type("kind", "完小")
    section(page)._add.click()
    assert over(page).form is not None
    assert over(page).form.shown("responsible") == "柳林完小"  # type: ignore[union-attr]
    assert tables.ids(office, School, "柳林完小")


def test_stepping_goes_through_the_details_of_this_row_only(page: LedgerPage) -> None:
    section(page).asked.emit(section(page).keys[0])
    over(page).stepped.emit(1)
    assert over(page).form.title == "柳林村"  # type: ignore[union-attr]
    over(page).stepped.emit(1)
    assert over(page).form.title == "柳林村"  # type: ignore[union-attr]


def test_a_detail_is_removed_when_one_agrees_and_comes_back(page: LedgerPage) -> None:
    section(page).asked.emit(section(page).keys[0])
    over(page)._remove.click()
    page.banner._yes.click()
    assert page.form.over.panel is None
    assert section(page).accessibleName() == "村组 1"
    page.work.take_back()
    assert section(page).accessibleName() == "村组 2"


def test_what_another_changed_is_seen_in_the_section(page: LedgerPage, office: Office) -> None:
    rows.add(office, Village, {"name": "沙沟村", "responsible": POINT})
    page.host.refresh(frozenset({"villages"}))
    assert section(page).accessibleName() == "村组 3"
