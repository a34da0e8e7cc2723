"""The routine score, worked by hand: spot checks weigh half, unless the office says otherwise."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.routine import routine

SHARES = st.lists(st.decimals(0, 100, places=1), max_size=8)


def shares(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("spots", "finals", "share", "score"),
    [
        # (90+80+85)÷3＝85，期末 95：85×50%＋95×50%＝90
        (("90", "80", "85"), ("95",), "50", "90.00"),
        # (88.5+91.5)÷2＝90，(80+84)÷2＝82：90×60%＋82×40%＝54＋32.8＝86.8
        (("88.5", "91.5"), ("80", "84"), "60", "86.80"),
        # 100÷3＝33.333…，期末 0：33.333×50%＝16.666…→16.67，不是先舍入再算
        (("100", "0", "0"), ("0",), "50", "16.67"),
        # 抽查不计：只看期末
        (("90",), ("70",), "0", "70.00"),
        (("90",), ("70",), "100", "90.00"),
    ],
)
def test_scores_agree_with_those_worked_by_hand(
    spots: tuple[str, ...], finals: tuple[str, ...], share: str, score: str
) -> None:
    assert routine(shares(*spots), shares(*finals), Decimal(share)).score == Decimal(score)


def test_where_one_side_is_missing_it_says_so_and_gives_the_other() -> None:
    only_spots = routine(shares("90", "80"), [], Decimal(50))
    assert (only_spots.score, only_spots.said) == (85, "没有期末检查，只有平时")
    only_final = routine([], shares("77.5"), Decimal(50))
    assert (only_final.score, only_final.said) == (Decimal("77.5"), "没有平时检查，只有期末")
    nothing = routine([], [], Decimal(50))
    assert (nothing.score, nothing.said) == (None, "还没有检查")


def test_the_working_is_shown() -> None:
    assert routine(shares("85"), shares("95"), Decimal(50)).said == "平时 85.00×50%＋期末 95.00×50%"


@given(SHARES, SHARES, st.integers(0, 100))
def test_the_score_lies_between_the_two_means(spots: list[Decimal], finals: list[Decimal], share: int) -> None:
    found = routine(spots, finals, Decimal(share))
    means = [mean for mean in (found.spot, found.final) if mean is not None]
    if means:
        assert found.score is not None
        assert min(means) <= found.score <= max(means)
        assert found == routine(list(reversed(spots)), list(reversed(finals)), Decimal(share))
    else:
        assert found.score is None
