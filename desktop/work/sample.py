"""The sample township 青石镇: built from workbooks as a clerk would, to look at and to learn on."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.errors import FileTrouble
from db.registers import Holiday, School, SchoolClass, Staff, Student, Village, register
from db.workspace import ENDING
from desktop.work import (
    papers,
    rows,
    sample_aid,
    sample_appraisals,
    sample_attendance,
    sample_balance,
    sample_care,
    sample_documents,
    sample_entry,
    sample_exams,
    sample_growth,
    sample_leave,
    sample_mock,
    sample_movement,
    sample_projects,
    sample_rounds,
    sample_safety,
    sample_staff_files,
    sample_targets,
    sample_term,
    sample_vision,
    tables,
)
from desktop.work.office import Office
from desktop.work.outcome import Outcome, Progress, silent

CHAPTERS: dict[str, Callable[[sample_term.Term], None]] = {
    "学籍异动": sample_movement.play,
    "考勤": sample_attendance.play,
    "视力检查": sample_vision.play,
    "教职工请假": sample_leave.play,
    "教师档案": sample_staff_files.play,
    "资助与保险": sample_aid.play,
    "控辍保学与关爱": sample_care.play,
    "成长记录": sample_growth.play,
    "考试与质量分析": sample_exams.play,
    "公文": sample_documents.play,
    "质量目标": sample_targets.play,
    "招生与分班": sample_entry.play,
    "安全与职责": sample_safety.play,
    "教学常规检查": sample_rounds.play,
    "均衡监测与指标生": sample_balance.play,
    "毕业班模拟考试": sample_mock.play,
    "考核评比": sample_appraisals.play,
    "建设项目与分层培养": sample_projects.play,
}
"""What else is kept in the township, played one after the other once schools and stick are there: title and player."""

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "sample"


@dataclass
class Sample:
    """What was built: full paths."""

    center: Path
    schools: list[Path] = field(default_factory=list)
    reports: list[Path] = field(default_factory=list)
    waiting: int = 0


def plan() -> dict[str, Any]:
    return tomllib.loads((SOURCE / "township.toml").read_text("utf-8"))


def build(folder: Path, progress: Progress = silent, *, papers_too: bool = True) -> Sample:
    """Founds the township in a folder, brings the workbooks in, plays its chapters, prints. Raises Trouble."""
    town = plan()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileTrouble(f"不能建立文件夹 {folder}。", "请换一个可以写的地方。") from error
    sample = Sample((folder / f"{town['center']}{ENDING}").resolve())
    office = Office.found(sample.center, town["center"], "center", town["code"], town["clerk"], town["today"])
    try:
        _settle_in(office, town)
        for number, book in enumerate(town["workbooks"]):
            progress(f"导入 {book['file']}", number, len(town["workbooks"]))
            _bring_in(office, book)
        sample.waiting = _correct(office, town["settled"])
        _lead_classes(office)
    finally:
        office.workspace.changed = False
        office.close()
    term = sample_term.play(sample.center, town["today"], town["clerk"], progress)
    for number, (title, chapter) in enumerate(CHAPTERS.items()):
        progress(f"样例乡镇：{title}", number, len(CHAPTERS))
        chapter(term)
    sample.schools = term.schools
    office = Office.open(sample.center, town["clerk"], town["today"])
    try:
        sample.reports = _print(office, folder / "报表", town["papers"], progress) if papers_too else []
    finally:
        office.workspace.changed = False
        office.close()
    return sample


def _settle_in(office: Office, town: dict[str, Any]) -> None:
    for typed in town["schools"]:
        _done(rows.add(office, School, typed | {"parent": town["center"]}))
    for typed in town["villages"]:
        _done(rows.add(office, Village, typed))
    for typed in town["holidays"]:
        _done(rows.add(office, Holiday, typed))


def _bring_in(office: Office, book: dict[str, str]) -> None:
    from desktop.work import imports

    owner = office.school_called(book["school"]) if "school" in book else None
    imports.open_sheet(office, register(book["register"]), SOURCE / book["file"], owner).apply()


def _correct(office: Office, settled: list[dict[str, str]]) -> int:
    """Settles the doubts of the people named; answers how many go on waiting."""
    from desktop.work import doubt_mending, doubts

    for correction in settled:
        typed = {name: text for name, text in correction.items() if name != "name"}
        for doubt in doubts.doubts(office):
            if doubt["title"] == correction["name"]:
                _done(doubt_mending.settle_doubt(office, doubt["id"], typed))
    return len(doubts.doubts(office))


def _lead_classes(office: Office) -> None:
    """Each class of the center school gets a class teacher, and a point's first two grades learn together."""
    teachers = tables.ids(office, Staff, where=[("school", office.school), ("class_teacher", "是")], sort=["name"])
    classes = tables.ids(office, SchoolClass, where=[("school", office.school)], sort=["title"])
    with office.change("安排班主任") as change:
        for row, teacher in zip(classes, teachers, strict=False):
            change.get(SchoolClass, row).teacher_id = teacher
    point = office.school_called("黑沟教学点")
    young = tables.ids(office, Student, where=[("school", "黑沟教学点"), ("grade", "一年级,二年级")])
    with office.change("黑沟教学点一、二年级合班") as change:
        made = change.add(SchoolClass(school_id=point, stage="1", composite=True, grade1=True, grade2=True, kind="12"))
        emptied = {change.get(Student, row).class_id for row in young}
        for row in young:
            change.get(Student, row).class_id = made.id
        for left in emptied:
            if left is not None:
                change.remove(change.get(SchoolClass, left))


def _print(office: Office, folder: Path, wanted: list[dict[str, str]], progress: Progress) -> list[Path]:
    folder.mkdir(exist_ok=True)
    made = []
    for number, paper in enumerate(wanted):
        progress(f"打印 {paper['file']}", number, len(wanted))
        options = {name: text for name, text in paper.items() if name not in ("report", "file")}
        papers.make(office, paper["report"], folder / paper["file"], options)
        made.append((folder / paper["file"]).resolve())
    return made


def _done(outcome: Outcome) -> None:
    if outcome.attention:
        raise AssertionError(outcome.sentence)
