"""Workbooks of every program, read under their own row numbers."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from db.errors import SheetTrouble
from desktop.sheets.delimited import guarded
from desktop.sheets.reading import read_book
from tests.desktop.sheets.workbooks import MAIN, book_of, raw_book, text

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "sample"
ROWS = [["姓名", "性别", "身份证号"], ["李　强", "男", "619901201903225189"], ["㛃䶮𬀩", "女", "61990120180404469x"]]


def test_an_old_xls_keeps_dates_and_what_is_left_of_numbers() -> None:
    [tab] = read_book(SAMPLES / "heigou_students.xls").tabs
    assert tab.name == "花名册"
    assert tab.rows[7][5] == date(2020, 2, 6)
    assert isinstance(tab.rows[7][6], float)
    assert (2, 8, 2, 10) in tab.merged


def test_the_content_counts_not_the_name(tmp_path: Path) -> None:
    for name in ("名单.et", "名单.xls", "名单.csv", "名单"):
        file = tmp_path / name
        file.write_bytes((SAMPLES / "qingshi_staff.xlsx").read_bytes())
        assert len(read_book(file).tabs[0].rows) == 101


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_text_table_in_the_usual_encodings(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = ROWS[:2] if encoding == "gbk" else ROWS
    file = tmp_path / "名单.csv"
    file.write_text("\r\n".join(separator.join(row) for row in rows) + "\r\n", encoding=encoding, newline="")
    [tab] = read_book(file).tabs
    assert tab.rows == rows
    assert tab.name == "名单"


@pytest.mark.parametrize(
    "cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "'张三", "", "a,b", 'a"b', "两\n行"]
)
def test_a_cell_made_harmless_is_itself_again_when_read(tmp_path: Path, cell: str) -> None:
    import csv

    file = tmp_path / "名单.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([["姓名", "备注"], ["张三", guarded(cell)]])
    assert read_book(file).tabs[0].rows[1] == ["张三", cell]


def test_text_that_is_no_table(tmp_path: Path) -> None:
    for name, body in (
        ("a.csv", b"\x81\xff\xfe\x00"),
        ("b.csv", b"a,b\xff\xff\xff,c"),
        ("c.csv", b'"' + b"x" * 2_000_000),
    ):
        (tmp_path / name).write_bytes(body)
        with pytest.raises(SheetTrouble):
            read_book(tmp_path / name)


def test_rows_keep_their_numbers_below_empty_ones(tmp_path: Path) -> None:
    sheet = f'<worksheet {MAIN}><sheetData><row r="3">{text("B3", "姓名")}</row><row r="7">{text("B7", "张三")}</row>'
    [tab] = read_book(raw_book(tmp_path / "名单.xlsx", sheet + "</sheetData></worksheet>")).tabs
    assert [number for number, row in enumerate(tab.rows, 1) if row[1]] == [3, 7]


def test_hidden_rows_are_read_and_known(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    file = book_of(tmp_path / "名单.xlsx", {"一": ROWS, "二": ROWS})
    book = load_workbook(file)
    book["二"].row_dimensions[2].hidden = True
    book["一"].sheet_state = "hidden"
    book.save(file)
    first, second = read_book(file).tabs
    assert (first.visible, first.hidden) == (False, frozenset())
    assert (second.visible, second.hidden) == (True, frozenset({2}))
    assert second.rows[1][0] == "李　强"


def test_hidden_rows_of_an_old_xls_are_known_too(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for name in ("一年级", "Sheet2"):
        sheet = book.add_sheet(name)
        for number in range(300):
            sheet.write(number, 0, f"学生{number + 1}")
        sheet.row(6).hidden = name == "一年级"
        sheet.row(299).hidden = True
    book.save(str(tmp_path / "名单.xls"))
    first, second = read_book(tmp_path / "名单.xls").tabs
    assert (first.hidden, second.hidden) == ({7, 300}, {300})
    assert first.rows[6] == ["学生7"]


def test_one_tab_can_be_named(tmp_path: Path) -> None:
    file = book_of(tmp_path / "名单.xlsx", {"一班": ROWS, "二班": ROWS[:1]})
    assert [tab.name for tab in read_book(file, "二班").tabs] == ["二班"]
    with pytest.raises(SheetTrouble, match="没有名为“三班”") as caught:
        read_book(file, "三班")
    assert "一班、二班" in caught.value.advice


def test_an_ods_with_repeated_cells_and_a_hidden_row(tmp_path: Path) -> None:
    spaces = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    word = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    blank = '<table:table-cell table:number-columns-repeated="1020"/>'
    empty = '<table:table-row table:number-rows-repeated="{}">' + blank + "</table:table-row>"
    rows = (
        f"<table:table-row>{word.format('姓名')}{word.format('性别')}</table:table-row>{empty.format(3)}"
        f'<table:table-row table:visibility="collapse">{word.format("张三")}{word.format("男")}</table:table-row>'
        f"{empty.format(1048570)}"
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="花名册">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    file = tmp_path / "名单.ods"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    [tab] = read_book(file).tabs
    assert (tab.rows[0][:2], tab.rows[4][:2], tab.hidden) == (["姓名", "性别"], ["张三", "男"], frozenset({5}))
