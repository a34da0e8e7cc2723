"""A suspension needs an end, three months and a hospital's word."""

from datetime import date

import pytest

from db.rules import suspensions
from db.rules.days import months_after


@pytest.mark.parametrize(
    ("until", "short"), [("2026-11-30", True), ("2026-12-08", True), ("2026-12-09", False), ("2027-02-28", False)]
)
def test_a_suspension_is_for_three_months_or_more(until: str, short: bool) -> None:
    assert suspensions.too_short(date(2026, 9, 9), date.fromisoformat(until)) == short


def test_three_months_from_the_last_of_november_end_with_february() -> None:
    assert not suspensions.too_short(date(2026, 11, 30), date(2027, 2, 28))
    assert months_after(date(2027, 10, 31), 4) == date(2028, 2, 29)


def test_what_is_missing_is_said_field_by_field() -> None:
    begins = date(2026, 9, 9)
    assert [lack[0] for lack in suspensions.lacking(begins, None, proved=False)] == ["until", "proof"]
    assert [lack[0] for lack in suspensions.lacking(begins, date(2026, 10, 1), proved=True)] == ["until"]
    assert suspensions.lacking(begins, date(2027, 2, 28), proved=True) == []
    assert suspensions.lacking(begins, date(2026, 11, 9), proved=True, months=2) == []
    assert suspensions.lacking(None, date(2026, 11, 9), proved=True) == []
