"""Who stayed: the account comes out whatever the movements were, and nobody can be kept who was not there."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import retention, roll
from db.rules.movements import KINDS, RESTING
from db.rules.roll import Move, Place, Pupil
from tests.db.rules.test_roll import PUPILS, SCHOOLS, TOWNSHIPS

A, B = b"A" * 16, b"B" * 16
FIRST, LAST = date(2026, 9, 1), date(2027, 1, 31)
WAYS = pytest.mark.parametrize("resting", [(), RESTING], ids=["休学计转出", "休学保留学籍"])


def account(township: list[Pupil], schools: set[bytes], resting: tuple[str, ...]) -> retention.Account:
    known = [flow for pupil in township for flow in roll.flows(pupil, resting)]
    line = roll.table(known, FIRST, LAST, lambda place: place.school in schools).get(True, roll.Line())
    return retention.account(line)


def test_every_kind_of_movement_stands_in_one_part_each_way() -> None:
    assert sorted((*retention.CAME, *retention.RETURNED)) == sorted((*KINDS, roll.ENTERED))
    left = (*retention.LEFT, *retention.DIED, *retention.GRADUATED, *retention.LOST)
    assert sorted(left) == sorted(KINDS)


@WAYS
@given(township=TOWNSHIPS, schools=st.sets(SCHOOLS))
def test_the_account_comes_out_for_any_movements_and_schools(
    township: list[Pupil], schools: set[bytes], resting: tuple[str, ...]
) -> None:
    put = account(township, schools, resting)
    assert put.start + put.came - put.left - put.died - put.lost == put.kept
    assert min(put) >= 0
    assert put.kept <= put.start + put.came - put.left - put.died, "never more than all"


LONE = {
    "": (1, 0, 0, 0, 0, 1), "31": (1, 0, 1, 0, 0, 0), "65": (1, 0, 0, 1, 0, 0), "64": (1, 0, 0, 0, 1, 0),
    "63": (1, 0, 0, 0, 1, 0), "61": (1, 0, 0, 0, 0, 1), "22": (1, 0, 0, 0, 0, 1), "21": (1, 0, 1, 0, 0, 0),
    "51": (1, 0, 0, 0, 0, 1), "11": (0, 1, 0, 0, 0, 1), "43": (0, 1, 0, 0, 0, 1), "64 43": (1, 0, 0, 0, 0, 1),
}  # fmt: skip


@WAYS
@pytest.mark.parametrize("kinds", LONE)
def test_one_pupil_stands_where_he_belongs(kinds: str, resting: tuple[str, ...]) -> None:
    moves = tuple(Move(date(2026, 10, day), kind, A, B if kind in ("21", "22") else A) for day, kind in moved(kinds))
    gone = kinds in ("31", "65", "64", "63", "61")
    pupil = Pupil(B if kinds in ("21", "22") else A, not gone, "1", "1", 2024, None, moves)
    assert tuple(account([pupil], {A}, resting)) == LONE[kinds]


def moved(kinds: str) -> list[tuple[int, str]]:
    return list(enumerate(kinds.split(), 9))


SUSPENDED = {
    "41": ((1, 0, 1, 0, 0, 0), (1, 0, 0, 0, 0, 1)),
    "42": ((0, 1, 0, 0, 0, 1), (1, 0, 0, 0, 0, 1)),
    "41 42": ((1, 1, 1, 0, 0, 1), (1, 0, 0, 0, 0, 1)),
    "41 64": ((1, 0, 1, 0, 0, 0), (1, 0, 0, 0, 1, 0)),
    "41 31": ((1, 0, 1, 0, 0, 0), (1, 0, 1, 0, 0, 0)),
}
"""Accounts where a suspension is a movement, and where the place is kept."""


@pytest.mark.parametrize("kinds", SUSPENDED)
def test_a_suspended_pupil_is_out_of_start_flows_and_end_or_in_all_of_them(kinds: str) -> None:
    moves = tuple(Move(date(2026, 10, day), kind, A, A) for day, kind in moved(kinds))
    moving, keeping = SUSPENDED[kinds]
    back = kinds.endswith("42")
    assert tuple(account([Pupil(A, back, "1", "1", 2024, None, moves)], {A}, ())) == moving
    on_register = back or kinds == "41"
    assert tuple(account([Pupil(A, on_register, "1", "1", 2024, None, moves)], {A}, RESTING)) == keeping


@given(PUPILS)
def test_who_keeps_the_place_is_on_the_register_whenever_he_is_at_school(pupil: Pupil) -> None:
    moves = tuple(move._replace(here=None) for move in pupil.moves)
    at_school, kept = (roll.flows(pupil._replace(moves=moves, present=True), resting) for resting in ((), RESTING))
    for day in (FIRST, date(2026, 11, 1), LAST):
        there: list[Place] = list(roll.at(at_school, day, lambda place: place))
        assert not there or roll.at(kept, day, lambda place: place)
