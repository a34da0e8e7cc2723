"""Whose rows are whose: a school keeps its own; the township's and other schools' it reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.registers import School, Student
from desktop.work import checking, rows
from desktop.work.rights import NotOurs
from tests.desktop.work.offices import OTHER, POINT, Offices


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    yield made
    made.close()


def moved(offices: Offices) -> bytes:
    """A child of the point that the center has moved to another school; everybody knows."""
    child = offices.pupil(offices.point, "田小禾")
    offices.carry()
    rows.change(offices.center, Student, child, {"school": OTHER})
    offices.carry()
    return child


def test_a_child_who_left_can_only_be_looked_at(offices: Offices) -> None:
    child = moved(offices)
    with pytest.raises(NotOurs) as refused:
        rows.change(offices.point, Student, child, {"talent": "画画"})
    assert OTHER in refused.value.sentence
    with pytest.raises(NotOurs):
        rows.remove(offices.point, Student, [child])
    assert rows.change(offices.center, Student, child, {"talent": "画画"}).data["id"] == child.hex()
    assert checking.check(offices.point).data["ok"]


def test_a_school_may_let_a_child_go_and_not_fetch_one(offices: Offices) -> None:
    child = offices.pupil(offices.point, "田小禾")
    offices.carry()
    rows.change(offices.point, Student, child, {"school": OTHER})
    with pytest.raises(NotOurs):
        rows.change(offices.point, Student, child, {"school": POINT})


def test_common_rows_are_the_centers(offices: Offices) -> None:
    offices.pupil(offices.point, "田小禾")
    offices.carry()
    with pytest.raises(NotOurs):
        rows.add(offices.point, School, {"name": "新学校", "kind": "完小"})
    with pytest.raises(NotOurs):
        rows.change(offices.point, School, offices.other_id, {"name": "改名小学"})
    assert rows.add(offices.center, School, {"name": "新学校", "kind": "完小"}).data["id"]
