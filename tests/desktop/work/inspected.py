"""Offices with teachers to inspect, and words for sheets, for tests of inspections."""

from __future__ import annotations

from db.registers import Staff
from desktop.work import checklists, inspections
from desktop.work.inspecting import Filling
from desktop.work.inspections import Whom
from desktop.work.office import Office


def teacher(office: Office, name: str, school: bytes | None = None, **more: object) -> bytes:
    with office.change("添加教师") as rows:
        row = rows.add(Staff(name=name, school_id=school or office.school_id, status="1", subject="02", **more))
    return row.id


def begun(office: Office, checklist: str, of: Whom, **words: object) -> Filling:
    """A sheet of that list (by its code name) in somebody's hands."""
    key = inspections.begin(office, checklists.called(office, checklist), of, **words)  # type: ignore[arg-type]
    return Filling.open(office, key)


def fill(sheet: Filling, share: int = 1) -> Filling:
    """Every line answered as well as can be (share 1), or every second one badly (share 2)."""
    best = {"fault": "合格", "yesno": "是", "grade": "A", "quota": "10/10"}
    worst = {"fault": "有问题", "yesno": "否", "grade": "D", "quota": "5/10"}
    for place, line in enumerate(sheet.sheet.lines):
        good = share == 1 or place % share
        points = line.item.full if good else 0
        typed = (best if good else worst).get(line.item.way.value, str(points))
        sheet.answer(line.number, typed)
    return sheet
