"""Text that offices type, paste from WPS and copy out of PDFs is read as they meant it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.text import number_text, tidy, tidy_lines, tidy_name, tidy_number_text

any_text = st.text(alphabet=st.characters(codec=None), max_size=40)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("　青石镇　黑沟村　", "青石镇 黑沟村"),
        ("６１９９０１ａＢ", "619901aB"),
        ("２０２６．９／１", "2026.9/1"),
        ("一\u200b班\ufeff\x00\u202e", "一班"),
        ("甲\xa0 \t乙\n丙", "甲 乙 丙"),
        ("（教导处）关于〔2026〕5号，请查收：", "（教导处）关于〔2026〕5号，请查收："),
        ("⽅明⽯", "方明石"),
        ("cafe\u0301", "café"),
        ("\ud800李\udfff", "李"),
        ("👍好", "👍好"),
    ],
)
def test_a_cell_is_cleaned_without_changing_what_it_says(typed: str, meant: str) -> None:
    assert tidy(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("李　强", "李强"),
        ("吴涵欣  ", "吴涵欣"),
        ("毛\xa0林", "毛林"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("阿依古丽 • 买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("扎西.次仁", "扎西·次仁"),
        ("古丽娜尔・艾山·", "古丽娜尔·艾山"),
        ("侯俊䶮", "侯俊䶮"),
        ("陈 𬀩", "陈𬀩"),
        ("John   F. Smith", "John F. Smith"),
        ("Ｍary Ann", "Mary Ann"),
    ],
)
def test_a_name_is_written_one_way_however_it_was_typed(typed: str, meant: str) -> None:
    assert tidy_name(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("'61990120180404469x", "61990120180404469X"),
        ("６１９９０１２０２００２０３４７０Ｘ", "61990120200203470X"),
        ("619901 2020 0203 470х", "61990120200203470X"),
        ("138—1234－5678", "13812345678"),
        ("15909960308.0", "15909960308"),
    ],
)
def test_blanks_dashes_and_wide_digits_do_not_spoil_a_number(typed: str, meant: str) -> None:
    assert tidy_number_text(typed) == meant


def test_a_telephone_kept_as_a_number_loses_its_point_and_nothing_else() -> None:
    assert number_text(15909960308.0) == "15909960308"
    assert number_text(710500) == "710500"
    assert number_text(1.5) == "1.5"


def test_a_note_keeps_its_lines() -> None:
    assert tidy_lines("\n第一行　\r\n\n第二行\u2028\n") == "第一行\n\n第二行"


@given(any_text)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    for clean in (tidy, tidy_name, tidy_number_text, tidy_lines):
        assert clean(clean(text)) == clean(text)


@given(any_text)
def test_what_was_cleaned_can_be_saved_and_holds_nothing_invisible(text: str) -> None:
    clean = tidy(text)
    clean.encode("utf-8")
    assert clean == clean.strip()
    assert not any(ord(mark) < 0x20 or 0x200B <= ord(mark) <= 0x200F or 0x202A <= ord(mark) <= 0x202E for mark in clean)
