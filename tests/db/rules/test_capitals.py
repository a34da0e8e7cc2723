"""Sums of money are written in capital figures as the bank's own rule writes them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.capitals import DIGITS, MOST, capitals


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10", "壹拾元整"),
        ("625", "陆佰贰拾伍元整"),
        ("312.5", "叁佰壹拾贰元伍角整"),
        ("20062.5", "贰万零陆拾贰元伍角整"),
        ("1000000", "壹佰万元整"),
        ("100000001", "壹亿零壹元整"),
        ("100050000", "壹亿零伍万元整"),
        ("120000000.3", "壹亿贰仟万元零叁角整"),
    ],
)
def test_the_examples_of_the_rule_and_what_schools_pay(amount: str, said: str) -> None:
    assert capitals(Decimal(amount)) == said


amounts = st.decimals(0, MOST - 1, places=2)


@given(amounts)
def test_what_is_written_reads_back_as_the_same_sum(amount: Decimal) -> None:
    assert read(capitals(amount)) == amount


@given(amounts)
def test_no_two_noughts_stand_together_and_none_before_the_unit(amount: Decimal) -> None:
    said = capitals(amount)
    assert "零零" not in said
    assert not re.search("零[拾佰仟万亿角分]|.零元|整.", said)


@pytest.mark.parametrize("amount", ["-0.01", "0.005", str(MOST)])
def test_a_sum_that_cannot_be_paid_is_refused_with_a_sentence(amount: str) -> None:
    with pytest.raises(ValueError, match="请填"):
        capitals(Decimal(amount))


def read(said: str) -> Decimal:
    """An independent reader: value of each digit by the unit after it, groups multiplied when their name comes."""
    total, group, digit = Decimal(0), Decimal(0), Decimal(0)
    for mark in said.removesuffix("整"):
        if mark in DIGITS:
            digit = Decimal(DIGITS.index(mark))
        elif mark in "拾佰仟":
            group += digit * {"拾": 10, "佰": 100, "仟": 1000}[mark]
            digit = Decimal(0)
        elif mark in "万亿元":
            total += (group + digit) * {"万": 10_000, "亿": 10**8, "元": 1}[mark]
            group = digit = Decimal(0)
        else:
            total += digit * {"角": Decimal("0.1"), "分": Decimal("0.01")}[mark]
            digit = Decimal(0)
    return total
