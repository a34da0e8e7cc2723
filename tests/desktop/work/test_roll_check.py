"""The check of a term: a class is ticked at speed; what does not agree is listed, settled, counted for the town."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Trouble
from db.registers import RollCheck, RollCheckRow
from desktop.work import checking, history, movements, roll_check, roll_settling, tables
from desktop.work.roll_check import HERE, NOT_HERE, NOT_LISTED, Check
from tests.desktop.work.offices import OTHER, POINT, Offices


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    room = made.room(made.center)
    for seat, name in enumerate(("田小禾", "田小苗", "田小穗"), 1):
        made.pupil(made.center, name, class_id=room, seat_number=str(seat))
    made.pupil(made.center, "田小麦", class_id=room, status="02")
    made.pupil(made.center, "田小豆")
    made.carry()
    yield made
    made.close()


def check(offices: Offices) -> Check:
    return roll_check.this_term(offices.center, offices.point_id)


def room(offices: Offices) -> bytes | None:
    return roll_check.rooms(offices.center, check(offices))[0].room


def test_the_sheet_has_those_who_are_to_be_there_by_their_numbers_and_nobody_who_is_suspended(offices: Offices) -> None:
    assert check(offices).label == "2026—2027学年度第一学期"
    states = [(one.title, one.pupils, one.ticked) for one in roll_check.rooms(offices.center, check(offices))]
    assert states == [("三（1）班", 3, 0), ("未编班", 1, 0)]
    names = [one.name for one in roll_check.sheet(offices.center, check(offices), room(offices))]
    assert names == ["田小禾", "田小苗", "田小穗"]


def test_all_present_is_one_press_and_one_entry(offices: Offices) -> None:
    center = offices.center
    missing = roll_check.sheet(center, check(offices), room(offices))[1].student
    assert missing is not None
    roll_check.tick(center, check(offices), room(offices), [missing], NOT_HERE)
    roll_check.all_here(center, check(offices), room(offices))
    [state, loose] = roll_check.rooms(center, check(offices))
    assert (state.complete, state.here, state.not_here) == (True, 2, 1)
    assert not loose.complete
    with pytest.raises(Trouble, match="已经核对完"):
        roll_check.all_here(center, check(offices), room(offices))
    history.undo(center)
    assert roll_check.rooms(center, check(offices))[0].ticked == 1


def test_a_tick_set_anew_takes_the_old_ones_place(offices: Offices) -> None:
    center = offices.center
    first = roll_check.sheet(center, check(offices), room(offices))[0]
    assert first.student is not None
    for finding in (HERE, NOT_HERE, HERE):
        roll_check.tick(center, check(offices), room(offices), [first.student], finding)
    [row] = tables.rows(center, RollCheckRow, tables.ids(center, RollCheckRow))
    assert (row["name"], row["finding"], row["school"]) == ("田小禾", "人籍一致", POINT)
    roll_check.take_off(center, row["id"])
    assert roll_check.rooms(center, check(offices))[0].ticked == 0


def test_a_child_in_no_register_is_listed_by_name(offices: Offices) -> None:
    center = offices.center
    roll_check.add_other(center, check(offices), room(offices), " 石小草 ")
    [other] = [one for one in roll_check.sheet(center, check(offices), room(offices)) if one.student is None]
    assert (other.name, other.finding) == ("石小草", NOT_LISTED)
    assert roll_check.rooms(center, check(offices))[0].not_listed == 1
    with pytest.raises(Trouble, match="没有写姓名"):
        roll_check.add_other(center, check(offices), room(offices), " ")


def test_each_line_that_does_not_agree_leads_to_a_movement_or_is_settled_otherwise(offices: Offices) -> None:
    center = offices.center
    gone = roll_check.sheet(center, check(offices), room(offices))[2].student
    assert gone is not None
    roll_check.tick(center, check(offices), room(offices), [gone], NOT_HERE)
    roll_check.add_other(center, check(offices), room(offices), "石小草")
    open_ones = roll_settling.to_settle(center, check(offices))
    assert sorted((one.name, one.room, one.settled) for one in open_ones) == [
        ("田小穗", "三（1）班", ""), ("石小草", "三（1）班", ""),
    ]  # fmt: skip
    movements.do(center, "31", gone, {"happened_on": "2026-11-18", "place": "外镇小学"})
    other = next(one for one in open_ones if one.name == "石小草")
    with pytest.raises(Trouble, match="没有选"):
        roll_settling.settle(center, other.row, "77")
    roll_settling.settle(center, other.row, "4", "已从原校转来")
    settled = {one.name: one.settled for one in roll_settling.to_settle(center, check(offices))}
    assert settled == {"田小穗": "1", "石小草": "4"}
    history.undo(center)
    history.undo(center)
    assert {one.settled for one in roll_settling.to_settle(center, check(offices))} == {""}


def test_the_township_sees_how_far_each_school_is(offices: Offices) -> None:
    center = offices.center
    with pytest.raises(Trouble, match="三（1）班差 3 人、未编班差 1 人"):
        roll_check.finish(center, check(offices))
    for one in roll_check.rooms(center, check(offices)):
        roll_check.all_here(center, check(offices), one.room)
    states = {one.name: one.state for one in roll_settling.township(center, check(offices))}
    assert states == {POINT: "已核完"}
    roll_check.finish(center, check(offices))
    [point] = roll_settling.township(center, check(offices))
    assert (point.state, point.checker, point.pupils, point.here) == ("已完成", "王秀兰", 4, 4)
    roll_check.add_other(center, check(offices), room(offices), "石小草")
    [point] = roll_settling.township(center, check(offices))
    assert (point.state, point.unsettled) == ("已核完", 1)


def test_two_machines_that_tick_one_pupil_write_one_row(offices: Offices) -> None:
    point, center = offices.point, offices.center
    own = roll_check.this_term(point)
    assert own.key == check(offices).key
    child = roll_check.sheet(point, own, room(offices))[0].student
    assert child is not None
    roll_check.tick(point, own, room(offices), [child], HERE)
    roll_check.tick(center, check(offices), room(offices), [child], HERE)
    offices.carry()
    assert tables.count(center, RollCheckRow) == tables.count(point, RollCheckRow) == 1
    assert tables.count(center, RollCheck) == 1
    assert roll_check.rooms(center, check(offices)) == roll_check.rooms(point, own)
    assert checking.check(center).data["ok"]
    assert OTHER not in {one.name for one in roll_settling.township(center, own)}
