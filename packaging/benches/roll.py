"""The comings and goings of a month over twenty schools of 500 pupils, beside the bare SQL of the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from measuring import Pair, Times, bench

SCHOOLS, PUPILS, MOVES = 20, 500, 2_000
FIRST, LAST, TODAY = date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 18)
HERE = "SELECT school_id, sex, count(*) FROM students WHERE deleted = 0 AND status IN ('01', '05') GROUP BY 1, 2"
CAME, LEFT = (
    f"SELECT m.{school}, m.kind, s.sex, count(*), sum(m.happened_on > ?) FROM movements m JOIN students s "
    f"ON s.id = m.student_id WHERE m.deleted = 0 AND m.happened_on >= ? AND m.kind IN ({kinds}) GROUP BY 1, 2, 3"
    for school, kinds in (
        ("in_school_id", "'11','12','21','42','43'"),
        ("out_school_id", "'21','31','32','33','41','65'"),
    )
)
LAST_OF_EACH = (
    "SELECT s.id FROM (SELECT student_id, kind, max(happened_on) FROM movements WHERE deleted = 0 GROUP BY 1) l "
    "JOIN students s ON s.id = l.student_id WHERE (l.kind IN ('31','41')) = (s.status IN ('01','05'))"
)


@contextmanager
def township(folder: Path) -> Iterator[Any]:
    """20 schools × 500 pupils of six grades; a year's 2,000 movements, among them those within the township."""
    from db.register import new_ids
    from db.registers import School, Student
    from desktop.work import movements
    from desktop.work.office import Office

    office = Office.found(folder / "office.xiangxiao", "青石镇中心学校", "center", "", "王老师", TODAY)
    with office.change("学校") as rows:
        schools = [rows.add(School(name=f"第{n + 1}小学", kind="primary")).id for n in range(SCHOOLS)]
    pupils = new_ids(SCHOOLS * PUPILS)
    with office.change("学生") as rows:
        names = ("id", "school_id", "name", "sex", "stage", "cohort", "status", "entered_in")
        rows.insert_rows(
            Student,
            names,
            [
                (row, schools[n % SCHOOLS], "学生", "12"[n % 2], "1", 2021 + n % 6, "01", f"{2021 + n % 6}-09")
                for n, row in enumerate(pupils)
            ],
        )
    with office.change("一年的异动") as rows:
        for part in range(20):
            moved = pupils[part * MOVES // 20 : (part + 1) * MOVES // 20]
            on = date(2026, 3, 2) + timedelta(days=14 * part)
            third = len(moved) // 3
            movements.many(rows, "31", moved[:third], on, place="县城小学")
            movements.many(rows, "41", moved[third : 2 * third], on, until="2027-06-30")
            movements.many(rows, "21", moved[2 * third :], on, in_school_id=schools[part])
    office.workspace.changed = False
    try:
        yield office
    finally:
        office.workspace.changed = False
        office.close()


@bench(Times(3.0), rounds=9)
def movement_month(folder: Path) -> Iterator[Pair]:
    """A month of 20 schools × 500 pupils, 2,000 movements, roster and movements compared, beside the bare SQL of it."""
    from db import driver
    from desktop.work import roll

    with township(folder) as office:
        bare = driver.connect(office.path, read_only=True)

        def floor() -> None:
            for statement in (HERE, LAST_OF_EACH):
                bare.execute(statement).fetchall()
            for statement in (CAME, LEFT):
                bare.execute(statement, (LAST.isoformat(), FIRST.isoformat())).fetchall()

        def work() -> None:
            found = roll.table(office, "2026-11").data
            assert len(found["rows"]) == SCHOOLS
            total = found["total"]
            assert (
                total["start"]["all"] + sum(total["came"].values()) - sum(total["left"].values()) == total["end"]["all"]
            )

        yield Pair(work, floor)
        bare.close()
