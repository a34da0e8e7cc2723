"""Conflicts as an office settles them: both values seen, one kept or typed, many at once, the decision travels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import NotFound, Trouble
from db.registers import Student
from desktop.work import conflicts, history, rows, tables
from desktop.work.conflicts import Conflict
from desktop.work.office import Office
from tests.desktop.work.offices import CENTER, POINT, Offices

BOTH = {"青石镇黑沟村三组17号", "青石镇柳林村一组4号"}


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    yield made
    made.close()


def only(office: Office, show_private: bool = False) -> Conflict:
    found = conflicts.conflicts(office, show_private)
    assert len(found) == 1
    return found[0]


def address(office: Office, row: bytes) -> str:
    return str(tables.rows(office, Student, [row], show_private=True)[0]["address"])


def test_both_sides_see_both_values_with_who_and_which_school(offices: Offices) -> None:
    offices.conflict()
    for office in (offices.center, offices.point):
        one = only(office, show_private=True)
        assert (one.title, one.label) == ("田小禾", "现住址")
        assert one.about == POINT
        assert {head.text for head in one.heads} == BOTH
        assert {(head.who, head.school) for head in one.heads} == {("王秀兰", CENTER), ("刘运生", POINT)}
        assert [head.number for head in one.heads if head.standing] == [one.standing]


def test_private_values_are_masked_until_asked_for(offices: Offices) -> None:
    offices.conflict()
    one = only(offices.center)
    assert one.masked
    assert all(head.text.endswith("***") for head in one.heads)
    assert not only(offices.center, show_private=True).masked


def test_where_masks_hide_the_difference_the_values_are_shown(offices: Offices) -> None:
    row = offices.pupil(offices.point, "王䶮", address="青石镇黑沟村三组")
    offices.carry()
    offices.type(offices.center, row, address="青石镇黑沟村三组17号")
    offices.type(offices.point, row, address="青石镇黑沟村三组18号")
    offices.carry()
    assert {head.text for head in only(offices.center).heads} == {"青石镇黑沟村三组17号", "青石镇黑沟村三组18号"}


def test_the_value_kept_travels_and_closes_the_conflict_on_both_sides(offices: Offices) -> None:
    row = offices.conflict()
    one = only(offices.center)
    other = next(head for head in one.heads if not head.standing)
    outcome = conflicts.settle(offices.center, one.id, keep=other.number)
    assert "都处理完了" in outcome.sentence
    offices.carry()
    assert conflicts.count(offices.center) == conflicts.count(offices.point) == 0
    assert address(offices.center, row) == address(offices.point, row) == other.value


def test_keeping_what_stands_is_a_decision_too(offices: Offices) -> None:
    row = offices.conflict()
    one = only(offices.point)
    stands = one.heads[one.standing - 1].value
    conflicts.settle(offices.point, one.id, keep=one.standing)
    offices.carry()
    assert conflicts.count(offices.center) == 0
    assert address(offices.center, row) == address(offices.point, row) == stands


def test_another_value_can_be_typed_and_is_read_as_the_form_reads_it(offices: Offices) -> None:
    row = offices.pupil(offices.point, "李明")
    offices.carry()
    offices.type(offices.center, row, born_on="2016-03-16")
    offices.type(offices.point, row, born_on="2016-03-17")
    offices.carry()
    one = only(offices.center)
    for typed, said in (("不记得", "不记得"), ("2016****", "星号")):
        with pytest.raises(Trouble, match=said):
            conflicts.settle(offices.center, one.id, value=typed)
    assert conflicts.count(offices.center) == 1
    conflicts.settle(offices.center, one.id, value="2016.3.18")
    assert tables.rows(offices.center, Student, [row])[0]["born_on"] == "2016-03-18"
    assert conflicts.count(offices.center) == 0


def test_a_removal_against_an_edit_keeps_the_row_until_somebody_decides(offices: Offices) -> None:
    row = offices.pupil(offices.point, "马晓燕")
    offices.carry()
    rows.remove(offices.center, Student, [row])
    offices.type(offices.point, row, address="大湾村5组")
    offices.carry()
    one = only(offices.center)
    assert one.label == "整条记录"
    assert {head.text for head in one.heads} == {"删除", "未删除"}
    assert row in tables.ids(offices.center, Student)
    with pytest.raises(Trouble, match="不能填写"):
        conflicts.settle(offices.center, one.id, value="删除")
    removed = next(head.number for head in one.heads if head.value)
    conflicts.settle(offices.center, one.id, keep=removed)
    offices.carry()
    assert row not in tables.ids(offices.center, Student)
    assert row not in tables.ids(offices.point, Student)


def test_many_alike_are_settled_by_one_decision_and_taken_back_by_one(offices: Offices) -> None:
    made = [offices.conflict(name) for name in ("田小禾", "覃子墨", "阿依古丽·买买提")]
    found = conflicts.conflicts(offices.center)
    assert len({one.alike for one in found}) == 1
    site = next(head.site for head in found[0].heads if head.school == POINT)
    outcome = conflicts.settle_alike(offices.center, [one.id for one in found], site)
    assert outcome.data["left"] == 0
    assert {address(offices.center, row) for row in made} == {"青石镇柳林村一组4号"}
    entry = offices.center.workspace
    with entry.look() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM entries WHERE why LIKE '处理修改冲突%'").scalar() == 1
    history.undo(offices.center)
    with pytest.raises(NotFound):
        conflicts.settle_alike(offices.center, [found[0].id])


def test_one_that_was_settled_meanwhile_is_said_and_nothing_is_written(offices: Offices) -> None:
    offices.conflict()
    one = only(offices.center)
    conflicts.settle(offices.center, one.id, keep=1)
    with pytest.raises(NotFound, match="没有第"):
        conflicts.settle(offices.center, one.id, keep=2)


def test_a_wrong_clock_is_marked_and_orders_nothing(offices: Offices) -> None:
    offices.conflict()
    offices.center.today = date.today()  # entries bear the day of this computer's clock
    assert not any(head.clock_wrong for head in only(offices.center).heads)
    offices.center.today = date(2020, 11, 21)
    assert all(head.clock_wrong for head in only(offices.center).heads), "seen from 2020 these clocks run ahead"


def test_a_number_on_a_printed_sheet_never_means_another_cell(offices: Offices) -> None:
    offices.conflict()
    (first,) = conflicts.conflicts(offices.center)
    conflicts.settle(offices.center, first.id, keep=1)
    offices.carry()
    offices.conflict("田小豆")
    (second,) = conflicts.conflicts(offices.center)
    assert second.id > first.id
