"""A point forgets a week of daily rounds: red at the center, on the workbench and day by day, until it is made good."""

from __future__ import annotations

from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from db.registers.office import Shipped
from db.rules import duties as rule
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.duty_board import DutyBoardPage
from desktop.ui.pages.patrol import PatrolPage
from desktop.ui.pages.today import TodayPage
from desktop.work import patrols
from desktop.work.today import School
from tests.desktop.work.offices import POINT, TODAY, Offices
from tests.journeys.two_offices import carry, center, front, hit, offices, point

__all__ = ["center", "offices", "point"]
DAILY = "安全隐患日排查"
FORGOTTEN = [date(2026, 11, day) for day in (9, 10, 11, 12, 13)]
KEPT = [date(2026, 11, day) for day in (16, 17, 18, 19, 20)]


def test_the_week_is_named_day_by_day_and_made_good(
    offices: Offices, center: MainWindow, point: MainWindow, qtbot: QtBot
) -> None:
    with offices.center.change("职责从十一月九日算起") as change:
        change.add(Shipped(name="duties", version=1, taken_on=FORGOTTEN[0]))
    for day in KEPT:
        patrols.all_in_order(offices.point, day)
    carry(point, center, qtbot)
    assert _red_days(center) == FORGOTTEN
    before = _on_the_workbench(center)
    assert before.tone == "red"
    _make_good(point, qtbot)
    carry(point, center, qtbot)
    assert _red_days(center) == []
    after = _on_the_workbench(center)
    assert _missed(before.said) - _missed(after.said) == len(FORGOTTEN)


def _red_days(center: MainWindow) -> list[date]:
    """The days on which the duty board of the center says of this point, in red, that nobody looked round."""
    center.open_place("duty_board")
    page = center.page
    assert isinstance(page, DutyBoardPage)
    page.school.setText(POINT)
    page.school.chosen.emit(POINT)
    found = []
    for due, cells in zip(page.found, page.table.lines.rows, strict=True):
        assert due.school_name == POINT
        if due.name == DAILY and due.state == rule.OVERDUE:
            assert (cells[0].tone, cells[4].text, cells[4].tone) == ("red", "逾期未做", "red")
            found.append(due.occasion.due_on)
    return found


def _on_the_workbench(center: MainWindow) -> School:
    center.open_place("today")
    page = center.page
    assert isinstance(page, TodayPage)
    page.fill()
    return next(one for one in page.bench.schools if one.name == POINT)


def _make_good(point: MainWindow, qtbot: QtBot) -> None:
    """Late is late, but done: the point goes back through the days on its page and signs each."""
    front(point)
    point.open_place("patrol")
    page = point.page
    assert isinstance(page, PatrolPage)
    assert page.on == TODAY
    for _ in range((TODAY - FORGOTTEN[0]).days):
        page._step(-1)
        if page.on in FORGOTTEN:
            hit(page, "其余都正常", qtbot)
            assert "签" in page.banner.text
    assert page.on == TODAY - timedelta(days=11)


def _missed(said: str) -> int:
    return int(said.rpartition(" 件未做")[0].rpartition("，")[2] or 0)
