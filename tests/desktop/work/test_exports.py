"""Registers going out as workbooks, and coming back unharmed."""

import csv
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from db.errors import SheetTrouble, Stopped
from db.registers import BY_NAME, REGISTERS, Student
from desktop.work.exports import export, exported
from desktop.work.office import Office
from tests.desktop.work.township import POINT, SAMPLES, bring, brought, counts, founded, listed

NASTY = [
    "=1+1", "@SUM(A1:A9)", "+cmd|' /C calc'!A0", "-2+3", "'; DROP TABLE students; --", "\u202e倒着写\u202c",
    "🧒🏽👨‍👩‍👧", "𠮷𬀩䶮", "a\x00b\x07c\x1bd\ufffe", "长" * 10_000, "<b>&amp;\"'</b>", "_x000D_", "1E5", "007", "TRUE",
]  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = founded(tmp_path)
    yield office
    office.workspace.changed = False
    office.close()


@pytest.fixture
def full(office: Office) -> Office:
    bring(office, "children", SAMPLES / "qingshi_children_2026.xlsx")
    bring(office, "students", SAMPLES / "heigou_students.xls", POINT)
    bring(office, "staff", SAMPLES / "qingshi_staff.xlsx")
    return office


def cells(file: Path) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(file).worksheets[0].rows]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize(
    "register", ["students", "staff", "children", "classes", "villages", "schools", "terms", "holidays"]
)
def test_what_went_out_comes_back_as_the_same_rows(full: Office, tmp_path: Path, register: str, ending: str) -> None:
    file = tmp_path / f"导出{ending}"
    outcome = export(full, BY_NAME[register], file, show_private=True)
    again = brought(full, register, file)
    assert [c.text for c in again.tables[0].columns if c.field is None] == []
    rows, added, updated, same, refused = counts(again.dry_run())
    assert (added, updated, refused) == (0, 0, 0)
    assert rows == same == outcome.data["rows"]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_masked_it_changes_nothing_when_it_comes_back(full: Office, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"导出{ending}"
    export(full, Student, file)
    assert counts(brought(full, "students", file).dry_run()) == (36, 0, 0, 36, 0)


@pytest.mark.parametrize("register", REGISTERS)
def test_the_empty_template_comes_in_without_a_question(office: Office, tmp_path: Path, register: Any) -> None:
    file = tmp_path / "模板.xlsx"
    assert export(office, register, file, blank=True).data["rows"] == 0
    opened = brought(office, register.register_name(), file)
    assert [(c.text, c.field) for c in opened.tables[0].columns] == [(f.label, f.name) for f in exported(register)]
    assert opened.missing == ""
    assert opened.skipped_tabs in ([], ["选项"])


def test_long_numbers_are_text_and_empty_cells_for_them_too(full: Office, tmp_path: Path) -> None:
    file = tmp_path / "导出.xlsx"
    export(full, Student, file, show_private=True)
    sheet = load_workbook(file).worksheets[0]
    heads = {cell.value: cell for cell in sheet[1]}
    for name in ("身份证件号", "学籍号", "联系电话", "邮政编码", "成员1联系电话"):
        column = heads[name].column_letter
        assert sheet.column_dimensions[column].number_format == "@"
        assert {(c.data_type, c.number_format) for c in sheet[column][1:] if c.value} in (set(), {("s", "@")})
    assert {c.is_date for c in sheet[heads["出生日期"].column_letter][1:] if c.value} == {True}


@pytest.mark.parametrize("name", ["scores", "borderline", "quota_candidates", "students"])
def test_a_sheet_of_marks_says_on_paper_that_it_is_internal(office: Office, tmp_path: Path, name: str) -> None:
    export(office, BY_NAME[name], tmp_path / "表.xlsx")
    head = load_workbook(tmp_path / "表.xlsx").worksheets[0].oddHeader.center.text
    assert ("不得公开" in head) is (name != "students")


def test_the_sheet_is_made_for_work_and_for_paper(full: Office, tmp_path: Path) -> None:
    file = tmp_path / "导出.xlsx"
    export(full, BY_NAME["staff"], file)
    book = load_workbook(file)
    sheet = book.worksheets[0]
    offered = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"男,女,未知,未说明"' in offered
    assert '"是,否"' in offered
    assert sheet.freeze_panes == "C2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert all(dimension.width > 5 for dimension in sheet.column_dimensions.values())


def test_private_fields_are_masked_unless_asked_for_and_asking_is_noted(
    full: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    private = {f.label for f in exported(Student) if f.private}
    with caplog.at_level(logging.INFO):
        export(full, Student, tmp_path / "a.xlsx")
        assert caplog.records == []
        export(full, Student, tmp_path / "b.xlsx", show_private=True)
    assert "36" in caplog.text
    shown = listed(full, "students")
    assert not any(row["id_number"] and row["id_number"] in caplog.text for row in shown)
    head, *rows = cells(tmp_path / "a.xlsx")
    for place, name in enumerate(head):
        if name in private and "址" not in name:  # of an address the village group is shown
            assert all("*" in row[place] for row in rows if row[place]), name
    numbers = {row[head.index("身份证件号")] for row in cells(tmp_path / "b.xlsx")[1:]} - {None}
    assert numbers == {row["id_number"] for row in shown} - {""}


def test_only_the_rows_asked_for(full: Office, tmp_path: Path) -> None:
    export(full, Student, tmp_path / "a.csv", where=[("boarding", "住校")])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(listed(full, "students", boarding="住校")) > 0
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_no_words_become_a_formula_or_are_lost(office: Office, tmp_path: Path, words: str, ending: str) -> None:
    """Written into every field of text past the form, as a damaged sheet or another program might."""
    fields = [f for f in exported(Student) if f.kind in ("text", "name", "note", "phone", "person_id")]
    with office.change("试") as rows:
        rows.add(Student(school_id=office.school_id, **{f.column: words for f in fields}))
    file = tmp_path / f"导出{ending}"
    export(office, Student, file, show_private=True)
    kept = "".join(c for c in words if c.isprintable() or c in "\u202e\u202c\u200d")
    if ending == ".xlsx":
        head, line = load_workbook(file).worksheets[0].rows
        assert {c.data_type for c in line if c.value is not None} <= {"s"}
        spelled = kept.replace("_x000D_", "_x005F_x000D_")
        assert {c.value for c, h in zip(line, head, strict=True) if h.value in [f.label for f in fields]} == {spelled}
    else:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            _, row = csv.reader(stream)
        assert not any(cell[:1] in "=+-@\t\r" for cell in row if cell)
    outcome = brought(office, "students", file).preview()
    assert [row.state for row in outcome.rows] in (["same"], ["changed"], ["doubt"], ["new"])


@pytest.mark.parametrize("words", NASTY)
def test_every_field_takes_anything_a_sheet_holds(office: Office, tmp_path: Path, words: str) -> None:
    """Every column with the same odd words: a sentence for what cannot be read, no crash, the rest is taken."""
    fields = [f for f in exported(Student) if f.name not in ("school", "id_number")]
    file = tmp_path / "怪.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([[f.label for f in fields], [words.replace("\x00", "") for _ in fields]])
    outcome = brought(office, "students", file).apply()
    assert outcome.data["rows"] == 1
    for problem in outcome.data["problems"]:
        assert problem["problem"].endswith("。")
        assert len(problem["problem"]) < 400
    if outcome.data["added"]:
        export(office, Student, tmp_path / "出.xlsx", show_private=True)
        assert counts(brought(office, "students", tmp_path / "出.xlsx").dry_run())[3] == 1


def test_a_place_that_cannot_be_written_gets_a_sentence(full: Office, tmp_path: Path) -> None:
    for path in (tmp_path / "没有" / "a.xlsx", tmp_path / "a.doc", tmp_path / "a"):
        with pytest.raises(SheetTrouble) as caught:
            export(full, Student, path)
        assert caught.value.advice
    assert not list(tmp_path.glob(".*writing"))


def test_a_stop_leaves_no_half_file(full: Office, tmp_path: Path) -> None:
    def stop(_at: str, _done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        export(full, Student, tmp_path / "a.xlsx", progress=stop)
    with pytest.raises(Stopped):
        export(full, Student, tmp_path / "a.csv", progress=stop)
    assert [p.name for p in tmp_path.iterdir() if "a." in p.name and "xiangxiao" not in p.name] == []
