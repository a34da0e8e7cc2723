"""Retention and dropout show how they came about, and agree with the bare formulas."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from db.rules import participation, workings
from db.rules.retention import Account

few = st.integers(0, 500)


def test_the_working_reads_as_one_would_do_it_on_paper() -> None:
    figure = workings.year_retention(Account(325, 4, 6, 0, 3, 320), "在籍")
    assert figure.filled == "320 ÷ （325 + 4 − 6 − 0） × 100% = 99.07%"
    assert figure.account == "学年初在籍 325 + 转入 4 − 转出 6 − 死亡 0 − 流失 3 = 期末在籍 320"
    assert figure.per_cent == Decimal("99.07")
    assert workings.dropout(1, 325).filled == "1 ÷ 325 × 100% = 0.31%"
    assert workings.dropout_by_movement(8, 6, 400).filled == "（8 − 6） ÷ 400 × 100% = 0.50%"
    assert workings.junior_retention(Account(100, 2, 1, 0, 4, 97)).filled == "97 ÷ （100 + 2 − 1 − 0） × 100% = 96.04%"
    assert workings.nine_year_retention(90, 100, 3, 8).filled == "90 ÷ （100 + 3 − 8） × 100% = 94.74%"
    assert workings.enrolment_of_age(200, 2, 201).filled == "（200 − 2） ÷ 201 × 100% = 98.51%"
    assert workings.disabled_enrolment(4, 5).shown == "80.00%"
    assert workings.net_enrolment(196, 200).filled == "196 ÷ 200 × 100% = 98.00%"
    assert workings.gross_enrolment("初中", 212, 200, "12至14").filled == "212 ÷ 200 × 100% = 106.00%"


def test_where_nobody_is_counted_there_is_no_figure() -> None:
    figure = workings.dropout(0, 0)
    assert (figure.share, figure.shown, figure.per_cent) == (None, "—", None)
    assert figure.filled == "0 ÷ 0 × 100% = —"


@given(few, few, few, few, few)
def test_the_share_is_the_formulas_and_every_number_put_in_is_shown(
    end: int, start: int, came: int, left: int, died: int
) -> None:
    figure = workings.year_retention(Account(start, came, left, died, start + came - left - died - end, end))
    assert figure.share == participation.year_retention(end, start, came, left, died)
    assert [number for _, number in figure.given] == [end, start, came, left, died]
    assert all(name in figure.formula for name, _ in figure.given)
    assert figure.share is None or figure.share == Fraction(end, start + came - left - died)
