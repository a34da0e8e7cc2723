"""Who counts as absent, which calls are missing, and the rate of a month."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import codes
from db.rules import attendance as rules

SESSIONS = st.sampled_from([rules.WHOLE, rules.MORNING, rules.AFTERNOON, rules.EVENING])


def test_every_reason_of_the_list_is_either_absence_or_not() -> None:
    listed = {code.code for code in codes.code_list("absence_reason")}
    assert set(rules.ABSENT) | {rules.LATE, rules.EARLY} == listed
    assert set(rules.OPEN) < set(rules.ABSENT)


def test_every_reason_has_a_sign_and_a_key_of_its_own() -> None:
    told = codes.code_list("absence_reason").told
    for table in (told["signs"], told["keys"]):
        assert set(table) == {code.code for code in codes.code_list("absence_reason")}
        assert len(set(table.values())) == len(table)
    assert all(codes.code_list("absence_reason").read(sign) == code for code, sign in told["signs"].items())
    assert all(codes.code_list("absence_reason").read(key) == code for code, key in told["keys"].items())


@pytest.mark.parametrize(
    ("done", "wanted", "left"),
    [
        ("", "0", "0"), ("0", "0", ""), ("0", "12", ""), ("12", "0", ""), ("1", "12", "2"), ("1", "0", "0"),
        ("0", "123", "3"), ("12", "123", "3"), ("123", "123", ""), ("3", "12", "12"), ("", "", ""),
    ],
)  # fmt: skip
def test_a_call_for_the_day_covers_both_halves_and_both_halves_the_day(done: str, wanted: str, left: str) -> None:
    assert rules.uncalled(set(done), tuple(wanted)) == tuple(left)


@given(st.sets(SESSIONS), st.sampled_from(["1", "2", "3"]))
def test_calling_what_is_left_leaves_nothing(done: set[str], choice: str) -> None:
    wanted = rules.sessions_of(choice)
    assert rules.uncalled(done | set(rules.uncalled(done, wanted)), wanted) == ()


def test_a_choice_nobody_knows_is_once_a_day() -> None:
    assert rules.sessions_of("") == (rules.WHOLE,)


def test_a_full_rate_is_never_reached_by_rounding() -> None:
    assert rules.attended(2000, 1) == Decimal("99.9")
    assert rules.attended(2000, 0) == Decimal("100.0")
    assert rules.attended(3, 1) == Decimal("66.7")
    assert rules.attended(0, 0) is None


@given(st.integers(1, 50_000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_the_rate_lies_between_nothing_and_everything(figures: tuple[int, int]) -> None:
    expected, absent = figures
    rate = rules.attended(expected, absent)
    assert rate is not None
    assert 0 <= rate <= 100
    assert (rate == 100) == (absent == 0)


def test_half_days_are_written_as_offices_write_them() -> None:
    assert [rules.days_of(n) for n in (0, 1, 2, 5)] == ["0", "0.5", "1", "2.5"]
    assert [rules.days_of(n, tenths=True) for n in (0, 2, 5)] == ["0.0", "1.0", "2.5"]
    assert rules.any_half([2, 4, 5])
    assert not rules.any_half([2, 4])
