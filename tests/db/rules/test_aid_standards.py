"""What a child gets in a term follows from the standard that holds then, whatever order the standards stand in."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from db.rules.aid_standards import Standard, for_term, money, stage_at, standard_of, term_number, term_of, working, yuan

D = Decimal
SPRING_2024 = term_number(2023, 2)
BOARDING = [
    Standard(b"1", "1", "2", yuan_year=D(1000), yuan_term=D(500), until=SPRING_2024 - 1),
    Standard(b"2", "2", "2", yuan_year=D(1250), yuan_term=D(625), until=SPRING_2024 - 1),
    Standard(b"3", "1", "2", yuan_year=D(1250), yuan_term=D(625), since=SPRING_2024),
    Standard(b"4", "2", "2", yuan_year=D(1500), yuan_term=D(750), since=SPRING_2024),
    Standard(b"5", "1", "1", yuan_year=D(625), since=SPRING_2024),
]


def test_a_boarder_of_the_primary_school_gets_more_from_spring_2024_on() -> None:
    before, after = (standard_of(BOARDING, "1", "2", *when) for when in ((2023, 1), (2023, 2)))
    assert (before and for_term(before), after and for_term(after)) == (D(500), D(625))


def test_half_of_a_year_is_exact_to_the_cent() -> None:
    found = standard_of(BOARDING, "1", "1", 2026, 1)
    assert found is not None
    assert for_term(found) == D("312.5")
    assert working(found) == "小学走读，每学年625元，一学期312.5元（2024年春季起）"


def test_nothing_holds_for_the_kindergarten_or_before_the_first_standard() -> None:
    assert standard_of(BOARDING, "0", "2", 2026, 1) is None
    assert standard_of(BOARDING, "1", "1", 2022, 1) is None


def test_a_standard_that_says_more_of_whom_it_is_for_goes_before_a_general_one() -> None:
    office = [*BOARDING, Standard(b"6", yuan_term=D(100), since=term_number(2026, 1))]
    assert standard_of(office, "1", "2", 2026, 1) == BOARDING[2]
    assert standard_of(office, "0", "", 2026, 1) == office[-1]


def test_food_is_reckoned_by_the_days_it_was_given() -> None:
    meals = Standard(b"7", yuan_day=D(5), since=term_number(2021, 1))
    assert for_term(meals) is None
    assert for_term(meals, 98) == D(490)
    assert working(meals, 98) == "每天5元×98天＝490元（2021年秋季起）"


def test_the_stage_of_an_earlier_year_is_the_one_the_child_was_in_then() -> None:
    assert [stage_at("2", 2025, year) for year in (2026, 2025, 2024)] == ["2", "2", "1"]
    assert stage_at("1", 2022, 2021) == "0"
    assert stage_at("0", 2025, 2024) == "0"


def test_sums_are_said_without_empty_noughts_and_stand_in_columns_with_two_places() -> None:
    assert [yuan(D(text)) for text in ("625.00", "312.5", "1E+3", "0")] == ["625", "312.5", "1000", "0"]
    assert money(D("1250")) == "1,250.00"


standards = st.lists(
    st.builds(
        Standard,
        st.binary(min_size=2, max_size=2),
        st.sampled_from(["", "1", "2"]),
        st.sampled_from(["", "1", "2"]),
        yuan_term=st.decimals(1, 999, places=2),
        since=st.none() | st.integers(4040, 4060),
        until=st.none() | st.integers(4040, 4060),
    ),
    max_size=8,
    unique_by=lambda one: one.row,
)


@given(standards, st.integers(2020, 2030), st.sampled_from([1, 2]), st.randoms())
def test_order_of_the_rows_does_not_matter_and_what_is_found_holds_then(
    found: list[Standard], year: int, term: int, chance: object
) -> None:
    first = standard_of(found, "1", "2", year, term)
    chance.shuffle(found)  # type: ignore[attr-defined]
    assert standard_of(found, "1", "2", year, term) == first
    if first is not None:
        assert (first.since or 0) <= term_number(year, term) <= (first.until or 9999)


@given(st.integers(1990, 2100), st.sampled_from([1, 2]))
def test_a_terms_number_says_which_it_is(year: int, term: int) -> None:
    assert term_of(term_number(year, term)) == (year, term)
