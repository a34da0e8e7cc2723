"""Hours of a five-year cycle, and when a registration ends."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.training import Cycle, cycle_of, expected_by, hours_of, registration_ends

WANTED = Decimal(360)
YEARS = st.integers(2000, 2060)
TRAININGS = st.lists(
    st.tuples(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.decimals(0, 200, places=1)), max_size=30
)


@pytest.mark.parametrize(
    ("year", "cycle"), [(2026, (2026, 2030)), (2030, (2026, 2030)), (2031, (2031, 2035)), (2025, (2021, 2025))]
)
def test_the_cycle_a_year_lies_in(year: int, cycle: tuple[int, int]) -> None:
    assert cycle_of(year, 2026, 5) == cycle


@given(YEARS, YEARS, st.integers(1, 10))
def test_every_year_lies_in_exactly_one_cycle(year: int, start: int, years: int) -> None:
    cycle = cycle_of(year, start, years)
    assert cycle.first <= year <= cycle.last
    assert cycle_of(cycle.last + 1, start, years).first == cycle.last + 1


def test_hours_count_in_the_year_in_which_a_training_ended() -> None:
    found = hours_of(
        [(date(2026, 12, 31), Decimal(72)), (date(2027, 1, 5), Decimal("10.5"))], Cycle(2026, 2030), WANTED
    )
    assert found.by_year[:2] == (72, Decimal("10.5"))
    assert (found.total, found.lacking) == (Decimal("82.5"), Decimal("277.5"))


@given(TRAININGS, YEARS)
def test_no_hour_is_counted_twice_and_none_of_the_cycle_is_left_out(
    trainings: list[tuple[date, Decimal]], year: int
) -> None:
    cycle = cycle_of(year, 2026, 5)
    found = hours_of(trainings, cycle, WANTED)
    assert sum(found.by_year) == found.total == sum(hours for day, hours in trainings if cycle.holds(day))
    assert found.lacking == max(WANTED - found.total, 0)


def test_an_even_pace_asks_for_a_fifth_a_year() -> None:
    cycle = Cycle(2026, 2030)
    assert [expected_by(year, cycle, WANTED) for year in (2025, 2026, 2028, 2030, 2035)] == [0, 72, 216, 360, 360]


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(1, 10))
def test_a_registration_is_good_until_the_day_before_its_anniversary(day: date, years: int) -> None:
    ends = registration_ends(day, years)
    after = ends + timedelta(1)
    assert (after.year, after.month, after.day) == (day.year + years, day.month, day.day) or (day.month, day.day) == (
        2,
        29,
    )
    assert (ends - day).days in range(years * 365 - 1, years * 366)
