"""Exchange of teachers against the national shares: 10 % of those due, 20 % of them backbone."""

from fractions import Fraction

import pytest

from db.rules.rotation import Exchange, enough, is_due


@pytest.mark.parametrize(
    ("joined_in", "due"), [("2020-09", True), ("2020-10", False), ("2019-03", True), ("2026-09", False), (None, None)]
)
def test_who_has_been_there_six_years_when_the_year_begins_is_due(joined_in: str | None, due: bool | None) -> None:
    assert is_due(joined_in, 2026, 6) is due


def test_shares_are_of_those_due_and_of_those_who_went() -> None:
    one = Exchange(40, 4, 1)
    assert (one.share, one.backbone_share) == (Fraction(1, 10), Fraction(1, 4))
    assert Exchange(40, 4, 1) + Exchange(10, 0, 0, 2) == Exchange(50, 4, 1, 2)
    assert Exchange(0, 0, 0).share is None


def test_a_share_just_below_does_not_reach() -> None:
    assert enough(Fraction(1, 10), 10)
    assert not enough(Fraction(99, 1000), 10)
    assert enough(None, 10)
