"""What waits of score sheets: names that fit nobody, marks above the full one, blanks; and each of them settled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from db.codes import code_list
from db.register import new_ids
from db.rules import exam_marks
from db.rules.exam_marks import Entry
from db.rules.statistics import INCLUSIVE
from desktop.work import mark_sheet
from desktop.work.doubts import COLUMNS, delete, held_rows, one_held
from desktop.work.exams import Room, Sitting, papers_of, rooms, sitting
from desktop.work.office import Office
from desktop.work.outcome import Outcome
from desktop.work.score_matching import Roster

if TYPE_CHECKING:
    from desktop.work.score_sheets import ScoreBook, SheetPupil

NAME, MARK = "name", "mark:"
"""Fields of a waiting row: whose it is, and the result in the subject of that code."""

EXAM, ROOM, STUDENT = "_exam", "_class", "_student"
"""Cells that say where the row belongs; what begins with an underscore is not shown."""


def hold(book: ScoreBook) -> None:
    """Rows in doubt wait, in place of what waited of the same rows before; rows that came in are struck."""
    from db.registers import Score

    office = book.office
    before = {(h["sheet"], h["tab"], h["row"]): h["id"] for h in held_rows(office, Score)}
    by_id = {h["id"].hex(): h["id"] for h in held_rows(office, Score)}
    waiting = [pupil for pupil in book.pupils if pupil.doubts]
    gone = [
        known
        for pupil in book.pupils
        if (known := by_id.get(pupil.row.doubt) or before.get((book.file, pupil.tab, pupil.row.number)))
    ]
    now = datetime.now().isoformat(timespec="seconds")
    lines = [
        (key, "scores", book.file, pupil.tab, pupil.row.number, pupil.room.school_id, *_said(book, pupil), now)
        for key, pupil in zip(new_ids(len(waiting)), waiting, strict=True)
    ]
    if not gone and not lines:
        return
    with office.workspace.note_locally() as connection:
        delete(connection, gone)
        if lines:
            connection.exec_driver_sql(f"INSERT INTO doubts VALUES ({','.join('?' * len(COLUMNS))})", lines)


def _said(book: ScoreBook, pupil: SheetPupil) -> tuple[str, str]:
    """cells and problems as JSON: what is in doubt, and with an unknown name the whole row."""
    subjects = code_list("subject")
    cells: dict[str, dict[str, Any]] = {
        "姓名": {"field": "title", "value": pupil.row.name},
        "考试": {"field": "exam", "value": book.sitting.title},
        "班级": {"field": "room", "value": pupil.room.title},
        EXAM: {"field": None, "value": book.sitting.id.hex()},
        ROOM: {"field": None, "value": pupil.room.id.hex()},
        STUDENT: {"field": None, "value": pupil.student.hex() if pupil.student else ""},
    }
    doubtful = {doubt.subject: doubt for doubt in pupil.doubts}
    for subject, entry in pupil.entries.items():
        if pupil.student is None:
            cells[subjects.label(subject)] = {"field": MARK + subject, "value": exam_marks.said(entry)}
    for subject, doubt in doubtful.items():
        if subject:
            cells[subjects.label(subject)] = {"field": MARK + subject, "value": doubt.value}
    problems = [
        {
            "column": doubt.column, "field": MARK + doubt.subject if doubt.subject else NAME, "value": doubt.value,
            "level": "error", "problem": doubt.sentence, "advice": doubt.advice, "choices": list(doubt.choices),
        }
        for doubt in pupil.doubts
    ]  # fmt: skip
    return json.dumps(cells, ensure_ascii=False), json.dumps(problems, ensure_ascii=False)


# -- one row mended ------------------------------------------------------------------------------------------


class _Waiting:
    """A waiting row, opened."""

    def __init__(self, office: Office, held: Mapping[str, Any]) -> None:
        self.held, self.problems = held, held["problems"]
        cells = held["cells"]
        self.sitting: Sitting = sitting(office, bytes.fromhex(cells[EXAM]["value"]))
        room = bytes.fromhex(cells[ROOM]["value"])
        self.room: Room = next(one for one in rooms(office, self.sitting) if one.id == room)
        self.student = bytes.fromhex(cells[STUDENT]["value"]) or None
        self.marks = {
            cell["field"].removeprefix(MARK): cell["value"]
            for cell in cells.values()
            if str(cell["field"] or "").startswith(MARK)
        }

    def choice(self, field: str, text: str) -> str:
        """What was chosen of those offered, by its label; else the text itself."""
        offered: list[list[str]] = next((p.get("choices", []) for p in self.problems if p["field"] == field), [])
        return next((str(value) for value, label in offered if label == text), text)


def settle(office: Office, doubt: str, typed: Mapping[str, str]) -> Outcome:
    """Brings a waiting row in with what was mended, by field; still doubtful, it goes on waiting. Raises NotFound."""
    waiting = _Waiting(office, one_held(office, doubt))
    wrong: dict[str, str] = {}
    student, standing = _whose(office, waiting, typed, wrong)
    every = papers_of(office, [waiting.sitting.id])[waiting.sitting.id]
    papers = {paper.subject: paper for paper in every if paper.grade in waiting.room.grades}
    entries: dict[str, Entry] = {}
    for subject, value in waiting.marks.items():
        field = MARK + subject
        text = waiting.choice(field, typed.get(field, value))
        try:
            entries[subject] = exam_marks.read_entry(
                text, papers[subject].full if subject in papers else Decimal(0), levels=papers[subject].levels
            )
        except (ValueError, KeyError) as error:
            wrong[field] = str(error) if isinstance(error, ValueError) else "这一科的试卷已经没有了。"
        else:
            if entries[subject].empty:
                wrong[field] = "还是空的，请补填分数，或选缺考、缓考、免考。"
    if wrong or student is None:
        said = "；".join(dict.fromkeys(s.rstrip("。") for s in wrong.values()))
        return Outcome(f"还没有导入：{said}。", data={"problems": wrong}, attention=True)
    with office.change(f"导入成绩：{waiting.held['title']}") as rows:
        for subject, entry in entries.items():
            rows.add(mark_sheet.score(papers[subject].id, waiting.room, student, entry, standing))
    with office.workspace.note_locally() as connection:
        delete(connection, [waiting.held["id"]])
    return Outcome("已导入。", frozenset({"scores"}), {"id": student.hex()})


def _whose(
    office: Office, waiting: _Waiting, typed: Mapping[str, str], wrong: dict[str, str]
) -> tuple[bytes | None, str | None]:
    """The pupil: known already, chosen of those offered, or found by the name as it was mended."""
    if waiting.student is not None:
        return waiting.student, _standing(office, waiting.student)
    text = waiting.choice(NAME, typed.get(NAME, waiting.held["title"]))
    if len(text) == 32:
        chosen = bytes.fromhex(text)
        return chosen, _standing(office, chosen)
    roster = Roster(office, waiting.sitting, waiting.room.school_id, set(waiting.room.grades))
    match = roster.find(text, waiting.room)
    if match.person is None:
        wrong[NAME] = match.sentence + match.advice
        return None, None
    return match.person.id, INCLUSIVE if match.person.inclusive else None


def exam_of(office: Office, doubt: str) -> Sitting | None:
    """The examination a waiting row belongs to, told by the number a marked workbook brings back."""
    from db.registers import Score

    held = next((h for h in held_rows(office, Score) if h["id"].hex() == doubt), None)
    return sitting(office, bytes.fromhex(held["cells"][EXAM]["value"])) if held else None


def _standing(office: Office, student: bytes) -> str | None:
    row = office.linked("students", student)
    return INCLUSIVE if row and (row["inclusive"] or "0") != "0" else None


__all__ = ["MARK", "NAME", "exam_of", "hold", "settle"]
