"""The pages of the year: nothing is written by looking, what is undecided stands on top, steps are done for many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.registers import Admission, ClassSplit, Promotion, SchoolClass, Student, Village, YearTurn
from desktop.ui.main_window import MainWindow
from desktop.ui.pages import year_lines
from desktop.ui.pages.entry import EntryPage
from desktop.ui.pages.splitting import SplittingPage
from desktop.ui.pages.year import YearPage
from desktop.ui.pages.year_decide import DecidePage
from desktop.work import rows, tables, year_turning
from desktop.work.office import Office
from tests.desktop.ui.windows import button, said, settle, window_on
from tests.desktop.work.test_entry import child
from tests.desktop.work.turning import CENTER, POINT, of, on_roll, pupils, township

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = township(tmp_path)
    yield opened
    opened.workspace.changed = False
    opened.close()


@pytest.fixture
def window(office: Office, tmp_path: Path) -> MainWindow:
    return window_on(office, tmp_path)


def year_page(window: MainWindow) -> YearPage:
    window.open_place("year")
    page = window.page
    assert isinstance(page, YearPage)
    return page


def test_looking_at_the_year_writes_nothing_and_says_a_sum_that_agrees(window: MainWindow, office: Office) -> None:
    before = office.workspace.data_version()
    page = year_page(window)
    assert "升前在籍 67 ＝ 升级 49 ＋ 升入初中 5 ＋ 毕业离校 13" in said(page)
    assert "升后在籍 49 ＝ 升前 67 − 升入初中 5 − 毕业离校 13" in said(page)
    assert "账相符" in said(page)
    assert office.workspace.data_version() == before
    assert not page._open.isVisible()


def test_the_account_of_a_school_is_told_in_words_before_the_turn_and_after_it(
    window: MainWindow, office: Office
) -> None:
    pupils(office, CENTER, None, 4, stage="1", cohort=2027)
    page = year_page(window)
    shown = [page.schools.model().index(0, column).data() for column in range(len(year_lines.SCHOOLS))]
    told = dict(zip([column.label for column in year_lines.SCHOOLS], shown, strict=True))
    assert (told["升前"], told["升初中"], told["新入学"], told["升后"]) == ("45", "5", "4", "44")
    words = "升后在籍 44 ＝ 升前 45 − 升入初中 5 ＋ 新入学 4。"
    assert words in said(page)
    assert "已经登记在册，不升级" in said(page)
    year_turning.turn(office, page.plan.year)
    page.fill()
    assert words in said(page), "the kept account says the same"
    assert page.schools.model().index(0, len(year_lines.SCHOOLS) - 1).data() == "44"


def test_undecided_pupils_stand_on_top_and_are_decided_together(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    pupils(office, POINT, None, 2)
    page = year_page(window)
    assert "待定 2 人" in said(page)
    qtbot.keyClick(page.waiting, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(button(page, "把勾选的定下来"), LEFT)
    asked = window.page
    assert isinstance(asked, DecidePage)
    asked.questions.said = {"decision": "转出离校", "destination_name": "县第二小学"}
    asked.decide()
    assert window.page is page
    assert "待定" not in said(page._open) or not page._open.isVisible()
    assert tables.count(office, Promotion) == 2


def test_a_wrong_decision_is_said_at_its_field(window: MainWindow, office: Office) -> None:
    window.go(DecidePage(window, [of(office, CENTER, 2022)[0]["id"]], 2027))
    page = window.page
    assert isinstance(page, DecidePage)
    page.decide()
    assert "没有填决定" in page.banner.text
    assert tables.count(office, Promotion) == 0


def test_a_composite_class_is_told_to_go_up_from_here(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    page = year_page(window)
    page.schools.selectRow(next(n for n, one in enumerate(page.shown) if one.name == POINT))
    assert "年级不变" in said(page)
    qtbot.mouseClick(button(page, "改为随学生升"), LEFT)
    room = tables.table(office, SchoolClass, where=[("composite", "是")]).rows[0]
    assert room["goes_up"] is True
    assert "随学生升到2、3年级" in said(page)


def test_before_summer_the_button_waits_and_says_until_when(tmp_path: Path) -> None:
    office = township(tmp_path, date(2027, 5, 20))
    page = year_page(window_on(office, tmp_path))
    assert not page._turn.isEnabled()
    assert "7月1日以后才能升" in said(page)
    office.workspace.changed = False
    office.close()


@pytest.fixture
def round_(office: Office) -> Office:
    office.today = date(2027, 6, 20)
    for name, responsible in (("青石社区", CENTER), ("黑沟村", POINT)):
        rows.add(office, Village, {"name": name, "responsible": responsible})
    child(office, "张小满", "男", "2021-03-08", "青石社区", householder="张建国")
    child(office, "王立秋", "女", "2021-08-31", "黑沟村", householder="王大河")
    return office


def test_an_entry_round_leads_from_step_to_step(
    round_: Office, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.open_place("entry")
    page = window.page
    assert isinstance(page, EntryPage)
    assert "2 人没有划片：" in said(page)
    qtbot.mouseClick(button(page, "补划片"), LEFT)
    qtbot.mouseClick(button(page, "生成入学名单"), LEFT)
    settle(window)
    assert tables.count(round_, Admission) == 2
    page.strip.choose(1)
    paper = tmp_path / "通知书.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(paper), ""))
    page.questions.said |= {"phone": "0918-5550126"}
    page.table.tick_all()
    qtbot.mouseClick(button(page, "印通知书 2 人"), LEFT)
    settle(window)
    assert paper.stat().st_size > 1000
    assert str(paper) in page.banner.text
    page.strip.choose(2)
    page.table.toggle(0)
    qtbot.mouseClick(button(page, "登记送达 1 人"), LEFT)
    settle(window)
    assert page.strip.stations[2].said == "1/2"
    assert len(page.table.keys) == 1, "who is left is the one that is listed"
    round_.today = date(2027, 9, 2)
    page.fill()
    assert "逾期 2 天，还有 1 份没有送达" in said(page)


def test_nothing_ticked_asks_before_it_takes_all(round_: Office, window: MainWindow, qtbot: QtBot) -> None:
    window.open_place("entry")
    page = window.page
    assert isinstance(page, EntryPage)
    page._make_zones()
    page._take([])
    settle(window)
    page.strip.choose(4)
    qtbot.mouseClick(button(page, "报到 2 人"), LEFT)
    assert "没有勾选" in page.banner.text
    assert on_roll(round_) == 67
    qtbot.mouseClick(button(page, "全部报到"), LEFT)
    settle(window)
    assert on_roll(round_) == 69


def test_a_split_is_shown_tried_again_and_kept(window: MainWindow, office: Office, qtbot: QtBot) -> None:
    pupils(office, CENTER, None, 11, stage="1", cohort=2027)
    window.open_place("splitting")
    page = window.page
    assert isinstance(page, SplittingPage)
    page.questions.said["classes"] = "2"
    qtbot.mouseClick(button(page, "按现在的要求分"), LEFT)
    assert page.proposal is not None
    assert [cell.text for cell in page.measures.lines.rows[0][:2]] == ["1班", "5"] or page.measures.lines.rows[0][
        1
    ].text == "6"
    first = page.proposal.seed
    qtbot.mouseClick(button(page, "换个种子再分"), LEFT)
    assert page.proposal.seed != first
    assert page.proposal.classes == 2
    page.questions.said["witnesses"] = "吴长山"
    qtbot.mouseClick(button(page, "确认分班"), LEFT)
    qtbot.mouseClick(button(page.banner, "确认分班"), LEFT)
    (split,) = tables.table(office, ClassSplit).rows
    assert (split["classes"], split["witnesses"], split["pupils"]) == (2, "吴长山", 11)
    qtbot.mouseClick(button(page, "按种子重算"), LEFT)
    assert "相符" in page.banner.text


def test_twins_on_the_page_are_asked_about(window: MainWindow, office: Office) -> None:
    several = pupils(office, CENTER, None, 6, stage="1", cohort=2027)
    for row in several[:2]:
        rows.change(office, Student, row, {"born_on": "2021-03-08", "member1_name": "张建国"})
    window.open_place("splitting")
    page = window.page
    assert isinstance(page, SplittingPage)
    ((keys, picker),) = page.wishes
    page.questions.said["classes"] = "2"
    picker.put("分开")
    page.propose()
    assert page.proposal is not None
    assert len({page.proposal.placed[key] for key in keys}) == 2


def test_the_year_is_kept_for_those_who_ask_later(window: MainWindow, office: Office) -> None:
    page = year_page(window)
    page._run()
    settle(window)
    assert tables.count(office, YearTurn) == 4
    assert "已升 4 所学校" in said(page)
    assert not page._turn.isEnabled()
