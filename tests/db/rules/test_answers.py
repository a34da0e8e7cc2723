"""Answers are read as people type them on the line of a form."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import answers
from db.rules.marks import Item, Mark, Way

ITEMS = {way: Item(1, Decimal(4), way, step=Decimal(1)) for way in Way}


@pytest.mark.parametrize(
    ("way", "typed", "meant"),
    [
        (Way.FAULT, "合格", Mark("ok")),
        (Way.FAULT, "1", Mark("ok")),
        (Way.FAULT, "2", Mark("fault")),
        (Way.FAULT, "有问题 2处", Mark("fault", faults=2)),
        (Way.FAULT, "3处", Mark("fault", faults=3)),
        (Way.FAULT, "-1.5", Mark("fault", points=Decimal("1.5"))),
        (Way.FAULT, "－２", Mark("fault", points=Decimal(2))),
        (Way.FAULT, "扣1分", Mark("fault", points=Decimal(1))),
        (Way.FAULT, "0处", Mark("ok")),
        (Way.YESNO, "是", Mark("yes")),
        (Way.YESNO, "×", Mark("no")),
        (Way.GRADE, "b", Mark("b")),
        (Way.GRADE, "优", Mark("a")),
        (Way.POINTS, "3.5分", Mark(points=Decimal("3.5"))),
        (Way.QUOTA, "53/60", Mark(done=Decimal(53), due=Decimal(60))),
        (Way.QUOTA, " 4 ／ 5 ", Mark(done=Decimal(4), due=Decimal(5))),
        *((way, word, Mark("na")) for way in Way for word in ("N", "不适用")),
    ],
)
def test_an_answer_is_read_as_it_is_meant(way: Way, typed: str, meant: Mark) -> None:
    assert answers.read(ITEMS[way], typed) == meant


def test_where_what_is_due_is_known_only_what_is_done_is_typed() -> None:
    assert answers.read(ITEMS[Way.QUOTA], "7", Mark(due=Decimal(9))) == Mark(due=Decimal(9), done=Decimal(7))
    with pytest.raises(ValueError, match="53/60"):
        answers.read(ITEMS[Way.QUOTA], "7")


def test_what_stands_after_a_colon_is_a_remark() -> None:
    assert answers.split("有问题：南侧出口：堆放水桶") == ("有问题", "南侧出口：堆放水桶")
    assert answers.split("合格") == ("合格", "")


@given(st.sampled_from(list(Way)), st.text(max_size=20))
def test_anything_typed_is_a_mark_within_bounds_or_a_sentence(way: Way, typed: str) -> None:
    said = ""
    try:
        mark = answers.read(ITEMS[way], typed)
    except ValueError as refused:
        said, mark = str(refused), Mark("na")
    assert not said or said.endswith("。")
    assert mark.points is None or 0 <= mark.points <= 4
    assert mark.due is None or mark.due >= 0
    shown = answers.shown(ITEMS[way], mark)
    assert shown
    if way is not Way.FAULT or mark.points is None:
        assert answers.read(ITEMS[way], shown) in (mark, Mark(mark.answer, faults=1))
