"""Two rows that may be one child wait for somebody; joining and keeping apart can both be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from db import duplicates, query
from db.errors import Trouble
from db.query import Question
from db.register import Context
from db.registers import Child, Village
from tests.db.merge.conftest import center, north, south, templates, township
from tests.laws.township import NORTH, SOUTH, Machine, Township

__all__ = ["center", "north", "south", "templates", "township"]
TODAY = Context(date(2026, 11, 21), 2026)
NUMBER = "52022120160305001X"


@pytest.fixture
def pair(township: Township, center: Machine) -> tuple[bytes, bytes]:
    """One child in two villages' lists."""
    with township.change(center) as rows:
        one = rows.add(Child(name="王小花", school_id=SOUTH, id_number=NUMBER, sex="2"))
        other = rows.add(Child(name="王晓花", school_id=NORTH, id_number=NUMBER, sex="2"))
        return one.id, other.id


def queue(machine: Machine) -> list[tuple[set[bytes], str]]:
    with machine.workspace.look() as connection:
        return [(set(rows), because) for _, rows, because in duplicates.queue(connection) if len(rows) == 2]


def listed(machine: Machine) -> set[bytes]:
    with machine.workspace.look() as connection:
        return set(query.ids(connection, Child, Question(), TODAY))


def test_the_same_number_puts_two_rows_into_the_queue(center: Machine, pair: tuple[bytes, bytes]) -> None:
    assert queue(center) == [(set(pair), "身份证件号相同")]


def test_the_same_name_by_sound_with_birth_date_and_sex_does_too(township: Township, center: Machine) -> None:
    with township.change(center) as rows:
        two = {
            rows.add(Child(name=name, school_id=SOUTH, born_on=date(2016, 3, 5), sex="2")).id
            for name in ("张伟", "章伟")
        }
        rows.add(Child(name="张伟", school_id=SOUTH, born_on=date(2016, 3, 5), sex="1"))
    assert queue(center) == [(two, "姓名读音、生日、性别相同")]


def test_a_joined_row_leaves_lists_and_queue_and_comes_back(
    township: Township, center: Machine, pair: tuple[bytes, bytes]
) -> None:
    keep, other = pair
    with township.change(center) as rows:
        duplicates.join(rows, Child, keep, other)
    assert queue(center) == []
    assert keep in listed(center)
    assert other not in listed(center)
    with center.workspace.look() as connection:
        assert duplicates.aliases(connection, Child) == {other: keep}
    with township.change(center) as rows:
        duplicates.separate(rows, Child, other)
    assert {keep, other} <= listed(center)


def test_if_the_kept_row_is_removed_the_other_shows_again(
    township: Township, center: Machine, pair: tuple[bytes, bytes]
) -> None:
    keep, other = pair
    with township.change(center) as rows:
        duplicates.join(rows, Child, keep, other)
        rows.remove(rows.get(Child, keep))
    assert other in listed(center)


def test_twins_are_not_asked_about_again(township: Township, center: Machine, pair: tuple[bytes, bytes]) -> None:
    with township.change(center) as rows:
        duplicates.not_same(rows, Child, *pair, None)
    assert queue(center) == []
    with township.change(center) as rows:
        duplicates.maybe_same(rows, Child, *pair)
    assert len(queue(center)) == 1
    with township.change(center) as rows:
        duplicates.not_same(rows, Child, *reversed(pair), None)
    assert queue(center) == []


def test_what_cannot_be_joined_says_why(township: Township, center: Machine, pair: tuple[bytes, bytes]) -> None:
    keep, other = pair
    with township.change(center) as rows:
        duplicates.join(rows, Child, keep, other)
        for impossible in ((keep, keep), (other, keep), (keep, b"?" * 16)):
            with pytest.raises(Trouble):
                duplicates.join(rows, Child, *impossible)
        with pytest.raises(Trouble):
            duplicates.join(rows, Village, keep, other)


def test_joining_in_both_directions_at_two_offices_leaves_one_row_in_the_list() -> None:
    one, other, third = b"1" * 16, b"2" * 16, b"3" * 16
    assert duplicates.people_of([(one, other), (other, one)]) == {other: one}
    assert duplicates.people_of([(one, other), (other, third)]) == {one: third, other: third}
