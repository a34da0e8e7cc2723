"""Score sheets in words and as data, for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.errors import NotFound, Rejected, Trouble
from db.rules import exam_marks, masks
from db.rules.borderline import LINE_WORDS
from desktop.work import analysis, catalogue, doubts, exams, helping, score_sheets, score_taking
from desktop.work.analysis_told import subject_code
from desktop.work.mark_sheet import MarkSheet
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress


def full_marks(said: Mapping[str, str]) -> dict[str, Decimal]:
    """语文=120 … as marks by subject code. Raises Trouble, NotFound."""
    found = {}
    for subject, text in said.items():
        try:
            mark = exam_marks.read_entry(text, None).mark
        except ValueError as error:
            raise Trouble(str(error).partition("。")[0] + "。", "例如 --full 语文=120。") from None
        if not mark:
            raise Trouble(f"{subject}的满分没有写。", "例如 --full 语文=120。")
        found[subject_code(subject)] = mark
    return found


def take(
    office: Office, file: Path, exam: str, school: str, full: Mapping[str, str], progress: Progress, *,
    dry: bool = False, marked: Path | None = None,
) -> Outcome:  # fmt: skip
    """A workbook of score sheets brought in; of an examination the rules forbid nothing is written. Raises Trouble."""
    from db.registers import Score

    owner = office.school_called(school) if school else None
    chosen = exams.called(office, exam, owner) if exam else None
    book = score_sheets.open_book(office, file, chosen, owner, full_marks(full))
    try:
        outcome = score_taking.dry_run(book) if dry else score_taking.apply(book, progress)
    except Rejected as rejected:
        return refused(rejected)
    if marked and not dry:
        doubts.write_marked(office, Score, marked)
    return outcome


def refused(rejected: Rejected) -> Outcome:
    """Nothing was written: what the rules have against it."""
    said = "；".join(dict.fromkeys(p.sentence.rstrip("。") for p in rejected.problems))
    problems = {p.field: p.sentence for p in rejected.problems}
    return Outcome(
        f"没有登记：{said}。", data={"problems": problems}, attention=True, advice=rejected.problems[0].advice
    )


def lay_out(office: Office, exam: str, school: str, full: Mapping[str, str]) -> Outcome:
    """Papers for every grade of an examination."""
    owner = office.school_called(school) if school else None
    try:
        return exams.lay_out(office, exams.called(office, exam, owner).id, full_marks(full) or None)
    except Rejected as rejected:
        return refused(rejected)


def rolls(office: Office, exam: str, school: str, *, anew: bool = False) -> Outcome:
    """Each class's roll, beginning, comings and goings, for denominators that count from rolls."""
    owner = office.school_called(school) if school else None
    return exams.count_rolls(office, [exams.called(office, exam, owner).id], anew=anew)


def opened(office: Office, exam: str, room: str, school: str) -> MarkSheet:
    """A class's sheet by the class's name of that year. Raises NotFound."""
    owner = office.school_called(school) if school else office.school_id
    one = exams.called(office, exam, owner)
    found = [r for r in exams.rooms(office, one) if r.title == room and r.school_id == owner]
    if not found:
        raise NotFound(f"没有{room}。", "请写考试那一年的班名，如五（2）班。")
    return MarkSheet(office, one.id, found[0].id)


def put(office: Office, exam: str, room: str, school: str, name: str, typed: Mapping[str, str]) -> Outcome:
    """One pupil's results, subject by subject; what cannot stand is said, the rest is written."""
    sheet = opened(office, exam, room, school)
    mine = [pupil for pupil in sheet.pupils if pupil.name == name]
    if len(mine) != 1:
        said = f"{room}没有{name}。" if not mine else f"{room}有 {len(mine)} 个{name}。"
        raise NotFound(said, "请在窗口里登记，或先核对花名册。")
    problems: dict[str, str] = {}
    written = 0
    for subject, text in typed.items():
        try:
            written += bool(sheet.put(mine[0], subject_code(subject), text).changed)
        except Rejected as rejected:
            problems[subject] = rejected.problems[0].sentence
    means = {label: _mean(sheet, code) for code, label in _subjects(sheet)}
    data: dict[str, Any] = {"written": written, "means": means, **({"problems": problems} if problems else {})}
    said = f"已登记 {name} {written} 项。" + "".join(f"{subject}：{why}" for subject, why in problems.items())
    return Outcome(said, frozenset({"scores"}), data, bool(problems))


def show(office: Office, exam: str, room: str, school: str, show_private: bool) -> Outcome:
    """A class's sheet; marks are masked unless asked for."""
    sheet = opened(office, exam, room, school)
    rows: list[dict[str, Any]] = []
    for pupil in sheet.pupils:
        cells = {label: _cell(sheet.shown(pupil, code), show_private) for code, label in _subjects(sheet)}
        rows.append({"name": pupil.name, "grade": pupil.grade, "scores": cells})
    means = {label: _mean(sheet, code) for code, label in _subjects(sheet)}
    left = {label: sheet.left(code) for code, label in _subjects(sheet)}
    lines = ["　".join([row["name"], *(f"{s}{v or '—'}" for s, v in row["scores"].items())]) for row in rows]
    return Outcome("\n".join([sheet.exam.title, *lines]), data={"rows": rows, "means": means, "left": left})


def _cell(shown: str, show_private: bool) -> str:
    return shown if show_private or shown in exam_marks.ABSENCE_WORDS.values() else masks.mask_whole(shown)


def _subjects(sheet: MarkSheet) -> list[tuple[str, str]]:
    return [(paper.subject, paper.label) for paper in sheet.subjects]


def _mean(sheet: MarkSheet, subject: str) -> str | None:
    mean = sheet.mean(subject)
    return None if mean is None else f"{mean:f}"


def borderline(office: Office, exam: str, school: str, subject: str, line: str, *, total: bool = False) -> Outcome:
    """Puts borderline pupils on the list, and says how many were brought over; total: with all papers together."""
    owner = office.school_called(school) if school else None
    found = analysis.of(office, exams.called(office, exam, owner).id, owner)
    code = catalogue.read_code("border_line", line)
    outcome = helping.put_on_list(office, found, subject_code(subject), code, total=total)
    done = helping.conversions(office, [paper.id for paper in found.papers], found.sitting.id)
    data = {
        "line": LINE_WORDS[code], **outcome.data,
        "conversions": [{"paper": c.title, "listed": c.listed, "converted": c.converted} for c in done],
    }  # fmt: skip
    return Outcome(outcome.sentence, outcome.changed, data)


__all__ = ["borderline", "full_marks", "lay_out", "opened", "put", "refused", "rolls", "show", "take"]
