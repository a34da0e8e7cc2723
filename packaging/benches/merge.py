"""What the journal costs: an edit beside the ORM alone, the file beside its plain tables, a merge beside a copy.

The hand-off with sealed files is in handoff.py; here operations come from memory, so that the merge is seen alone.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from environment import ROOT
from measuring import Pair, Times, bench

sys.path.insert(0, str(ROOT))

SITES, ROWS = 20, 1000
COLUMNS = (
    "id", "school_id", "name", "sex", "born_on", "id_number", "nation", "stage", "cohort", "status", "address",
    "boarding", "left_behind", "member1_name", "member1_phone", "remark",
)  # fmt: skip


def found(path: Path) -> Any:
    """A center's file with as many schools as play."""
    from db.journal import Who
    from db.registers import School
    from db.workspace import Workspace

    workspace = Workspace.create(path)
    center = School(name="青石镇中心学校", kind="center")
    workspace.set_school(center.id)
    with workspace.change(Who(b"\1" * 16, "王秀兰"), "建立台账") as rows:
        for school in [center, *(School(name=f"第{n}小学", kind="primary") for n in range(SITES))]:
            rows.add(school)
    return workspace


def pupils(school: bytes, number: int) -> list[tuple[Any, ...]]:
    from db.register import new_ids

    return [
        (
            key, school, f"王{chr(0x4E00 + n % 3000)}", "12"[n % 2],
            date(2014 + n % 6, 1 + n % 12, 1 + n % 28).isoformat(),
            f"610429{number:04}{n:07}X", "01", "1", 2020 + n % 6, "01", f"青石镇第{number}村{n % 9}组",
            None, None, f"李{chr(0x4E00 + n % 900)}", f"139{n:08}", None,
        )
        for n, key in enumerate(new_ids(ROWS))
    ]  # fmt: skip


def townships_sticks(folder: Path, center: Any) -> list[Any]:
    """What each school hands in, as the merge takes it: made once, read as often as one likes."""
    from db import merge
    from db.journal import Who
    from db.registers import School, Student
    from db.workspace import Workspace

    with center.look() as connection:
        leaving = merge.outgoing(connection, None, {})
        common = [*leaving.entries]
        covers = leaving.covers
        schools = [
            key
            for (key,) in connection.exec_driver_sql(f"SELECT id FROM {School.__tablename__} WHERE kind = 'primary'")
        ]
    made = []
    for number, school in enumerate(schools):
        workspace = Workspace.create(folder / f"{number}.xiangxiao")
        down = merge.Arrival(center.site_number, center.school_id, True, 1, *parted(common), covers)
        merge.take_in(workspace, [down], lambda *_: None)
        workspace.set_school(school)
        with center.note_locally() as connection:
            connection.exec_driver_sql(
                "INSERT INTO sites (site, school_id, machine, state) VALUES (?, ?, '', 'enrolled')",
                (workspace.site_number, school),
            )
        with workspace.change(Who(bytes([number]) * 16, "刘运生"), "导入学生花名册") as rows:
            rows.insert_rows(Student, COLUMNS, pupils(school, number))
        with workspace.look() as connection:
            going = merge.outgoing(connection, None, covers)
            made.append((workspace.site_number, school, list(going.entries), going.covers))
        workspace.changed = False
        workspace.close()
    return made


def parted(entries: list[Any]) -> tuple[list[Any], list[Any]]:
    return [head for head, _ in entries], [part for _, part in entries]


@bench(Times(6.0))
def merge_first(folder: Path) -> Iterator[Pair]:
    """A township's 20,000 rows merged from memory, checks, account and all, beside a bare copy of the rows."""
    from db import driver, merge
    from db.workspace import Workspace

    center = found(folder / "center.xiangxiao")
    sticks = townships_sticks(folder, center)
    before, path = folder / "before.xiangxiao", folder / "round.xiangxiao"
    center.changed = False
    shutil.move(center.backup("before"), before)

    def fresh() -> None:
        for left in folder.glob("round.*"):
            left.unlink()
        shutil.copy(before, path)

    def merged() -> float:
        fresh()
        workspace = Workspace.open(path)
        arrivals = [merge.Arrival(site, school, False, 1, *parted(e), covers) for site, school, e, covers in sticks]
        begun = time.perf_counter()
        with workspace.merging() as connection:
            result = merge.take_in_at(connection, arrivals, lambda *_: None)
        seconds = time.perf_counter() - begun
        workspace.changed = False
        workspace.close()
        if sum(p.total.added for p in result.parcels) != SITES * ROWS:
            raise AssertionError(result.parcels[0])
        return seconds

    merged()
    plain = folder / "plain.sqlite"
    connection = driver.connect(path)
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("ATTACH ? AS other", (f"file:{quote(plain.as_posix())}?mode=rwc",))
    connection.execute("CREATE TABLE other.students AS SELECT * FROM students")
    connection.close()

    def copied() -> float:
        fresh()
        connection = driver.connect(path)
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("ATTACH ? AS other", (str(plain),))
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT OR REPLACE INTO students SELECT * FROM other.students")
        connection.execute("COMMIT")
        seconds = time.perf_counter() - begun
        connection.close()
        return seconds

    yield Pair(work=merged, floor=copied)
    center.close()


@bench(Times(2.5), rounds=1)
def file_size(folder: Path) -> Iterator[Pair]:
    """Megabytes of a township's file with its whole journal, beside a file of the plain tables only."""
    from contextlib import closing

    from db import driver
    from db.journal import Who
    from db.registers import School, Student

    center = found(folder / "center.xiangxiao")
    with center.look() as connection:
        schools = [key for (key,) in connection.exec_driver_sql(f"SELECT id FROM {School.__tablename__}")]
    for number, school in enumerate(schools):
        with center.change(Who(b"\1" * 16, "王秀兰"), "导入学生花名册") as rows:
            rows.insert_rows(Student, COLUMNS, pupils(school, number))

    def megabytes(*without: str) -> float:
        path = folder / "measured.xiangxiao"
        path.unlink(missing_ok=True)
        center.changed = False
        shutil.move(center.backup("measured"), path)
        with closing(driver.connect(path)) as connection:
            connection.execute("PRAGMA query_only = OFF")
            for table in without:
                connection.execute(f'DROP TABLE "{table}"')
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.stat().st_size / 1e6

    yield Pair(
        work=lambda: megabytes("finder"),  # what the find box looks in is derived and counted by nobody
        floor=lambda: megabytes("finder", "operations", "entries", "shapes", "knowledge"),
    )
    center.changed = False
    center.close()


@bench(Times(1.6), rounds=9)
def record_edit(folder: Path) -> Iterator[Pair]:
    """One cell of one student changed and saved: through the journal, beside the ORM alone on the same file."""
    from sqlalchemy.orm import Session

    from db.journal import Who
    from db.registers import Student

    center = found(folder / "center.xiangxiao")
    who = Who(b"\1" * 16, "王秀兰")
    with center.change(who, "导入学生花名册") as rows:
        lines = pupils(center.school_id, 1)
        rows.insert_rows(Student, COLUMNS, lines)
    ids, turn = [line[0] for line in lines], count()

    def journalled() -> None:
        for row in ids[:200]:
            with center.change(who, "更正") as rows:
                rows.get(Student, row).remark = f"第{next(turn)}次"

    def alone() -> None:
        for row in ids[200:400]:
            with center.merging() as connection, Session(bind=connection) as session:
                student = session.get(Student, row)
                assert student is not None
                student.remark = f"第{next(turn)}次"
                session.flush()

    yield Pair(work=journalled, floor=alone)
    center.changed = False
    center.close()
