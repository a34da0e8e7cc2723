"""By stick: a child's care and its case go along when it moves, what the point writes comes to the center, sums too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.registers import CareContact, CareFile, DropoutCase, DropoutReport, HomeTeaching, HomeVisit, Student
from desktop.work import dropouts, movements, rows, tables
from desktop.work.office import Office
from tests.desktop.work.offices import CENTER, POINT, Offices

CARE = (CareFile, CareContact, HomeTeaching, HomeVisit, DropoutCase)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = Offices(tmp_path)
    yield made
    made.close()


def looked_after(offices: Offices) -> bytes:
    """At the point: a pupil with a file, a talk, a lesson at home, a case and a visit."""
    point = offices.point
    child = offices.pupil(point, "范涛子", member1_name="范大山")
    file = rows.add(point, CareFile, {"student": child.hex(), "left_behind": "双方外出", "level": "重点关爱"}).data[
        "id"
    ]
    rows.add(point, CareContact, {"care": file, "on": "2026-11-10", "kind": "亲情电话", "content": "想妈妈"})
    rows.add(point, HomeTeaching, {"care": file, "on": "2026-11-11", "lessons": "2"})
    case = rows.add(point, DropoutCase, {"student": child.hex(), "left_on": "2026-11-16"}).data["id"]
    rows.add(point, HomeVisit, {"case": case, "on": "2026-11-16", "visitors": "刘运生"})
    return child


def owners(office: Office) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for register in CARE:
        page: list[dict[str, Any]] = tables.table(office, register).rows
        found[register.register_name()] = {row["school"] for row in page}
    return found


def test_a_child_that_moves_takes_its_care_and_its_case_along(offices: Offices) -> None:
    child = looked_after(offices)
    offices.carry()
    assert owners(offices.center) == {register.register_name(): {POINT} for register in CARE}
    movements.do(offices.center, "21", child, {"happened_on": "2026-11-20", "in_school": CENTER})
    assert owners(offices.center) == {register.register_name(): {CENTER} for register in CARE}
    offices.carry()
    assert tables.rows(offices.point, Student, [child])[0]["school"] == CENTER
    (contact,) = tables.rows(offices.center, CareContact, tables.ids(offices.center, CareContact), show_private=True)
    assert contact["content"] == "想妈妈", "the whole history is there, not only the file"


def test_what_the_point_writes_after_the_move_comes_after_the_child(offices: Offices) -> None:
    child = looked_after(offices)
    offices.carry()
    movements.do(offices.center, "21", child, {"happened_on": "2026-11-20", "in_school": CENTER})
    (file,) = tables.ids(offices.point, CareFile)
    rows.add(offices.point, CareContact, {"care": file.hex(), "on": "2026-11-19", "kind": "谈心谈话"})
    offices.carry()
    offices.carry()
    assert owners(offices.center)["care_contacts"] == {CENTER}
    assert tables.count(offices.center, CareContact) == 2


def test_the_points_month_comes_by_stick_and_the_center_adds_only_whom_it_writes_for(offices: Offices) -> None:
    looked_after(offices)
    dropouts.report_month(offices.point, "2026-11")
    offices.carry()
    dropouts.report_month(offices.center, "2026-11")
    page = tables.table(offices.center, DropoutReport, where=[("month", "2026-11")]).rows
    found = {row["school"]: (row["suspected_new"], row["visits"]) for row in page}
    assert found[POINT] == (1, 1)
    assert found[CENTER] == (0, 0)
    assert offices.point_id not in dropouts.writes_for(offices.center), "the point has a machine of its own"
