"""Entry: who is due, whose zone a child lives in, and how far its notice has come."""

from datetime import date

import pytest

from db.rules.entry import (
    Due,
    State,
    Zone,
    Zones,
    days_overdue,
    delivered,
    due_in,
    needs_notice,
    plain_place,
    standing,
    state,
)

VILLAGE, OTHER, NEAR, FAR = b"village", b"other", b"near", b"far"


def test_a_child_is_due_in_the_autumn_after_its_sixth_birthday() -> None:
    assert due_in(date(2021, 8, 31)) == 2027
    assert due_in(date(2021, 9, 1)) == 2028
    assert due_in(date(2021, 9, 1), month=12) == 2027
    assert due_in(date(2021, 8, 31), enter_at=7) == 2028
    assert due_in(None) is None


def test_the_part_of_a_village_that_the_address_names_comes_before_the_village() -> None:
    zones = Zones([Zone(VILLAGE, "", NEAR), Zone(VILLAGE, "三组", FAR), Zone(OTHER, "大湾子", NEAR)])
    assert zones.school_of(VILLAGE, "青石镇石门村3组12号") == FAR
    assert zones.school_of(VILLAGE, "石门村第三村民小组") == FAR
    assert zones.school_of(VILLAGE, "石门村13组") == NEAR
    assert zones.school_of(VILLAGE, None) == NEAR
    assert zones.school_of(OTHER, "一组") is None
    assert zones.school_of(OTHER, "大湾子第2家") == NEAR
    assert zones.school_of(None, "三组") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("十组", "10组"), ("二十三组", "23组"), ("十二社", "12社"), ("三 组", "3组"), ("第五小组", "5组"),
        ("３组", "3组"), ("三道沟村", "三道沟村"),
    ],
)  # fmt: skip
def test_groups_are_one_place_however_they_are_written(written: str, meant: str) -> None:
    assert plain_place(written) == meant


@pytest.mark.parametrize(
    ("filled", "where"),
    [
        ({}, State.LISTED),
        ({"printed_on": "2027-06-20"}, State.PRINTED),
        ({"printed_on": "2027-06-20", "delivered_on": "2027-07-01"}, State.DELIVERED),
        ({"printed_on": "2027-06-20", "delivered_on": "2027-07-01", "refused": 1}, State.REFUSED),
        ({"delivered_on": "2027-07-01", "receipt_on": "2027-07-02"}, State.RETURNED),
        ({"elsewhere": "县第二小学"}, State.ELSEWHERE),
        ({"printed_on": "2027-06-20", "deferred_on": "2027-07-05"}, State.DEFERRED),
        ({"elsewhere": "县第二小学", "registered_on": "2027-08-30"}, State.REGISTERED),
    ],
)
def test_how_far_it_has_come(filled: dict[str, object], where: State) -> None:
    assert state(filled) is where


def test_a_notice_is_needed_unless_the_child_goes_elsewhere_or_was_put_off_before() -> None:
    assert needs_notice({})
    assert not needs_notice({"elsewhere": "县第二小学"})
    assert not needs_notice({"deferred_on": "2027-05-01"})
    assert needs_notice({"deferred_on": "2027-07-01", "printed_on": "2027-06-20"})
    assert delivered({"delivered_on": "2027-07-01", "refused": 1})


def test_notices_are_overdue_from_the_first_of_september() -> None:
    assert days_overdue(date(2027, 8, 31), 2027) == 0
    assert days_overdue(date(2027, 9, 1), 2027) == 1
    assert days_overdue(date(2028, 1, 1), 2027, month=12) == 1


@pytest.mark.parametrize(
    ("born", "in_school", "attends", "enrolled", "where"),
    [
        ("2021-03-08", None, "", False, Due.DUE),
        ("2021-03-08", True, "青石中心幼儿园", False, Due.DUE),
        ("2021-03-08", True, "县第二小学", False, Due.ELSEWHERE),
        ("2021-03-08", True, "青石镇中心学校", False, Due.DUE),
        ("2019-03-08", False, "", False, Due.LATE),
        ("2019-03-08", True, "青石镇中心学校", False, Due.ENROLLED),
        ("2019-03-08", None, "", True, Due.ENROLLED),
        ("2022-03-08", None, "", False, Due.YOUNG),
        ("2010-03-08", False, "", False, Due.GROWN),
        (None, None, "", False, Due.UNKNOWN),
    ],
)
def test_who_of_a_village_list_enters_this_autumn(
    born: str | None, in_school: bool | None, attends: str, enrolled: bool, where: Due
) -> None:
    child = {"born_on": born, "in_school": in_school, "attends": attends}
    assert standing(child, 2027, enrolled, {"青石镇中心学校"}) is where
