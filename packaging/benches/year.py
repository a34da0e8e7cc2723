"""The year's turn of a whole township, beside bare SQL that writes the same rows without journal, rules or account."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from measuring import Pair, Times, bench

SCHOOLS, PUPILS, JUNIORS = 20, 500, 2
SUMMER = date(2027, 8, 26)


def founded(folder: Path) -> Path:
    """18 primary schools of two classes a grade, two junior ones of four; 500 pupils each."""
    from db.register import new_ids
    from db.registers import School, SchoolClass, Student
    from desktop.work.office import Office

    office = Office.found(folder / "township.xiangxiao", "中心学校", "center", "", "王老师", date(2026, 9, 1))
    assert office.school_id is not None
    with office.change("学校") as rows:
        schools = [(office.school_id, "1")]
        for n in range(1, SCHOOLS):
            junior = n > SCHOOLS - JUNIORS - 1
            schools.append(
                (rows.add(School(name=f"第{n}学校", kind="junior" if junior else "primary")).id, "2" if junior else "1")
            )
    rooms = [
        (key, school, stage, 2026 - grade, number)
        for school, stage in schools
        for grade in range(6 if stage == "1" else 3)
        for number in range(1, 3 if stage == "1" else 5)
        for key in new_ids(1)
    ]
    with office.change("班级") as rows:
        rows.insert_rows(SchoolClass, ("id", "school_id", "stage", "entry_year", "number"), rooms)
    seats = {school: [room for room in rooms if room[1] == school] for school, _ in schools}
    lines = []
    for school, stage in schools:
        for n, row in enumerate(new_ids(PUPILS)):
            room = seats[school][n % len(seats[school])]
            lines.append(
                (
                    row,
                    school,
                    room[0],
                    f"{'王李张刘陈'[n % 5]}{'明丽强'[n % 3]}{n}",
                    str(1 + n % 2),
                    stage,
                    room[3],
                    "01",
                    "1",
                )
            )
    with office.change("学生") as rows:
        rows.insert_rows(
            Student, ("id", "school_id", "class_id", "name", "sex", "stage", "cohort", "status", "boarding"), lines
        )
    from desktop.work import settings

    settings.decide(office, "year.junior", f"第{SCHOOLS - 1}学校")
    path = office.path
    office.workspace.changed = False
    office.close()
    return path


@bench(Times(3.0), rounds=7)
def year_turn(folder: Path) -> Iterator[Pair]:
    """20 schools of 500 pupils turn the year, beside a script of bare SQL that writes the same and its journal."""
    from desktop.work import year_turning
    from desktop.work.office import Office

    base, turn = founded(folder), count()

    def work() -> float:
        office = Office.open(Path(shutil.copy(base, folder / f"turn{next(turn)}.xiangxiao")), "王老师", SUMMER)
        begun = time.perf_counter()
        year_turning.turn(office)
        taken = time.perf_counter() - begun
        office.workspace.changed = False
        office.close()
        office.path.unlink()
        return taken

    yield Pair(work, lambda: bare(Path(shutil.copy(base, folder / "bare.xiangxiao"))))


DAY, LATER = SUMMER.isoformat(), 1 << 40
LEAVING = """SELECT id, name, school_id, class_id, status, stage, cohort, sex, boarding FROM students WHERE deleted = 0
AND status = '01' AND (stage = '1' AND cohort = 2021 OR stage = '2' AND cohort = 2024)"""
MOVED = (
    "id", "deleted", "school_id", "name", "student_id", "kind", "happened_on", "reason", "out_school_id",
    "in_school_id", "class_before", "handler", "status_before", "stage_before", "cohort_before",
)  # fmt: skip
SENT = ("id", "deleted", "school_id", "student_id", "year", "decision", "from_school_id", "left_class", "done_on")
JOURNAL = 'INSERT INTO operations (entry, place, register, "row", field, shape, value) VALUES (?,?,?,?,?,?,?)'


def bare(file: Path) -> float:
    """Seconds for a script of SQL: who leaves is read, movements, destinations and their journal are written as rows,
    pupils and classes by one UPDATE each, counts by SQL. No rule is asked, nothing is counted again."""
    from db import driver

    connection: Any = driver.connect(file)
    connection.execute("PRAGMA query_only = OFF")
    name = f"第{SCHOOLS - 1}学校"
    (junior,) = connection.execute("SELECT id FROM schools WHERE name = ?", (name,)).fetchone()
    (entry,) = connection.execute("SELECT max(id) + 1 FROM entries").fetchone()
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO entries (site, number, stamp, knowledge, who, who_name, why, at, revision, count) "
        "SELECT site, max(number) + 1, max(stamp) + ?, 1, who, who_name, '升学年', at, revision, 1 FROM entries",
        (LATER,),
    )
    moved, sent, cells = written(connection.execute(LEAVING).fetchall(), junior)
    for table, columns, rows in (("movements", MOVED, moved), ("promotions", SENT, sent)):
        marks = ",".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
        cells += [(table, row[0], None, 1, packed(row)) for row in rows]
    connection.executemany(
        'INSERT INTO finder ("row", register, sort, words) SELECT ?, \'movements\', sort, words FROM finder '
        'WHERE "row" = ?', [(row[0], row[4]) for row in moved],
    )  # fmt: skip
    connection.executemany(JOURNAL, [(entry, place, *cell) for place, cell in enumerate(cells)])
    for statement, values in whole(junior):
        connection.execute(statement, values)
    connection.execute("COMMIT")
    taken = time.perf_counter() - begun
    connection.close()
    file.unlink()
    return taken


def written(leaving: list[tuple[Any, ...]], junior: bytes) -> tuple[list[Any], list[Any], list[Any]]:
    """Rows of movements and of destinations, and the edited cells as the journal has them."""
    moved, sent, cells = [], [], []
    for row, name, school, _room, status, stage, cohort, _sex, _boarding in leaving:
        key, six = os.urandom(16), stage == "1"
        kind, to = ("22", junior) if six else ("61", None)
        before = ("六（1）班", "王老师", status, stage, cohort)
        moved.append((key, 0, school, name, row, kind, DAY, "升入2027—2028学年度", school, to, *before))
        new = {"class_id": None} | ({"stage": "2", "cohort": 2027, "school_id": junior} if six else {"status": "07"})
        cells += [("students", row, column, None, value) for column, value in new.items()]
        if six:
            cells.append(("movements", key, "school_id", None, junior))
        else:
            sent.append((os.urandom(16), 0, school, row, 2027, "5", school, "九（1）班", DAY))
    return moved, sent, cells


def packed(row: tuple[Any, ...]) -> str:
    return json.dumps([cell.hex() if isinstance(cell, bytes) else cell for cell in row], ensure_ascii=False)


def whole(junior: bytes) -> list[tuple[str, tuple[Any, ...]]]:
    """What SQL can say of all at once."""
    six, nine = "stage = '1' AND cohort = 2021", "stage = '2' AND cohort = 2024"
    classes = f"({six} OR {nine})".replace("cohort", "entry_year")
    statements = {
        "UPDATE movements SET school_id = ? WHERE kind = '22'": junior,
        f"""INSERT INTO handovers (id, deleted, school_id, year, from_school_id, to_school_id, side, boys, girls)
        SELECT randomblob(16), 0, school_id, 2027, school_id, ?, '1', sum(sex = '1'), sum(sex = '2')
        FROM students WHERE {six} GROUP BY school_id""": junior,
        f"UPDATE students SET status = ?, class_id = NULL WHERE {nine}": "07",
        f"UPDATE students SET school_id = ?, stage = '2', cohort = 2027, class_id = NULL WHERE {six}": junior,
        f"UPDATE classes SET closed_on = ? WHERE {classes}": DAY,
        """INSERT INTO year_turns (id, deleted, school_id, year, turned_on, after) SELECT randomblob(16), 0, school_id,
        2027, ?, count(*) FROM students WHERE deleted = 0 AND status = '01' GROUP BY school_id""": DAY,
    }
    return [(statement, (value,)) for statement, value in statements.items()]
