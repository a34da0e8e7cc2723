"""A weekly check at a point: printed blank, filled in by hand, entered by its number, summed at the center."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.pages.inspect import InspectPage
from desktop.ui.pages.inspect_begin import BeginPage
from desktop.ui.pages.printing import PrintPage
from desktop.ui.pages.round import RoundPage
from desktop.ui.pages.teaching import TeachingPage
from desktop.work import checklists, papers, round_state, rounds
from desktop.work.office import Office
from tests.desktop.reports.reading import Paper
from tests.desktop.ui.test_inspect import here, type_
from tests.desktop.ui.windows import TODAY, settle
from tests.desktop.work.offices import POINT, Offices
from tests.journeys.two_offices import carry, center, front, offices, point

__all__ = ["center", "offices", "point"]
NAME = "第12周备课周查"


def test_a_weekly_check_goes_by_paper_by_keys_and_by_stick(
    offices: Offices, center: MainWindow, point: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    key = _planned(offices.point)
    paper = _printed_blank(point, key, tmp_path)
    numbers = re.findall(r"编号：(\d{4}-?\d{4})", paper)
    assert len(set(numbers)) == len(round_state.state(offices.point, key).due) == 2
    of_helan = next(page for page in paper.split("\f") if "教师：贺兰" in page)
    (number,) = re.findall(r"编号：(\d{4}-?\d{4})", of_helan)
    _entered(point, number, of_helan)
    carry(point, center, qtbot)
    state = round_state.state(offices.center, key)
    assert (state.done, len(state.due)) == (1, 2)
    _summed(center, key, tmp_path)


def _planned(office: Office) -> bytes:
    plan = rounds.Plan(NAME, "weekly", TODAY, lists=(checklists.called(office, "lesson-plans-point"),))
    return bytes.fromhex(rounds.new(office, plan).data["id"])


def _printed_blank(point: MainWindow, key: bytes, folder: Path) -> str:
    """From the page of the round: everybody on the list, a numbered sheet for each; what the preview shows, read."""
    front(point)
    page = RoundPage(point, [key])
    point.go(page)
    settle(point)
    page.add_all()
    page.print_blank()
    assert isinstance(point.page, PrintPage)
    asked = {"round": key.hex(), "state": "空表已印"}
    papers.make(page.office, "inspection-sheet", folder / "空表.pdf", asked)
    return "\f".join("".join(one.split()) for one in Paper(folder / "空表.pdf").pages)


def _entered(point: MainWindow, number: str, paper: str) -> None:
    """By its number, in the order of the paper, with the keyboard alone."""
    page = BeginPage(point, [])
    point.go(page)
    page.serial.setText(number)
    page.look_up()
    front(point)
    sheet = point.page
    assert isinstance(sheet, InspectPage)
    settle(point)
    lines = sheet.filling.sheet.lines
    places = [paper.index("".join(line.content.split())[:8]) for line in lines]
    assert places == sorted(places), "the paper has the lines in the order of the screen"
    type_("60", Qt.Key.Key_Return, "57", Qt.Key.Key_Return)  # 3 lessons short: 25 − 3 × 0.2 = 24.4
    type_("30", Qt.Key.Key_Return, "30", Qt.Key.Key_Return, "1")
    sheet.open_part(1)
    settle(point)
    type_("1", "a", "a", "2")
    assert here(sheet).line.number == 7
    type_("第11周没有写反思", Qt.Key.Key_Return)
    sheet.open_part(2)
    for name, text in (("inspector", "刘运生"), ("inspected_on", TODAY.isoformat())):
        sheet.end.rows[name].editor.typed.emit(text)
    sheet.finish()
    assert sheet.filling.done, sheet.banner.text
    assert sheet.filling.result.score == Decimal("97.4")


def _summed(center: MainWindow, key: bytes, folder: Path) -> None:
    """The center reads it in the round, in the teacher's term, and on paper."""
    page = RoundPage(center, [key])
    center.go(page)
    settle(center)
    assert "已查 1 份" in page._sum.text()
    papers.make(page.office, "round-results", folder / "一览.pdf", {"round": NAME})
    said = "".join(Paper(folder / "一览.pdf").text.split())
    for words in ("应查2份，已查1份", "贺兰", "97.4", "第11周没有写反思"):
        assert words in said, words
    center.open_place("teaching")
    teaching = center.page
    assert isinstance(teaching, TeachingPage)
    teaching.school.setText(POINT)
    teaching.school.chosen.emit(POINT)
    found = {one.name: one for one in teaching.found}
    assert found["贺兰"].routine.score == Decimal("97.40")
