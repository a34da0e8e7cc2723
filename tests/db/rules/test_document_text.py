"""What a kind's text becomes: fields in, empty lines out, headings counted, lines told apart."""

from __future__ import annotations

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
    text += "\n一、传达会议精神。"
    assert [kind for kind, _ in kinds(text)] == ["first", "second", "text", "first", "text", "text"]


def test_points_under_one_another_are_paragraphs_and_not_headings() -> None:
    assert [kind for kind, _ in kinds("（一）出口上锁。\n（二）灯不亮。\n二、要求")] == ["text", "text", "first"]


def test_a_heading_whose_text_is_empty_goes_and_the_others_are_counted_anew() -> None:
    text = "一、情况\n{日}查了。\n二、成绩\n{没有}\n三、问题\n（一）教案\n{没有}\n（二）作业\n{校}有。"
    text += "\n四、要求\n改。\n五、空着"
    expected = "一、情况\n2026年11月17日查了。\n二、问题\n（二）作业\n柳树坪小学有。\n三、要求\n改。\n四、空着"
    assert put(text) == expected


def test_what_somebody_wrote_is_never_left_out_or_counted_anew() -> None:
    wrote = "一、传达会议精神\n三、布置检查"
    assert filled("一、内容\n{写}\n二、决定\n{没有}", {"写": wrote, "没有": ""}.__getitem__) == f"一、内容\n{wrote}"


def test_a_table_without_rows_goes_with_its_heading_and_its_annex() -> None:
    text = "一、结果\n【表 结果】\n二、要求\n改。\n【附件 明细】\n【表 明细】"
    assert filled(text, lambda name: "", tables=lambda name: False) == "一、要求\n改。"
    assert filled(text, lambda name: "", tables=lambda name: name == "结果") == text.rpartition("\n【附件")[0]


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
        st.sampled_from(["一、甲", "（一）乙", "文。", "【表 丙】", "【附件 丁】", "{没有}", "{校}", "二、戊"]),
        max_size=14,
    )
)
def test_whatever_the_text_its_headings_are_counted_without_a_gap_and_plain_lines_stay(lines: list[str]) -> None:
    text = "\n".join(lines)
    made = filled(text, lambda name: VALUES.get(name, ""), tables=lambda name: False)
    number = 0
    for line in made.split("\n"):
        if line.startswith("【附件"):
            number = 0
        elif "、" in line:
            number += 1
            assert line.startswith(document_text.numeral(number) + "、")
    assert made.split("\n").count("文。") == lines.count("文。")
    assert made.count(VALUES["校"]) == lines.count("{校}")
    assert "【表" not in made


def test_numerals_count_as_headings_do() -> None:
    said = [document_text.numeral(number) for number in (1, 9, 10, 11, 20, 21, 99)]
    assert said == ["一", "九", "十", "十一", "二十", "二十一", "九十九"]
