"""The sample township's one examination on the same paper: a mock of the ninth grade, to compare schools on."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from db.codes import code_list
from db.register import key_id, plain
from db.registers import Exam, SchoolClass, Score, Student
from db.rules.exam_guard import MOCK
from db.rules.exam_marks import exact
from desktop.work import exams, tables
from desktop.work.exams import PaperLine
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_exams import COLUMNS, FOLDER, HALF
from desktop.work.sample_term import Term

GRADUATED = "毕业"


def play(term: Term) -> None:
    said = tomllib.loads((FOLDER / "exams.toml").read_text("utf-8"))
    term.do(term.center, lambda office: _examine(office, said["mock"], said["seed"]))


def _examine(office: Office, said: dict[str, Any], seed: str) -> Outcome:
    """One exam for all schools, a class for each school's graduates, and what each of them reached."""
    grade = str(said["grade"])
    exam = Exam(
        year=said["year"], term=said["term"], kind=MOCK, from_grade=grade, to_grade=grade, on=said["on"],
        same_paper=True,
    )  # fmt: skip
    with office.change("毕业班模拟考试") as rows:
        rows.add(exam)
    sitting = exams.sitting(office, exam.id)
    subjects = {code_list("subject").read(name): about for name, about in said["subjects"].items()}
    with office.change("试卷") as rows:
        for code, about in subjects.items():
            rows.add(exams.paper(sitting, said["grade"], code, Decimal(about["full"])))
    papers = exams.papers_of(office, [exam.id])[exam.id]
    lines = [
        line
        for school, better in said["schools"].items()
        for line in _school(office, said, school, papers, better, seed)
    ]
    with office.change(f"登记成绩：{sitting.title}") as rows:
        rows.insert_rows(Score, COLUMNS, lines)
    return Outcome()


def _school(
    office: Office, said: dict[str, Any], name: str, papers: list[PaperLine], better: float, seed: str
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    school = office.school_called(name)
    _more(office, said, school, said["more"][name])
    graduates = tables.ids(office, Student, where=[("school", name), ("status", GRADUATED)], sort=["name"])
    with office.change(f"{name}毕业班") as rows:
        room = rows.add(
            SchoolClass(
                school_id=school, stage="2", entry_year=said["entry_year"], number=1, closed_on=said["closed_on"]
            )
        )
        for row in graduates:
            rows.get(Student, row).class_id = room.id
    titles = office.titles("students")
    for row in graduates:
        for paper in papers:
            absent = titles[row] in said["absent"]
            mark = None if absent else _mark(said["subjects"][paper.label], f"{seed}{titles[row]}", paper, better)
            key = key_id("scores", [paper.id, row])
            yield (key, school, paper.id, row, room.id, mark, "1" if absent else None, None, None)


def _more(office: Office, said: dict[str, Any], school: bytes, about: dict[str, Any]) -> None:
    with office.change("录入毕业生") as rows:
        for name, sex in zip(about["names"], about["sexes"], strict=True):
            words = {"sex": sex, "stage": "2", "status": "07", "cohort": said["entry_year"]}
            rows.add(Student(school_id=school, name=name, **words))


def _mark(about: dict[str, Any], who: str, paper: PaperLine, better: float) -> str:
    """A pupil's own ability in all subjects and that day's luck in this one, the same every time."""
    ability, luck = random.Random(who).gauss(0, 1), random.Random(f"{who}{paper.subject}").gauss(0, 1)
    share = min(max(about["mean"] + better + (0.8 * ability + 0.5 * luck) * about["spread"], 20.0), 98.0)
    full = Decimal(about["full"])
    return str(plain(exact(round(Decimal(f"{share:.3f}") * full / 100 / HALF) * HALF)))


__all__ = ["play"]
