"""Pupils away without excuse: who is listed, since when, and what is due; where illness gathers."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from db.attendance import away
from db.attendance.away import Away
from db.registers import Illness
from db.rules.follow_up import Step
from tests.db.attendance.schoolhouse import WHO, Schoolhouse

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (16, 17, 18))
NOW = datetime(2026, 11, 18, 10, 0)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Schoolhouse]:
    made = Schoolhouse(tmp_path)
    made.add(*(made.call(0, on, present=2) for on in (MONDAY, TUESDAY, WEDNESDAY)))
    yield made
    made.workspace.changed = False
    made.workspace.close()


def listed(school: Schoolhouse, now: datetime = NOW) -> list[Away]:
    with school.workspace.look() as connection:
        return away.away(connection, school.context, now)


def test_two_days_without_excuse_ask_for_everything_of_two_days(school: Schoolhouse) -> None:
    school.add(school.missing(0, 0, TUESDAY, "6"), school.missing(0, 0, WEDNESDAY, "3"))
    (one,) = listed(school)
    assert one.days == (TUESDAY, WEDNESDAY)
    assert [due.step for due in one.due] == [Step.CALL, Step.VISIT, Step.DEAN, Step.HEAD]
    assert [due.overdue for due in one.due] == [True, True, True, False]
    assert one.overdue


def test_what_was_done_on_any_of_the_days_is_done(school: Schoolhouse) -> None:
    school.add(
        school.missing(0, 0, TUESDAY, "6", called_at="08:40", visited_on=TUESDAY),
        school.missing(0, 0, WEDNESDAY, "6", dean_on=WEDNESDAY),
    )
    (one,) = listed(school)
    assert one.done == {Step.CALL, Step.VISIT, Step.DEAN}
    assert [due.step for due in one.due] == [Step.HEAD]


def test_who_was_seen_again_or_excused_is_listed_no_more(school: Schoolhouse) -> None:
    school.add(
        school.missing(0, 0, MONDAY, "6"),  # there on Tuesday
        school.missing(0, 1, TUESDAY, "6"), school.missing(0, 1, WEDNESDAY, "1"),  # ill: the mother called
        school.missing(0, 2, WEDNESDAY, "6", back_on=WEDNESDAY),
    )  # fmt: skip
    assert listed(school) == []


def test_who_was_excused_and_stays_away_begins_anew(school: Schoolhouse) -> None:
    school.add(
        school.missing(0, 0, MONDAY, "6"), school.missing(0, 0, TUESDAY, "2"), school.missing(0, 0, WEDNESDAY, "6")
    )
    (one,) = listed(school)
    assert one.days == (WEDNESDAY,)


def test_the_call_is_due_an_hour_after_the_class_was_called(school: Schoolhouse) -> None:
    with school.workspace.change(WHO, "时间") as rows:
        call = school.call(0, WEDNESDAY)
        rows.get(type(call), call.id).called_at = "09:20"
    school.add(school.missing(0, 0, WEDNESDAY, "6"))
    (one,) = listed(school)
    assert one.due[0].by == datetime(2026, 11, 18, 10, 20)
    assert not one.overdue


def test_the_most_urgent_stands_first(school: Schoolhouse) -> None:
    school.add(
        school.missing(0, 0, WEDNESDAY, "6"), school.missing(0, 1, TUESDAY, "6"), school.missing(0, 1, WEDNESDAY, "6")
    )
    assert [len(one.days) for one in listed(school)] == [2, 1]


def test_illness_gathers_and_injuries_do_not(school: Schoolhouse) -> None:
    school.add(*(school.missing(0, n, TUESDAY, "1", symptom="1") for n in range(3)))
    school.add(*(school.missing(1, n, TUESDAY, "1", symptom="10") for n in range(3)))
    with school.workspace.look() as connection:
        (found,) = away.gathered(connection, school.context, MONDAY, WEDNESDAY)
    assert (found.room, found.symptom, len(found.students)) == (school.rooms[0], "1", 3)


def test_who_is_ill_and_stands_in_no_register_is_named(school: Schoolhouse) -> None:
    school.add(
        school.missing(0, 0, MONDAY, "1"), school.missing(0, 0, TUESDAY, "1"), school.missing(0, 1, TUESDAY, "1")
    )
    pupil = school.pupils[school.rooms[0]][1]
    school.add(Illness(student_id=pupil, began_on=TUESDAY, class_id=school.rooms[0]))
    with school.workspace.look() as connection:
        found = away.ill_unregistered(connection, school.context, MONDAY)
    assert [(student, on) for student, _, _, on in found] == [(school.pupils[school.rooms[0]][0], MONDAY)]


def test_who_was_ill_is_back_on_the_first_day_in_class(school: Schoolhouse) -> None:
    pupil = school.pupils[school.rooms[0]][0]
    school.add(school.missing(0, 0, MONDAY, "1"), Illness(student_id=pupil, began_on=MONDAY, class_id=school.rooms[0]))
    school.add(school.missing(0, 0, WEDNESDAY, "1"))
    with school.workspace.look() as connection:
        assert [one.since for one in away.well_again(connection)] == [TUESDAY]
