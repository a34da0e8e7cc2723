"""Workbooks coming in: whose row it is, what stays, what is asked about, what is remembered."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.errors import NotFound, ReadOnly, SheetTrouble
from desktop.work.office import Office
from tests.desktop.sheets.workbooks import book_of
from tests.desktop.work.township import CENTER, POINT, bring, bring_rows, brought, counts, entries, founded, listed

HEAD = ["姓名", "性别", "身份证号", "年级", "班级"]
ONE = ["吴涵欣", "女", "619901201903225189", "二年级", "1班"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = founded(tmp_path)
    yield office
    office.workspace.changed = False
    office.close()


def problems(outcome: Any, level: str = "error") -> list[tuple[int, str, str]]:
    return [(p["row"], p["column"], p["problem"]) for p in outcome.data["problems"] if p["level"] == level]


def test_what_the_sheet_leaves_empty_is_not_overwritten(office: Office, tmp_path: Path) -> None:
    bring_rows(office, "students", tmp_path, [[*HEAD, "特长", "监护人电话"], [*ONE, "唱歌", "13812345678"]])
    outcome = bring_rows(office, "students", tmp_path, [[*HEAD, "特长", "监护人电话"], [*ONE[:3], "", "", "画画", ""]])
    assert counts(outcome) == (1, 0, 1, 0, 0)
    [row] = listed(office, "students")
    assert (row["talent"], row["member1_phone"], row["class"]) == ("画画", "13812345678", "二（1）班")


def test_our_own_mask_come_back_is_an_empty_cell(office: Office, tmp_path: Path) -> None:
    head = [*HEAD, "出生日期", "监护人电话", "现住址"]
    bring_rows(office, "students", tmp_path, [head, [*ONE, "2019-03-22", "13812345678", "黑沟村3组5号"]])
    masked = [*ONE[:2], "619901************", *ONE[3:], "2019-03-22", "138****5678", "黑沟村3组***"]
    assert counts(bring_rows(office, "students", tmp_path, [head, masked])) == (1, 0, 0, 1, 0)


def test_a_row_without_number_is_found_by_name_and_birth_date(office: Office, tmp_path: Path) -> None:
    bring_rows(office, "students", tmp_path, [HEAD, ONE])
    again = [["姓名", "出生年月", "特长"], ["吴 涵 欣", "2019.3.22", "唱歌"], ["吴涵欣", "2018.3.22", "唱歌"]]
    outcome = bring_rows(office, "students", tmp_path, again)
    assert counts(outcome) == (2, 1, 1, 0, 0)


def test_two_numbers_are_two_people_whatever_their_names(office: Office, tmp_path: Path) -> None:
    head = ["姓名", "出生日期", "身份证号"]
    bring_rows(office, "students", tmp_path, [head, ["王芳", "2019-03-22", "619901201903225189"]])
    outcome = bring_rows(office, "students", tmp_path, [head, ["王芳", "2019-03-22", "619901201903225269"]])
    assert counts(outcome) == (1, 1, 0, 0, 0)


def test_without_number_and_birthday_a_name_that_only_one_has_is_enough(office: Office, tmp_path: Path) -> None:
    sheet = [["姓名", "性别", "特长"], ["王芳", "女", "唱歌"], ["王芳", "女", "画画"], ["田凯", "男", ""]]
    assert counts(bring_rows(office, "students", tmp_path, sheet)) == (3, 3, 0, 0, 0)
    assert counts(bring_rows(office, "students", tmp_path, sheet)) == (3, 0, 0, 3, 0)
    outcome = bring_rows(office, "students", tmp_path, [["姓名", "特长"], ["王芳", "跳舞"], ["田凯", "跳舞"]])
    assert counts(outcome) == (2, 0, 1, 0, 1)
    assert problems(outcome) == [(2, "姓名", "台账里有 2 个王芳，不知道是哪一个。")]
    two = [["姓名", "特长"], ["田凯", "唱歌"], ["田凯", "画画"]]
    assert counts(bring_rows(office, "students", tmp_path, two)) == (2, 0, 1, 0, 1)
    assert counts(bring_rows(office, "students", tmp_path, two)) == (2, 0, 0, 1, 1)


def test_two_rows_of_one_person_never_overwrite_each_other(office: Office, tmp_path: Path) -> None:
    bring_rows(office, "students", tmp_path, [HEAD, ONE])
    two = [
        ["姓名", "身份证号", "出生日期", "特长"],
        ["吴涵欣", ONE[2], "", "唱歌"],
        ["吴涵欣", "", "2019-03-22", "画画"],
    ]
    assert counts(bring_rows(office, "students", tmp_path, two)) == (2, 0, 1, 1, 0)
    assert listed(office, "students")[0]["talent"] == "唱歌"
    assert counts(bring_rows(office, "students", tmp_path, two)) == (2, 0, 0, 2, 0)


def test_matching_stays_within_the_school(office: Office, tmp_path: Path) -> None:
    bring_rows(office, "students", tmp_path, [HEAD, ONE])
    outcome = bring_rows(office, "students", tmp_path, [HEAD, ONE], POINT)
    assert counts(outcome) == (1, 1, 0, 0, 0)
    assert problems(outcome, "warning") == [(2, "身份证号", f"{CENTER}已有这个身份证号。")]
    assert {row["school"] for row in listed(office, "students")} == {CENTER, POINT}


def test_no_name_is_an_error_and_so_is_a_number_with_lost_digits(office: Office, tmp_path: Path) -> None:
    rows = [
        ["姓名", "性别", "身份证号"],
        ["", "女", "619901201903225189"],
        ["丁涵", "女", 619901201708281804],
        ["田凯", "男", "6.19901E+17"],
    ]
    outcome = bring_rows(office, "students", tmp_path, rows)
    assert counts(outcome) == (3, 0, 0, 0, 3)
    assert [(row, column) for row, column, _ in problems(outcome)] == [(2, "姓名"), (3, "身份证号"), (4, "身份证号")]


def test_a_cell_that_cannot_be_read_is_left_out_and_named(office: Office, tmp_path: Path) -> None:
    rows = [
        ["姓名", "民族", "出生日期", "监护人身份证号", "学籍辅号"],
        ["丁涵", "火星", "去年", 619901198001226831, 1234567890123456.0],
    ]
    outcome = bring_rows(office, "students", tmp_path, rows)
    assert counts(outcome) == (1, 1, 0, 0, 0)
    named = {column for _, column, _ in problems(outcome, "warning")}
    assert named >= {"民族", "出生日期", "监护人身份证号", "学籍辅号"}
    [row] = listed(office, "students")
    assert (row["nation"], row["born_on"], row["member1_id_number"], row["local_number"]) == ("", "", "", "")


def test_days_in_every_form_and_a_title_lends_no_year_to_a_birthday(office: Office, tmp_path: Path) -> None:
    days = ["2019.3.22", "2019年3月22日", 20190322, "20190322", "19.3.22", 43546, "2019/03/22", "2019-3-22 00:00:00"]
    rows = [
        ["2026年秋季花名册"],
        ["姓名", "出生日期"],
        *([f"学生{n}", day] for n, day in enumerate("甲乙丙丁戊己庚辛")),
        ["学生壬", "3月22日"],
    ]
    for row, day in zip(rows[2:], days, strict=False):
        row[1] = day
    outcome = bring_rows(office, "students", tmp_path, rows)
    assert [row for row, column, _ in problems(outcome, "warning") if column == "出生日期"] == [11]
    assert {row["born_on"] for row in listed(office, "students")} == {"2019-03-22", ""}


def test_a_heading_chosen_once_is_known_the_next_time(office: Office, tmp_path: Path) -> None:
    file = book_of(tmp_path / "名单.xlsx", {"a": [["姓名", "性别", "小名儿", "备注"], ["丁涵", "女", "涵涵", "转来"]]})
    first = brought(office, "students", file)
    assert [(h.text, h.field, h.how) for h in first.tables[0].columns][2] == ("小名儿", None, "none")
    first.choose("小名儿", "former_name")
    first.choose("备注", None)
    first.apply()
    assert listed(office, "students")[0]["former_name"] == "涵涵"
    again = brought(office, "students", file)
    assert [(h.field, h.how) for h in again.tables[0].columns][2:] == [("former_name", "chosen"), (None, "chosen")]
    before = entries(office)
    assert counts(again.apply()) == (1, 0, 0, 1, 0)
    assert entries(office) == before


def test_without_a_name_column_one_is_asked_for(office: Office, tmp_path: Path) -> None:
    file = book_of(tmp_path / "名单.xlsx", {"a": [["称呼", "性别", "民族"], ["丁涵", "女", "汉"]]})
    opened = brought(office, "students", file)
    assert opened.missing == "姓名"
    with pytest.raises(SheetTrouble, match="没有“姓名”这一列"):
        opened.preview()
    opened.choose("称呼", "name")
    assert opened.missing == ""
    assert counts(opened.apply()) == (1, 1, 0, 0, 0)


def test_a_sheet_of_something_else_is_refused_with_a_sentence(office: Office, tmp_path: Path) -> None:
    file = book_of(tmp_path / "菜谱.xlsx", {"a": [["周一", "周二"], ["米饭", "面条"]]})
    with pytest.raises(SheetTrouble, match="没有找到在校学生的表头"):
        brought(office, "students", file)
    with pytest.raises(NotFound):
        brought(office, "students", tmp_path / "没有.xlsx")
    assert counts(bring_rows(office, "students", tmp_path, [HEAD])) == (0, 0, 0, 0, 0)


def test_the_preview_shows_what_would_become_of_each_row(office: Office, tmp_path: Path) -> None:
    head = ["姓名", "性别", "身份证号", "监护人电话"]
    bring_rows(
        office,
        "students",
        tmp_path,
        [head, ["丁涵", "女", "619901201708281804", "13812345678"], ["田凯", "男", "619901202005121438", ""]],
    )
    rows = [
        head, ["丁涵", "女", "619901201708281804", "13900000000"], ["田凯", "男", "619901202005121438", ""],
        ["邹娟", "女", "619901201912246620", ""], ["吴涵欣", "女", "619901201903225189", ""],
    ]  # fmt: skip
    opened = brought(office, "students", book_of(tmp_path / "名单.xlsx", {"a": rows}))
    preview = opened.preview()
    assert [row.state for row in preview.rows] == ["changed", "same", "doubt", "new"]
    assert preview.counts == {"new": 1, "changed": 1, "same": 1, "doubt": 1}
    changed, _, doubt, _ = preview.rows
    assert (changed.marks, changed.advice) == ({"member1_phone": "changed"}, "成员1联系电话改了，原来是 13812345678")
    assert doubt.marks["id_number"] == "doubt"
    assert "校验位" in doubt.advice
    assert opened.retype(doubt, "id_number", "619901201912246627").state == "new"
    assert counts(opened.apply()) == (4, 2, 1, 1, 0)


def test_a_doubtful_cell_is_mended_where_it_stands(office: Office, tmp_path: Path) -> None:
    opened = brought(
        office, "students", book_of(tmp_path / "名单.xlsx", {"a": [["姓名", "性别"], ["", "女"], ["田凯", "男"]]})
    )
    first = opened.preview().rows[0]
    assert first.state == "doubt"
    assert opened.retype(first, "name", "丁涵").state == "new"
    assert opened.retype(first, "nation", "回").cells["nation"] == "回族"
    assert counts(opened.apply()) == (2, 2, 0, 0, 0)
    assert {(row["name"], row["nation"]) for row in listed(office, "students")} == {("丁涵", "回族"), ("田凯", "")}


def test_hidden_rows_come_in_and_are_said(office: Office, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    file = book_of(tmp_path / "名单.xlsx", {"名册": [["姓名", "性别"], ["丁涵", "女"], ["田凯", "男"]]})
    book = load_workbook(file)
    book["名册"].row_dimensions[3].hidden = True
    book.save(file)
    outcome = bring(office, "students", file)
    assert counts(outcome) == (2, 2, 0, 0, 0)
    assert "第 3 行" in outcome.sentence


def test_what_was_changed_between_preview_and_import_is_seen(office: Office, tmp_path: Path) -> None:
    opened = brought(office, "students", book_of(tmp_path / "名单.xlsx", {"a": [HEAD, ONE]}))
    assert opened.preview().counts["new"] == 1
    bring_rows(office, "students", tmp_path, [HEAD, ONE])
    assert counts(opened.apply()) == (1, 0, 0, 1, 0)


def test_a_file_that_may_not_be_written_is_left_alone(office: Office, tmp_path: Path) -> None:
    opened = brought(office, "students", book_of(tmp_path / "名单.xlsx", {"a": [HEAD, ONE]}))
    office.workspace.read_only = "数据文件在U盘上。"
    with pytest.raises(ReadOnly):
        opened.apply()
    office.workspace.read_only = ""
    assert listed(office, "students") == []


def test_a_month_of_birth_is_enough_beside_a_number_that_agrees(office: Office, tmp_path: Path) -> None:
    rows = [
        ["姓名", "出生年月", "身份证号"],
        ["吴涵欣", "2019.03", "619901201903225189"],
        ["丁涵", "2017.09", "619901201708281804"],
        ["田凯", "2018.05", ""],
    ]
    outcome = bring_rows(office, "students", tmp_path, rows)
    assert [(p["row"], p["field"], p["level"]) for p in outcome.data["problems"]] == [
        (3, "born_on", "error"), (4, "born_on", "warning"), (4, "id_number", "warning"),
    ]  # fmt: skip
    assert [row["born_on"] for row in listed(office, "students", name="吴涵欣")] == ["2019-03-22"]


def test_signatures_in_several_cells_are_no_people(office: Office, tmp_path: Path) -> None:
    rows = [
        ["姓名", "性别", "民族", "身份证号"],
        ["吴涵欣", "女", "汉", ""],
        ["校长（签字）：", "", "填表人：刘老师", ""],
        ["日期：2026.9.1", "", "", ""],
    ]
    assert counts(bring_rows(office, "students", tmp_path, rows)) == (1, 1, 0, 0, 0)


def test_a_column_of_fathers_says_who_they_are(office: Office, tmp_path: Path) -> None:
    rows = [
        ["姓名", "性别", "父亲姓名", "父亲电话", "母亲姓名"],
        ["吴涵欣", "女", "吴一", "13890440001", ""],
        ["丁涵", "女", "", "", "马二"],
    ]
    assert counts(bring_rows(office, "students", tmp_path, rows)) == (2, 2, 0, 0, 0)
    found = {r["name"]: (r["member1_relation"], r["member2_relation"]) for r in listed(office, "students")}
    assert found == {"吴涵欣": ("父亲", ""), "丁涵": ("", "母亲")}
    assert counts(bring_rows(office, "students", tmp_path, rows)) == (2, 0, 0, 2, 0)
