"""Building projects: their state follows from their days, and money that does not add up is said."""

from datetime import timedelta

import pytest

from db.registers import LayeredPlan, Project, Student
from desktop.work import rows, tables
from desktop.work.office import Office

STATES = [
    # opened, due, done, accepted, as days from today; state
    (None, 30, None, None, "未开工"),
    (-10, 30, None, None, "在建"),
    (-10, 0, None, None, "在建"),
    (-10, -1, None, None, "逾期"),
    (-10, None, None, None, "在建"),
    (-10, -5, -1, None, "待验收"),
    (-10, -5, -3, -1, "已验收"),
]


@pytest.mark.parametrize(("opened", "due", "done", "accepted", "state"), STATES)
def test_the_state_follows_from_the_days(
    office: Office, opened: int | None, due: int | None, done: int | None, accepted: int | None, state: str
) -> None:
    days = {"from_on": opened, "due_on": due, "done_on": done, "accepted_on": accepted}
    typed = {name: str(office.today + timedelta(n)) for name, n in days.items() if n is not None}
    rows.add(office, Project, {"name": "食堂改造", **typed})
    (row,) = tables.table(office, Project).rows
    assert row["state"] == state


def test_money_and_days_that_do_not_add_up_are_said(office: Office) -> None:
    told = rows.add(office, Project, {"name": "围墙", "arrived": "100", "spent": "100.01", "accepted_on": "2026-11-01"})
    assert {"spent", "done_on"} <= set(told.data["warnings"])


def test_a_plan_goes_with_its_pupil_to_another_school(office: Office) -> None:
    from db.registers import School

    with office.change("学校") as work:
        other = work.add(School(name="白杨小学", kind="primary", parent_id=office.school_id)).id
        pupil = work.add(Student(name="田小禾", school_id=office.school_id)).id
    rows.add(office, LayeredPlan, {"student": pupil.hex(), "layer": "学困生", "year": "2026", "goal": "口算四十道"})
    rows.change(office, Student, pupil, {"school": "白杨小学"})
    (row,) = tables.ids(office, LayeredPlan)
    kept = office.linked("layered_plans", row)
    assert kept is not None
    assert (kept["school_id"], kept["layer"]) == (other, "3")
