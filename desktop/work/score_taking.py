"""Score sheets written down: one entry for all that is without doubt; what is in doubt waits for a person."""

from __future__ import annotations

from typing import Any

from db.change import Change
from db.errors import ReadOnly, Rejected
from db.register import key_id, plain
from db.registers import Score
from db.rules.exam_marks import Entry
from db.rules.exam_marks import shown as shown_mark
from db.rules.statistics import INCLUSIVE
from desktop.work import exams, score_doubts
from desktop.work.entering import judged
from desktop.work.exams import PaperLine
from desktop.work.outcome import Outcome, Progress, silent
from desktop.work.score_sheets import ScoreBook, SheetPupil

COLUMNS = ("id", "school_id", "paper_id", "student_id", "class_id", "mark", "absence", "level", "standing")


def dry_run(book: ScoreBook) -> Outcome:
    """What `apply` would report, with nothing written. Raises Rejected where the rules forbid the examination."""
    _papers_to_make(book)
    return Outcome(_sentence(book, "会"), data=told(book), attention=bool(book.counts()["doubt"]))


def apply(book: ScoreBook, progress: Progress = silent) -> Outcome:
    """Examination and papers as far as they are missing, every result without doubt; one undo takes all of it back.

    Raises Rejected where the rules forbid the examination, ReadOnly, Busy, Stopped; then nothing was written.
    """
    office, touched = book.office, {"scores"}
    if office.read_only:
        raise ReadOnly(office.read_only)
    papers = _papers_to_make(book)
    progress("导入前备份", 0, 0)
    office.workspace.backup("导入前")
    with office.change(f"导入成绩：{book.file}") as rows:
        if book.new_exam is not None:
            rows.add(book.new_exam)
            touched.add("exams")
        for paper in papers:
            rows.add(paper)
            touched.add("papers")
        progress("写入成绩", 0, len(book.pupils))
        write(rows, [pair for pupil in book.pupils for pair in _written(book, pupil)])
    score_doubts.hold(book)
    data = told(book)
    waiting = book.counts()["doubt"]
    advice = f"有 {waiting} 行存疑，留在“待处理”里，改好一行导入一行。" if waiting else ""
    guessed = _guessed(book)
    return Outcome(_sentence(book, "") + guessed, frozenset(touched), data, bool(waiting or guessed), advice)


def _papers_to_make(book: ScoreBook) -> list[Any]:
    """Papers of the sheets that are not there yet, the examination looked over with them."""
    known = {p.id for p in exams.papers_of(book.office, [book.exam.id])[book.exam.id]} if book.exam else set()
    made = [
        exams.paper(book.sitting, line.grade, line.subject, line.full)
        for line in book.papers.values()
        if line.id not in known
    ]
    wrong = judged(book.office, book.new_exam) if book.new_exam is not None else {}
    problems = [problem for problem in wrong.values() if problem.level == "error"]
    for paper in made:
        for objection in exams.objections_to(book.office, book.sitting, paper):
            if objection.level == "error" and objection not in problems:
                problems.append(objection)
    if problems:
        raise Rejected(problems)
    return made


def _written(book: ScoreBook, pupil: SheetPupil) -> list[tuple[PaperLine, SheetPupil, Entry]]:
    if pupil.student is None:
        return []
    grade = book.abouts[pupil.tab].grade
    return [
        (book.papers[grade, subject], pupil, pupil.entries[subject])
        for subject, state in pupil.states.items()
        if state != "same"
    ]


def write(rows: Change, results: list[tuple[PaperLine, SheetPupil, Entry]]) -> None:
    """Results in bulk: new rows at once, and cells of rows that are there (also of such as were removed)."""
    made: dict[bytes, tuple[Any, ...]] = {}
    for paper, pupil, entry in results:
        assert pupil.student is not None
        key = key_id("scores", [paper.id, pupil.student])
        standing = INCLUSIVE if pupil.inclusive else None
        made[key] = (
            key, pupil.room.school_id, paper.id, pupil.student, pupil.room.id,
            plain(entry.mark), entry.absence, entry.level, standing,
        )  # fmt: skip
    known = _known(rows, list(made))
    rows.insert_rows(Score, COLUMNS, [line for key, line in made.items() if key not in known])
    again = (*COLUMNS[1:-1], "deleted")
    rows.set_cells(
        Score,
        (
            (key, column, value)
            for key in known
            for column, value in zip(again, (*made[key][1:-1], 0), strict=True)
            if known[key][column] != value
        ),
    )


def _known(rows: Change, keys: list[bytes]) -> dict[bytes, dict[str, Any]]:
    columns = (*COLUMNS, "deleted")
    found: dict[bytes, dict[str, Any]] = {}
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        statement = f"SELECT {', '.join(columns)} FROM scores WHERE id IN ({','.join('?' * len(part))})"
        for line in rows.rows(statement, part):
            found[line[0]] = dict(zip(columns, line, strict=True))
    return found


# -- what is said of it --------------------------------------------------------------------------------------


def told(book: ScoreBook) -> dict[str, Any]:
    """As --json prints it."""
    counts = book.counts()
    states = [state for pupil in book.pupils for state in pupil.states.values()]
    return {
        "exam": book.sitting.id.hex(), "title": book.sitting.title, "new_exam": book.new_exam is not None,
        "rows": len(book.pupils), "added": counts["new"], "updated": counts["changed"], "same": counts["same"],
        "refused": counts["doubt"], "scores": {state: states.count(state) for state in ("new", "changed", "same")},
        "students": {tab: sum(1 for p in book.pupils if p.tab == tab and p.student) for tab in book.abouts},
        "full_marks": {line.label: shown_mark(line.full) for line in book.papers.values()},
        "guessed": sorted({book.papers[key].label for key in book.guessed}),
        "problems": [
            {
                "tab": pupil.tab, "row": pupil.row.number, "name": pupil.row.name, "column": doubt.column,
                "value": doubt.value, "level": "error", "problem": doubt.sentence, "advice": doubt.advice,
            }
            for pupil in book.pupils
            for doubt in pupil.doubts
        ],
        "columns": {heading: subject for table in book.tables for heading, subject in table.columns.items()},
        "skipped_tabs": book.skipped,
    }  # fmt: skip


def _sentence(book: ScoreBook, will: str) -> str:
    """共 63 人：新增 53，存疑 10。"""
    counts = book.counts()
    named = (("new", "新增"), ("changed", "变更"), ("same", "相同"), ("doubt", "存疑"))
    said = "，".join(f"{will}{word} {counts[state]}" for state, word in named if counts[state])
    return f"{book.sitting.title}：共 {len(book.pupils)} 人，{said}。"


def _guessed(book: ScoreBook) -> str:
    """Full marks no heading named."""
    labels = {book.papers[key].label: full for key, full in book.guessed.items()}
    said = "、".join(f"{label}{shown_mark(full)}" for label, full in labels.items())
    return f"满分是从成绩推定的，请核对：{said}。" if said else ""


__all__ = ["apply", "dry_run", "told", "write"]
