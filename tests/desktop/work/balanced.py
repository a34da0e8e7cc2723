"""A township of four primary schools, a point, and a nine-year school, as the sheet of the source's county has them."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.registers import School, SchoolResource
from desktop.work.office import Office
from tests.desktop import founding

TODAY = date(2026, 11, 20)
NAMES = (
    "pupils", "above_degree", "backbone", "pe_art", "teaching_area", "sports_area", "equipment", "media_rooms",
    "computers", "books", "teachers", "middle_title",
)  # fmt: skip
DECIMALS = ("teaching_area", "sports_area", "equipment")
SCHOOLS = {"大湾小学": "primary", "白杨小学": "primary", "柳树坪小学": "primary", "黑沟教学点": "point",
           "龙泉九年一贯制学校": "nine_year"}  # fmt: skip
ROWS: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("大湾小学", "1", (312, 15, 4, 3, "1507", "2527", "655200", 8, 40, 7800, 24, 14)),
    ("白杨小学", "1", (174, 7, 1, 1, "841", "1380", "339300", 4, 20, 3390, 14, 9)),
    ("柳树坪小学", "1", (142, 5, 1, 1, "609", "918", "241400", 3, 14, 2470, 11, 6)),
    ("黑沟教学点", "1", (31, 2, 1, 0, "200", "300", "50000", 1, 4, 600, 3, 2)),
    ("龙泉九年一贯制学校", "1", (405, 19, 4, 4, "1863", "3118.5", "826200", 10, 52, 9720, 28, 15)),
    ("龙泉九年一贯制学校", "2", (216, 11, 2, 2, "1235.5", "2108", "529200", 5, 32, 6600, 18, 9)),
)


class Township:
    """The center's office; schools by name."""

    def __init__(self, folder: Path, years: tuple[int, ...] = (2026,)) -> None:
        self.office = founding.found(folder / "镇.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", TODAY)
        self.school: dict[str, bytes] = {}
        with self.office.change("办学条件") as rows:
            for number, (name, kind) in enumerate(SCHOOLS.items(), 1):
                self.school[name] = rows.add(School(id=bytes([number]) * 16, name=name, kind=kind)).id
            for year in years:
                for name, stage, figures in ROWS:
                    said = {key: Decimal(v) if key in DECIMALS else v for key, v in zip(NAMES, figures, strict=True)}
                    if year < 2026:
                        said["equipment"] /= 2
                    rows.add(SchoolResource(school_id=self.school[name], year=year, stage=stage, **said))

    def copied(self, folder: Path) -> Township:
        """The same township as a file of its own; this one has to be closed."""
        made = object.__new__(Township)
        made.school = self.school
        made.office = Office.open(Path(shutil.copy(self.office.path, folder / "镇.xiangxiao")), "王秀兰", TODAY)
        return made

    def close(self) -> None:
        self.office.workspace.changed = False
        self.office.close()
