"""Schools, classes and villages that sheets speak of: found by any of their names, made or asked about."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.registers import SchoolClass, Village
from desktop.work import rows as work
from desktop.work.exports import export
from desktop.work.office import Office
from tests.desktop.sheets.workbooks import book_of
from tests.desktop.work.township import CENTER, POINT, bring, bring_rows, counts, founded, listed

HEAD = ["姓名", "性别", "身份证号", "年级", "班级"]
ONE = ["吴涵欣", "女", "619901201903225189", "二年级", "1班"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = founded(tmp_path)
    yield office
    office.close()


def problems(outcome: Any, level: str = "error") -> list[tuple[int, str, str]]:
    return [(p["row"], p["column"], p["problem"]) for p in outcome.data["problems"] if p["level"] == level]


def test_the_rows_own_school_comes_first_and_an_unknown_one_is_never_made(office: Office, tmp_path: Path) -> None:
    rows = [
        ["学校", *HEAD],
        ["青石镇黑沟教学点", *ONE],
        ["红星小学", "丁涵", "女", "619901201708281804", "四", "1"],
        ["", "田凯", "男", "", "1", ""],
    ]
    outcome = bring_rows(office, "students", tmp_path, rows, "白杨小学")
    assert problems(outcome) == [(3, "学校", "台账里没有“红星小学”这所学校。")]
    assert {row["name"]: row["school"] for row in listed(office, "students")} == {"吴涵欣": POINT, "田凯": "白杨小学"}
    assert len(listed(office, "schools")) == 7


@pytest.mark.parametrize(
    ("grade", "name", "title"),
    [
        ("五年级", "2班", "五（2）班"), ("5", "（2）", "五（2）班"), ("", "五（2）班", "五（2）班"),
        ("", "五年级二班", "五（2）班"), (5, 2, "五（2）班"), ("五", "", "五（1）班"),
        ("", "502", "五（2）班"), ("五年级", "五（2）班", "五（2）班"),
    ],
)  # fmt: skip
def test_a_class_as_sheets_write_it(office: Office, tmp_path: Path, grade: Any, name: Any, title: str) -> None:
    outcome = bring_rows(office, "students", tmp_path, [["姓名", "年级", "班级"], ["丁涵", grade, name]])
    assert [c["title"] for c in listed(office, "classes")] == [title]
    assert listed(office, "students")[0]["cohort"] == 2022
    assert outcome.changed == {"students", "classes"}


def test_grades_of_a_junior_school_and_of_a_kindergarten(office: Office, tmp_path: Path) -> None:
    bring_rows(
        office,
        "students",
        tmp_path,
        [["姓名", "年级", "班级"], ["丁涵", "一年级", "3班"], ["孔航", "初二", "1"]],
        "青石初级中学",
    )
    bring_rows(office, "students", tmp_path, [["姓名", "班级"], ["小明", "大一班"]], "青石中心幼儿园")
    assert {c["title"] for c in listed(office, "classes")} == {"七（3）班", "八（1）班", "大（1）班"}


def test_a_tab_or_a_title_says_the_class_where_no_column_does(office: Office, tmp_path: Path) -> None:
    rows = [["姓名", "性别", "民族"], ["丁涵", "女", "汉"]]
    file = book_of(
        tmp_path / "各班.xlsx",
        {
            "三（2）班": rows,
            "Sheet2": [["青石小学四年级（1）班花名册"], [], ["姓名", "性别"], ["田凯", "男"]],
            "说明": [["填写说明"]],
        },
    )
    outcome = bring(office, "students", file)
    assert counts(outcome)[:2] == (2, 2)
    assert {row["name"]: row["class"] for row in listed(office, "students")} == {
        "丁涵": "三（2）班",
        "田凯": "四（1）班",
    }
    assert outcome.data["skipped_tabs"] == ["说明"]


def test_an_old_title_counts_grades_from_its_own_year(office: Office, tmp_path: Path) -> None:
    rows = [["2024年秋季学生花名册"], ["姓名", "年级"], ["丁涵", "三年级"]]
    bring_rows(office, "students", tmp_path, rows)
    assert listed(office, "students")[0]["class"] == "五（1）班"


def test_a_composite_class_that_is_there_takes_its_grades(office: Office, tmp_path: Path) -> None:
    point = office.school_called(POINT)
    with office.change("设复式班") as change:
        change.add(SchoolClass(school_id=point, stage="1", composite=True, grade1=True, grade2=True))
    bring_rows(office, "students", tmp_path, [["姓名", "年级"], ["丁涵", "一"], ["田凯", "二"], ["孔航", "三"]], POINT)
    found = {row["name"]: (row["class"], row["cohort"]) for row in listed(office, "students")}
    assert found == {
        "丁涵": ("一、二年级复式班", 2026),
        "田凯": ("一、二年级复式班", 2025),
        "孔航": ("三（1）班", 2024),
    }


def test_a_class_without_grade_is_asked_about_and_the_child_is_taken(office: Office, tmp_path: Path) -> None:
    outcome = bring_rows(
        office, "students", tmp_path, [["姓名", "年级", "班级"], ["丁涵", "", "2班"], ["田凯", "五", "六（1）班"]]
    )
    assert counts(outcome) == (2, 2, 0, 0, 0)
    assert [row for row, _, _ in problems(outcome, "warning")].count(2) >= 1
    assert {row["class"] for row in listed(office, "students")} == {""}


def test_other_registers_point_to_rows_by_name(office: Office, tmp_path: Path) -> None:
    bring_rows(office, "staff", tmp_path, [["姓名", "性别"], ["王芳", "女"]])
    rows = [["学段", "入学年", "班号", "班主任"], ["小学", 2024, 1, "王芳"], ["小学", 2024, 2, "没有这人"]]
    outcome = bring_rows(office, "classes", tmp_path, rows)
    assert counts(outcome) == (2, 2, 0, 0, 0)
    assert problems(outcome, "warning") == [(3, "班主任", "台账里没有叫“没有这人”的教职工。")]
    outcome = bring_rows(
        office,
        "schools",
        tmp_path,
        [["学校名称", "类别", "主管学校"], ["红星小学", "完小", CENTER], ["绿叶小学", "", ""]],
    )
    assert counts(outcome) == (2, 1, 0, 0, 1)
    assert listed(office, "schools", name="红星小学")[0]["parent"] == CENTER


def test_village_children_belong_to_the_school_that_is_responsible(office: Office, tmp_path: Path) -> None:
    work.add(office, Village, {"name": "黑沟村", "responsible": POINT})
    bring(office, "children", book_of(tmp_path / "名单.xlsx", {"黑沟村": [["姓名", "性别"], ["丁涵", "女"]]}))
    assert [(row["school"], row["village"]) for row in listed(office, "children")] == [(POINT, "黑沟村")]


def test_a_list_of_classes_by_their_names(office: Office, tmp_path: Path) -> None:
    rows = [["班级", "班主任", "教室"], ["五（2）班", "", "301"], ["一、二年级复式班", "", "101"], ["2班", "", "102"]]
    outcome = bring_rows(office, "classes", tmp_path, rows, POINT)
    assert counts(outcome) == (3, 2, 0, 0, 1)
    assert problems(outcome)[0][:2] == (4, "班级")
    found = {row["title"]: row["room"] for row in listed(office, "classes")}
    assert found == {"五（2）班": "301", "一、二年级复式班": "101"}
    assert counts(bring_rows(office, "classes", tmp_path, rows, POINT))[1:3] == (0, 0)
    export(office, SchoolClass, tmp_path / "导出.xlsx")
    assert counts(bring(office, "classes", tmp_path / "导出.xlsx")) == (2, 0, 0, 2, 0)


def test_a_list_of_classes_with_the_grade_in_a_column_of_its_own(office: Office, tmp_path: Path) -> None:
    rows = [["年级", "班级"], ["五年级", "（2）班"], ["五年级", "1"], ["", "一二年级复式班"], ["", "向日葵班"]]
    outcome = bring_rows(office, "classes", tmp_path, rows)
    assert problems(outcome) == [(5, "班级", "“向日葵班”认不出是哪个班。")]
    assert {c["title"] for c in listed(office, "classes")} == {"五（2）班", "五（1）班", "一、二年级复式班"}
