"""Eyesight by the five-point record, and the decimal record turned into it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.vision import Sight, in_points, sight, worse

EYES = st.integers(30, 53).map(lambda n: Decimal(n) / 10)


@pytest.mark.parametrize(
    ("eyes", "said"),
    [("5.3 5.0", "正常"), ("4.9", "轻度不良"), ("4.8 4.6", "中度不良"), ("4.5 4.0", "重度不良")],
)
def test_an_eye_is_as_good_as_its_line(eyes: str, said: str) -> None:
    assert {sight(Decimal(eye)) for eye in eyes.split()} == {said}


@given(EYES, EYES)
def test_a_pupil_is_judged_by_the_worse_eye(left: Decimal, right: Decimal) -> None:
    order = list(Sight)
    assert worse(left, right) == max(sight(left), sight(right), key=order.index)
    assert worse(left, None) == sight(left)
    assert worse(None, None) is None


@pytest.mark.parametrize(("typed", "points"), [("0.8", "4.9"), ("1.0", "5.0"), ("0.1", "4.0"), ("1.5", "5.2")])
def test_the_decimal_record_has_its_line(typed: str, points: str) -> None:
    assert in_points(Decimal(typed)) == Decimal(points)


def test_what_is_no_line_of_the_chart_is_not_guessed() -> None:
    assert in_points(Decimal("0.7")) is None
    assert in_points(Decimal("4.9")) is None
