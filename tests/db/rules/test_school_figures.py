"""Class size, special needs and participation are judged as the documents say."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import class_size, participation, special_needs
from db.rules.grades import Stage


@pytest.mark.parametrize(
    ("stage", "size", "state"),
    [
        ("1", 0, "达标"),
        ("1", 45, "达标"),
        ("1", 46, "超标准"),
        ("2", 50, "达标"),
        ("2", 51, "超标准"),
        ("2", 55, "超标准"),
        ("1", 56, "大班额"),
        ("2", 65, "大班额"),
        ("1", 66, "超大班额"),
        ("0", 35, "达标"),
        ("0", 36, "超标准"),
    ],
)
def test_a_class_is_in_the_band_of_its_size(stage: str, size: int, state: str) -> None:
    assert class_size.state(size, stage) == state


def test_the_youngest_kindergarten_class_has_the_smallest_standard() -> None:
    assert class_size.state(26, Stage.KINDERGARTEN, 1) == "超标准"
    assert class_size.too_many(28, Stage.KINDERGARTEN, 1) == 3
    assert class_size.too_many(28, Stage.PRIMARY) == 0


@pytest.mark.parametrize(
    ("inclusive", "disability", "fits"),
    [
        ("0", "0", True),
        ("0", "5", True),
        ("1", "1", True),
        ("2", "2", True),
        ("3", "5", True),
        ("9", "4", True),
        ("9", "7", True),
        ("1", "2", False),
        ("3", "6", False),
        ("9", "1", False),
        ("3", "0", False),
        ("3", None, True),
        (None, "5", True),
    ],
)
def test_learning_in_an_ordinary_class_fits_the_disability(
    inclusive: str | None, disability: str | None, fits: bool
) -> None:
    assert (special_needs.mismatch(inclusive, disability) == "") is fits


def test_an_orphan_or_a_disabled_child_is_asked_about_for_aid() -> None:
    assert (
        special_needs.aid_question(False, orphan=True, disability="4")
        == "孤儿、残疾学生一般可以申请资助，请问清是否需要。"
    )
    assert special_needs.aid_question(True, orphan=True) == ""
    assert special_needs.aid_question(None, disability="0") == ""


def test_the_bus_is_asked_about_only_where_the_county_has_a_limit() -> None:
    far = Decimal("2.5")
    assert special_needs.bus_question(far, False) == ""
    assert "超过2公里" in special_needs.bus_question(far, None, Decimal(2))
    assert special_needs.bus_question(far, True, Decimal(2)) == ""
    assert special_needs.bus_question(Decimal(2), False, Decimal(2)) == ""


def test_participation_is_counted_exactly() -> None:
    assert participation.percent(participation.net_enrolment(2, 3)) == Decimal("66.7")
    assert participation.enrolment_of_age(100, 2, 98) == 1
    assert participation.percent(participation.gross_enrolment(105, 100)) == Decimal("105.0")
    assert participation.year_retention(98, 100, came=3, left=4, died=1) == 1
    assert participation.junior_retention(95, 100, came=0, left=0) == Fraction(19, 20)
    assert participation.nine_year_retention(90, 100, came=10, left=20) == 1
    assert participation.dropout(1, 312) == Fraction(1, 312)
    assert participation.dropout_by_movement(12, 10, 200) == Fraction(1, 100)
    assert participation.disabled_enrolment(9, 10) == Fraction(9, 10)


def test_of_nobody_there_is_no_rate() -> None:
    assert participation.net_enrolment(0, 0) is None
    assert participation.percent(None) is None


def test_a_figure_below_its_threshold_is_never_rounded_up_to_it() -> None:
    threshold = Fraction("2.3")
    assert participation.against(Fraction("2.299"), threshold, 2) == Decimal("2.29")
    assert participation.against(Fraction("2.2999"), threshold, 1) == Decimal("2.2")
    assert participation.against(Fraction("2.306"), threshold, 2) == Decimal("2.31")


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 4))
def test_a_percentage_is_within_half_of_its_last_place(part: int, whole: int, places: int) -> None:
    shown = participation.percent(participation.rate(part, whole), places)
    assert shown is not None
    assert abs(Fraction(shown) - Fraction(100 * part, whole)) <= Fraction(1, 2 * 10**places)
    assert -shown.as_tuple().exponent == places  # type: ignore[operator]
