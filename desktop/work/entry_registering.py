"""Registering: a child that comes becomes a pupil, from the village list's row, class by class in one unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.change import Change
from db.errors import Trouble
from db.registers import Admission, Child, SchoolClass, Student
from db.rules.grades import Stage
from db.rules.year_turn import ON_ROLL
from desktop.work import movements
from desktop.work.entering import judged
from desktop.work.office import Office
from desktop.work.outcome import Outcome

ENTRY = "44"
"""Code of the list movement_kind: 新建学籍（新生入学）."""
NEAR, NORMAL = "11", "1"
"""就近入学 of the list entry_way, 正常入学 of the list student_source."""
PRIMARY = str(int(Stage.PRIMARY))


@dataclass
class Coming:
    """One child at the school's door. known: the kindergarten's row of the same child, which goes on as the pupil's."""

    admission: dict[str, Any]
    child: dict[str, Any]
    known: dict[str, Any] | None = None


def register(office: Office, wanted: Sequence[bytes], room: bytes | None = None, number: int | None = None) -> Outcome:
    """Registers children. room: their class, or number: that class of grade one, made where it is missing.

    Whose row cannot be a pupil's (an ID number that is wrong in itself, a child that is on a roster already) stays
    behind and is named; the others are registered. Raises Trouble, NotOurs.
    """
    if not wanted:
        raise Trouble("还没有选儿童。", "请在表里选一名或几名。")
    coming, refused = _look_over(office, wanted)
    if coming:
        with office.change(f"新生报到：{len(coming)} 人") as rows:
            _Registering(office, rows, room, number).run(coming)
            changed = frozenset(rows.pending.registers())
    else:
        changed = frozenset()
    said = f"已报到 {len(coming)} 人，学籍已建立。" if coming else "没有报到。"
    named = "；".join(f"{name}：{why}" for name, why in refused)
    data = {"registered": len(coming), "refused": [{"name": name, "because": why} for name, why in refused]}
    return Outcome(said, changed, data, attention=bool(refused), advice=f"没有报到的：{named}" if named else "")


def _look_over(office: Office, wanted: Sequence[bytes]) -> tuple[list[Coming], list[tuple[str, str]]]:
    coming, refused = [], []
    for key in wanted:
        admission = dict(office.linked("admissions", key) or {})
        child = dict(office.linked("children", admission.get("child_id") or b"") or {})
        one = Coming(admission, child)
        why = _why_not(office, one) if child else "村里的名单上没有这名儿童，或还没有收到。"
        if why:
            refused.append((str(child.get("name") or admission.get("notice_number") or ""), why))
        else:
            coming.append(one)
    return coming, refused


def _why_not(office: Office, one: Coming) -> str:
    """Why this child cannot be registered; "" if it can. Finds the kindergarten's row of the same child."""
    if one.admission["registered_on"] and one.admission["student_id"]:
        return "已经报到了。"
    if one.admission["deferred_on"]:
        return "批准了缓学，请先核对。"
    for row in _same_number(office, one.child["id_number"]):
        if row["stage"] != "0" and (row["status"] or "01") in ON_ROLL:
            where = office.titles("schools").get(row["school_id"], "")
            return f"这个证件号在{where}已有学籍（{row['name']}），请先核对。"
        if row["stage"] == "0" and (not office.bound or row["school_id"] == office.school_id):
            one.known = row
    problems = judged(office, _pupil(one))
    errors = [problem.sentence for problem in problems.values() if problem.level == "error"]
    return "".join(errors)


def _same_number(office: Office, number: str | None) -> list[dict[str, Any]]:
    if not number:
        return []
    columns = ("id", "school_id", "name", "stage", "status")
    with office.look() as connection:
        found = connection.exec_driver_sql(
            f"SELECT {', '.join(columns)} FROM students WHERE id_number = ? AND deleted = 0 AND same_as IS NULL",
            (number,),
        ).all()
    return [dict(zip(columns, row, strict=True)) for row in found]


def _pupil(one: Coming) -> Student:
    """The pupil that the child becomes, ID number and all."""
    child, admission = one.child, one.admission
    year = admission["year"]
    return Student(
        school_id=admission["school_id"], name=child["name"], sex=child["sex"], born_on=_day(child["born_on"]),
        id_number=child["id_number"], nation=child["nation"], village_id=child["village_id"], address=child["address"],
        home_address=child["address"], disability=child["disability"], member1_name=child["householder"],
        member1_phone=admission["phone"] or child["phone"], sex_note=child["sex_note"], stage=PRIMARY, cohort=year,
        entered_in=f"{year}-09", entry_way=NEAR, source=NORMAL, status="01",
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class _Registering:
    """Rows of one registration."""

    def __init__(self, office: Office, rows: Change, room: bytes | None, number: int | None) -> None:
        self.office, self.rows, self.room, self.number = office, rows, room, number
        self._made: dict[tuple[bytes, int], bytes] = {}

    def run(self, coming: Sequence[Coming]) -> None:
        today, rooms = self.office.today.isoformat(), {}
        students: dict[bytes, list[bytes]] = {}
        for one in coming:
            school, year = one.admission["school_id"], one.admission["year"]
            student = one.known["id"] if one.known else self._new(one)
            room = self._room(one, school, year)
            if room is not None:
                rooms[student] = room
            students.setdefault(school, []).append(student)
            self._close(one, student, room, today)
        self.rows.flush()
        for school, group in students.items():
            who = self.office.who.name
            movements.many(
                self.rows, ENTRY, group, today, rooms=rooms, in_school_id=school, reason="新生入学", handler=who
            )
        grown = [(one.known["id"], one.admission["year"]) for one in coming if one.known]
        cells = [(row, c, v) for row, year in grown for c, v in (("stage", PRIMARY), ("cohort", year))]
        self.rows.set_cells(Student, cells)

    def _new(self, one: Coming) -> bytes:
        return self.rows.add(_pupil(one)).id

    def _room(self, one: Coming, school: bytes, year: int) -> bytes | None:
        """The class that was chosen, that the split has given, or that has this number; made where it is missing."""
        if self.room is not None:
            return self.room
        if self.number is None:
            given: bytes | None = one.admission["class_id"]
            return given
        if (school, year) not in self._made:
            found = self.rows.rows(
                "SELECT id FROM classes WHERE school_id = ? AND stage = ? AND entry_year = ? AND number = ? "
                "AND deleted = 0 AND closed_on IS NULL",
                (school, PRIMARY, year, self.number),
            )
            new = SchoolClass(school_id=school, stage=PRIMARY, entry_year=year, number=self.number)
            self._made[school, year] = found[0][0] if found else self.rows.add(new).id
        return self._made[school, year]

    def _close(self, one: Coming, student: bytes, room: bytes | None, today: str) -> None:
        """The child's rows say that it is in school."""
        kept = self.rows.get(Admission, one.admission["id"])
        kept.registered_on, kept.student_id = date.fromisoformat(today), student
        if room is not None:
            kept.class_id = room
        child = self.rows.get(Child, one.child["id"])
        child.in_school, child.reason = True, None
        child.attends = self.office.titles("schools").get(one.admission["school_id"]) or child.attends
