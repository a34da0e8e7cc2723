"""Whose turn a transfer is, until when on the school calendar."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from db.codes import code_list
from db.rules import movements
from db.rules.calendar import SpecialDay, is_school_day
from db.rules.movements import KINDS, STATIONS, TRANSFERS, turn

HOLIDAY = tuple(SpecialDay(date(2026, 10, day), "国庆节") for day in (1, 2, 5, 6, 7))
MADE_UP = (SpecialDay(date(2026, 10, 10), "调休", school_day=True),)


def test_every_kind_of_the_list_has_its_rule_and_every_status_it_gives_is_a_status() -> None:
    assert [code.code for code in code_list("movement_kind")] == list(KINDS)
    statuses = {code.code for code in code_list("student_status")} | {""}
    assert {kind.status for kind in KINDS.values()} <= statuses
    assert {kind.effect for kind in KINDS.values()} == {"in", "out", "within", "stay"}
    assert movements.effect_of("97") == "stay"


def test_the_receiving_school_starts_and_has_ten_working_days() -> None:
    first = turn(STATIONS, date(2026, 11, 2), {}, date(2026, 11, 9))
    assert first is not None
    assert (first.station, first.due, first.late) == ("in_school", date(2026, 11, 16), 0)


def test_ten_working_days_leave_out_the_holiday_and_count_the_made_up_saturday() -> None:
    since = turn(STATIONS, date(2026, 9, 28), {}, date(2026, 10, 9), (*HOLIDAY, *MADE_UP))
    assert since is not None
    assert since.due == date(2026, 10, 16)  # 9/29 9/30, 10/8–10, 10/12–16


def test_each_has_its_days_from_the_day_the_one_before_was_done() -> None:
    done = {"in_school": date(2026, 11, 4), "in_authority": date(2026, 11, 10)}
    now = turn(STATIONS, date(2026, 11, 2), done, date(2026, 11, 27))
    assert now is not None
    assert (now.station, now.since, now.due) == ("out_school", date(2026, 11, 10), date(2026, 11, 24))
    assert now.late == 3


def test_what_lies_before_a_station_that_is_done_is_waited_for_no_more() -> None:
    now = turn(STATIONS, date(2026, 11, 2), {"out_school": date(2026, 11, 12)}, date(2026, 11, 12))
    assert now is not None
    assert now.station == "out_authority"


def test_nobody_is_waited_for_before_the_start_and_after_the_end() -> None:
    assert turn(STATIONS, None, {}, date(2026, 11, 2)) is None
    assert turn(STATIONS, date(2026, 11, 2), {"out_authority": date(2026, 11, 9)}, date(2026, 12, 2)) is None
    assert turn(KINDS["41"].stations, date(2026, 11, 2), {}, date(2026, 12, 2)) is None


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.integers(1, 40), st.integers(0, 90))
def test_late_is_the_number_of_working_days_gone_by_since_the_last_day_allowed(
    since: date, days: int, more: int
) -> None:
    due = movements.working_day_after(since, days, HOLIDAY)
    assert is_school_day(due, HOLIDAY)
    today = date.fromordinal(due.toordinal() + more)
    passed = [date.fromordinal(n) for n in range(due.toordinal() + 1, today.toordinal() + 1)]
    assert movements.working_days_late(due, today, HOLIDAY) == sum(is_school_day(day, HOLIDAY) for day in passed)


def test_transfers_are_what_two_schools_act_on() -> None:
    assert TRANSFERS == ("11", "12", "21", "31", "32")
