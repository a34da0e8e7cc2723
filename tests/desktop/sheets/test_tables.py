"""Rosters found in sheets as schools lay them out."""

from pathlib import Path
from typing import Any

import pytest

from db.registers import REGISTERS, Child, Staff, Student
from desktop.sheets.headings import Headings
from desktop.sheets.reading import Tab, read_book
from desktop.sheets.tables import Found, find_table
from desktop.sheets.vocabulary import OTHER_NAMES
from desktop.work.import_columns import match_columns

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "sample"
STUDENTS = Headings(Student)


def tab(*rows: list[Any], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Tab:
    width = max(map(len, rows))
    return Tab("花名册", [[*row, *[""] * (width - len(row))] for row in rows], merged)


def found(sheet: Tab, headings: Headings = STUDENTS) -> Found:
    table = find_table(sheet, headings)
    assert table is not None
    return table


def fields(table: Found, headings: Headings = STUDENTS) -> dict[str, str | None]:
    return {column.heading.full: column.name for column in match_columns(table, headings)}


def test_two_heading_rows_with_a_group_over_three_columns() -> None:
    table = found(read_book(SAMPLES / "heigou_students.xls").tabs[0])
    assert (table.heading_row, table.first_row) == (3, 5)
    assert fields(table) == {
        "序号": None, "年级": "grade", "姓名": "name", "性别": "sex", "民族": "nation", "出生年月": "born_on",
        "身份证号": "id_number", "家庭住址": "address", "监护人/姓名": "member1_name",
        "监护人/关系": "member1_relation",
        "监护人/联系电话": "member1_phone", "就读方式": "boarding", "是否留守": "left_behind",
        "备注": "remark",
    }  # fmt: skip
    numbers = [number for number, _, _ in table.rows()]
    assert numbers == [*range(5, 25), *range(27, 51)]  # 25 blank, 26 headings again, 51 and 52 sum and signature


@pytest.mark.parametrize("name", ["qingshi_center_students.xlsx", "qingshi_staff.xlsx", "qingshi_children_2026.xlsx"])
def test_every_column_of_the_sample_sheets_is_known(name: str) -> None:
    headings = {"c": Headings(Student), "s": Headings(Staff), "h": Headings(Child)}[
        {"qingshi_center_students.xlsx": "c", "qingshi_staff.xlsx": "s"}.get(name, "h")
    ]
    for sheet in read_book(SAMPLES / name).tabs:
        unknown = [text for text, field in fields(found(sheet, headings), headings).items() if field is None]
        assert unknown in ([], ["序号"])


def test_groups_without_merged_cells_reach_to_the_right() -> None:
    table = found(
        tab(
            ["序号", "姓名", "家长", "", "", "备注"],
            ["", "", "姓名", "称谓", "手机", ""],
            [1, "张三", "张四", "父亲", "", ""],
        )
    )
    assert list(fields(table).values()) == [None, "name", "member1_name", "member1_relation", "member1_phone", "remark"]


def test_a_row_of_groups_above_the_headings() -> None:
    merged = ((1, 0, 2, 0), (1, 1, 1, 3), (1, 4, 1, 5), (1, 6, 1, 7))
    table = found(
        tab(
            ["三年级学生名册"],
            ["序号", "学生信息", "", "", "父亲", "", "母亲", ""],
            ["", "姓名", "性别", "身份证号", "姓名", "电话", "姓名", "电话"],
            ["1", "张三", "男", "619901201903225189", "张四", "13812345678", "李五", "13912345678"],
            merged=merged,
        )
    )
    assert table.heading_row == 2
    assert table.first_row == 4
    assert list(fields(table).values()) == [
        None, "name", "sex", "id_number", "member1_name", "member1_phone", "member2_name", "member2_phone",
    ]  # fmt: skip


def test_a_guardians_number_is_never_taken_for_the_pupils() -> None:
    table = found(
        tab(["姓名", "性别", "班主任", ""], ["", "", "姓名", "电话"], ["张三", "男", "王老师", "13812345678"])
    )
    assert list(fields(table).values()) == ["name", "sex", None, None]


@pytest.mark.parametrize(
    "heading",
    [
        "姓名",
        "★姓名",
        "姓 名",
        "姓　名",
        "姓名（必填）",
        "*姓名:",
        "姓名\n",
        "学生姓名",
        "姓名(与户口簿一致)",
        "【必填】姓名",
    ],
)
def test_headings_as_offices_adorn_them(heading: str) -> None:
    table = found(tab([heading, "性别", "民族"], ["张三", "男", "汉"]))
    assert list(fields(table).values()) == ["name", "sex", "nation"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("身份证件号码", "id_number"), ("公民身份证号码", "id_number"), ("年级/班", "class"),
        ("父亲联系电话", "member1_phone"), ("母亲身份证号", "member2_id_number"), ("家长手机号", "member1_phone"),
        ("监护人身份证号码", "member1_id_number"), ("户籍地址", "home_address"), ("现家庭住址", "address"),
        ("是否寄宿生", "boarding"),
    ],
)  # fmt: skip
def test_names_that_offices_write_everywhere(heading: str, name: str) -> None:
    table = found(tab(["姓名", "性别", "民族", heading], ["张三", "男", "汉", "1"]))
    assert fields(table)[heading] == name


