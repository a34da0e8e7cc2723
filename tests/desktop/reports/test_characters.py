"""Rare characters, and what no face can print."""

from __future__ import annotations

import subprocess

import pytest
from reportlab.pdfbase import pdfdoc

from desktop.reports.characters import clean, copy_table
from desktop.reports.faces import FILES, FOLDER, HEI, KAI, SONG, font_of, missing_characters
from desktop.reports.furniture import Missing
from desktop.reports.rows import Column
from desktop.reports.tables import Table
from desktop.reports.words import Words

NAMES = ["李㛃", "王䶮", "陈𬀩", "何𫍣", "赵㠇", "文彧", "阿依古丽·买买提"]


@pytest.mark.parametrize("face", [SONG, HEI, KAI])
def test_rare_names_are_copied_from_the_page_as_they_were_typed(face, press, target, read):
    for i, name in enumerate(NAMES):
        Words(name, face, 12).lay(press.faces, 300).draw(press.pen, press.left, press.y - 20 * i, 300)
    press.finish()
    assert all(name in read(target).text for name in NAMES)
    other_reader = subprocess.run(["pdftotext", target, "-"], capture_output=True, text=True, check=True).stdout
    assert all(name in other_reader for name in NAMES)


def test_a_copy_table_has_at_most_a_hundred_letters_a_block_and_writes_utf16():
    table = copy_table("Song", [0x4E00 + i for i in range(150)] + [0x2C029])
    assert "100 beginbfchar" in table
    assert "51 beginbfchar" in table
    assert "<96> <D870DC29>" in table


def test_the_face_has_all_rare_names_but_no_smile():
    assert missing_characters(NAMES) == set()
    assert missing_characters(["张😀三", "李四\u200f"]) == {"😀"}


def test_whoever_prints_is_told_which_character_of_whom_could_not_be_printed(press, target, read):
    table = Table(press, [Column("姓名", 30, "f"), Column("备注", 60, "l")])
    table.row(["张三", "没有问题"])
    table.row(["李😀四", "🚌接送"])
    table.close()
    press.finish()
    assert press.missing == [Missing("😀", "李😀四", "姓名"), Missing("🚌", "李😀四", "备注")]
    assert "李〓四" in read(target).text


def test_what_cannot_be_seen_does_not_print_as_boxes():
    assert clean("李\u200b\u202e四\x00\x07\ufe0f") == "李四"
    assert clean("第一行\r\n第二行\r第三行\u2028完\t了\xa0。") == "第一行\n第二行\n第三行\n完 了 。"
    assert clean("李　四 㛃𬀩") == "李　四 㛃𬀩"


def test_two_papers_share_the_letters_of_a_face_but_not_the_place_they_read_at():
    one, other = (font_of(name, FOLDER / FILES[SONG]) for name in (SONG, "另一张"))
    assert (one.fontName, other.fontName) == (SONG, "另一张")
    assert one.face.charToGlyph is other.face.charToGlyph
    one.face.seek_table("head")
    other.face.seek_table("name")
    assert one.face.read_ulong() == 0x0001_0000, "the version that a font's head begins with"
    one.splitString("青", paper := pdfdoc.PDFDocument())
    assert paper not in other.state
