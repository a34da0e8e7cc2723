"""Any register as a printed list, whatever its rows hold."""

from __future__ import annotations

import pytest

from db import codes
from db.errors import PaperTrouble, Stopped, Trouble
from db.fields import Field
from db.registers import REGISTERS, Holiday, Student, Village
from desktop import reports
from desktop.reports.source import ALL_SCHOOLS
from tests.desktop.reports.township import FULL_ID, Township

ODD = "\x00\x1b[2J\u202e𬀩😀<b>&=1+1';--"


def odd_value(field: Field, township: Township, letters: int) -> object:
    """A value of the field's kind, as odd as the file will hold."""
    if field.kind == "link":
        return township.village if field.target == "villages" else None
    if field.kind == "code":
        return codes.code_list(field.codes).codes[-1].code
    plain = {"number": 10**15, "decimal": "0.1", "yesno": 1, "day": "2026-11-20", "month": "2026-11"}
    return plain.get(field.kind, ODD + "长" * letters + "\r\n\t")


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.__tablename__)
def test_every_register_prints_whatever_its_columns_hold(register, township):
    fields = [field for field in register.fields().values() if not field.computed]
    letters = 10_000 if register is Student else 600  # over many pages, and over more than one
    cells = {field.column: odd_value(field, township, letters) for field in fields}
    line = {**cells, "id": b"\x01" * 16, "school_id": township.center}
    names = tuple(name for name in register.columns() if name != "deleted")
    with township.office.change("试印") as change:
        change.insert_rows(register, names, [[line.get(name) for name in names]])
    every = list(register.fields())
    for start in range(0, len(every), 16):
        some = every[start : start + 16]
        printed, paper = township.print("list", register=register.__tablename__, columns=",".join(some), all="yes")
        assert printed.pages >= 1
        assert paper.outside == []
        assert all(register.fields()[name].label in paper.text.replace("\n", "") for name in some)


def test_a_list_prints_the_columns_of_the_table_and_the_sums_of_the_register(township):
    township.pupils(township.room(2022, 1), "张三", "李四", sex="1", boarding="2", left_behind="1", id_number=FULL_ID)
    _, paper = township.print("list", register="students")
    assert "2人，男2人，住校2人" in paper.text
    assert "留守" not in paper.text
    assert FULL_ID not in paper.text


def test_a_list_leaves_out_who_has_left_unless_that_is_asked_for(township):
    room = township.room(2022, 1)
    township.pupils(room, "张三")
    township.pupils(room, "李四", status="07")
    assert "1人" in township.print("list", register="students")[1].text
    assert "2人" in township.print("list", register="students", all="yes")[1].text
    assert "李四" in township.print("list", register="students", where="学生状态=毕业")[1].text


def test_rows_are_found_and_filtered_as_on_screen(township):
    room = township.room(2022, 1)
    township.pupils(room, "张三", "李四")
    township.pupils(room, "张力", sex="1")
    _, paper = township.print(
        "list", register="在校学生", find="zhang", where="性别=女", columns="姓名、性别", sort="-姓名"
    )
    assert "张三" in paper.text
    assert "张力" not in paper.text
    assert "李四" not in paper.text
    assert "范围：zhang　性别=女" in paper.text
    with pytest.raises(PaperTrouble, match="看不懂"):
        township.print("list", register="students", where="女生")
    with pytest.raises(PaperTrouble, match="放不下"):
        township.print("list", register="students", columns=",".join(Student.fields()))
    with pytest.raises(Trouble, match="没有“身高”"):
        township.print("list", register="students", columns="身高")


def test_a_filter_may_hold_several_values(township):
    room = township.room(2022, 1)
    township.pupils(room, "甲甲", left_behind="1")
    township.pupils(room, "乙乙", left_behind="2")
    township.pupils(room, "丙丙", left_behind="0")
    _, paper = township.print("list", register="students", where="留守=1,2，性别=女", columns="姓名")
    assert "甲甲" in paper.text
    assert "乙乙" in paper.text
    assert "丙丙" not in paper.text


def test_a_column_that_hurts_prints_when_it_is_asked_for_by_name_and_is_labelled(township):
    township.pupils(township.room(2022, 1), "张三", left_behind="2")
    _, paper = township.print("list", register="students", columns="姓名,留守")
    assert "双方外出" in paper.text
    assert "妥善保管" in paper.text


def test_a_narrow_list_stands_upright_and_a_wide_one_across(township):
    township.add(Village(name="柳林村"))
    upright = township.print("list", register="villages")[1]
    across = township.print("list", register="students", special="yes")[1]
    assert upright.sizes[0][0] < upright.sizes[0][1]
    assert across.sizes[0][0] > across.sizes[0][1]


def test_a_long_remark_goes_over_pages_and_the_totals_stay_right(township):
    room = township.room(2022, 1)
    township.pupils(room, "甲甲", "丙丙")
    township.pupils(room, "乙乙", remark="说" * 10_000)
    printed, paper = township.print("student-roster")
    assert printed.pages > 5
    assert paper.text.count("说") == 10_000
    assert paper.text.count("总计") == 1
    assert "3人，女3人" in paper.pages[-1]
    assert paper.outside == []


def test_printing_stops_between_pages_and_leaves_nothing(township):
    rows = [(n.to_bytes(16, "big"), f"节日{n}", 1) for n in range(500)]
    with township.office.change("校历") as change:
        change.insert_rows(Holiday, ("id", "name", "school_day"), rows)

    def stop(pages: int) -> None:
        if pages == 3:
            raise Stopped

    target = township.folder / "节假日.pdf"
    with township.source() as source, pytest.raises(Stopped):
        reports.make("list", source, target, {"register": "holidays"}, stop)
    assert list(township.folder.glob("节假日*")) == []


def test_all_schools_means_those_that_have_rows(township):
    with township.source() as source:
        assert [name for _, name in source.schools("")] == [township.office.school]
        assert len(source.schools(ALL_SCHOOLS)) == 2
