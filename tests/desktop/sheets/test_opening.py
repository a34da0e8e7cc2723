"""Files that are no roster: each gets a sentence and advice, soon, and takes no memory worth speaking of."""

import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from db.errors import NotFound, SheetTrouble, Trouble
from desktop.sheets.reading import read_book
from tests.desktop.sheets.workbooks import MAIN, book_of, raw_book, text

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "sample"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sentence(path: Path) -> str:
    with pytest.raises(Trouble) as caught:
        read_book(path)
    assert caught.value.advice
    assert caught.value.sentence.endswith("。")
    return caught.value.sentence


def said_or_read(path: Path) -> str:
    """The sentence, or "" where the file could be read after all."""
    try:
        read_book(path)
    except SheetTrouble as trouble:
        return trouble.sentence
    return ""


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="没有找到文件“花名册\\.xlsx”"):
        read_book(tmp_path / "花名册.xlsx")


def test_a_folder(tmp_path: Path) -> None:
    assert sentence(tmp_path) == f"“{tmp_path.name}”是一个文件夹。"


@pytest.mark.parametrize("body", [b"", b"\0" * 5000, b"\r\n \t\r\n"])
def test_an_empty_file_under_any_name(tmp_path: Path, body: bytes) -> None:
    for ending in (".xls", ".xlsx", ".et", ".csv"):
        file = tmp_path / f"名单{ending}"
        file.write_bytes(body)
        assert "空文件" in sentence(file)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may read everything is never refused")
def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    file = book_of(tmp_path / "名单.xlsx", {"a": [["姓名"]]})
    file.chmod(0)
    assert "打不开" in sentence(file)


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    file = tmp_path / "名单.xlsx"
    file.write_bytes(OLE + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 3000)
    assert "加了密码" in sentence(file)


def test_an_old_workbook_with_a_password(tmp_path: Path) -> None:
    body = bytearray((SAMPLES / "heigou_students.xls").read_bytes())
    begin = body.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    body[begin + 20 : begin + 22] = b"\x2f\x00"  # the record after the first says: locked
    (tmp_path / "名单.xls").write_bytes(body)
    assert "加了密码" in sentence(tmp_path / "名单.xls")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"<html><body><table><tr><td>\xe5\xa7\x93\xe5\x90\x8d</td></tr></table></body></html>", "网页"),
        (
            b"\xef\xbb\xbf<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "XML文本",
        ),
        ("姓名\t性别\n张三\t男\n".encode("gbk"), "不是工作簿"),
        (b"%PDF-1.7 ...", "不是表格文件"),
        (b"\x89PNG\r\n\x1a\n....", "不是表格文件"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "文字文档"),
        (OLE + b"\0" * 3000, "损坏"),
        (b"PK\x03\x04" + b"\0" * 300, "没有工作簿"),
    ],
)
def test_other_things_under_the_name_of_a_workbook(tmp_path: Path, body: bytes, word: str) -> None:
    file = tmp_path / "名单.xls"
    file.write_bytes(body)
    assert word in sentence(file)


@pytest.mark.parametrize("name", ["heigou_students.xls", "qingshi_staff.xlsx"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_copy_that_was_cut_short(tmp_path: Path, name: str, part: float) -> None:
    whole = (SAMPLES / name).read_bytes()
    file = tmp_path / name
    file.write_bytes(whole[: int(len(whole) * part)])
    assert said_or_read(file) or (name.endswith(".xls") and part > 0.5)  # what was lost was of no consequence


def test_bytes_that_were_damaged_never_crash(tmp_path: Path) -> None:
    for name in ("heigou_students.xls", "qingshi_staff.xlsx"):
        whole = bytearray((SAMPLES / name).read_bytes())
        for place in range(512, len(whole), len(whole) // 40):
            broken = bytearray(whole)
            broken[place : place + 16] = b"\xff" * 16
            file = tmp_path / name
            file.write_bytes(broken)
            said_or_read(file)


def test_a_sheet_that_claims_a_million_rows_is_read_for_what_it_holds(tmp_path: Path) -> None:
    rows = f'<row r="1">{text("A1", "姓名")}</row><row r="2">{text("A2", "张三")}</row>'
    rows += '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    sheet = f'<worksheet {MAIN}><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    tab = read_book(raw_book(tmp_path / "名单.xlsx", sheet)).tabs[0]
    assert [row[0] for row in tab.rows] == ["姓名", "张三"]


@pytest.mark.parametrize("place", ["XFD1048576", "ALL200000", ""])
def test_a_sheet_spread_over_the_whole_grid_is_refused(tmp_path: Path, place: str) -> None:
    many = f'<row r="2">{"<c><v>1</v></c>" * 16000}</row><row r="900000"><c><v>1</v></c></row>'
    last = f"<row>{text(place, '张三')}</row>" if place else many
    sheet = f'<worksheet {MAIN}><sheetData><row r="1">{text("A1", "姓名")}</row>{last}</sheetData></worksheet>'
    tracemalloc.start()
    assert "大得不正常" in sentence(raw_book(tmp_path / "名单.xlsx", sheet))
    assert tracemalloc.get_traced_memory()[1] < 50 << 20
    tracemalloc.stop()


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "名单.xlsx"
    raw_book(file, "<worksheet/>")
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w") as part:
        for _ in range(48):
            part.write(b" " * (1 << 20))
    tracemalloc.start()
    assert "大得不正常" in sentence(file)
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    file = raw_book(tmp_path / "名单.xlsx", b"<worksheet>" + b" " * 200_000 + b"</worksheet>")
    body = file.read_bytes().replace((200_023).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    file.write_bytes(body)
    assert sentence(file)


@pytest.mark.parametrize("part", ["xl__sharedStrings.xml", "xl__worksheets__extra.xml"])
def test_an_xml_bomb_is_not_expanded(tmp_path: Path, part: str) -> None:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{lines}]><sst {MAIN}><si><t>&a9;</t></si></sst>'
    file = raw_book(tmp_path / "名单.xlsx", f"<worksheet {MAIN}><sheetData/></worksheet>", **{part: bomb})
    assert "不安全" in sentence(file)


def test_a_repeated_row_of_an_ods_is_no_way_round(tmp_path: Path) -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="16000"><text:p>张三</text:p></table:table-cell></table:table-row>'
    )
    spaces = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="花名册">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    file = tmp_path / "名单.ods"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    assert "大得不正常" in sentence(file)


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    file = book_of(tmp_path / "名单.xlsx", {"a": [["姓名"]]})
    body = bytearray(file.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = body.find(mark)
        while place >= 0:
            body[place + flags] |= 1
            place = body.find(mark, place + 4)
    file.write_bytes(body)
    assert "加了密码" in sentence(file)
