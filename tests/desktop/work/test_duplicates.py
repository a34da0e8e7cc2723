"""Likely duplicates: who may be there twice, side by side, joined and taken apart again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.registers import Student
from desktop.work import duplicates, history, tables
from tests.desktop.work.offices import Offices

NUMBER = "619901201603161416"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    yield made
    made.close()


@pytest.fixture
def pair(offices: Offices) -> tuple[bytes, bytes]:
    """One boy whom the center and the point both wrote down."""
    first = offices.pupil(offices.center, "张三", id_number=NUMBER, address="黑沟村三组", nation="01")
    return first, offices.pupil(offices.point, "张山", id_number=NUMBER)


def test_one_number_at_two_schools_is_found_after_the_hand_off(offices: Offices, pair: tuple[bytes, bytes]) -> None:
    assert duplicates.duplicates(offices.center) == []
    offices.carry()
    found = duplicates.duplicates(offices.center)
    assert [(one.because, set(one.rows)) for one in found] == [("身份证件号相同", set(pair))]
    assert duplicates.known_count(offices.center) == 1


def test_the_two_rows_stand_side_by_side_and_the_fuller_one_is_offered(
    offices: Offices, pair: tuple[bytes, bytes]
) -> None:
    offices.carry()
    one = duplicates.duplicates(offices.center)[0]
    assert duplicates.fuller(offices.center, one) == pair[0]
    lines = {line.label: line for line in duplicates.compared(offices.center, one, *pair)}
    assert lines["姓名"].differs
    assert not lines["身份证件号"].differs
    assert lines["身份证件号"].left.endswith("*")
    assert lines["现住址"].right == ""


def test_joined_rows_are_one_on_both_sides_and_undo_parts_them(offices: Offices, pair: tuple[bytes, bytes]) -> None:
    offices.carry()
    outcome = duplicates.join_rows(offices.center, Student, pair[0], [pair[1]])
    assert "合并为一人" in outcome.sentence
    assert tables.ids(offices.center, Student) == [pair[0]]
    assert duplicates.duplicates(offices.center) == []
    offices.carry()
    assert tables.ids(offices.point, Student) == [pair[0]]
    history.undo(offices.center)
    offices.carry()
    assert set(tables.ids(offices.point, Student)) == set(pair)


def test_twins_are_not_asked_about_again(offices: Offices) -> None:
    words = {"born_on": date(2016, 3, 16), "sex": "2"}
    twins = [offices.pupil(offices.point, name, **words) for name in ("李文静", "李文静")]
    assert len(duplicates.duplicates(offices.point)) == 1
    duplicates.not_same(offices.point, Student, twins)
    assert duplicates.duplicates(offices.point) == []
    assert set(tables.ids(offices.point, Student)) == set(twins)
    history.undo(offices.point)
    assert len(duplicates.duplicates(offices.point)) == 1
