"""Filtering by where an application stands answers what its form shows, for every combination of its days."""

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from db import query
from db.aid import batch
from db.query import Question
from db.registers import AidApplication, AidKind, Student
from desktop.work.office import Office

TODAY = date(2026, 11, 20)
BEFORE = date(2026, 11, 19)


def every_course() -> list[dict[str, Any]]:
    """Each step done or not, a publicity that is over, ends today or has no end."""
    days = product(
        [None, BEFORE], [None, "李明"], [None, "1", "2", "3"], [None, BEFORE], [None, BEFORE], [None, TODAY, BEFORE]
    )
    names = ("paid_on", "signed_by", "result", "reviewed_on", "posted_from", "posted_to")
    return [dict(zip(names, combination, strict=True)) for combination in days]


def test_the_file_and_the_rule_agree_on_every_course(tmp_path: Path) -> None:
    office = Office.found(tmp_path / "a.xiangxiao", "青石镇中心学校", "center", "", "王秀兰", TODAY)
    with office.change("填写") as rows:
        child = rows.add(Student(name="李明", school_id=office.school_id))
        kinds = [
            rows.add(AidKind(name=f"{review}{posting}", code=f"{review}{posting}", review=review, posting=posting))
            for review, posting in ((True, True), (False, False), (None, None))
        ]
        for kind in kinds:
            for year, course in enumerate(every_course(), 2000):
                rows.add(
                    AidApplication(
                        student_id=child.id, school_id=office.school_id, kind_id=kind.id, year=year, term="1", **course
                    )
                )
    with office.look() as connection:
        shown = {row["id"]: row["state"] for row in batch.listed(connection, office.context, AidApplication)}
        for code in "1234567":
            found = query.ids(connection, AidApplication, Question(where=[("state", code)]), office.context)
            assert set(found) == {row for row, state in shown.items() if state == code}
    assert set(shown.values()) == set("1234567")
    office.workspace.changed = False
    office.close()
