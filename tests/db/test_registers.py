"""The declarations hold together, and what registers say of a row is what the rules say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from db import codes
from db.register import Context, Problem, Register
from db.registers import BY_NAME, REGISTERS, Child, School, SchoolClass, Staff, Student, Term, parts_of, wholes_of

CONTEXT = Context(date(2026, 11, 21), 2026)
BOY = "110105201602290011"

every = pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.register_name())


@every
def test_what_a_register_names_is_there(register: type[Register]) -> None:
    fields = register.fields()
    for name, field in fields.items():
        assert field.name == name
        assert field.label
        assert field.kind != "code" or codes.code_list(field.codes).codes
        assert field.kind != "link" or field.target in BY_NAME
        assert not (field.required and field.computed)
    named = [name.lstrip("-") for name in register.order]
    named += [name for key in register.natural_keys for name in key]
    named += [name for _, name, _ in (*register.sums, *register.chips) if name]
    named += [name for name, _, _ in register.tones]
    assert [name for name in named if register.field(name) is None] == []
    coloured = [
        (fields[name].codes, code) for name, told, _ in register.tones for code in told.split(",") if code != "!"
    ]
    assert [code for listed, code in coloured if code not in {one.code for one in codes.code_list(listed).codes}] == []
    assert register.title_field in fields
    assert set(register.key) <= set(register.columns())
    assert register.title
    assert register.one
    assert [part for part in parts_of(register) if not any(w is register for w, _ in wholes_of(part.register))] == []


@every
def test_labels_and_headings_of_a_register_mean_one_field_each(register: type[Register]) -> None:
    labels = [field.label for field in register.fields().values()]
    assert sorted(labels) == sorted(set(labels))


@every
def test_codes_counted_and_filtered_are_in_their_list(register: type[Register]) -> None:
    for _, name, value in (*register.sums, *register.chips):
        field = register.field(name) if name else None
        if field is not None and field.kind == "code" and value not in ("", "!"):
            for code in value.lstrip("!").split(","):
                assert code in codes.code_list(field.codes)


def problems(row: Register, context: Context = CONTEXT) -> dict[str, str]:
    row.complete(context)
    return {p.field: p.level for p in row.problems(context)}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Student(name="李明", id_number=BOY), {}),
        (Student(name="李明"), {"id_number": "warning"}),
        (Student(name="李明", id_number=BOY, sex="2"), {"sex": "error"}),
        (Student(name="李明", id_number=BOY, sex="2", sex_note="经批准"), {}),
        (Student(name="李明", id_number=BOY, born_on=date(2016, 3, 1)), {"born_on": "error"}),
        (Student(name="李明", id_number=BOY[:-1] + "2"), {"id_number": "error"}),
        (Student(name="李明", id_number="H12345678", document_type="6"), {}),
        (Student(name="李明", id_number=BOY, disability="0", inclusive="1"), {"inclusive": "warning"}),
        (Student(name="李明", id_number=BOY, orphan=True), {"needs_aid": "warning"}),
        (Student(name="李明", id_number=BOY, enrolment_number="G123"), {"enrolment_number": "warning"}),
        (Staff(name="王芳", id_number="110105198001010024", born_in="1980-02"), {"born_in": "error"}),
        (Staff(name="王芳", id_number="110105198001010024"), {}),
        (Child(name="李明", id_number=BOY, in_school=False, attends="石门小学"), {"attends": "warning"}),
        (SchoolClass(stage="1", entry_year=2022, number=1), {}),
        (SchoolClass(stage="1"), {"entry_year": "error", "number": "error"}),
        (SchoolClass(stage="1", entry_year=1890, number=1), {"entry_year": "warning"}),
        (SchoolClass(stage="1", composite=True), {"grade1": "error"}),
        (SchoolClass(stage="1", composite=True, grade2=True), {}),
        (School(name="黑沟教学点", kind="point", code="12"), {"code": "warning"}),
        (Term(year=2026, term="1", starts_on=date(2026, 9, 1), ends_on=date(2026, 8, 1)), {"ends_on": "error"}),
    ],
    ids=lambda value: value.register_name() if isinstance(value, Register) else ",".join(value) or "fine",
)
def test_each_row_is_judged_by_its_register(row: Register, expected: dict[str, str]) -> None:
    assert problems(row) == expected


def test_a_citizens_number_types_birthday_sex_and_month_of_birth() -> None:
    student, staff = Student(name="李明", id_number=BOY), Staff(name="王芳", id_number="110105198001010024")
    for row in (student, staff):
        row.complete(CONTEXT)
    assert (student.born_on, student.sex) == (date(2016, 2, 29), "1")
    assert (staff.born_on, staff.sex, staff.born_in) == (date(1980, 1, 1), "2", "1980-01")


def test_a_pupil_too_young_for_the_grade_is_asked_about_not_refused() -> None:
    room = {"school_id": None, "composite": None, "stage": "1", "entry_year": 2021}
    context = Context(date(2026, 11, 21), 2026, linked=lambda register, row: room)
    pupil = Student(name="李明", born_on=date(2020, 5, 1), class_id=b"\1" * 16, id_number="110105202005010012")
    pupil.complete(context)
    found = [p for p in pupil.problems(context) if p.field == "born_on"]
    assert [p.level for p in found] == ["warning"]
    assert isinstance(found[0], Problem)
    assert (pupil.stage, pupil.cohort) == ("1", 2021)


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"stage": "1", "entry_year": 2022, "number": 2}, "五（2）班"),
        ({"stage": "1", "entry_year": 2026, "number": 1}, "一（1）班"),
        ({"stage": "1", "entry_year": 2019, "number": 1}, "2019级小学（1）班"),
        ({"stage": "1", "composite": True, "grade1": True, "grade2": True}, "一、二年级复式班"),
    ],
)
def test_a_class_is_called_by_its_grade_of_this_school_year(values: Mapping[str, Any], title: str) -> None:
    row = SchoolClass(**values).values()
    assert SchoolClass.title_of(row, CONTEXT) == title
