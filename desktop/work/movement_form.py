"""A movement being filled in: which fields its kind asks for, what is wrong, why it cannot be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db import query
from db.errors import NotFound
from db.fields import Field
from db.register import Problem
from db.registers import Movement, Student
from db.rules import grades, movement_effects
from db.rules.movements import IN, KINDS, PRESENT, TRANSFERS, WITHIN
from db.rules.text import tidy
from desktop.work import tables
from desktop.work.forms import Form
from desktop.work.office import Office

COMMON = ("kind", "happened_on", "reason", "applicant")
LAST = ("handler", "remark")
ARRIVING = (
    "name", "sex", "id_number", "born_on", "nation", "boarding", "village", "enrolment_number", "member1_name",
    "member1_relation", "member1_phone", "address",
)  # fmt: skip
"""What is asked of a pupil who is in no list yet; the rest is filled in later, in the roster."""


class MovementForm:
    """One movement of one pupil. student: whose; none for somebody who arrives. application: its row, if there is one.

    pupil: the arriving pupil's own row as it is filled in; recognised: what to say of one who was here before.
    """

    def __init__(
        self, office: Office, kind: str, student: bytes | None = None, application: bytes | None = None
    ) -> None:
        self.office, self.application = office, application
        self.form = self._form(kind, student)
        self.kind, self.student = self.row.kind, self.row.student_id
        self.pupil = Form.blank(office, Student) if self.student is None and self.effect == IN else None
        self.recognised = ""
        self.room_id: bytes | None = None
        if self.row.class_after:
            self.type("class_after", self.row.class_after)
        self._arriving: dict[str, Any] = {}

    def _form(self, kind: str, student: bytes | None) -> Form:
        if self.application is not None:
            return Form.of(self.office, Movement, self.application, draft=False)
        first: dict[str, Any] = {"kind": kind, "student_id": student, "handler": self.office.who.name}
        if student is not None:
            known = self.office.linked("students", student)
            if known is None:
                raise NotFound("花名册里没有这名学生。", "请刷新后再找。")
            first |= {"name": known["name"], "school_id": known["school_id"]}
        if KINDS[kind].effect == IN:
            first["in_school_id"] = first.get("school_id") or self.office.school_id
        elif student is not None:
            first["out_school_id"] = first["school_id"]
        return Form.blank(self.office, Movement, **first)

    # -- what is asked -------------------------------------------------------------------------------------

    @property
    def effect(self) -> str:
        return KINDS[self.kind].effect

    @property
    def row(self) -> Movement:
        row = self.form.row
        assert isinstance(row, Movement)
        return row

    @property
    def asks(self) -> list[Field]:
        """The fields of this kind of movement, in the order a person is asked."""
        started = ("asked_on",) if self.kind in TRANSFERS else ()
        names = [*COMMON, *KINDS[self.kind].asks, *(("region",) if "place" in KINDS[self.kind].asks else ())]
        return [Movement.fields()[name] for name in (*names, *started, *LAST)]

    @property
    def arriving(self) -> list[Field]:
        """The fields of the pupil's own row; none where the pupil is known."""
        return [Student.fields()[name] for name in ARRIVING] if self.pupil is not None else []

    @property
    def takes_effect(self) -> bool:
        return self.row.happened_on is not None

    @property
    def school(self) -> bytes | None:
        """The school whose classes the pupil may come into."""
        known = self.pupil_row
        own = known["school_id"] if known else self.office.school_id
        return self.row.in_school_id or own if self.effect in (IN, WITHIN) else own

    @property
    def pupil_row(self) -> Mapping[str, Any] | None:
        return self.office.linked("students", self.student) if self.student else None

    # -- filling in ----------------------------------------------------------------------------------------

    def type(self, name: str, text: Any) -> None:
        """Takes what was typed or chosen; a class (by title or key) is one of the school the pupil comes to."""
        field = query.known(Movement, name)
        if field.name == "class_after":
            self.room_id, text = self._room_called(text)
        self.form.type(field.name, text)

    def _room_called(self, text: Any) -> tuple[bytes | None, str]:
        titles = self.office.titles("classes")
        if isinstance(text, bytes):
            return text, titles.get(text, "")
        own = {room for room, _ in self.rooms}
        found = [room for room, title in titles.items() if title == tidy(text) and room in own]
        return (found[0] if len(found) == 1 else None), text

    @property
    def schools(self) -> list[tuple[bytes, str]]:
        """The schools that may be chosen: those that go on, without the one the pupil is at."""
        field = Field("", "link", target="schools")
        closed = {row["id"] for row in self.office.known.small("schools") if row["closed_on"]}
        own = self.row.out_school_id if self.effect == WITHIN else None
        return [(row, title) for row, title in tables.choices(self.office, field) if row not in (*closed, own)]

    @property
    def rooms(self) -> list[tuple[bytes, str]]:
        """The classes the pupil may come into: those of the school he comes to."""
        field = Field("", "link", target="classes")
        return tables.choices(self.office, field, self.school) if self.school else []

    def type_pupil(self, name: str, text: Any) -> None:
        """A field of the arriving pupil's row. Who was here before is known again by the ID number."""
        if self.pupil is None:
            raise NotFound("这一项异动不用另填学生资料。", "要改学生资料请到花名册。")
        field = query.known(Student, name)
        self._arriving[field.name] = text
        self.pupil.type(field.name, text)
        if field.name == "id_number":
            self._recognise()
        self.row.name = self.pupil.row.name  # type: ignore[attr-defined]
        self.form.look_over()

    def _recognise(self) -> None:
        """The row of a pupil who left once goes on, with all its history. A school's machine writes only its own."""
        assert self.pupil is not None
        number = self.pupil.row.id_number  # type: ignore[attr-defined]
        with self.office.look() as connection:
            found = connection.exec_driver_sql(
                "SELECT id, name, school_id, status FROM students WHERE id_number = ? AND deleted = 0 AND id <> ?",
                (number or "", self.pupil.row.id),
            ).first()
        if found is None or found.status in PRESENT or (self.office.bound and found.school_id != self.office.school_id):
            return
        self.student = self.row.student_id = found.id
        self.pupil = Form.of(self.office, Student, found.id, draft=False)
        for name, text in self._arriving.items():
            self.pupil.type(name, text)
        school = self.office.titles("schools").get(found.school_id, "")
        self.recognised = f"认出来了：{found.name}从前在{school}，用原来的学籍，历史都在。"

    # -- what is wrong -------------------------------------------------------------------------------------

    @property
    def problems(self) -> dict[str, Problem]:
        """The worst problem of each field, of the movement and of the arriving pupil's row."""
        found = dict(self.form.problems)
        for name in KINDS[self.kind].wants:
            field = Movement.fields()[name]
            if getattr(self.row, field.column) in (None, ""):
                found.setdefault(name, Problem(name, "error", f"没有填{field.label}。", "办这一项必须填。"))
        if self.row.class_after and self.room_id is None:
            said = f"{self.office.titles('schools').get(self.school or b'', '那所学校')}没有{self.row.class_after}。"
            found["class_after"] = Problem("class_after", "error", said, "请从列表里选，或先空着，以后再编班。")
        if self.pupil is not None:
            found = found | self.pupil.problems | self._here_already()
        return found

    def _here_already(self) -> dict[str, Problem]:
        assert self.pupil is not None
        number = self.pupil.row.id_number  # type: ignore[attr-defined]
        with self.office.look() as connection:
            found = connection.exec_driver_sql(
                f"SELECT name, school_id FROM students WHERE id_number = ? AND deleted = 0 AND id <> ? "
                f"AND status IN ({','.join('?' * len(PRESENT))})",
                (number or "", self.pupil.row.id, *PRESENT),
            ).first()
        if found is None:
            return {}
        school = self.office.titles("schools").get(found.school_id, "镇内另一所学校")
        said = f"{found.name}在{school}在读，身份证件号相同。"
        return {"id_number": Problem("id_number", "error", said, "从镇内转来的，请找到这名学生办“镇内转学”。")}

    @property
    def errors(self) -> dict[str, Problem]:
        return {name: p for name, p in self.problems.items() if p.level == "error"}

    @property
    def held(self) -> bool:
        return bool(self.errors)

    def refusal(self) -> movement_effects.Why | None:
        """Why it cannot be done, though everything is filled in."""
        if self.takes_effect and (why := self._wrong_day()) is not None:
            return why
        year = grades.school_year(self.row.happened_on or self.office.today)
        return movement_effects.refusal(self.kind, self.pupil_row, self.row.values(), self.room, year)

    def _wrong_day(self) -> movement_effects.Why | None:
        on = self.row.happened_on
        assert isinstance(on, date)
        if on > self.office.today:
            return "异动日期还没有到。", "先把日期空着，登记申请；到了那天再办结。"
        to = self.office.linked("schools", self.row.in_school_id) if self.row.in_school_id else None
        if to and to["closed_on"] and to["closed_on"] <= on.isoformat():
            return f"{to['name']}已经撤并，不能转入。", "请选接续它的学校。"
        if self.student is None:
            return None
        with self.office.look() as connection:
            last = connection.exec_driver_sql(
                "SELECT max(happened_on) FROM movements WHERE student_id = ? AND deleted = 0", (self.student,)
            ).scalar()
        if last and last > on.isoformat():
            return (
                f"这名学生{last}已经办过异动，日期不能更早。",
                "请核对日期；补记从前的异动，请从表格导入。",
            )
        return None

    @property
    def room(self) -> Mapping[str, Any] | None:
        return self.office.linked("classes", self.room_id) if self.room_id else None
