"""The self-checks of the balance standard: what the ledgers know stands in the lines, at a school its own, at the
center the township's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.balance.self_check import COUNTS
from db.codes import code_list
from db.registers import Child, Rotation, School, SchoolClass, Staff, Student, Training
from desktop.work import settings
from desktop.work.inspecting import Filling
from desktop.work.inspections import Whom
from desktop.work.office import Office
from tests.desktop.work.inspected import begun

GUARANTEE, QUALITY = "balance-guarantee", "balance-quality"


def add(office: Office, row: Any) -> bytes:
    with office.change("填写") as rows:
        return bytes(rows.add(row).id)


@pytest.fixture
def junior(office: Office) -> bytes:
    """A junior school with a class of 51 in the last grade and one of 50; its center with a class of 45."""
    school = add(office, School(name="青石初级中学", kind="junior"))
    for of, stage, entry, size in ((school, "2", 2024, 51), (school, "2", 2026, 50), (office.school_id, "1", 2025, 45)):
        room = add(office, SchoolClass(school_id=of, stage=stage, entry_year=entry, number=1))
        with office.change("学生") as rows:
            for n in range(size):
                named = {"name": f"学生{entry}{n}", "status": "01" if n else "03"}
                rows.add(Student(school_id=of, class_id=room, stage=stage, cohort=entry, **named))
        for back in ("05", "02"):  # one is back from a suspension, one is away
            add(office, Student(school_id=of, class_id=room, stage=stage, cohort=entry, name="后来", status=back))
    return school


def stands(sheet: Filling, counts: str) -> tuple[int, int] | None:
    line = next(line for line in sheet.sheet.lines if line.counts == counts)
    mark = sheet.suggested(line)
    return None if mark.done is None or mark.due is None else (int(mark.due), int(mark.done))


def test_every_figure_a_line_may_ask_for_is_one_that_can_be_counted() -> None:
    assert {*COUNTS, "heard"} == {code.code for code in code_list("item_count")}


def test_the_center_sees_the_classes_and_schools_of_the_township(office: Office, junior: bytes) -> None:
    sheet = begun(office, GUARANTEE, Whom(office.school_id))
    assert stands(sheet, "class_size") == (3, 2), "the class of 51 with who is back; who is away does not sit there"
    assert stands(sheet, "school_size") == (2, 2)


def test_teachers_are_counted_by_licence_hours_and_rotation(office: Office, junior: bytes) -> None:
    settings.decide(office, "training.cycle_from", "2026")
    kept = add(
        office, Staff(name="王老师", school_id=office.school_id, status="1", certificate="3", joined_in="2015-09")
    )
    add(office, Staff(name="陈大勇", school_id=junior, status="1", joined_in="2016-09"))
    add(office, Staff(name="食堂工友", school_id=junior, status="1", kind="4"))
    add(office, Training(staff_id=kept, school_id=office.school_id, last_on=date(2026, 8, 20), hours=Decimal(72)))
    add(office, Rotation(staff_id=kept, year=2026, from_id=office.school_id, way="1", school_id=office.school_id))
    sheet = begun(office, GUARANTEE, Whom(office.school_id))
    assert [stands(sheet, name) for name in ("licensed", "training", "rotation")] == [(2, 1), (2, 1), (2, 1)]


def test_a_junior_school_sees_who_stayed_three_years_and_the_disabled_of_its_villages(
    office: Office, junior: bytes
) -> None:
    for name, there in (("甲甲", True), ("乙乙", False)):
        born = date(2014, 5, 1)
        add(office, Child(name=name, school_id=junior, born_on=born, in_school=there, disability="1"))
    sheet = begun(office, QUALITY, Whom(junior))
    assert stands(sheet, "junior") == (52, 52), "who is suspended keeps the place"
    assert stands(sheet, "disabled") == (2, 1)
    assert stands(begun(office, QUALITY, Whom(office.school_id)), "disabled") == (2, 1), "the township's"


def test_where_nobody_is_to_be_counted_the_line_stays_empty(office: Office) -> None:
    sheet = begun(office, GUARANTEE, Whom(office.school_id))
    assert [stands(sheet, name) for name in ("class_size", "licensed", "rotation")] == [None, None, None]


def test_one_item_that_fails_makes_the_township_fail_and_one_left_out_does_not(office: Office) -> None:
    sheet = begun(office, GUARANTEE, Whom(office.school_id))
    for line in sheet.sheet.lines:
        sheet.answer(line.number, "10/10" if line.item.way.value == "quota" else "是")
    sheet.answer(7, "不适用")
    assert sheet.result.grade == "C"
    sheet.answer(8, "否")
    assert sheet.result.grade == "D"
