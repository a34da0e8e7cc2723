"""学籍号, 学校标识码 and telephone numbers are checked as the ministry and the telephone plan write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.enrolment_number import birthday_of, enrolment_problem, kind_of, read_enrolment_number
from db.rules.phone import phone_problem, read_phone
from db.rules.school_code import read_school_code, school_code_problem

ID = "619901201805220634"


def test_a_formal_enrolment_number_is_g_and_the_id_number() -> None:
    assert read_enrolment_number("ｇ619901201805220634") == f"G{ID}"
    assert enrolment_problem(f"G{ID}", ID) is None
    assert enrolment_problem(f"G{ID}") is None
    assert enrolment_problem("") is None
    assert kind_of(f"G{ID}") == "正式学籍（用身份证号）"
    assert str(birthday_of(f"G{ID}")) == "2018-05-22"


@pytest.mark.parametrize(
    ("number", "id_number", "why"),
    [
        (f"G{ID[:17]}X", ID, "不一致"),
        (ID, ID, "字母G、J或L"),
        ("G61990120180522063", "", "字母G、J或L"),
        ("1101010120180001", "", "旧学籍号"),
        ("J619901201813220631", "", "不是真实的日期"),
    ],
)
def test_a_wrong_enrolment_number_is_named_with_what_to_do(number: str, id_number: str, why: str) -> None:
    problem = enrolment_problem(number, id_number)
    assert problem is not None
    assert why in problem.sentence
    assert problem.advice.endswith("。")


def test_a_number_for_a_pupil_without_id_need_not_equal_it() -> None:
    assert enrolment_problem("L619901201805220011", ID) is None
    assert kind_of("L619901201805220011") == "临时学籍"


def test_a_school_code_says_category_and_province() -> None:
    assert school_code_problem("2161000123", "center") is None
    assert school_code_problem(read_school_code(2161000123.0)) is None
    assert school_code_problem("") is None


@pytest.mark.parametrize(
    ("code", "kind", "why"),
    [
        ("216100012", "primary", "10位"),
        ("9961000123", "primary", "类别"),
        ("2199000123", "primary", "省份"),
        ("2161000123", "kindergarten", "与学校类型不符"),
    ],
)
def test_a_wrong_school_code_is_named(code: str, kind: str, why: str) -> None:
    problem = school_code_problem(code, kind)
    assert problem is not None
    assert why in problem.sentence


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (15909960308.0, "15909960308"),
        ("１３４６２０１６８４９", "13462016849"),
        ("138 1234-5678", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("（0719）6221234", "0719-6221234"),
        ("010-88886666", "010-88886666"),
        ("029 82345678", "029-82345678"),
        ("6221234", "6221234"),
        ("13812345678/13912345678", "13812345678、13912345678"),
        ("13812345678 13912345678", "13812345678、13912345678"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_read_however_it_was_typed(typed: object, number: str) -> None:
    assert read_phone(typed) == number
    assert phone_problem(number) is None


@pytest.mark.parametrize(
    "number", ["1381234567", "13812345678、123456789", "138123456789", "12345678901", "没有", "0719"]
)
def test_what_nobody_could_dial_is_named(number: str) -> None:
    assert phone_problem(read_phone(number)) is not None


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats()))
def test_reading_a_number_twice_changes_nothing_more(cell: object) -> None:
    for read in (read_phone, read_enrolment_number, read_school_code):
        once = read(cell)
        assert read(once) == once
