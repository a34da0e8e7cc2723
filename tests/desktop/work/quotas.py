"""A county with the five junior schools of the source's vector, and the pupils of one of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from db.registers import QuotaCandidate, QuotaRound, QuotaShare, School, Student
from tests.desktop import founding

TODAY = date(2026, 7, 10)
ELIGIBLE = {"青石中学": 310, "白杨中学": 205, "柳林中学": 97, "石门中学": 41, "黑沟中学": 18}
PUPILS = (
    ("白雨桐", "558", True, False), ("何佳慧", "541", True, False), ("李强", "539", True, False),
    ("张三", "570", True, True), ("赵诗", "556", False, False), ("丁涵", "552", True, False),
)  # fmt: skip
"""Name, score, eligible, taken by 统招 already."""


class County:
    """The office of the county; rows by name."""

    def __init__(self, folder: Path, places: int = 120, line: str | None = "560") -> None:
        self.office = founding.found(folder / "县.xiangxiao", "青石县教育局", "county", "", "王秀兰", TODAY)
        self.school: dict[str, bytes] = {}
        self.pupil: dict[str, bytes] = {}
        with self.office.change("指标生") as rows:
            held = Decimal(line) if line else None
            self.plan = rows.add(QuotaRound(name="县一中", year=2026, plan=2 * places, places=places, line=held)).id
            for number, (name, eligible) in enumerate(ELIGIBLE.items()):
                made = School(id=bytes([number + 1]) * 16, name=name, kind="junior")
                self.school[name] = rows.add(made).id
                rows.add(QuotaShare(round_id=self.plan, school_id=made.id, eligible=eligible))
            for name, score, eligible, unified in PUPILS:
                child = rows.add(
                    Student(name=name, school_id=self.school["黑沟中学"], stage="2", cohort=2023, status="07")
                )
                self.pupil[name] = child.id
                rows.add(
                    QuotaCandidate(
                        student_id=child.id, school_id=child.school_id, year=2026, score=Decimal(score),
                        eligible=eligible, unified=unified, wish1_id=self.plan,
                    )
                )  # fmt: skip
