"""A township in the summer before its year turns: a center, a point with a composite class, a junior and a nursery."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from db.registers import School, SchoolClass, Staff, Student
from desktop.work import tables
from desktop.work.office import Office
from tests.desktop import founding

SUMMER, YEAR = date(2027, 8, 26), 2027
CENTER, POINT, JUNIOR, NURSERY = "青石镇中心学校", "黑沟教学点", "青石初级中学", "青石中心幼儿园"


def township(folder: Path, today: date = SUMMER) -> Office:
    """Grades one to six at the center, a class of grade one and two and one of grade three at the point."""
    office = founding.found(folder / "青石镇.xiangxiao", CENTER, "center", "2161000123", "王秀兰", date(2026, 9, 1))
    with office.change("起步") as rows:
        for name, kind in ((POINT, "point"), (JUNIOR, "junior"), (NURSERY, "kindergarten")):
            rows.add(School(name=name, kind=kind, parent_id=office.school_id))
    office.today = today
    teacher = add(office, Staff(school_id=office.school_id, name="陈大勇"))
    for n, cohort in enumerate(range(2021, 2027)):
        led = teacher if cohort == 2021 else None
        room = add(office, SchoolClass(school_id=office.school_id, entry_year=cohort, number=1, teacher_id=led))
        pupils(office, CENTER, room, 5 + n, stage="1", cohort=cohort)
    young = add(office, SchoolClass(school_id=school(office, POINT), composite=True, grade1=True, grade2=True))
    pupils(office, POINT, young, 3, stage="1", cohort=2026)
    pupils(office, POINT, young, 2, stage="1", cohort=2025)
    third = add(office, SchoolClass(school_id=school(office, POINT), entry_year=2024, number=1))
    pupils(office, POINT, third, 4, stage="1", cohort=2024)
    nine = add(office, SchoolClass(school_id=school(office, JUNIOR), stage="2", entry_year=2024, number=1))
    pupils(office, JUNIOR, nine, 6, stage="2", cohort=2024)
    top = add(office, SchoolClass(school_id=school(office, NURSERY), stage="0", entry_year=2024, number=1))
    pupils(office, NURSERY, top, 7, stage="0", cohort=2024)
    return office


def school(office: Office, name: str) -> bytes:
    return office.school_called(name)


def add(office: Office, row: Any) -> bytes:
    with office.change("填写") as rows:
        return bytes(rows.add(row).id)


def pupils(office: Office, where: str, room: bytes | None, number: int, **words: Any) -> list[bytes]:
    """So many pupils in a class, boys and girls by turns, every third a boarder."""
    with office.change("填写") as rows:
        return [
            rows.add(
                Student(
                    school_id=school(office, where), class_id=room, name=f"{where[:2]}{words.get('cohort')}{n}",
                    sex=str(1 + n % 2), boarding="2" if n % 3 == 0 else "1", **words,
                )
            ).id
            for n in range(number)
        ]  # fmt: skip


def on_roll(office: Office, where: str = "") -> int:
    asked = [("status", "01,02,04,05")] + ([("school", where)] if where else [])
    return tables.count(office, Student, where=asked)


def of(office: Office, where: str, cohort: int, stage: str = "1") -> list[dict[str, Any]]:
    """Pupils of a school and year of entry as shown."""
    ids = tables.ids(office, Student, where=[("school", where), ("cohort", str(cohort)), ("stage", stage)])
    return tables.rows(office, Student, ids)
