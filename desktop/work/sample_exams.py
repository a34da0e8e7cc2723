"""Two school years of examinations in the sample township: a workbook as teachers keep it, the rest by seed."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.codes import code_list
from db.register import key_id, plain
from db.registers import Exam, Paper, Score
from db.rules.exam_marks import exact
from desktop.work import doubt_mending, doubts, exams, sample_quality, score_sheets, score_taking
from desktop.work.exams import PaperLine, Room, Sitting
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.sample_term import Term

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sample"
COLUMNS = ("id", "school_id", "paper_id", "student_id", "class_id", "mark", "absence", "level", "standing")
HALF = Decimal("0.5")
WORKBOOK_TERM = (2025, "2")


def play(term: Term) -> None:
    """The center's examinations, then the point's on its own machine; on Friday the stick goes round."""
    said = tomllib.loads((FOLDER / "exams.toml").read_text("utf-8"))
    term.do(term.center, lambda office: _center(office, said))
    term.do(said["point"], lambda office: _point(office, said))
    term.friday(said["point"])


def _center(office: Office, said: dict[str, Any]) -> Outcome:
    _workbook(office, said)
    for one in said["exams"]:
        _examine(office, said, one)
    sample_quality.teach(office, said)
    sample_quality.look_back(office, said)
    return sample_quality.help_on(office, said)


def _point(office: Office, said: dict[str, Any]) -> Outcome:
    """The point examines its third grade: seven pupils, so few that their figures say little."""
    _examine(office, said, {**said["exams"][-1], "grades": [3]})
    return Outcome()


def _workbook(office: Office, said: dict[str, Any]) -> None:
    score_taking.apply(score_sheets.open_book(office, FOLDER / said["workbook"]))
    for settled in said["settled"]:
        held = next(h for h in doubts.doubts(office, Score) if h["title"] == settled["name"])
        doubt_mending.settle_doubt(office, held["id"], {settled["field"]: settled["value"]})


def _examine(office: Office, said: dict[str, Any], one: dict[str, Any]) -> None:
    """An examination, its papers, and a result for every pupil who was in those grades."""
    first, last = min(one["grades"]), max(one["grades"])
    exam = Exam(
        school_id=office.school_id, year=one["year"], term=one["term"], kind="1", from_grade=str(first),
        to_grade=str(last), on=one["on"],
    )  # fmt: skip
    with office.change(f"期末考试 {one['year']}-{one['term']}") as rows:
        rows.add(exam)
    sitting = exams.sitting(office, exam.id)
    known = {(p.grade, p.subject) for p in exams.papers_of(office, [exam.id])[exam.id]}
    with office.change("试卷") as rows:
        for paper in _papers(sitting, said, one):
            if (int(paper.grade), paper.subject) not in known:
                rows.add(paper)
    lines = list(_results(office, said, one, sitting))
    with office.change(f"登记成绩：{sitting.title}") as rows:
        rows.insert_rows(Score, COLUMNS, lines)


def _papers(sitting: Sitting, said: dict[str, Any], one: dict[str, Any]) -> Iterator[Paper]:
    for grade in one["grades"]:
        for name, subject in said["subjects"].items():
            code = code_list("subject").read(name)
            if grade > 2:
                yield exams.paper(sitting, grade, code, Decimal(subject["full"]))
            elif name in ("语文", "数学"):
                yield exams.paper(sitting, grade, code, None)


def _results(office: Office, said: dict[str, Any], one: dict[str, Any], sitting: Sitting) -> Iterator[tuple[Any, ...]]:
    papers = exams.papers_of(office, [sitting.id])[sitting.id]
    written, kept = _written(office, papers), _workbook_shares(office, said)
    if office.school != said["point"] and (one["year"], one["term"]) == WORKBOOK_TERM:
        papers = [paper for paper in papers if paper.grade != said["workbook_grade"]]
    for room in exams.rooms(office, sitting):
        if room.composite or room.school_id != office.school_id:
            continue
        for student, name, inclusive in _pupils(office, room):
            for paper in papers:
                if paper.grade in room.grades and (paper.id, student) not in written:
                    known = kept.get((student, paper.subject))
                    result = _result(office, said, one, room, name, paper, known)
                    standing = "1" if (inclusive or "0") != "0" else None
                    key = key_id("scores", [paper.id, student])
                    yield (key, room.school_id, paper.id, student, room.id, *result, standing)


def _written(office: Office, papers: list[PaperLine]) -> set[tuple[bytes, bytes]]:
    with office.look() as connection:
        return {
            (paper.id, student)
            for paper in papers
            for (student,) in connection.exec_driver_sql(
                "SELECT student_id FROM scores WHERE paper_id = ?", (paper.id,)
            )
        }


def _workbook_shares(office: Office, said: dict[str, Any]) -> dict[tuple[bytes, str], float]:
    """What each pupil of the workbook reached, by subject."""
    with office.look() as connection:
        found = connection.exec_driver_sql(
            "SELECT s.student_id, p.subject, s.mark, p.full_marks FROM scores s JOIN papers p ON p.id = s.paper_id "
            "JOIN exams e ON e.id = p.exam_id WHERE e.year = ? AND e.term = ? AND p.grade = ? AND s.mark IS NOT NULL",
            (*WORKBOOK_TERM, str(said["workbook_grade"])),
        )
        return {
            (student, str(subject)): float(Decimal(mark) * 100 / Decimal(full))
            for student, subject, mark, full in found
        }


def _pupils(office: Office, room: Room) -> list[tuple[bytes, str, str | None]]:
    with office.look() as connection:
        return [
            (row, str(name), inclusive)
            for row, name, inclusive in connection.exec_driver_sql(
                "SELECT id, name, inclusive FROM students WHERE class_id = ? AND deleted = 0 AND same_as IS NULL "
                "ORDER BY name",
                (room.id,),
            )
        ]


def _result(
    office: Office, said: dict[str, Any], one: dict[str, Any], room: Room, name: str, paper: PaperLine,
    known: float | None,
) -> tuple[str | None, str | None, str | None]:  # fmt: skip
    """mark, absence, level: a pupil's own ability and that day's luck, the same every time the sample is built.

    known: what the workbook says of the pupil in this subject, in percent.
    """
    chance = random.Random(f"{said['seed']}{name}{one['year']}{one['term']}{paper.subject}")
    ability = random.Random(f"{said['seed']}{name}{paper.subject}").gauss(0, 1)
    if chance.random() < 0.008:
        return None, "1", None
    now = office.titles("classes").get(room.id, "")
    kept = next((one for one in said["classes"] if one["title"] == now), {"better": 0.0, "gains": 0.0})
    about = said["subjects"][paper.label]
    terms = (one["year"] - 2024) * 2 + int(one["term"]) - 1
    share = about["mean"] + one["rise"] + kept["better"] + kept["gains"] * terms
    luck = chance.gauss(0, 1) * about["spread"] * 0.4
    share += ability * about["spread"] * 0.85 + luck
    if known is not None:
        share = known + luck + one["rise"] - kept["gains"] * (3 - terms)
    share = min(max(share, 18.0), 100.0)
    if paper.levels:
        return None, None, "A" if share >= 85 else "B" if share >= 75 else "C" if share >= 60 else "D"
    assert paper.full is not None
    mark = round(Decimal(f"{share:.3f}") * paper.full / 100 / HALF) * HALF
    return plain(exact(mark)), None, None


__all__ = ["play"]
