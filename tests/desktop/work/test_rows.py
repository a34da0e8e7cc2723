"""Rows added, changed, removed and pasted: with the checks of a form, and nothing half done."""

import pytest

from db.errors import Rejected, Trouble
from db.registers import School, SchoolClass, Student, Village
from desktop.work import checking, history, rows, tables
from desktop.work.office import Office


def add(office: Office, register: type, **typed: str) -> bytes:
    return bytes.fromhex(rows.add(office, register, typed).data["id"])


def names(office: Office) -> list[str]:
    return [line["name"] for line in tables.table(office, Student).rows]


def test_fields_may_be_named_by_attribute_column_or_label(office: Office) -> None:
    village = add(office, Village, name="黑沟村")
    for name in ("village", "village_id", "村（社区）"):
        if Student.field(name) or any(f.label == name for f in Student.fields().values()):
            row = add(office, Student, name="李明", **{name: "黑沟村"})
            assert tables.table(office, Student, where=[("village", village.hex())]).count >= 1
            rows.remove(office, Student, [row])


def test_what_others_point_to_is_not_removed_and_the_sentence_says_who(office: Office) -> None:
    room = add(office, SchoolClass, entry_year="2022", number="2")
    pupil = add(office, Student, name="李明", **{"class": "五（2）班"})
    with pytest.raises(Trouble) as trouble:
        rows.remove(office, SchoolClass, [room])
    assert "五（2）班还有 1 条“在校学生”" in trouble.value.sentence
    rows.remove(office, Student, [pupil])
    rows.remove(office, SchoolClass, [room])
    assert tables.ids(office, SchoolClass) == []


def test_rows_that_point_to_each_other_are_removed_together(office: Office) -> None:
    upper = add(office, School, name="青石完小", kind="完小")
    lower = add(office, School, name="黑沟教学点", kind="教学点", parent="青石完小")
    with pytest.raises(Trouble):
        rows.remove(office, School, [upper])
    rows.remove(office, School, [upper, lower])
    assert tables.table(office, School).count == 1


def test_a_block_from_a_sheet_is_laid_over_rows_and_goes_on_below_them_as_one_entry(office: Office) -> None:
    first = add(office, Student, name="张三", talent="唱歌")
    outcome = rows.paste(
        office, Student, [first], ["name", "sex", "talent"], [["张　三", "1-男", ""], ["李四", "女", "画画"]]
    )
    assert outcome.data["rows"] == 2
    assert names(office) == ["李四", "张三"]
    line = tables.rows(office, Student, [first])[0]
    assert (line["sex"], line["talent"]) == ("男", "唱歌"), "an empty cell overwrites nothing"
    history.undo(office)
    assert names(office) == ["张三"]
    assert tables.rows(office, Student, [first])[0]["sex"] == ""


def test_with_one_error_nothing_is_pasted_and_the_line_is_named(office: Office) -> None:
    with pytest.raises(Rejected) as refusal:
        rows.paste(office, Student, [], ["name", "born_on"], [["张三", "2016-03-01"], ["李四", "昨天"]])
    assert "第 2 行" in refusal.value.sentence
    assert names(office) == []


def test_a_masked_cell_pasted_back_erases_nothing(office: Office) -> None:
    row = add(office, Student, name="张三", member1_phone="13812345678")
    shown = tables.rows(office, Student, [row])[0]["member1_phone"]
    assert "*" in shown
    rows.paste(office, Student, [row], ["name", "member1_phone"], [["张三丰", shown]])
    assert tables.rows(office, Student, [row], show_private=True)[0]["member1_phone"] == "13812345678"


def test_five_hundred_rows_are_removed_and_come_back_as_one_piece_of_work(office: Office) -> None:
    rows.paste(office, Student, [], ["name", "sex"], [[f"学生{n}", "男"] for n in range(500)])
    rows.remove(office, Student, tables.ids(office, Student))
    assert names(office) == []
    assert history.undo(office).data["left"] == []
    assert len(names(office)) == 500
    assert checking.check(office).data["ok"]


def test_a_pupil_of_another_school_goes_into_that_schools_class_in_whatever_order_it_is_typed(office: Office) -> None:
    add(office, School, name="黑沟教学点", kind="教学点")
    for school in ("青石镇中心学校", "黑沟教学点"):
        add(office, SchoolClass, school=school, entry_year="2022", number="2")
    row = add(office, Student, name="李明", **{"class": "五（2）班", "school": "黑沟教学点"})
    line = tables.table(office, Student).rows[0]
    assert (line["id"], line["school"], line["class"], line["grade"]) == (
        row.hex(),
        "黑沟教学点",
        "五（2）班",
        "五年级",
    )
