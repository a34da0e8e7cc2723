"""Rows that wait: through a restart, mended in the window, or written back as a workbook and brought in again."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.errors import NotFound
from db.registers import Student
from desktop.work.doubt_mending import settle_doubt
from desktop.work.doubts import doubts, drop_doubt, told, waiting, write_marked
from desktop.work.office import Office
from tests.desktop.sheets.workbooks import book_of
from tests.desktop.work.township import POINT, SAMPLES, TODAY, bring, bring_rows, counts, entries, founded, listed

RIGHT = {"雷萱涵": "619901202002063543", "余雨娟": "619901201908154105"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = founded(tmp_path)
    bring(office, "students", SAMPLES / "heigou_students.xls", POINT)
    yield office
    office.close()


def test_they_survive_a_restart_with_all_the_sheet_said(tmp_path: Path) -> None:
    first = founded(tmp_path)
    bring(first, "students", SAMPLES / "heigou_students.xls", POINT)
    first.close()
    second = Office.open(first.path, "王秀兰", TODAY)
    held = doubts(second, Student)
    second.close()
    assert [d["row"] for d in held] == [8, 10, 13, 16, 19, 34, 38]
    assert (held[0]["sheet"], held[0]["tab"], held[0]["school"]) == ("heigou_students.xls", "花名册", POINT)
    assert held[0]["cells"]["监护人/联系电话"] == {"field": "member1_phone", "value": "15667127684"}
    assert held[0]["problems"][0]["column"] == "身份证号"


def test_a_list_of_them_shows_what_is_checked_and_masks_the_rest(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "xiangxiao"):
        first, second = told(office)[:2]
    assert first["cells"]["身份证号"]["value"] == "6.199012E+17"
    assert second["cells"]["身份证号"]["value"] == "619901190815410"
    assert second["cells"]["监护人/联系电话"]["value"].count("*") == 4
    assert "查看了 待处理的行 的隐私内容，7 行" in caplog.text
    assert told(office, show_private=True)[1]["cells"] == doubts(office)[1]["cells"]


def test_the_same_sheet_again_does_not_lengthen_the_list(office: Office) -> None:
    bring(office, "students", SAMPLES / "heigou_students.xls", POINT)
    assert waiting(office) == {"students": 7}


def test_one_is_mended_and_comes_in(office: Office) -> None:
    first = doubts(office)[0]
    before = entries(office)
    outcome = settle_doubt(office, first["id"], {"id_number": RIGHT["雷萱涵"]})
    assert outcome.changed == {"students"}
    assert entries(office) == before + 1
    [row] = listed(office, "students", name="雷萱涵")
    assert (row["school"], row["class"], row["born_on"], row["id"]) == (
        POINT,
        "一（1）班",
        "2020-02-06",
        outcome.data["id"],
    )
    assert waiting(office) == {"students": 6}


def test_one_that_is_still_wrong_goes_on_waiting_with_what_was_typed(office: Office) -> None:
    first = doubts(office)[0]
    outcome = settle_doubt(office, first["id"], {"id_number": "619901202002063544", "sex": "女"})
    assert outcome.attention
    assert "校验位" in outcome.data["problems"]["id_number"]
    [again] = [d for d in doubts(office) if d["id"] == first["id"]]
    assert (again["row"], again["cells"]["身份证号"]["value"]) == (8, "619901202002063544")
    assert len(doubts(office)) == 7


def test_one_is_dropped(office: Office) -> None:
    before = entries(office)
    drop_doubt(office, doubts(office)[0]["id"])
    assert len(doubts(office)) == 6
    assert entries(office) == before
    for wrong in ("00" * 16, "abc"):
        with pytest.raises(NotFound):
            drop_doubt(office, wrong)


def test_the_marked_workbook_comes_back_once_corrected(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "待改.xlsx"
    assert write_marked(office, Student, file).data["rows"] == 7
    book = load_workbook(file)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for line in range(2, sheet.max_row + 1):
        name, number = sheet.cell(line, heads["姓名"]).value, sheet.cell(line, heads["身份证号"])
        advice = sheet.cell(line, heads["处理建议"])
        assert "请" in advice.value
        if name in RIGHT:
            assert number.fill.fgColor.rgb == "00FBE7C6"
            number.value = RIGHT[name]
    assert sheet.column_dimensions[sheet.cell(1, heads["待处理编号"]).column_letter].hidden
    book.save(file)
    outcome = bring(office, "students", file)
    assert counts(outcome) == (7, 2, 0, 0, 5)
    assert {d["title"] for d in doubts(office)} == {"魏艳雪", "韩琳娟", "汤浩军", "邹娟", "林然"}
    assert {d["sheet"] for d in doubts(office)} == {"heigou_students.xls"}
    assert {row["class"] for row in listed(office, "students", school=POINT) if row["name"] in RIGHT} == {
        "一（1）班",
        "二（1）班",
    }


def test_the_sheet_itself_corrected_clears_what_waited_for_it(tmp_path: Path) -> None:
    office = founded(tmp_path)
    rows = [["姓名", "身份证号"], ["丁涵", "619901201708281805"], ["田凯", "619901202005121439"]]
    bring_rows(office, "students", tmp_path, rows)
    assert waiting(office) == {"students": 2}
    rows[1][1] = "619901201708281804"
    bring_rows(office, "students", tmp_path, rows)
    assert [d["title"] for d in doubts(office)] == ["田凯"]
    office.close()


def test_what_stood_around_a_row_is_kept_with_it(tmp_path: Path) -> None:
    office = founded(tmp_path)
    rows = [["姓名", "身份证号"], ["丁涵", "619901201708281805"]]
    bring(office, "students", book_of(tmp_path / "各班.xlsx", {"三（2）班": rows}), "白杨小学")
    bring(office, "children", book_of(tmp_path / "各村.xlsx", {"黑沟村": rows}))
    for doubt in doubts(office):
        settle_doubt(office, doubt["id"], {"id_number": "619901201708281804"})
    assert [(row["class"], row["school"]) for row in listed(office, "students")] == [("三（2）班", "白杨小学")]
    assert [row["village"] for row in listed(office, "children")] == ["黑沟村"]
    assert waiting(office) == {}
    office.close()


def test_a_grade_of_an_older_sheet_is_kept_as_the_class_of_today(tmp_path: Path) -> None:
    office = founded(tmp_path)
    rows = [["2024年秋季学生名单"], ["姓名", "年级", "身份证号"], ["丁涵", "三年级", "619901201508281804"]]
    bring_rows(office, "students", tmp_path, rows)
    settle_doubt(office, doubts(office)[0]["id"], {"id_number": ""})
    assert [(row["name"], row["class"]) for row in listed(office, "students")] == [("丁涵", "五（1）班")]
    office.close()


def test_nothing_waits_nothing_is_written(tmp_path: Path) -> None:
    office = founded(tmp_path)
    assert write_marked(office, Student, tmp_path / "空.xlsx").data == {"rows": 0}
    assert not (tmp_path / "空.xlsx").exists()
    office.close()
