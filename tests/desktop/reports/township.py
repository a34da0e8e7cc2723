"""A small township in a real data file, for the papers printed from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from db.register import Register
from db.registers import School, SchoolClass, Staff, Student, Village
from desktop import reports
from tests.desktop import founding
from tests.desktop.reports.reading import Paper

TODAY = date(2026, 11, 20)
CENTER, POINT = "青石镇中心学校", "黑沟教学点"
RARE = ("李㛃", "王䶮", "陈𬀩", "何𫍣", "赵㠇", "文彧")
FULL_ID, PHONE = "619901201603161400", "13800138000"


class Township:
    """青石镇: a center and a teaching point, and whatever rows a test adds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office = founding.found(folder / "青石镇.xiangxiao", CENTER, "center", "2161000123", "杨晓梅", TODAY)
        assert self.office.school_id
        self.center: bytes = self.office.school_id
        self.point = self.add(School(name=POINT, kind="point", parent_id=self.center))
        self.village = self.add(Village(name="黑沟村", responsible_id=self.center))

    def add(self, *rows: Register) -> bytes:
        with self.office.change("填写") as change:
            for row in rows:
                change.add(row)
        return rows[-1].id

    def room(self, year: int, number: int, **more: Any) -> bytes:
        words = {"school_id": self.center, "stage": "1", "entry_year": year, "number": number, **more}
        return self.add(SchoolClass(**words))

    def pupils(self, room: bytes | None, *names: str, **more: Any) -> None:
        words = {"school_id": self.center, "class_id": room, "sex": "2", "stage": "1", "cohort": 2022, **more}
        self.add(*(Student(name=name, **words) for name in names))

    def staff(self, school: bytes, **words: Any) -> bytes:
        return self.add(Staff(school_id=school, **words))

    @contextmanager
    def source(self) -> Iterator[reports.Source]:
        with self.office.look() as connection:
            yield reports.Source(connection, self.office.context, self.office.school_id, self.office.school)

    def print(self, name: str, **options: str) -> tuple[reports.Printed, Paper]:
        target = self.folder / f"{name}.pdf"
        with self.source() as source:
            printed = reports.make(name, source, target, options)
        return printed, Paper(target)
