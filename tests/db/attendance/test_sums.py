"""Sums of a month, beside the same figures counted by hand; days nobody called are named."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.registers import Absence, MorningFinding, RollCall
from db.rules import attendance
from tests.db.attendance.schoolhouse import FIRST, WHO, Schoolhouse


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Schoolhouse]:
    made = Schoolhouse(tmp_path)
    yield made
    made.workspace.changed = False
    made.workspace.close()


def test_a_class_called_twice_a_day_weighs_what_another_weighs(school: Schoolhouse) -> None:
    monday = date(2026, 11, 16)
    school.add(school.call(0, monday), school.call(1, monday, "1"), school.call(1, monday, "2"))
    first, second = school.sums(monday, monday).lines
    assert (first.expected, second.expected) == (6, 6)
    assert (first.called, second.called) == (1, 1)


def test_an_absence_counts_as_far_as_the_class_was_called(school: Schoolhouse) -> None:
    monday, tuesday = date(2026, 11, 16), date(2026, 11, 17)
    school.add(
        school.call(0, monday, "1", 2), school.missing(0, 0, monday, "1"),  # the whole day away, called in the morning
        school.call(1, monday, "0", 2), school.missing(1, 0, monday, "2", "2"),  # the afternoon away, called once
        school.missing(1, 1, tuesday, "6"),  # nobody called that day
    )  # fmt: skip
    first, second = school.sums(monday, tuesday).lines
    assert (first.expected, first.half_days["1"], first.rate) == (3, 1, Decimal("66.7"))
    assert (second.expected, second.half_days["2"], second.rate) == (6, 1, Decimal("83.3"))
    assert (second.times["6"], second.half_days["6"]) == (1, 0)
    assert [(on, session) for _, on, session in second.uncalled] == [(tuesday, "0")]


def test_who_came_late_was_there_and_is_counted_as_late(school: Schoolhouse) -> None:
    monday = date(2026, 11, 16)
    school.add(school.call(0, monday), school.missing(0, 0, monday, attendance.LATE))
    line = school.sums(monday, monday).lines[0]
    assert (line.times[attendance.LATE], line.absent, line.rate) == (1, 0, Decimal("100.0"))


def test_days_nobody_called_are_named_and_holidays_are_not_asked_for(school: Schoolhouse) -> None:
    found = school.sums(date(2026, 11, 9), date(2026, 11, 15))
    assert [day.day for day in found.days] == [9, 10, 12, 13, 14]
    assert [on.day for _, on, _ in found.lines[0].uncalled] == [9, 10, 12, 13, 14]
    assert found.total().due == 10
    assert found.schools(str)[0].called == 0


def test_counts_that_do_not_fit_the_names_are_named(school: Schoolhouse) -> None:
    monday = date(2026, 11, 16)
    school.add(school.call(0, monday, present=2), school.call(1, monday, present=3))
    assert school.sums().lines[0].differing == [("五（1）班", monday)]
    assert school.sums().total().differing == [("五（1）班", monday)]


def test_a_pupil_ill_by_two_registers_on_one_day_is_one_case(school: Schoolhouse) -> None:
    monday = date(2026, 11, 16)
    pupil = school.pupils[school.rooms[0]][0]
    school.add(
        school.call(0, monday, present=2),
        school.missing(0, 0, monday, "1", symptom="1"),
        MorningFinding(student_id=pupil, class_id=school.rooms[0], on=monday, symptom="1"),
    )
    assert dict(school.sums().total().ill) == {"1": 1}


DAYS = st.integers(0, 29).map(lambda n: FIRST + timedelta(n))
CALLS = st.sets(st.tuples(st.integers(0, 1), DAYS, st.sampled_from("012")), max_size=40)
MISSING = st.dictionaries(
    st.tuples(st.integers(0, 1), st.integers(0, 2), DAYS),
    st.tuples(st.sampled_from("1236459"), st.sampled_from("012")),
    max_size=40,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Schoolhouse]:
    made = Schoolhouse(tmp_path_factory.mktemp("学校"))
    yield made
    made.workspace.changed = False
    made.workspace.close()


@given(CALLS, MISSING)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_sums_are_what_one_counts_by_hand(
    shared: Schoolhouse,
    calls: set[tuple[int, date, str]],
    missing: dict[tuple[int, int, date], tuple[str, str]],
) -> None:
    with shared.workspace.change(WHO, "重来") as rows:
        for name, register in (("roll_calls", RollCall), ("absences", Absence)):
            alive = [row for (row,) in rows.rows(f"SELECT id FROM {name} WHERE deleted = 0")]
            rows.set_cells(register, [(row, "deleted", 1) for row in alive])
    made = [shared.call(*one) for one in sorted(calls)]
    made += [
        shared.missing(room, pupil, on, reason, session) for (room, pupil, on), (reason, session) in missing.items()
    ]
    shared.add(*made)
    bits = {"0": {1, 2}, "1": {1}, "2": {2}}
    for number, line in enumerate(shared.sums().lines):
        halves = {(on, half) for room, on, session in calls if room == number for half in bits[session]}
        away = {
            (pupil, on, half, reason)
            for (room, pupil, on), (reason, session) in missing.items()
            if room == number
            for half in bits[session]
            if (on, half) in halves
        }
        assert line.expected == 3 * len(halves)
        assert line.absent == sum(reason in attendance.ABSENT for *_, reason in away)
        assert line.called == len({on for on, _ in halves})
        assert sum(line.times.values()) == sum(room == number for room, _, _ in missing)
        assert line.absent <= line.expected
