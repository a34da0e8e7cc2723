"""A center and a teaching point on files of their own, and a folder that is their stick."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from db.register import Register
from db.registers import School, SchoolClass, Student
from desktop.work import handing, rows
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from tests.desktop import founding

TODAY = date(2026, 11, 20)
CENTER, POINT, OTHER = "青石镇中心学校", "黑沟教学点", "石门小学"


class Offices:
    """The center has invited the point, and the point's first parcel has come and been answered."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.stick = folder, folder / "U盘"
        self.stick.mkdir()
        self.center = founding.found(folder / "中心.xiangxiao", CENTER, "center", "2161000123", "王秀兰", TODAY)
        self.point_id = self.add(self.center, School(name=POINT, kind="point", parent_id=self.center.school_id))
        self.other_id = self.add(self.center, School(name=OTHER, kind="primary", parent_id=self.center.school_id))
        invited = handing.invite(self.center, POINT, self.stick)
        data = folder / "黑沟.xiangxiao"
        handing.join(Path(invited.data["file"]), data, "刘运生", TODAY)
        self.point = Office.open(data, "刘运生", TODAY)

    def add(self, office: Office, *made: Register) -> bytes:
        with office.change("填写") as change:
            for row in made:
                change.add(row)
        return made[-1].id

    def pupil(self, office: Office, name: str, **more: Any) -> bytes:
        words = {"school_id": self.point_id, "sex": "2", "stage": "1", "cohort": 2024, **more}
        return self.add(office, Student(name=name, **words))

    def room(self, office: Office, **more: Any) -> bytes:
        words = {"school_id": self.point_id, "stage": "1", "entry_year": 2024, "number": 1, **more}
        return self.add(office, SchoolClass(**words))

    def type(self, office: Office, row: bytes, **typed: str) -> Outcome:
        made = rows.change(office, Student, row, typed)
        assert not made.attention, made.sentence
        return made

    def carry(self) -> None:
        """The stick goes from the point to the center and back."""
        for office in (self.point, self.center, self.point):
            handing.exchange(office, self.stick)

    def conflict(self, name: str = "田小禾") -> bytes:
        """One pupil whose address both sides change without knowing of each other."""
        row = self.pupil(self.point, name, address="青石镇黑沟村三组")
        self.carry()
        self.type(self.center, row, address="青石镇黑沟村三组17号")
        self.type(self.point, row, address="青石镇柳林村一组4号")
        self.carry()
        return row

    def close(self) -> None:
        self.center.workspace.changed = self.point.workspace.changed = False
        self.center.close()
        self.point.close()
