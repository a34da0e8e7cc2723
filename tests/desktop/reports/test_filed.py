"""一人一档: a row with its groups and details on its own pages; masked, and silent about what hurts, until chosen."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from PIL import Image

from db.errors import PaperTrouble
from db.registers import School, Student, Village
from tests.desktop.reports.township import CENTER, FULL_ID, PHONE, Township


def pupil(township: Township, **more: object) -> None:
    room = township.room(2022, 1)
    words = {"left_behind": "2", "id_number": FULL_ID, "phone": PHONE, **more}
    township.pupils(room, "张三", "李四", **words)


def test_a_file_has_its_groups_masks_numbers_and_says_nothing_that_hurts(township):
    pupil(township)
    printed, paper = township.print("file", register="students", row="张三")
    assert printed.pages == 1
    assert "学生档案" in paper.text
    assert "联系电话" in paper.text
    assert FULL_ID not in paper.text
    assert PHONE not in paper.text
    assert "留守" not in paper.text
    assert "李四" not in paper.text
    assert "填表人" in paper.text
    assert paper.outside == []


def test_what_hurts_and_numbers_in_full_print_only_when_chosen_and_say_so(township):
    pupil(township)
    _, paper = township.print("file", register="students", row="张三", special="yes", show_private="yes", reason="建档")
    assert "双方外出" in paper.text
    assert FULL_ID in paper.text
    assert "妥善保管" in paper.text


def test_details_stand_below_as_a_table_without_what_the_whole_says(township):
    township.add(Village(name="柳林村", responsible_id=township.center, contact="马老汉", remark="离校十二公里"))
    _, paper = township.print("file", register="schools", row=CENTER)
    below = paper.text[paper.text.index("村组　2 条") :]
    assert "马老汉" in below
    assert "马老汉 离校十二公里" in below, "the only note has the room that is left"
    assert "责任学校" not in below


def test_several_files_begin_a_page_each_and_none_says_so(township):
    pupil(township)
    printed, paper = township.print("file", register="students", find="", where="性别=女")
    assert printed.pages == 2
    assert all("学生档案" in page for page in paper.pages)
    assert "没有记录" in township.print("file", register="students", where="性别=男")[1].text


def test_blank_fields_are_printed_to_be_filled_in_by_hand_when_asked(township):
    pupil(township)
    assert "籍贯" not in township.print("file", register="students", row="张三")[1].text
    assert "籍贯" in township.print("file", register="students", row="张三", blank="yes")[1].text


def test_a_name_that_is_not_there_or_there_twice_is_said(township):
    township.pupils(None, "张三", "张三")
    with pytest.raises(PaperTrouble, match="没有“王五”"):
        township.print("file", register="students", row="王五")
    with pytest.raises(PaperTrouble, match="有 2 份"):
        township.print("file", register="students", row="张三")


def test_a_photograph_is_printed_and_one_that_has_not_come_leaves_a_frame(township):
    body = BytesIO()
    Image.new("RGB", (60, 80), "red").save(body, "JPEG")
    name = hashlib.sha256(body.getvalue()).hexdigest()
    with township.office.workspace.note_locally() as connection:
        line = (name, len(body.getvalue()), body.getvalue())
        connection.exec_driver_sql("INSERT INTO blobs (hash, size, body) VALUES (?, ?, ?)", line)
    township.add(Student(name="甲甲", school_id=township.center, photo=name))
    township.add(Student(name="乙乙", school_id=township.center, photo="0" * 64))
    _, there = township.print("file", register="students", row="甲甲")
    assert "照片" in there.text
    assert "还没有到" not in there.text
    assert "照片还没有到" in township.print("file", register="students", row="乙乙")[1].text


def test_a_long_detail_goes_over_pages_and_nothing_leaves_the_sheet(township):
    for number in range(60):
        township.add(Village(name=f"第{number}村", responsible_id=township.center, remark="说" * 200))
    printed, paper = township.print("file", register="schools", row=CENTER)
    assert printed.pages > 3
    assert paper.text.count("说") == 60 * 200
    assert paper.outside == []


def test_a_school_that_is_of_nobody_prints_with_the_offices_name(township):
    township.add(School(name="石坝小学", kind="primary"))
    assert CENTER in township.print("file", register="schools", row="石坝小学")[1].text
