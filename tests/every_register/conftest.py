"""An office with one row of each register that others point to, and a plausible word for every kind of field."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from db import codes
from db.change import Change
from db.fields import Field
from db.register import Register
from db.registers import BY_NAME, REGISTERS, Checklist, ChecklistItem, School, SchoolClass, Staff, Village
from desktop.work import tables
from desktop.work.forms import Form
from desktop.work.office import Office

TODAY = date(2026, 11, 21)
POINTED_AT = {
    "schools": "黑沟教学点", "villages": "黑沟村", "staff": "赵校长", "classes": "一、二年级复式班",
    "checklists": "巡查表草稿", "checklist_items": "楼梯口有人值守",
}  # fmt: skip
WORDS = {
    "text": "青石", "name": "阿依古丽·买买提", "note": "第一行\n第二行", "number": "3", "decimal": "2.5",
    "day": "2016-02-29", "month": "2016-02", "yesno": "是", "person_id": "110105201602290011", "phone": "13812345678",
    "photo": "0" * 64,
    "file": "0" * 64,
}  # fmt: skip


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Without what ships as rows: hundreds of tests copy this file and replay its journal."""
    file = tmp_path_factory.mktemp("founded") / "office.xiangxiao"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop.work.office.SHIPMENTS", ())
        office = Office.found(file, "青石镇中心学校", "center", "", "王老师", TODAY)
    with office.change("起步") as rows:
        point = rows.add(School(name="黑沟教学点", kind="point"))
        rows.add(Village(name="黑沟村"))
        rows.add(Staff(name="赵校长", school_id=point.id))
        grades = {"composite": True, "grade1": True, "grade2": True, "entry_year": 2026, "number": 1}
        rows.add(SchoolClass(school_id=point.id, stage="1", **grades))
        add_checklist(rows)
    office.workspace.changed = False
    office.close()
    return file


def add_checklist(rows: Change) -> None:
    """A list that is still being written, so that its lines may be changed."""
    heading = POINTED_AT["checklists"]
    made = rows.add(Checklist(heading=heading, name=heading, version=1, state="draft", target="school"))
    line = {"number": 1, "content": POINTED_AT["checklist_items"], "full": Decimal(5), "way": "fault"}
    rows.add(ChecklistItem(checklist_id=made.id, **line))


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Iterator[Office]:
    opened = Office.open(Path(shutil.copy(founded, tmp_path / "office.xiangxiao")), "王老师", TODAY)
    yield opened
    opened.workspace.changed = False
    opened.close()


def plausible(office: Office, field: Field) -> str:
    """What somebody could type into this field, spelled as it will be shown."""
    if field.kind == "code":
        listed = codes.code_list(field.codes)
        return next(code.label for code in listed if {"无", "否"}.isdisjoint((code.label, *code.names)))
    if field.kind == "link":
        return POINTED_AT[field.target] if field.target in POINTED_AT else pointed_at(office, BY_NAME[field.target])
    return WORDS[field.kind]


def words_for(office: Office, register: type[Register]) -> dict[str, str]:
    """A word for every field that is typed."""
    return {name: plausible(office, field) for name, field in register.fields().items() if not field.computed}


def pointed_at(office: Office, register: type[Register]) -> str:
    """The title of a row of this register that no other row has; made where there is none."""
    alive = set(tables.ids(office, register))
    counted = Counter(title for row, title in office.titles(register.register_name()).items() if row in alive)
    single = next((title for title, count in counted.items() if count == 1), None)
    if single is not None:
        return single
    form = Form.blank(office, register)
    fields = register.fields()
    named = fields.get(register.title_field)
    worked_out = named is not None and named.computed  # its words come from the others
    for name, word in words_for(office, register).items():
        naming = fields[name].kind in ("text", "name") and (worked_out or (named is not None and name == named.name))
        numbered = fields[name].kind == "number" and name in register.key
        form.type(name, "吐尔逊·买买提" if naming else "4" if numbered else word)
    made = bytes.fromhex(form.save().data["id"])
    return office.titles(register.register_name())[made]


def fill(office: Office, register: type[Register]) -> tuple[bytes, dict[str, str]]:
    """Types every field of a new row and saves it; answers its id and what was typed."""
    form = Form.blank(office, register)
    typed = words_for(office, register)
    for name, text in typed.items():
        form.type(name, text)
    outcome = form.save()
    return bytes.fromhex(outcome.data["id"]), typed


@pytest.fixture
def filled(office: Office) -> Callable[[type[Register]], tuple[bytes, dict[str, str]]]:
    """filled(register) is fill() in this test's own office."""
    return lambda register: fill(office, register)


class Full(NamedTuple):
    """An office that has a row in every register, and what was typed into it."""

    office: Office
    made: dict[type[Register], tuple[bytes, dict[str, str]]]


@pytest.fixture(scope="session")
def full(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Full]:
    """For tests that leave everything as it stands."""
    file = Path(shutil.copy(founded, tmp_path_factory.mktemp("full") / "office.xiangxiao"))
    office = Office.open(file, "王老师", TODAY)
    keys_first = sorted(REGISTERS, key=lambda register: len(register.links()) if register.key else 99)
    yield Full(office, {register: fill(office, register) for register in keys_first})
    office.workspace.changed = False
    office.close()
