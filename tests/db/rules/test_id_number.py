"""An ID number is believed only as far as the standard allows, and never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.id_number import born_on, check_character, complete_15, identity_of, read_id_number, sex_of
from db.rules.id_problems import IdProblem, Wrong, differs, problems_of

SAMPLE = "11010519491231002X"  # printed in GB 11643-1999


def only(problems: list[IdProblem]) -> IdProblem:
    [problem] = problems
    return problem


@pytest.mark.parametrize(
    ("number", "born", "sex", "kind"),
    [
        (SAMPLE, date(1949, 12, 31), "2", "citizen"),
        ("440524188001010014", date(1880, 1, 1), "1", "citizen"),
        ("360426199101010071", date(1991, 1, 1), "1", "citizen"),
        ("81000019900101" + "123" + check_character("81000019900101123"), date(1990, 1, 1), "1", "hk_mo_tw"),
        ("83000020151120" + "002" + check_character("83000020151120002"), date(2015, 11, 20), "2", "hk_mo_tw"),
        ("93115620180304" + "001" + check_character("93115620180304001"), date(2018, 3, 4), "1", "foreign"),
    ],
)
def test_a_true_number_says_birthday_and_sex(number: str, born: date, sex: str, kind: str) -> None:
    identity = identity_of(number)
    assert identity is not None
    assert (identity.born_on, identity.sex, identity.kind) == (born, sex, kind)
    assert (born_on(number), sex_of(number)) == (born, sex)
    assert problems_of(number) == []


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("61990120180404469x", "61990120180404469X"),
        ("６１９９０１２０１８０３２１８５３９", "619901201803218539"),
        ("６１９９０１２０２００２０３４７０Ｘ", "61990120200203470X"),
        (" '619901 20200203 470x", "61990120200203470X"),
    ],
)
def test_wide_digits_blanks_and_a_small_x_are_mended(typed: str, number: str) -> None:
    assert read_id_number(typed) == number
    assert problems_of(typed) == []


@pytest.mark.parametrize(
    "cell", [6.199012020020635e17, 619901202002063543, "6.19901E+17", "6.2e17", 1e300, float("nan")]
)
def test_a_number_that_lost_its_last_digits_in_the_workbook_is_refused(cell: object) -> None:
    assert only(problems_of(cell)).wrong is Wrong.LOST_DIGITS
    with pytest.raises(ValueError, match="末尾几位已经丢失"):
        read_id_number(cell)


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("619901201902263441", Wrong.CHECK_DIGIT),
        ("11010519491231102X", Wrong.CHECK_DIGIT),
        ("110105194913310021", Wrong.DAY),
        ("110105201902300021", Wrong.DAY),
        ("1101051949123100", Wrong.LENGTH),
        ("1101051949123100211", Wrong.LENGTH),
        ("H12345678", Wrong.CHARACTERS),
        ("1101051949X2310021", Wrong.CHARACTERS),
    ],
)
def test_a_wrong_number_is_an_error_with_a_sentence_and_what_to_do(number: str, wrong: Wrong) -> None:
    problem = only(problems_of(number))
    assert (problem.wrong, problem.level) == (wrong, "error")
    assert problem.sentence.endswith("。")
    assert problem.advice.endswith("。")
    assert identity_of(number) is None


def test_an_unknown_province_is_only_a_warning_and_an_unknown_county_nothing() -> None:
    abolished = "61990120170702753X"
    assert problems_of(abolished) == []
    nowhere = "19" + abolished[2:17]
    assert only(problems_of(nowhere + check_character(nowhere))).level == "warning"


def test_an_empty_cell_has_no_problem() -> None:
    assert problems_of("") == []
    assert problems_of("　") == []


def test_fifteen_digits_are_completed_for_a_person_to_confirm() -> None:
    assert complete_15("110105491231002") == SAMPLE
    problem = only(problems_of("110105491231002"))
    assert (problem.wrong, problem.suggestion) == (Wrong.FIFTEEN, SAMPLE)
    assert only(problems_of(110105491231002)).wrong is Wrong.FIFTEEN


def test_the_birthday_beside_fifteen_digits_tells_their_century() -> None:
    pupil = only(problems_of("619901190815410", born_on=date(2019, 8, 15)))
    assert pupil.suggestion == "619901201908154105"
    assert only(problems_of("619901190815410", born_on=date(2018, 1, 1))).suggestion.startswith("6199011919")


def test_fifteen_digits_with_an_impossible_day_are_not_completed() -> None:
    assert only(problems_of("110105491331002")).suggestion == ""
    with pytest.raises(ValueError, match="日期不存在"):
        complete_15("110105491331002")
    with pytest.raises(ValueError, match="15位数字"):
        complete_15("1101")


def test_nobody_is_born_tomorrow() -> None:
    assert problems_of(SAMPLE, today=date(1949, 12, 31)) == []
    assert only(problems_of(SAMPLE, today=date(1949, 12, 30))).wrong is Wrong.DAY


def test_birthday_and_sex_beside_a_number_must_agree_with_it() -> None:
    assert differs(SAMPLE, date(1949, 12, 31), "2") == {}
    assert differs(SAMPLE, None, None) == {}
    found = differs(SAMPLE, date(1949, 12, 30), "1")
    assert "1949-12-31" in found["born_on"]
    assert "女" in found["sex"]


@given(
    st.text("0123456789", min_size=6, max_size=6), st.dates(date(1850, 1, 1), date(2200, 12, 31)), st.integers(0, 999)
)
def test_one_changed_digit_is_always_noticed(area: str, day: date, sequence: int) -> None:
    seventeen = f"{area}{day:%Y%m%d}{sequence:03}"
    number = seventeen + check_character(seventeen)
    assert born_on(number) == day
    for place in range(17):
        other = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert identity_of(other) is None


@given(st.one_of(st.text(max_size=22), st.text("0123456789Xx", max_size=20), st.integers(), st.floats(), st.booleans()))
def test_any_cell_gets_an_answer(cell: object) -> None:
    for problem in problems_of(cell, today=date(2026, 11, 21)):
        assert problem.sentence
