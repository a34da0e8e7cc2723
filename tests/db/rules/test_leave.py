"""Leave in working days over calendars with make-up days; who may give it; who is paid and not at work."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.calendar import SpecialDay
from db.rules.leave import (
    BIRTH,
    DUTY,
    ILL,
    NO_LEAVE,
    PERSONAL,
    Known,
    Leave,
    Why,
    days_taken,
    days_within,
    must_approve,
    on_the_list,
)

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
LONG_ILL, LONG_OTHER = Decimal(60), Decimal(15)
DAYS = st.dates(date(2026, 9, 1), date(2027, 1, 15))
CALENDARS = st.lists(st.builds(SpecialDay, DAYS, st.just("节"), st.booleans()), max_size=20, unique_by=lambda s: s.on)
LEAVES = st.builds(
    lambda first, more, starts, ends: Leave(PERSONAL, first, first + timedelta(more), starts, ends),
    DAYS, st.integers(0, 40), st.sampled_from("12"), st.sampled_from("12"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("leave", "days"),
    [
        (Leave(PERSONAL, MONDAY, FRIDAY), "5"),
        (Leave(PERSONAL, MONDAY, MONDAY + timedelta(7)), "6"),
        (Leave(PERSONAL, MONDAY, MONDAY, ends="1"), "0.5"),
        (Leave(PERSONAL, MONDAY, MONDAY, starts="2"), "0.5"),
        (Leave(PERSONAL, MONDAY, FRIDAY, "2", "1"), "4.0"),
        (Leave(PERSONAL, MONDAY, MONDAY, "2", "1"), "0"),
        (Leave(PERSONAL, FRIDAY, MONDAY), "0"),
        (Leave(BIRTH, MONDAY, MONDAY + timedelta(6)), "7"),
    ],
)
def test_days_are_working_days_and_of_childbirth_calendar_days(leave: Leave, days: str) -> None:
    assert days_taken(leave) == Decimal(days)


def test_a_holiday_takes_no_leave_and_a_made_up_saturday_does() -> None:
    special = [SpecialDay(MONDAY + timedelta(2), "校运会"), SpecialDay(FRIDAY + timedelta(1), "调休", True)]
    assert days_taken(Leave(PERSONAL, MONDAY, FRIDAY + timedelta(2)), special) == 5


@given(LEAVES, CALENDARS, DAYS)
def test_the_months_of_a_leave_make_the_leave(leave: Leave, special: list[SpecialDay], cut: date) -> None:
    before = days_within(leave, special, last=cut)
    after = days_within(leave, special, first=cut + timedelta(1))
    same_day = leave.first == leave.last and (leave.starts, leave.ends) == ("2", "1")
    assert before + after == days_within(leave, special) or same_day


@given(LEAVES, CALENDARS)
def test_a_leave_takes_no_more_than_its_days_and_a_day_longer_no_less(leave: Leave, special: list[SpecialDay]) -> None:
    taken = days_within(leave, special)
    assert 0 <= taken <= (leave.last - leave.first).days + 1
    assert taken <= days_within(leave._replace(last=leave.last + timedelta(1), ends="2"), special)
    assert taken <= days_within(leave, special, every_day=True)


def test_the_lowest_post_that_may_give_the_days_gives_them() -> None:
    limits = [Decimal(1), Decimal(3), Decimal(15)]
    assert [must_approve(Decimal(n), limits) for n in ("0.5", "1", "1.5", "3", "15", "15.5", "90")] == [
        0,
        0,
        1,
        1,
        2,
        3,
        3,
    ]


def known(kind: str, first: int, last: int, days: int = 3, *, returned: bool = False) -> Known:
    return Known(Leave(kind, FRIDAY + timedelta(first), FRIDAY + timedelta(last)), Decimal(days), returned)


@pytest.mark.parametrize(
    ("by_status", "leaves", "why"),
    [
        (False, [], None),
        (True, [], Why.NOT_THERE),
        (True, [known(ILL, -3, 3)], None),
        (False, [known(PERSONAL, -5, -2)], Why.NOT_BACK),
        (False, [known(PERSONAL, -5, -2, returned=True)], None),
        (False, [known(DUTY, -5, -2)], None),
        (False, [known(ILL, -70, 10, 80)], Why.LONG_ILL),
        (False, [known(ILL, -50, 5, 55)], None),
        (False, [known(PERSONAL, -20, 5, 25)], Why.LONG),
        (False, [known(BIRTH, -60, 60, 120)], None),
        (False, [known(PERSONAL, 3, 60, 57)], None),
        (False, [known(NO_LEAVE, -1, 0)], Why.NO_LEAVE),
    ],
)
def test_who_is_paid_and_not_at_work_is_listed_with_the_reason(
    by_status: bool, leaves: list[Known], why: Why | None
) -> None:
    assert on_the_list(by_status, leaves, FRIDAY, LONG_ILL, LONG_OTHER) == why
