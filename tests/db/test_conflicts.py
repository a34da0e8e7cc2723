"""Two people wrote different things, neither knowing of the other: somebody decides, and the decision travels."""

from __future__ import annotations

import pytest

from db import conflicts
from db.errors import NotFound, Trouble
from db.history import of_row
from db.registers import Child
from tests.db.merge.conftest import center, north, south, templates, township
from tests.db.merge.test_rights import MINE, brought, cell, edited
from tests.laws.township import CHILDREN, NORTH, Machine, Township

__all__ = ["center", "north", "south", "templates", "township"]


def open_at(machine: Machine) -> list[conflicts.Conflict]:
    with machine.workspace.look() as connection:
        return conflicts.open_ones(connection)


def both_edit(township: Township, center: Machine, south: Machine) -> None:
    edited(township, south, MINE, "name", "王小花")
    edited(township, center, MINE, "name", "王晓花")
    brought(township, south, center)
    brought(township, center, south)


def test_both_values_are_shown_with_who_wrote_them_and_which_stands(
    township: Township, center: Machine, south: Machine
) -> None:
    both_edit(township, center, south)
    for machine in (center, south):
        (one,) = open_at(machine)
        assert (one.register, one.row, one.field) == (Child, MINE, "name")
        assert {head.value: head.who for head in one.heads} == {"王小花": "s1", "王晓花": "c1"}
        assert one.heads[one.standing - 1].value == cell(machine, MINE, "name")


def test_a_decision_closes_the_conflict_wherever_it_comes(township: Township, center: Machine, south: Machine) -> None:
    both_edit(township, center, south)
    (one,) = open_at(center)
    loser = 3 - one.standing
    with township.change(center) as rows:
        conflicts.settle(rows, [(one, conflicts.kept(one, loser))])
    assert open_at(center) == []
    brought(township, center, south)
    assert open_at(south) == []
    assert cell(south, MINE, "name") == one.heads[loser - 1].value


def test_keeping_what_stands_is_a_decision_too(township: Township, center: Machine, south: Machine) -> None:
    both_edit(township, center, south)
    (one,) = open_at(center)
    with township.change(center) as rows:
        conflicts.settle(rows, [(one, conflicts.kept(one, one.standing))])
    brought(township, center, south)
    assert open_at(center) == open_at(south) == []


def test_an_edit_that_nobody_had_seen_opens_it_again(
    township: Township, center: Machine, south: Machine, north: Machine
) -> None:
    both_edit(township, center, south)
    (one,) = open_at(center)
    edited(township, south, MINE, "name", "王花")  # in the ordinary course, having seen both
    with township.change(center) as rows:
        conflicts.settle(rows, [(one, "王小华")])
    brought(township, south, center)
    assert {head.value for head in open_at(center)[0].heads} == {"王花", "王小华"}


def test_a_removal_that_did_not_know_of_an_edit_leaves_the_row_and_asks(
    township: Township, center: Machine, south: Machine
) -> None:
    edited(township, south, MINE, "phone", "13800000000")
    edited(township, center, MINE, "deleted", 1)
    brought(township, south, center)
    brought(township, center, south)
    for machine in (center, south):
        (one,) = open_at(machine)
        assert one.field == "deleted"
        assert sorted(head.value for head in one.heads) == [False, True]
        assert cell(machine, MINE, "deleted") == 0
    with center.workspace.look() as connection:
        removed = [e for entry in of_row(connection, Child, MINE) for e in entry.edits if e.column == "deleted"]
    assert [edit.standing for edit in removed] == [False]
    with township.change(south) as rows:
        conflicts.settle(rows, [(one, True)])
    brought(township, south, center)
    assert cell(center, MINE, "deleted") == 1
    assert open_at(center) == []


def test_two_who_wrote_the_same_do_not_disagree(township: Township, center: Machine, south: Machine) -> None:
    for machine in (center, south):
        edited(township, machine, MINE, "name", "王小花")
    brought(township, south, center)
    assert open_at(center) == []


def test_what_is_settled_already_says_so(township: Township, center: Machine, south: Machine) -> None:
    both_edit(township, center, south)
    (one,) = open_at(center)
    with pytest.raises(NotFound):
        conflicts.kept(one, 3)
    edited(township, center, MINE, "name", "王小华")
    with pytest.raises(Trouble), township.change(center) as rows:
        conflicts.settle(rows, [(one, "王小花")])
    with center.workspace.look() as connection, pytest.raises(NotFound):
        conflicts.one(connection, one.id)


def test_conflicts_of_one_column_between_the_same_machines_can_be_settled_together(
    township: Township, center: Machine, south: Machine
) -> None:
    other = CHILDREN[1][0]
    for row in (MINE, other):
        edited(township, south, row, "phone", "13800000000")
        edited(township, center, row, "phone", "13900000000")
    edited(township, south, MINE, "name", "王小花")
    edited(township, center, MINE, "name", "王晓花")
    brought(township, south, center)
    groups = {len(group): group for group in conflicts.alike(open_at(center))}
    assert {one.row for one in groups[2]} == {MINE, other}
    with township.change(center) as rows:
        conflicts.settle(rows, [(one, "13900000000") for one in groups[2]])
    assert [one.field for one in open_at(center)] == ["name"]


def test_of_a_child_that_left_the_new_school_decides(
    township: Township, center: Machine, south: Machine, north: Machine
) -> None:
    both_edit(township, center, south)
    edited(township, center, MINE, "school_id", NORTH)
    brought(township, center, south)
    brought(township, center, north)
    assert open_at(south) == []
    assert [one.field for one in open_at(north)] == ["name"]