def test_other_names_belong_to_columns_there_are() -> None:
    labels = {field.label for register in REGISTERS for field in register.fields().values()}
    assert set(OTHER_NAMES) - labels == set()


def test_of_two_columns_that_want_one_field_the_better_name_has_it() -> None:
    columns = match_columns(
        found(tab(["姓名", "住址", "现住址", "电话", "联系电话"], ["张三", "a", "b", "1", "2"])), STUDENTS
    )
    assert [(c.name, c.how) for c in columns] == [
        ("name", "same"), (None, "none"), ("address", "same"), (None, "none"), ("phone", "same"),
    ]  # fmt: skip


def test_what_the_office_chose_before_stands_above_what_is_known() -> None:
    headings = Headings(Student, {"备注": "talent", "户口": "address", "性别": None})
    columns = match_columns(found(tab(["姓名", "性别", "备注", "户口"], ["张三", "男", "a", "b"]), headings), headings)
    assert [(c.name, c.how) for c in columns] == [
        ("name", "same"),
        (None, "chosen"),
        ("talent", "chosen"),
        ("address", "chosen"),
    ]


def test_sums_signatures_and_remarks_are_no_people() -> None:
    table = found(
        tab(
            ["姓名", "性别", "身份证号", "备注"],
            ["张三", "男", "", ""],
            ["", "", "", ""],
            ["   ", "", "", ""],
            ["姓名", "性别", "身份证号", "备注"],
            ["李四", "女", "", ""],
            ["合计：2人", "", "", ""],
            ["填表人：王五", "", "审核：赵六", ""],
            ["注：本表一式两份，学校和中心学校各留存一份，请如实填写。", "", "", ""],
        )
    )
    assert [row[0] for _, row, _ in table.rows()] == ["张三", "李四"]


def test_a_line_between_two_classes_says_whose_rows_follow() -> None:
    table = found(
        tab(
            ["姓名", "性别", "民族", "备注"],
            ["一年级（2）班"],
            ["张三", "男", "汉", ""],
            ["二年级"],
            ["李四", "女", "汉", ""],
        )
    )
    assert [(row[0], caption) for _, row, caption in table.rows()] == [("张三", "一年级（2）班"), ("李四", "二年级")]


def test_a_sheet_that_is_something_else_has_no_roster() -> None:
    assert find_table(tab(["排查日期", "部位", "隐患描述"], ["2025-03-01", "食堂", "电线老化"]), STUDENTS) is None
    assert find_table(Tab("空", []), STUDENTS) is None
