"""Balance figures equal the vectors of their sources, and an independent reckoning on chance data."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.balance import (
    BELOW,
    ENOUGH,
    FAR_BELOW,
    Held,
    Spread,
    composite,
    each,
    passes,
    shortage,
    spread,
    standing,
)

D, F = Decimal, Fraction
BOOKS = [Held(p, F(x)) for p, x in ((45, 279), (37, 137), (89, 935), (76, 160), (55, 402))]


def rounded(value: Decimal | None, places: int = 4) -> Decimal:
    assert value is not None
    return round(value, places)


def test_the_coefficient_is_weighted_by_pupils_as_the_source_has_it() -> None:
    found = spread(BOOKS)
    assert found is not None
    assert round(float(found.mean), 4) == 6.3344
    assert rounded(found.variation) == D("0.5153")
    assert found.within(D("0.50")) is False


def test_the_unweighted_coefficient_would_pass_and_is_not_ours() -> None:
    alone = [float(held.amount / held.pupils) for held in BOOKS]
    mean = sum(alone) / len(alone)
    unweighted = math.sqrt(sum((value - mean) ** 2 for value in alone) / len(alone)) / mean
    assert round(unweighted, 4) == 0.4888


@pytest.mark.parametrize(
    ("schools", "mean", "coefficient"),
    [
        ([(100, 500), (100, 500)], "5", "0"),
        ([(100, 400), (100, 600)], "5", "0.2"),
        ([(100, 0), (100, 1000)], "5", "1"),
        ([(300, 900), (100, 700)], "4", "0.4330"),  # S² = .75·1 + .25·9 = 3
        ([(1, 3), (2, 3), (1, 0)], "1.5", "0.7071"),  # S² = .25·2.25 + .5·0 + .25·2.25 = 1.125
        ([(10, 20), (30, 60), (0, 999)], "2", "0"),  # nobody sits there
    ],
)
def test_vectors_by_hand(schools: list[tuple[int, int]], mean: str, coefficient: str) -> None:
    found = spread(Held(pupils, F(amount)) for pupils, amount in schools)
    assert found is not None
    assert found.mean == F(mean)
    assert rounded(found.variation) == D(coefficient)


def test_where_nobody_is_or_nothing_is_held_there_is_no_coefficient() -> None:
    assert spread([]) is None
    assert spread([Held(0, F(5))]) is None
    nothing = spread([Held(10, F(0)), Held(20, F(0))])
    assert nothing is not None
    assert (nothing.variation, nothing.within(D("0.5"))) == (None, None)


def test_one_school_alone_is_not_praised_for_being_like_itself() -> None:
    alone = spread([Held(50, F(210)), Held(0, F(3))])
    assert alone is not None
    assert (alone.mean, alone.variation, alone.within(D("0.5"))) == (F("4.2"), None, None)


def test_the_composite_is_the_plain_mean_of_the_eight() -> None:
    """A mean of 0.59175 is printed as 0.592, as in the table the source shows."""
    eight_found = ("0.62", "0.87", "0.54", "0.47", "0.71", "0.33", "0.47", "0.724")
    eight = [Spread(F(1), F(value) ** 2, 2) for value in eight_found]
    assert rounded(composite(eight), 5) == D("0.59175")
    assert composite([*eight[:7], None]) is None


@pytest.mark.parametrize(
    ("value", "threshold", "expected"),
    [
        ("4.2", "4.2", ENOUGH),
        ("4.1999", "4.2", BELOW),
        ("3.57", "4.2", BELOW),  # exactly 85 %
        ("3.5699", "4.2", FAR_BELOW),
        ("2.299", "2.3", BELOW),
        ("1700", "2000", BELOW),
        ("1699", "2000", FAR_BELOW),
        ("0", "1", FAR_BELOW),
    ],
)
def test_a_figure_stands_to_its_threshold_exactly(value: str, threshold: str, expected: str) -> None:
    assert standing(F(value), D(threshold), D(85)) == expected


def test_six_of_seven_pass_unless_the_seventh_is_far_below() -> None:
    assert passes([ENOUGH] * 7, 6)
    assert passes([*[ENOUGH] * 6, BELOW], 6)
    assert not passes([*[ENOUGH] * 6, FAR_BELOW], 6)
    assert not passes([*[ENOUGH] * 5, BELOW, BELOW], 6)


@pytest.mark.parametrize(
    ("pupils", "amount", "threshold", "per", "whole", "needed", "missing"),
    [
        (174, 7, "4.2", 100, True, 8, 1),  # 7.308 teachers are eight
        (174, 1, "1", 100, True, 2, 1),
        (174, 841, "4.5", 1, False, 783, 0),
        (142, 609, "4.5", 1, False, 639, 30),
        (142, 241_400, "2000", 1, False, 284_000, 42_600),
        (100, 2, "2.3", 100, True, 3, 1),
        (0, 0, "4.2", 100, True, 0, 0),
    ],
)
def test_what_is_missing_in_pieces_and_in_measures(
    pupils: int, amount: int, threshold: str, per: int, whole: bool, needed: int, missing: int
) -> None:
    found = shortage(Held(pupils, F(amount)), D(threshold), per, whole=whole)
    assert (found.needed, found.missing) == (needed, missing)


def test_for_a_hundred_pupils_and_for_nobody() -> None:
    assert each(Held(174, F(7)), 100) == F(700, 174)
    assert each(Held(0, F(7))) is None


schools = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 50_000)), max_size=12)


@given(schools, st.randoms())
def test_it_equals_plain_floating_reckoning_in_any_order(found: list[tuple[int, int]], chance: object) -> None:
    got = spread(Held(p, F(x)) for p, x in found)
    chance.shuffle(found)  # type: ignore[attr-defined]
    assert spread(Held(p, F(x)) for p, x in found) == got
    there = [(p, x) for p, x in found if p]
    if got is None:
        assert not there
        return
    everybody = sum(p for p, _ in there)
    mean = sum(x for _, x in there) / everybody
    deviation = math.sqrt(sum(p / everybody * (x / p - mean) ** 2 for p, x in there))
    assert math.isclose(float(got.mean), mean, rel_tol=1e-9)
    if mean:
        assert math.isclose(float(got.variation or 0), deviation / mean, rel_tol=1e-6, abs_tol=1e-9)


@given(schools, st.integers(2, 9))
def test_equal_shares_spread_nothing_and_scaling_changes_nothing(found: list[tuple[int, int]], times: int) -> None:
    equal = spread(Held(p, F(3 * p)) for p, _ in found)
    if equal is not None:
        assert equal.squared == 0
        assert equal.variation == (0 if equal.schools > 1 else None)
    got, scaled = (spread(Held(p, F(x * k)) for p, x in found) for k in (1, times))
    if got is not None and scaled is not None and got.mean:
        assert scaled.squared / scaled.mean**2 == got.squared / got.mean**2


@given(schools, st.decimals("0.1", "2", places=2))
def test_within_the_limit_is_decided_exactly_as_the_coefficient_says(
    found: list[tuple[int, int]], limit: Decimal
) -> None:
    got = spread(Held(p, F(x)) for p, x in found)
    if got is not None and got.variation is not None and abs(got.variation - limit) > D("1e-20"):
        assert got.within(limit) == (got.variation <= limit)
