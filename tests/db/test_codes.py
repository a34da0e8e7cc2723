"""Code lists read what offices write in their sheets, and say so when a word says too little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codes import Code, CodeList, code_list, code_list_names

EVERY_LIST = code_list_names()


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("sex", "男", "1"),
        ("sex", "1", "1"),
        ("sex", 1.0, "1"),
        ("sex", "1-男", "1"),
        ("sex", "2-女", "2"),
        ("sex", "1 男", "1"),
        ("sex", "（2）女", "2"),
        ("sex", " 女　", "2"),
        ("nation", "汉", "01"),
        ("nation", "汉族", "01"),
        ("nation", "01", "01"),
        ("nation", "1", "01"),
        ("nation", "01-汉族", "01"),
        ("nation", "０１ 汉族", "01"),
        ("nation", "土家", "15"),
        ("nation", "土", "30"),
        ("nation", "穿青人", "97"),
        ("nationality", "156", "156"),
        ("nationality", "中国", "156"),
        ("nationality", 36, "036"),
        ("document_type", "居民身份证", "1"),
        ("document_type", "a", "A"),
        ("overseas", "否", "00"),
        ("overseas", "0", "00"),
        ("overseas", "00", "00"),
        ("health", "健康或良好", "10"),
        ("health", "10", "10"),
        ("health", "1", "10"),
        ("household", "农业户口", "1"),
        ("entry_way", "就近入学", "11"),
        ("boarding", "住校", "2"),
        ("student_source", "正常入学", "1"),
        ("left_behind", "单亲留守儿童", "1"),
        ("left_behind", "单亲留守", "1"),
        ("left_behind", "双亲留守", "2"),
        ("left_behind", "非留守儿童", "0"),
        ("left_behind", "否", "0"),
        ("inclusive", "非随班就读", "0"),
        ("disability", "无残疾", "0"),
        ("transport", "自行车(含摩托车、电动自行车)", "2"),
        ("relation", "外祖母", "64"),
        ("relation", "奶奶", "62"),
        ("householder_relation", "子女", "03"),
        ("householder_relation", "长女", "30"),
        ("relation", "养父", "57"),
        ("grade", "3年级", "3"),
        ("blood", "ab", "3"),
        ("title", "小学高级", "32"),
        ("title", "未评", "9"),
        ("post_grade", "专技十一级", "111"),
        ("post_grade", "专业技术8级", "108"),
        ("backbone", "省", "2"),
        ("mandarin", "二甲", "3"),
        ("mandarin", "二级甲等（88.5分）", "3"),
        ("subject", "包班", "30"),
        ("school_kind", "教学点", "point"),
        ("school_kind", "nine_year", "nine_year"),
        ("student_status", "1", "01"),
    ],
)
def test_a_word_or_a_code_is_read_as_the_sheet_means_it(name: str, written: object, code: str) -> None:
    assert code_list(name).read(written) == code


@pytest.mark.parametrize(
    ("name", "written", "why"),
    [
        ("left_behind", "是", "一方外出还是双方外出"),
        ("overseas", "是", "港、澳、台"),
        ("disability", "有", "哪种残疾"),
        ("relation", "父母", "两位成员"),
        ("sex", "1-女", "前后不一致"),
        ("nation", "维吾尓", "是不是“维吾尔族”"),
        ("sex", "不详", "可以填：男、女"),
        ("nation", "", "没有填民族"),
    ],
)
def test_a_word_that_says_too_little_is_refused_with_what_to_write(name: str, written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        code_list(name).read(written)


@pytest.mark.parametrize("name", EVERY_LIST)
def test_every_list_names_its_source_and_reads_back_whatever_it_shows(name: str) -> None:
    codes = code_list(name)
    assert codes.title
    assert codes.source
    assert codes.confidence in ("H", "M", "L")
    assert len(set(codes.labels)) == len(codes)
    for code in codes:
        assert code.code in codes
        assert codes.label(code.code) == code.label
        for written in (code.code, code.label, f"{code.code}-{code.label}", f"{code.code} {code.label}", *code.names):
            assert codes.read(written) == code.code


def test_all_fifty_six_nations_are_there() -> None:
    nations = code_list("nation")
    assert [code.code for code in nations][:56] == [f"{number:02}" for number in range(1, 57)]
    assert all(code.label.endswith("族") for code in nations.codes[:56])


def test_the_words_on_screen_are_those_of_the_office() -> None:
    assert code_list("boarding").labels == ("走读", "住校")
    assert code_list("left_behind").labels == ("非留守", "一方外出", "双方外出")


def test_a_code_from_a_newer_list_is_shown_as_it_stands() -> None:
    assert code_list("sex").label("7") == "7"
    assert code_list("sex").label(None) == ""


def test_an_offices_own_list_may_not_give_one_word_two_meanings() -> None:
    with pytest.raises(ValueError, match="two codes"):
        CodeList("place", "部位", [Code("1", "楼梯"), Code("2", "楼道", ("楼梯",))])


@given(st.sampled_from(EVERY_LIST), st.one_of(st.text(max_size=30), st.integers(), st.floats()))
def test_any_cell_gets_a_code_of_the_list_or_a_sentence(name: str, cell: object) -> None:
    codes = code_list(name)
    sentence = ""
    try:
        assert codes.read(cell) in codes
    except ValueError as refusal:
        sentence = str(refusal)
    assert sentence == "" or sentence.endswith("。")
