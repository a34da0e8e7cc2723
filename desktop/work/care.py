"""Care as one does it: files for those who need one, whom to be in touch with, who is taught too little at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from db import care
from db.care import Candidate, Taught
from db.errors import Trouble
from db.register import key_id
from db.registers import CareFile
from db.rules.care import days_late
from db.rules.days import read_day
from desktop.work import tables
from desktop.work.office import Office
from desktop.work.outcome import Outcome

AT_ONCE = 100
"""Files that are read together, until one is not due yet."""


@dataclass(frozen=True)
class Waiting:
    """A child somebody has to be in touch with: late by so many days, or due soon (0 or fewer)."""

    file: bytes
    name: str
    school: str
    level: str
    teacher: str
    last: str
    due: str
    late: int


@dataclass(frozen=True)
class Work:
    """What the care page shows."""

    candidates: tuple[Candidate, ...]
    waiting: tuple[Waiting, ...]
    taught: tuple[Taught, ...]

    @property
    def overdue(self) -> int:
        return sum(one.late > 0 for one in self.waiting)


def work(office: Office) -> Work:
    """All of it as it stands today."""
    with office.look() as connection:
        found = care.candidates(connection)
        taught = care.taught_at_home(connection, office.context)
    if office.bound:
        found = [one for one in found if one.school == office.school_id]
    return Work(tuple(found), tuple(waiting(office)), tuple(taught))


def count(office: Office) -> int | None:
    """How many are overdue or without a file, nothing where there are none. Asked after every change: it is quick."""
    late = tables.count(office, CareFile, where=[("overdue", "1"), ("closed_on", "")])
    with office.look() as connection:
        missing = care.candidate_count(connection, office.school_id if office.bound else None)
    return late + missing or None


def waiting(office: Office) -> list[Waiting]:
    """Whom somebody must be in touch with by now or in the next days, the latest first."""
    soon = (office.today + timedelta(days=int(office.context.setting("care.soon_days")))).isoformat()
    ids = tables.ids(office, CareFile, where=[("due_on", "!"), ("closed_on", "")], sort=["due_on", "student"])
    found: list[Waiting] = []
    for start in range(0, len(ids), AT_ONCE):
        for row in tables.rows(office, CareFile, ids[start : start + AT_ONCE]):
            if row["due_on"] > soon:
                return found
            told = (row[name] for name in ("student", "school", "level", "teacher", "last_on", "due_on"))
            name, school, level, teacher, last, due = told
            late = days_late(read_day(due), office.today)
            found.append(Waiting(row["id"], name, school, level, teacher, last, due, late))
    return found


def open_files(office: Office, students: Sequence[bytes]) -> Outcome:
    """A file for each of these pupils that has none, with what the roster knows, as one entry."""
    new = []
    for student in students:
        known = office.linked("care_files", key_id("care_files", [student]))
        if known is None or known["deleted"]:
            new.append(student)
    if not new:
        raise Trouble("选中的学生都已经有关爱档案。", "请在“关爱档案”里打开。")
    with office.change(f"建关爱档案 {len(new)} 份") as rows:
        for student in new:
            file = CareFile(student_id=student)
            file.complete(office.context)
            file.follow(office.context)
            rows.add(file)
    had = len(students) - len(new)
    said = f"已建 {len(new)} 份关爱档案" + (f"，{had} 人已经有了。" if had else "，请补写监护人和结对教师。")
    return Outcome(said, frozenset({"care_files"}), {"files": len(new)})


def because(one: Candidate) -> str:
    return "、".join(one.because)


def described(office: Office) -> Outcome:
    """The care page in words, and as --json prints it."""
    now = work(office)
    names, schools = office.titles("students"), office.titles("schools")
    lines = [f"没有建档：{one.name}　{schools.get(one.school, '')}　{because(one)}" for one in now.candidates]
    lines += [f"该联系：{one.name}　{one.due}" + (f"　逾期 {one.late} 天" if one.late else "") for one in now.waiting]
    for one in now.taught:
        lines += [f"送教不足：{names.get(one.student, '')}　第 {week.number} 周　{week.said}" for week in one.short]
    candidates = [
        {"id": c.student.hex(), "name": c.name, "school": schools.get(c.school, ""), "because": list(c.because)}
        for c in now.candidates
    ]
    waits = [{"id": w.file.hex(), "name": w.name, "due": w.due, "late": w.late, "level": w.level} for w in now.waiting]
    taught = [
        {
            "id": t.file.hex(), "name": names.get(t.student, ""), "lessons": t.lessons,
            "short": [{"week": w.number, "visits": w.visits, "lessons": w.lessons} for w in t.short],
        }
        for t in now.taught
    ]  # fmt: skip
    data = {"candidates": candidates, "waiting": waits, "taught": taught}
    return Outcome("\n".join(lines) or "没有要办的。", data=data)


__all__ = ["Candidate", "Taught", "Waiting", "Work", "because", "count", "described", "open_files", "waiting", "work"]
