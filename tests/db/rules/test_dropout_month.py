"""A month of dropout control: what was open, what was found, what was closed, what is left, month after month."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.rules.dropout_month import Case, disagreeing, figures, month_of

FIRST, LAST = month_of("2026-11")
days = st.dates(date(2026, 8, 1), date(2027, 2, 28))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    found = draw(days)
    confirmed = draw(st.none() | st.integers(0, 90).map(lambda n: found + timedelta(days=n)))
    closed = draw(st.none() | st.integers(0, 90).map(lambda n: found + timedelta(days=n)))
    return Case(found, confirmed, closed, draw(st.sampled_from(["6", "7", "8"])))


def test_a_month_ends_on_its_last_day() -> None:
    assert month_of("2026-11") == (date(2026, 11, 1), date(2026, 11, 30))
    assert month_of("2028-02") == (date(2028, 2, 1), date(2028, 2, 29))
    assert month_of("2026-12") == (date(2026, 12, 1), date(2026, 12, 31))


def test_a_case_is_found_confirmed_and_closed_in_its_months() -> None:
    case = Case(date(2026, 10, 20), date(2026, 11, 5), date(2026, 11, 25), "6")
    october = figures([case], *month_of("2026-10"))
    november = figures([case], FIRST, LAST)
    assert (october["suspected_new"], october["suspected_left"], october["dropped_new"]) == (1, 1, 0)
    assert (november["suspected_before"], november["dropped_new"], november["back"]) == (1, 1, 1)
    assert (november["suspected_left"], november["dropped_left"]) == (0, 0)
    assert sum(figures([case], *month_of("2026-12")).values()) == 0


def test_figures_that_do_not_come_out_are_named_and_missing_ones_are_not_judged() -> None:
    known = {"at_start": 300, "came": 2, "left": 1, "died": 0, "at_end": 302}
    assert disagreeing(known) == [("at_end", "300＋2－1不等于302。")]
    assert disagreeing(known | {"at_end": 301}) == []
    assert disagreeing(known | {"died": None}) == []


@given(st.lists(cases(), max_size=20))
def test_what_is_left_of_one_month_is_what_the_next_begins_with(some: list[Case]) -> None:
    before = None
    for month in ("2026-09", "2026-10", "2026-11", "2026-12", "2027-01"):
        now = figures(some, *month_of(month))
        assert disagreeing(now) == []
        if before is not None:
            assert now["suspected_before"] + now["dropped_before"] == before["suspected_left"] + before["dropped_left"]
            assert now["dropped_before"] == before["dropped_left"]
        before = now


@given(st.lists(cases(), max_size=12), st.lists(cases(), max_size=12))
def test_the_townships_month_is_the_sum_of_its_schools(one: list[Case], other: list[Case]) -> None:
    sums = {name: number + figures(other, FIRST, LAST)[name] for name, number in figures(one, FIRST, LAST).items()}
    assert figures([*one, *other], FIRST, LAST) == sums
