"""An application goes through its steps in order, and what is out of order is said with a way out."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.rules.aid_steps import ORDER, Needs, out_of_order, paid_too_soon, short_posting, state
from db.rules.calendar import SpecialDay

TODAY = "2026-11-20"
NATIONAL_DAY = [SpecialDay(date(2026, 10, day), "国庆节") for day in range(1, 8)]


def test_an_application_goes_from_step_to_step() -> None:
    row: dict[str, str] = {}
    seen = []
    for name, value in (
        ("applied_on", "2026-09-10"), ("reviewed_on", "2026-09-20"), ("posted_from", "2026-11-18"),
        ("posted_to", "2026-11-19"), ("paid_on", "2026-11-20"), ("signed_by", "李明"),
    ):  # fmt: skip
        row[name] = value
        seen.append(state(row, TODAY, Needs()))
    assert seen == ["1", "3", "4", "5", "6", "7"]


def test_a_kind_without_review_and_publicity_is_to_be_paid_at_once() -> None:
    assert state({}, TODAY, Needs(review=False, posting=False)) == "5"
    assert state({}, TODAY, Needs(posting=False)) == "1"


def test_what_the_review_refused_or_put_off_goes_no_further() -> None:
    reviewed = {"reviewed_on": "2026-09-20", "posted_from": "2026-09-21", "posted_to": "2026-09-28"}
    assert state({**reviewed, "result": "2"}, TODAY, Needs()) == "2"
    assert state({**reviewed, "result": "3"}, TODAY, Needs()) == "1"


def test_publicity_is_over_the_day_after_its_last() -> None:
    row = {"reviewed_on": "2026-11-01", "result": "1", "posted_from": "2026-11-13", "posted_to": TODAY}
    assert [state(row, day, Needs()) for day in (TODAY, "2026-11-21")] == ["4", "5"]


def test_five_working_days_over_the_national_holiday_end_in_the_week_after() -> None:
    first = date(2026, 9, 29)
    assert short_posting(first, date(2026, 10, 9), 5, NATIONAL_DAY) is not None
    fault = short_posting(first, date(2026, 10, 9), 5, NATIONAL_DAY)
    assert fault is not None
    assert fault.sentence == "公示只有 4 个工作日，应不少于 5 个。"
    working_saturday = SpecialDay(date(2026, 10, 10), "国庆节调休", school_day=True)
    assert short_posting(first, date(2026, 10, 10), 5, [*NATIONAL_DAY, working_saturday]) is None


def test_money_before_the_end_of_publicity_is_a_fault() -> None:
    last = date(2026, 9, 28)
    assert paid_too_soon(last, last) is not None
    assert paid_too_soon(last, last + timedelta(days=1)) is None


days = st.none() | st.dates(date(2026, 9, 1), date(2027, 1, 20))


@given(st.fixed_dictionaries({name: days for name, _ in ORDER}))
def test_days_in_order_have_no_fault_and_others_have_one(found: dict[str, date | None]) -> None:
    there = [day for name, _ in ORDER if (day := found[name]) is not None]
    assert bool(out_of_order(found)) == (there != sorted(there))
