"""Tables: found by what people type, ordered as they expect, filtered by any column, masked."""

import pytest

from db.errors import Trouble
from db.registers import SchoolClass, Staff, Student, Village
from desktop.work import rows, tables
from desktop.work.office import Office

PUPILS = [
    ("单强", "男", "住校", ""), ("李　明", "男", "走读", "非随班就读"), ("曾芳", "女", "", ""),
    ("Amy Li", "女", "住校", "视力残疾随班就读"), ("𬀩", "男", "", ""), ("阿依古丽·买买提", "女", "走读", "否"),
]  # fmt: skip


@pytest.fixture
def pupils(office: Office) -> Office:
    for name, sex, boarding, inclusive in PUPILS:
        typed = {"name": name, "sex": sex, "boarding": boarding, "inclusive": inclusive}
        assert not rows.add(office, Student, typed).attention
    return office


def found(office: Office, find: str = "", *where: tuple[str, str], sort: tuple[str, ...] = ()) -> list[str]:
    return [line["name"] for line in tables.rows(office, Student, tables.ids(office, Student, find, where, sort))]


@pytest.mark.parametrize(
    ("find", "names"),
    [
        ("sq", ["单强"]), ("shanq", ["单强"]), ("dan", ["单强"]), ("李明", ["李明"]), ("liming", ["李明"]),
        ("lm", ["阿依古丽·买买提", "李明"]), ("LM", ["阿依古丽·买买提", "李明"]), ("zf", ["曾芳"]), ("amy", ["Amy Li"]),
        ("古丽", ["阿依古丽·买买提"]), ("𬀩", ["𬀩"]), ("ａｍｙ", ["Amy Li"]), ("李 明", ["李明"]),
        ("zzz", []), ("%", []), ("_", []), ("' OR 1", []),
    ],
)  # fmt: skip
def test_found_by_characters_sound_and_initials(pupils: Office, find: str, names: list[str]) -> None:
    assert found(pupils, find) == names


def test_ordered_by_sound_surnames_as_surnames(pupils: Office) -> None:
    order = found(pupils)
    assert [name for name in order if name != "𬀩"] == ["Amy Li", "阿依古丽·买买提", "李明", "单强", "曾芳"]
    assert found(pupils, sort=("-name",)) == order[::-1]


@pytest.mark.parametrize(
    ("where", "names"),
    [
        (("sex", "女"), {"Amy Li", "阿依古丽·买买提", "曾芳"}),
        (("sex", "1"), {"单强", "李明", "𬀩"}),
        (("boarding", "住校,走读"), {"单强", "李明", "Amy Li", "阿依古丽·买买提"}),
        (("boarding", ""), {"曾芳", "𬀩"}),
        (("boarding", "!住校"), {"李明", "阿依古丽·买买提", "曾芳", "𬀩"}),
        (("inclusive", "!"), {"Amy Li"}),
        (("name", "~古"), {"阿依古丽·买买提"}),
        (("姓名", "单"), {"单强"}),
    ],
)
def test_filtered_by_any_column(pupils: Office, where: tuple[str, str], names: set[str]) -> None:
    assert set(found(pupils, "", where)) == names


def test_a_column_or_a_word_that_is_not_there_is_said(pupils: Office) -> None:
    for where in (("nickname", "x"), ("sex", "大概")):
        with pytest.raises(Trouble) as trouble:
            found(pupils, "", where)
        assert trouble.value.advice


def test_the_line_below_counts_what_is_shown(pupils: Office) -> None:
    assert dict(tables.sums(pupils, Student))["在校"] == "6 人"
    assert dict(tables.sums(pupils, Student, where=[("sex", "女")]))["在校"] == "3 人"


def test_a_class_that_has_ended_is_not_offered_any_more(office: Office) -> None:
    for number, closed in (("1", "2026-07-10"), ("2", "")):
        rows.add(office, SchoolClass, {"entry_year": "2022", "number": number, "closed_on": closed})
    assert [title for _, title in tables.choices(office, Student.fields()["class"])] == ["五（2）班"]


def test_classes_stand_by_grade_and_pupils_by_the_class_they_are_in(office: Office) -> None:
    for year, number in (("2021", "1"), ("2026", "10"), ("2026", "2"), ("2024", "1")):
        rows.add(office, SchoolClass, {"entry_year": year, "number": number})
    titles = [line["title"] for line in tables.rows(office, SchoolClass, tables.ids(office, SchoolClass))]
    assert titles == ["一（2）班", "一（10）班", "三（1）班", "六（1）班"]
    for name, room in (("甲", "六（1）班"), ("乙", "一（10）班"), ("丙", "一（2）班")):
        rows.add(office, Student, {"name": name, "class": room})
    assert found(office, "", sort=("class",)) == ["丙", "乙", "甲"]
    assert found(office, "", ("class", "六（1）班")) == ["甲"]
    assert {line["size"] for line in tables.rows(office, SchoolClass, tables.ids(office, SchoolClass))} == {"0", "1"}


def test_choices_are_the_codes_and_the_rows_that_still_stand(office: Office) -> None:
    sex = Student.fields()["sex"]
    assert ("1", "男") in tables.choices(office, sex)
    village = bytes.fromhex(rows.add(office, Village, {"name": "黑沟村"}).data["id"])
    field = Student.fields()["village"]
    assert tables.choices(office, field) == [(village, "黑沟村")]
    rows.remove(office, Village, [village])
    assert tables.choices(office, field) == []


def test_a_private_column_is_masked_in_the_list_and_shown_only_when_asked(office: Office) -> None:
    rows.add(office, Staff, {"name": "王芳", "phone": "13812345678"})
    row = tables.ids(office, Staff, "wf")
    assert [line["phone"] for line in tables.rows(office, Staff, row)] == ["138****5678"]
    assert tables.table(office, Staff, show_private=True).rows[0]["phone"] == "13812345678"
