"""What follows the examinations in the sample township: who teaches whom, questions looked back on, pupils helped."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from db.change import Change
from db.codes import code_list
from db.register import key_id
from db.registers import Borderline, ExamBase, ItemResult, Paper, PaperItem, Staff, Student, Teaching
from desktop.work import analysis, exams, helping, tables
from desktop.work.exams import Room
from desktop.work.office import Office
from desktop.work.outcome import Outcome


def teach(office: Office, said: dict[str, Any]) -> None:
    """Who teaches whom: the subject's own teachers first, then whoever teaches everything."""
    by_subject = {
        code: tables.ids(office, Staff, where=[("school", office.school), ("subject", code)], sort=["name"])
        for code in ("30", *(code_list("subject").read(name) for name in said["subjects"]))
    }
    for year, term in ((2025, "1"), (2025, "2"), (2026, "1")):
        sitting = next((s for s in exams.sittings(office) if (s.year, s.term) == (year, term)), None)
        rooms = [r for r in (exams.rooms(office, sitting) if sitting else []) if r.school_id == office.school_id]
        with office.change(f"任课安排 {year}-{term}") as rows:
            for place, room in enumerate(rooms):
                for code, own in by_subject.items():
                    staff = own or by_subject["30"]
                    if code != "30" and staff:
                        words = {"year": year, "term": term, "class_id": room.id, "subject": code}
                        rows.add(Teaching(school_id=office.school_id, teacher_id=staff[place % len(staff)], **words))


def look_back(office: Office, said: dict[str, Any]) -> None:
    """What the mathematics teachers of the fifth grade found: questions, mistakes, and what they will do."""
    sitting = exams.called(office, "2025—2026学年度第二学期期末")
    about = said["analysis"]
    code = code_list("subject").read(about["subject"])
    paper = key_id("papers", [sitting.id, about["grade"], code])
    rooms = [room for room in exams.rooms(office, sitting) if int(about["grade"]) in room.grades and not room.composite]
    sizes = {
        room.id: tables.count(office, Student, where=[("class", office.titles("classes")[room.id])]) for room in rooms
    }
    with office.change("五年级数学质量分析") as rows:
        kept = rows.get(Paper, paper)
        kept.weak_points, kept.remedies = about["weak_points"], about["remedies"]
        for item in said["items"]:
            _question(rows, office.school_id, paper, item, rooms)
        for room in rooms:
            numbers = {"enrolled": sizes[room.id], "started": sizes[room.id] + 1, "came": 1, "gone": 2}
            rows.add(ExamBase(school_id=office.school_id, exam_id=sitting.id, class_id=room.id, **numbers))


def _question(rows: Change, school: bytes | None, paper: bytes, item: dict[str, Any], rooms: list[Room]) -> None:
    """A question with what each class reached in it."""
    words = {"number": item["number"], "content": item["content"], "full_marks": Decimal(item["full"])}
    made = rows.add(PaperItem(school_id=school, paper_id=paper, **words))
    for room, mean in zip(rooms, item["means"], strict=False):
        reached = {"mean": Decimal(str(mean)), "mistake": item["mistake"]}
        rows.add(ItemResult(school_id=school, item_id=made.id, class_id=room.id, **reached))


def help_on(office: Office, said: dict[str, Any]) -> Outcome:
    """Borderline pupils of the last examination, some of them with a helper and a re-test."""
    about = said["helping"]
    code = code_list("subject").read(about["subject"])
    found = analysis.of(office, exams.called(office, "2025—2026学年度第二学期期末").id)
    outcome = helping.put_on_list(office, found, code, "1")
    teachers = tables.ids(office, Staff, where=[("school", office.school), ("subject", code)], sort=["name"])
    listed = tables.ids(office, Borderline, sort=["student"])
    with office.change("临界生帮扶") as rows:
        for place, row in enumerate(listed[: len(listed) * 2 // 3]):
            kept = rows.get(Borderline, row)
            at = Decimal(kept.at or 0)
            kept.helper_id = teachers[place % len(teachers)]
            kept.measures, kept.weak_points = about["measures"], about["weak_points"]
            if place < len(about["retests"]):
                kept.retest = Decimal(about["retests"][place])
                kept.converted = kept.retest >= at
    return outcome


__all__ = ["help_on", "look_back", "teach"]
