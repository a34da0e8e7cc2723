"""Duties in an office: what is due where, what a register or a parcel proves, ticks, excuses, and a missed week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db import duty_files
from db.errors import NotFound, Trouble
from db.registers import BY_NAME, Drill, Duty, Holiday, Meeting
from db.registers.duties import in_words, rhythm_of
from db.registers.office import Shipped
from desktop.ui.places import places
from desktop.work import duties, history, rows, tables
from desktop.work.office import Office
from tests.desktop.work.offices import CENTER, POINT, Offices

SHIPPED = duty_files.rows()


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    with made.center.change("从开学算起") as change:
        change.add(Shipped(name="duties", version=1, taken_on=date(2026, 9, 1)))
    yield made
    made.close()


def states(office: Office, name: str, first: date, last: date, school: bytes | None = None) -> list[str]:
    found = duties.board(office, first, last, school)
    return [due.state for due in found if due.name == name]


@pytest.mark.parametrize("duty", SHIPPED, ids=lambda duty: duty.name)
def test_every_shipped_duty_is_somebodys_and_points_to_what_there_is(duty: Duty) -> None:
    assert not [p for p in duty.problems(office_context()) if p.level == "error"]
    assert any(getattr(duty, kind) for kind in ("center", "primary", "point", "junior", "kindergarten"))
    assert duty.source
    assert duty.evidence
    assert in_words(rhythm_of(duty.values()))
    if duty.proof == "rows":
        register = BY_NAME[str(duty.register)]
        assert register.fields()[str(duty.date_field)].kind == "day"
        for name, _ in duties.conditions({"where": duty.where}):
            assert register.field(name) is not None
    if duty.place:
        assert duty.place in {place.name for place in places()}


def office_context():  # type: ignore[no-untyped-def]
    from db.register import Context

    return Context(date(2026, 11, 20), 2026)


def test_the_township_has_them_from_the_day_it_is_founded_and_schools_receive_them(offices: Offices) -> None:
    assert tables.count(offices.center, Duty) == len(SHIPPED)
    offices.carry()
    assert tables.count(offices.point, Duty) == len(SHIPPED)


def test_a_drill_in_the_month_is_proof_and_its_lack_is_overdue_at_the_center(offices: Offices) -> None:
    point, center = offices.point, offices.center
    offices.carry()
    offices.add(point, Drill(on=date(2026, 10, 20), kind="1", topic="消防疏散", school_id=offices.point_id))
    span = (date(2026, 9, 1), date(2026, 11, 30))
    assert states(point, "应急演练", *span, offices.point_id) == ["overdue", "done", "waiting"]
    offices.carry()
    assert states(center, "应急演练", *span, offices.point_id) == ["overdue", "done", "waiting"]
    assert states(center, "应急演练", *span, offices.other_id) == ["overdue", "overdue", "waiting"]
    offices.add(point, Drill(on=date(2026, 11, 3), kind="2", topic="补九月", school_id=offices.point_id))
    assert states(point, "应急演练", *span, offices.point_id) == ["overdue", "done", "done"], "no month is mended twice"


def test_only_the_right_kind_of_meeting_counts(offices: Offices) -> None:
    center = offices.center
    offices.add(center, Meeting(on=date(2026, 10, 9), kind="1", topic="月例会", school_id=center.school_id))
    span = (date(2026, 10, 1), date(2026, 12, 31))
    assert states(center, "全镇安全工作会", *span, center.school_id) == ["waiting"]
    offices.add(center, Meeting(on=date(2026, 10, 30), kind="2", topic="全镇安全", school_id=center.school_id))
    assert states(center, "全镇安全工作会", *span, center.school_id) == ["done"]


def test_a_tick_an_excuse_and_taking_it_back(offices: Offices) -> None:
    point = offices.point
    offices.carry()
    duty, due = duties.duty_called(point, "防火检查"), date(2026, 10, 31)
    span = (date(2026, 10, 1), due)
    duties.tick(point, duty, None, due, on=date(2026, 10, 30))
    assert states(point, "防火检查", *span, offices.point_id) == ["done"]
    duties.tick(point, duty, None, due, on=date(2026, 11, 2))
    assert states(point, "防火检查", *span, offices.point_id) == ["late"]
    with pytest.raises(Trouble, match="免做要写理由"):
        duties.excuse(point, duty, None, due, " ")
    duties.excuse(point, duty, None, due, "学校停课")
    assert states(point, "防火检查", *span, offices.point_id) == ["excused"]
    history.undo(point)
    assert states(point, "防火检查", *span, offices.point_id) == ["late"]
    with pytest.raises(NotFound, match="没有叫“扫雪”的职责"):
        duties.duty_called(point, "扫雪")


def test_parcels_prove_handing_in_and_a_week_without_one_shows_at_the_center(offices: Offices) -> None:
    offices.carry()
    found = duties.board(offices.center, date.today().replace(day=1), date.today())
    handed = [d for d in found if d.name == "向中心学校送交接包"]
    assert {d.school_name for d in handed if d.state == "overdue"} >= ({"石门小学"} if handed else set())
    assert CENTER not in {d.school_name for d in handed}


def test_holidays_of_the_calendar_ask_for_nothing_and_a_stopped_duty_neither(offices: Offices) -> None:
    center = offices.center
    for day in ("2026-10-01", "2026-10-02"):
        rows.add(center, Holiday, {"on": day, "name": "国庆节"})
    span = (date(2026, 9, 28), date(2026, 10, 4))
    days = [d.occasion.due_on.day for d in duties.board(center, *span, center.school_id) if d.name == "班级点名"]
    assert days == [28, 29, 30]
    rows.change(center, Duty, duties.duty_called(center, "班级点名"), {"stopped": "是"})
    assert states(center, "班级点名", *span) == []


def test_a_school_of_a_kind_without_the_duty_is_not_asked(offices: Offices) -> None:
    found = duties.board(offices.center, date(2026, 10, 1), date(2026, 10, 31))
    assert {d.school_name for d in found if d.name == "教导处月查"} == {CENTER, "石门小学"}
    assert POINT in {d.school_name for d in found if d.name == "应急演练"}


def test_nothing_is_owed_from_before_the_township_took_its_duties_up(offices: Offices) -> None:
    center = offices.center
    with center.change("今天起") as change:
        change.add(Shipped(name="duties", version=1, taken_on=date(2026, 11, 16)))
    found = duties.board(center, date(2026, 9, 1), date(2026, 11, 20), center.school_id)
    assert min(due.occasion.due_on for due in found) == date(2026, 11, 16)
    rows.change(center, Duty, duties.duty_called(center, "应急演练"), {"starts_on": "2026-10-01"})
    assert states(center, "应急演练", date(2026, 9, 1), date(2026, 11, 20), center.school_id) == ["overdue"]
