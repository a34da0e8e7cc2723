"""Six weeks of attendance in the sample township: everything the pages and papers show is there, and agrees."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from db.registers import Illness, RollCall
from desktop.work import attendance_sums, follow_up, roll_days, sample, tables
from desktop.work.office import Office

NOW = datetime(2026, 11, 20, 10, 0)


@pytest.fixture
def office(town: sample.Sample) -> Iterator[Office]:
    opened = Office.open(town.center, "王秀兰", sample.plan()["today"])
    yield opened
    opened.workspace.changed = False
    opened.close()


def test_two_schools_called_and_what_they_forgot_is_named(office: Office) -> None:
    found = attendance_sums.over(office, date(2026, 10, 8), date(2026, 11, 19))
    assert date(2026, 10, 10) in found.days, "the Saturday that pays for the holiday"
    names = office.titles("schools")
    schools = {line.title: line for line in found.schools(lambda row: names[row])}
    assert {title for title, line in schools.items() if line.called} == {"青石镇中心学校", "黑沟教学点"}
    forgotten = {(room, on) for line in schools.values() if line.called for room, on, _ in line.uncalled}
    assert forgotten == {("二（2）班", date(2026, 11, 12)), ("四（1）班", date(2026, 11, 5))}
    assert all(line.differing == [] for line in found.lines)
    assert found.total().rate is not None
    assert 96 < found.total().rate < 100


def test_three_are_away_and_fever_goes_round_one_class(office: Office) -> None:
    now = follow_up.today(office, NOW)
    assert [len(one.days) for one in now.away] == [3, 2, 1]
    assert [one.overdue for one in now.away] == [True, True, True]
    (cluster,) = now.clusters
    assert "三（1）班11月18日至11月19日有4人发热" in follow_up.said(office, cluster)
    assert now.ill


def test_illness_of_before_this_week_is_registered_and_over(office: Office) -> None:
    back = tables.table(office, Illness, where=[("back_on", "!")])
    assert back.count > 20
    chickenpox = next(
        row for row in tables.table(office, Illness, show_private=True).rows if row["diagnosis"] == "水痘"
    )
    assert (chickenpox["back_on"], chickenpox["certificate_on"]) == ("2026-11-04", "2026-11-04")


def test_today_some_classes_are_left(office: Office) -> None:
    day = roll_days.day(office, office.today, office.school_id)
    assert {one.room.title for one in day if one.left == ("1", "2")} == {
        "二（2）班",
        "三（2）班",
        "五（1）班",
        "六（2）班",
    }
    assert tables.count(office, RollCall, where=[("on", "2026-11-20"), ("school", office.school)]) == 8
