"""Six terms of scores of a township: analysed beside bare SQL, and one mark more. Their hand-off is in handoff.py."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from measuring import Pair, Times, Under, bench

SCHOOLS, GRADES, ROOMS, PUPILS, SUBJECTS, TERMS = 20, 6, 2, 42, 9, 6
SCORES = SCHOOLS * GRADES * ROOMS * PUPILS * SUBJECTS * TERMS
TODAY = date(2026, 11, 20)
COLUMNS = ("id", "school_id", "paper_id", "student_id", "class_id", "mark", "absence")
AGGREGATES = """
SELECT paper_id, class_id, school_id, count(*), count(mark), sum(m), sum(m * m), max(m), min(m), sum(m >= 60),
       sum(m >= 75), sum(m >= 85), sum(m < 40), sum(absence = '1'), sum(absence = '2'), sum(absence = '3')
FROM (SELECT *, CAST(mark AS REAL) AS m FROM scores)
WHERE deleted = 0 AND paper_id IN (SELECT id FROM papers WHERE exam_id = ?) GROUP BY paper_id, class_id, school_id
"""


@contextmanager
def township(folder: Path) -> Iterator[Any]:
    """20 schools of 12 classes; six term examinations of nine subjects; one in a hundred absent."""
    from db.register import new_ids
    from db.registers import School, SchoolClass, Student
    from desktop.work.office import Office

    office = Office.found(folder / "office.xiangxiao", "青石镇中心学校", "center", "", "王老师", TODAY)
    with office.change("学校") as rows:
        schools = [rows.add(School(name=f"第{n + 1}小学", kind="primary")).id for n in range(SCHOOLS)]
        rooms = [
            rows.add(SchoolClass(school_id=school, stage="1", entry_year=2027 - grade, number=number + 1))
            for school in schools
            for grade in range(1, GRADES + 1)
            for number in range(ROOMS)
        ]
    pupils = [(row, room) for room in rooms for row in new_ids(PUPILS)]
    with office.change("学生") as rows:
        rows.insert_rows(
            Student, ("id", "school_id", "class_id", "name", "stage", "cohort", "status", "sex"),
            [(row, room.school_id, room.id, "李明", "1", room.entry_year, "01", "1") for row, room in pupils],
        )  # fmt: skip
    for term in range(TERMS):
        with office.change("成绩") as rows:
            _term(rows, term, pupils)
    office.workspace.changed = False
    try:
        yield office
    finally:
        office.workspace.changed = False
        office.close()


def _term(rows: Any, term: int, pupils: list[tuple[bytes, Any]]) -> None:
    """One examination: the same paper for all, in every grade and subject."""
    from db.register import key_id
    from db.registers import Exam, Paper, Score

    dice = random.Random(term)
    exam = rows.add(
        Exam(year=2024 + term // 2, term=str(term % 2 + 1), kind="1", from_grade="1", to_grade="9", same_paper=True)
    )
    papers = {
        grade: [
            rows.add(Paper(exam_id=exam.id, grade=str(grade), subject=f"{s:02}")).id for s in range(1, SUBJECTS + 1)
        ]
        for grade in range(1, GRADES + 1)
    }
    lines = []
    for row, room in pupils:
        for paper in papers[2027 - room.entry_year]:
            absent = dice.random() < 0.01
            mark = None if absent else f"{dice.randrange(40, 201) / 2:g}"
            key = key_id("scores", [paper, row])
            lines.append((key, room.school_id, paper, row, room.id, mark, "1" if absent else None))
    rows.insert_rows(Score, COLUMNS, lines)


@bench(Times(3.0), rounds=7)
def scores_term(folder: Path) -> Iterator[Pair]:
    """540,000 scores of six terms summed by class and subject and made figures, beside the bare SQL aggregates."""
    from db import driver
    from desktop.work import analysis, exams

    with township(folder) as office:
        every = [one.id for one in exams.sittings(office)]
        bare = driver.connect(office.path, read_only=True)

        def work() -> None:
            for exam in every:
                lines = analysis.of(office, exam).classes()
                assert len(lines) == SCHOOLS * GRADES * ROOMS * SUBJECTS
                assert all(line.figures["avg"].value is not None for line in lines)

        def floor() -> None:
            found = sum(len(bare.execute(AGGREGATES, (exam,)).fetchall()) for exam in every)
            assert found == SCHOOLS * GRADES * ROOMS * SUBJECTS * TERMS

        yield Pair(work, floor)
        bare.close()


@bench(Under(0.05), rounds=15)
def score_entry(folder: Path) -> Iterator[Pair]:
    """One mark typed among 540,000 and the new mean of the class, beside a bare UPDATE and its average."""
    from desktop.work import exams
    from desktop.work.mark_sheet import MarkSheet

    with township(folder) as office:
        one = exams.sittings(office)[0]
        sheet = MarkSheet(office, one.id, exams.rooms(office, one)[0].id)
        subject, dice = sheet.subjects[0].subject, random.Random(3)
        bare = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("CREATE TABLE scores (student BLOB PRIMARY KEY, mark TEXT)")
        bare.executemany("INSERT INTO scores VALUES (?, '60')", [(pupil.id,) for pupil in sheet.pupils])

        def work() -> None:
            pupil = dice.choice(sheet.pupils)
            before = sheet.shown(pupil, subject)
            sheet.put(pupil, subject, "71.5" if before != "71.5" else "88")
            assert sheet.mean(subject)

        def floor() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("UPDATE scores SET mark = '71.5' WHERE student = ?", (dice.choice(sheet.pupils).id,))
            bare.execute("COMMIT")
            assert bare.execute("SELECT avg(CAST(mark AS REAL)) FROM scores").fetchone()

        yield Pair(work, floor)
        bare.close()
