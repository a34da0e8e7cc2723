"""A target is reached or it is not: a figure that is short is never rounded up to it, and some are never set."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codes import code_list
from db.rules.target_measures import MEASURES, OF_EXAMS
from db.rules.targets import AT_LEAST, AT_MOST, FORBIDDEN, forbidden, plain, points, standing

D, F = Decimal, Fraction

VECTORS = [
    # actual, target, direction, reached, shown, gap; worked by hand
    (F("2.299"), "2.3", AT_LEAST, False, "2.29", "差0.01"),
    (F("2.3"), "2.3", AT_LEAST, True, "2.3", ""),
    (F(93999, 1000), "94", AT_LEAST, False, "93.99", "差0.01"),
    (F(9399999, 100000), "94", AT_LEAST, False, "93.99", "差0.01"),
    (F(94), "94", AT_LEAST, True, "94", ""),
    (F(200, 3), "66", AT_LEAST, True, "66.67", ""),
    (F(200, 3), "66.67", AT_LEAST, False, "66.66", "差0.01"),
    (F(200, 3), "66.7", AT_LEAST, False, "66.66", "差0.04"),
    (F(772, 846) * 100, "90", AT_LEAST, True, "91.25", ""),
    (F(0), "90", AT_LEAST, False, "0", "差90"),
    (F(99), "100", AT_LEAST, False, "99", "差1"),
    (F(2), "3", AT_LEAST, False, "2", "差1"),
    (F(4), "4", AT_MOST, True, "4", ""),
    (F(4001, 1000), "4", AT_MOST, False, "4.01", "超0.01"),
    (F("3.7"), "4", AT_MOST, True, "3.7", ""),
    (F("4.6"), "4", AT_MOST, False, "4.6", "超0.6"),
    (F(100, 3), "33.333", AT_MOST, False, "33.334", "超0.001"),
    (F(0), "0", AT_MOST, True, "0", ""),
    (F(1, 1000), "0", AT_MOST, False, "0.01", "超0.01"),
]


@pytest.mark.parametrize(("actual", "target", "direction", "reached", "shown", "gap"), VECTORS)
def test_figures_against_targets_as_worked_by_hand(
    actual: Fraction, target: str, direction: str, reached: bool, shown: str, gap: str
) -> None:
    assert standing(actual, D(target), direction) == (reached, shown, gap)


def test_without_a_figure_or_without_a_target_nothing_is_said_to_be_reached() -> None:
    assert standing(None, D(94), AT_LEAST) == (None, "—", "")
    assert standing(F(200, 3), None, AT_LEAST) == (None, "66.67", "")


@given(st.fractions(0, 150, max_denominator=9999), st.decimals(0, 150, places=2), st.sampled_from([AT_LEAST, AT_MOST]))
def test_what_is_shown_never_says_otherwise_than_what_is(actual: Fraction, target: Decimal, direction: str) -> None:
    """By plain decimals of fifty digits: a short figure looks short, a reached one looks reached."""
    found = standing(actual, target, direction)
    exact, cent = D(actual.numerator) / D(actual.denominator), D("0.01")
    short = actual > F(target) if direction == AT_MOST else actual < F(target)
    how = (ROUND_CEILING if direction == AT_MOST else ROUND_FLOOR) if short else ROUND_HALF_UP
    assert found.reached is not short
    assert D(found.shown) == exact.quantize(cent, how)
    shown = D(found.shown)
    assert (shown > target if direction == AT_MOST else shown < target) is short
    assert bool(found.gap) is short
    if short:
        assert D(found.gap[1:]) == abs(shown - target)


@pytest.mark.parametrize("word", FORBIDDEN)
def test_what_the_rule_forbids_is_refused_with_the_name_of_the_rule(word: str) -> None:
    assert "深化新时代教育评价改革总体方案" in forbidden(f"中考{word}提高", ranks=True)


def test_places_are_refused_unless_the_office_decided_otherwise() -> None:
    assert "不设名次目标" in forbidden("保二争一", ranks=False)
    assert forbidden("保二争一", ranks=True) == ""
    assert forbidden("课程开齐开足", ranks=False) == ""
    assert "不设名次目标" in forbidden("中考成绩全县前三", ranks=False)
    assert forbidden("课前三分钟演讲", ranks=False) == "", "a word that only looks like a place"


def test_marks_are_all_or_none() -> None:
    assert [points(r, D(15)) for r in (True, False, None)] == [D(15), D(0), None]
    assert points(True, None) is None


def test_every_measure_of_the_code_list_is_measured_and_the_other_way_round() -> None:
    from db.targets.registers import TAKES

    listed = {code.code for code in code_list("target_measure").codes}
    assert listed == set(MEASURES)
    assert listed == set(TAKES) | set(OF_EXAMS) | {"hand"}
    with pytest.raises(ValueError, match="不设升学率目标"):
        code_list("target_measure").read("升学率")


@pytest.mark.parametrize(("number", "said"), [("94.00", "94"), ("2.290", "2.29"), ("0.00", "0"), ("100", "100")])
def test_zeros_that_say_nothing_are_left_out(number: str, said: str) -> None:
    assert plain(D(number)) == said
