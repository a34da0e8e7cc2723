"""What an office does all day, beside the least that SQLite and the ORM could take for it on the same file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from measuring import Pair, Times, bench

STUDENTS = 50_000
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文华建国志学浩宇轩子涵梓欣怡"


@contextmanager
def township(folder: Path) -> Iterator[Any]:
    """An open office with 180 classes and 50,000 students."""
    from db.register import new_ids
    from db.registers import SchoolClass, Student
    from desktop.work.office import Office

    office = Office.found(folder / "office.xiangxiao", "青石镇中心学校", "center", "", "王老师", date(2026, 11, 21))
    columns = ("id", "school_id", "class_id", "name", "sex", "born_on", "id_number", "nation", "stage", "cohort", "status", "enrolment_number", "member1_name", "member1_phone")  # fmt: skip # noqa: E501
    with office.change("班级") as rows:
        rooms = [
            rows.add(SchoolClass(school_id=office.school_id, stage="1", entry_year=2021 + n % 6, number=1 + n // 6))
            for n in range(180)
        ]
    lines = []
    for n, row in enumerate(new_ids(STUDENTS)):
        room, born = rooms[n % 180], date(2014, 9, 1) + timedelta(days=n * 7 % 2190)
        name = SURNAMES[n % 20] + GIVEN[n // 20 % len(GIVEN)] + GIVEN[n // 700 % len(GIVEN)]
        number = f"520221{born:%Y%m%d}{n % 1000:03}X"
        person = (name, str(1 + n % 2), born.isoformat(), number, "01", "1", room.entry_year, "01", f"G{number}")
        lines.append((row, office.school_id, room.id, *person, SURNAMES[n % 19] + GIVEN[n % 31], f"138{n:08}"))
    with office.change("学生") as rows:
        rows.insert_rows(Student, columns, lines)
    office.workspace.changed = False
    try:
        yield office
    finally:
        office.workspace.changed = False
        office.close()


@bench(Times(3.0), rounds=15)
def find(folder: Path) -> Iterator[Pair]:
    """Initials, a name and part of a number found among 50,000 students, beside LIKE over the same rows."""
    from db import driver
    from db.registers import Student
    from desktop.work import tables

    with township(folder) as office:
        bare = driver.connect(office.path, read_only=True)
        statement = (
            "SELECT id FROM students WHERE deleted = 0 "
            "AND (name LIKE ?1 OR id_number LIKE ?1 OR enrolment_number LIKE ?1 OR local_number LIKE ?1) ORDER BY name"
        )

        def floor() -> None:
            for text in ("%王伟%", "%伟芳%", "%20150309%"):
                bare.execute(statement, (text,)).fetchall()

        def work() -> None:
            for text in ("ww", "伟芳", "20150309"):
                assert tables.ids(office, Student, text)

        yield Pair(work, floor)
        bare.close()


@bench(Times(3.0), rounds=9)
def first_page(folder: Path) -> Iterator[Pair]:
    """All 50,000 in pinyin order and the first page shown, beside SQLite sorting the same keys and reading the page."""
    from db import driver
    from db.registers import Student
    from desktop.work import tables

    with township(folder) as office:
        bare = driver.connect(office.path, read_only=True)

        def floor() -> None:
            statement = 'SELECT s.id FROM students s JOIN finder f ON f."row" = s.id WHERE deleted = 0 ORDER BY f.sort'
            ids = [row for (row,) in bare.execute(statement)]
            marks = ",".join("?" * 60)
            bare.execute(f"SELECT * FROM students WHERE id IN ({marks})", ids[:60]).fetchall()

        yield Pair(lambda: tables.rows(office, Student, tables.ids(office, Student)[:60]), floor)
        bare.close()


@bench(Times(1.6), rounds=15)
def edit(folder: Path) -> Iterator[Pair]:
    """Fifty edits of one cell, each saved with its journal, beside the ORM alone on the same file."""
    from sqlalchemy import event
    from sqlalchemy.orm import Session

    from db import driver
    from db.registers import Student
    from desktop.work import tables

    with township(folder) as office:
        ids = tables.ids(office, Student)
        turn = count()
        engine = driver.engine(office.path)
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only = OFF"))
        alone = engine.connect().execution_options(writing=True)

        def work() -> None:
            for n in range(50):
                with office.change("改") as rows:
                    rows.get(Student, ids[n * 997 % STUDENTS]).remark = f"第{next(turn)}次"

        def floor() -> None:
            for n in range(50):
                with alone.begin(), Session(bind=alone) as session:
                    student = session.get(Student, ids[n * 991 % STUDENTS])
                    assert student is not None
                    student.remark = f"第{next(turn)}次"
                    session.flush()

        yield Pair(work, floor)
        alone.close()
        engine.dispose()
