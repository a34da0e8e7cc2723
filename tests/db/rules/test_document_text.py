"""What a kind's text becomes: fields in, empty lines out, headings counted, lines told apart."""

from __future__ import annotations

from itertools import zip_longest

from hypothesis import given
from hypothesis import strategies as st

from db.rules import document_text
from db.rules.document_text import blocks, filled

VALUES = {"校": "柳树坪小学", "问题": "第一。\n第二。", "日": "2026年11月17日"}


def put(text: str) -> str:
    return filled(text, lambda name: VALUES.get(name, ""))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(text)]


def test_fields_are_put_in_and_a_line_without_any_is_left_out() -> None:
    assert put("{校}：\n{日}检查。\n抄送{没有}\n完。") == "柳树坪小学：\n2026年11月17日检查。\n完。"


def test_something_may_stand_for_an_empty_field() -> None:
    assert put("限{没有|____年__月__日}前") == "限____年__月__日前"


def test_text_of_several_lines_becomes_several_paragraphs() -> None:
    assert put("{问题}") == "第一。\n第二。"


def test_a_row_of_a_grid_stays_for_the_hand_and_breaks_stay_in_their_cell() -> None:
    assert put("| 姓名 | {没有} | 问题 | {问题} |") == "| 姓名 |  | 问题 | 第一。//第二。 |"


def test_headings_of_two_orders_are_told_from_paragraphs_that_begin_like_them() -> None:
    text = "一、基本情况\n（一）教案齐备。\n（一）消防。教学楼东侧安全出口上课期间上锁。\n二、略\n1. 写。"
    found = ["first", "second", "text", "first", "text"]
    assert [kind for kind, _ in kinds(text)] == found


def test_a_heading_with_nothing_under_it_goes_and_the_others_are_counted_anew() -> None:
    text = "一、基本情况\n查了。\n二、主要成绩\n三、存在问题\n（一）教案\n（二）作业\n有。\n四、要求\n改。"
    assert kinds(text) == [
        ("first", "一、基本情况"), ("text", "查了。"), ("first", "二、存在问题"),
        ("second", "（二）作业"), ("text", "有。"),
        ("first", "三、要求"), ("text", "改。"),
    ]  # fmt: skip


def test_a_table_without_rows_goes_with_its_heading_and_its_annex() -> None:
    text = "一、结果\n【表 结果】\n二、要求\n改。\n【附件 明细】\n【表 明细】"
    found = blocks(text, tables=lambda name: False)
    assert [(block.kind, block.text) for block in found] == [("first", "一、要求"), ("text", "改。")]


def test_a_grid_knows_its_widths_its_spans_and_its_breaks() -> None:
    (grid,) = blocks("|= 20 40 20 40\n| 姓名 | 李㛃 | 性别 | 女 |\n| 意见 | 同意//签字：____ | < | < |")
    assert grid.widths == [20, 40, 20, 40]
    assert grid.rows == [["姓名", "李㛃", "性别", "女"], ["意见", "同意\n签字：____", None, None]]


def test_signatures_have_their_sides() -> None:
    (sign,) = blocks("【签字 填表人：____ | 校长（签字）：____】")
    assert (sign.kind, sign.parts) == ("sign", ["填表人：____", "校长（签字）：____"])


def test_the_fields_of_a_text_are_named_once_each() -> None:
    assert document_text.names("{甲}和{乙|无}，{甲}") == ["甲", "乙"]


@given(
    st.lists(
        st.sampled_from(["一、甲", "（一）乙", "文。", "【表 丙】", "【附件 丁】", "| a | b |", "", "二、戊"]),
        max_size=14,
    )
)
def test_whatever_the_text_headings_lead_something_and_are_counted_without_a_gap(lines: list[str]) -> None:
    found = blocks("\n".join(lines), tables=lambda name: False)
    number = 0
    for block, after in zip_longest(found, found[1:]):
        if block.kind == "annex":
            number = 0
        if block.kind == "first":
            number += 1
            assert block.text.startswith(document_text.numeral(number) + "、")
        if block.kind in ("first", "second", "annex"):
            assert after is not None
            assert after.kind not in {"first": ("first", "annex"), "second": ("first", "second", "annex")}.get(
                block.kind, ("annex",)
            )


def test_numerals_count_as_headings_do() -> None:
    said = [document_text.numeral(number) for number in (1, 9, 10, 11, 20, 21, 99)]
    assert said == ["一", "九", "十", "十一", "二十", "二十一", "九十九"]
