"""A year turns and is taken back: decided, looked at, pressed once, counted by the junior school, undone by one key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.registers import Handover, Movement, Promotion, SchoolClass, Student, YearTurn
from desktop.ui.pages.year import YearPage
from desktop.ui.pages.year_decide import DecidePage
from desktop.work import checking, tables
from desktop.work.office import Office
from tests.desktop.ui.windows import button, ledger, said, settle, window_on
from tests.desktop.work.turning import CENTER, JUNIOR, POINT, of, on_roll, pupils, township

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
KINDS = (Student, SchoolClass, Movement, Promotion, Handover, YearTurn)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = township(tmp_path)
    pupils(opened, POINT, None, 1)
    yield opened
    opened.workspace.changed = False
    opened.close()


def test_a_year_turns_and_is_taken_back(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    window = window_on(office, tmp_path)
    window.open_place("year")
    page = window.page
    assert isinstance(page, YearPage)
    assert "待定 1 人" in said(page)
    assert "不知道在哪个年级" in page.waiting.lines.rows[0][2].text

    # the pupil without a grade is opened from here, and gets one
    page.waiting.selectRow(0)
    qtbot.keyClick(page.waiting, Key.Key_Return)
    opened = ledger(window)
    assert opened.form.form is not None
    opened.form.form.type("stage", "小学")
    opened.form.form.type("cohort", "2026")
    assert opened.leave()

    # one repeats, decided from the roster
    slow = of(office, CENTER, 2023)[0]
    opened.open_row(slow["id"])
    window.go(DecidePage(window, [slow["id"]], 2027))
    asked = window.page
    assert isinstance(asked, DecidePage)
    asked.questions.said = {"decision": "留级", "reason": "家长申请，病后功课跟不上"}
    qtbot.mouseClick(button(asked, "定下 1 人"), LEFT)

    window.open_place("year")
    assert "待定" not in said(page)
    assert "升前在籍 68 ＝ 升级 49 ＋ 留级 1 ＋ 升入初中 5 ＋ 毕业离校 13" in said(page)
    before = {kind: tables.table(office, kind).rows for kind in KINDS}
    qtbot.mouseClick(button(page, "升学年（4 所）"), LEFT)
    assert "68 人一起升" in page.banner.text
    qtbot.mouseClick(button(page.banner, "升学年"), LEFT)
    settle(window)
    assert "账相符" in page.banner.text
    assert (on_roll(office, CENTER), on_roll(office, JUNIOR), on_roll(office)) == (40, 5, 55)
    assert {row["grade"] for row in of(office, JUNIOR, 2027, "2")} == {"七年级"}

    # the junior school counts who came
    page.schools.selectRow(next(n for n, one in enumerate(page.shown) if one.name == JUNIOR))
    qtbot.mouseClick(button(page, "接收点数"), LEFT)
    assert "与送出的相符" in page.banner.text
    window.activateWindow()
    QApplication.processEvents()
    qtbot.keyClick(page.schools, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tables.count(office, Handover) == 1

    # and all of it is taken back by one key
    QApplication.processEvents()
    qtbot.keyClick(page.schools, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "已撤销：升学年：2027—2028学年度" in page.banner.text
    assert {kind: tables.table(office, kind).rows for kind in KINDS} == before
    assert "升学年（4 所）" in button(page, "升学年（4").text()
    assert checking.check(office).data["findings"] == []
