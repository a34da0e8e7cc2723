"""A school with two classes of three pupils, and what is needed to ask for its sums."""

from datetime import date
from pathlib import Path

from db.attendance import sums
from db.journal import Who
from db.register import Context, new_id
from db.registers import Absence, Holiday, RollCall, School, SchoolClass, Student, Term
from db.rules.calendar import SpecialDay
from db.workspace import Workspace

TODAY = date(2026, 11, 30)
WHO = Who(new_id(), "王老师")
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
HOLIDAY, MADE_UP = date(2026, 11, 11), date(2026, 11, 14)


class Schoolhouse:
    """A school with two classes of three pupils, and what is needed to ask for its sums."""

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace.create(folder / "台账.xiangxiao")
        self.school = School(name="青石镇中心学校", kind="center")
        with self.workspace.change(WHO, "起步") as rows:
            rows.add(self.school)
            rows.add(Term(year=2026, term="1", starts_on=date(2026, 9, 1), ends_on=date(2027, 1, 20)))
            rows.add(Holiday(on=HOLIDAY, name="校运会", school_day=False))
            rows.add(Holiday(on=MADE_UP, name="调休", school_day=True))
            self.rooms = [
                rows.add(SchoolClass(school_id=self.school.id, stage="1", entry_year=2022, number=n)).id for n in (1, 2)
            ]
            self.pupils = {
                room: [rows.add(Student(name=f"学生{n}", school_id=self.school.id, class_id=room)).id for n in range(3)]
                for room in self.rooms
            }
        special = (SpecialDay(HOLIDAY, "校运会"), SpecialDay(MADE_UP, "调休", True))
        names = dict(zip(self.rooms, ("五（1）班", "五（2）班"), strict=True))
        titles = {"classes": names, "schools": {self.school.id: self.school.name}}
        self.context = Context(TODAY, 2026, titles=lambda register: titles.get(register, {}), special=special)

    def add(self, *made: object) -> None:
        with self.workspace.change(WHO, "点名") as rows:
            for row in made:
                row.school_id = self.school.id  # type: ignore[attr-defined]
                rows.add(row)  # type: ignore[type-var]

    def call(self, room: int, on: date, session: str = "0", present: int = 3) -> RollCall:
        return RollCall(class_id=self.rooms[room], on=on, session=session, expected=3, present=present)

    def missing(self, room: int, pupil: int, on: date, reason: str, session: str = "0", **more: object) -> Absence:
        row = self.pupils[self.rooms[room]][pupil]
        return Absence(student_id=row, class_id=self.rooms[room], on=on, session=session, reason=reason, **more)

    def sums(self, first: date = FIRST, last: date = LAST) -> sums.Sums:
        with self.workspace.look() as connection:
            return sums.over(connection, self.context, first, last)
