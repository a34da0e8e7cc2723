"""Where lines are cut."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from desktop.reports.lines import NOT_FIRST, NOT_LAST, cut


class Widths(defaultdict[str, float]):
    """Half an em for Latin letters and figures, one for the rest."""

    def __missing__(self, char: str) -> float:
        return 0.5 if char.isascii() else 1.0


WIDTHS = Widths()


def texts(text: str, room: float, **more: float) -> list[str]:
    return [line.text for line in cut(text, WIDTHS, 10, room, **more)]


def test_no_comma_stands_first_and_no_bracket_last():
    assert texts("今天下午开会，明天上午（全校）放假", 60) == ["今天下午开", "会，明天上午", "（全校）放假"]


def test_figures_and_latin_words_stay_whole():
    assert texts("电话13800138000请打", 60) == ["电话", "13800138000", "请打"]


def test_a_character_alone_on_the_last_line_gets_company():
    assert texts("一二三四五六七", 60) == ["一二三四五", "六七"]
    assert texts("超大班额（66人以上）。", 90) == ["超大班额（66人", "以上）。"]


def test_a_unit_wider_than_its_cell_is_cut_anywhere():
    assert texts("a" * 30, 60) == ["a" * 12, "a" * 12, "a" * 6]
    assert len(texts("（" * 300, 60)) == 50


def test_a_column_narrower_than_a_character_takes_one_a_line():
    assert texts("张三丰", 4) == ["张", "三", "丰"]


def test_lines_typed_by_hand_stay_lines():
    lines = cut("第一段\n\n第二段", WIDTHS, 10, 100)
    assert [line.text for line in lines] == ["第一段", "", "第二段"]
    assert all(line.opens and line.closes for line in lines)


def test_only_the_first_line_of_a_paragraph_is_indented():
    assert texts("一二三四五六七八九十", 60, indent=20)[0] == "一二三四"


anything = st.text(
    alphabet=st.one_of(st.sampled_from(NOT_FIRST + NOT_LAST + "张王a1 \n"), st.characters()), max_size=60
)


@given(anything, st.floats(5, 200), st.floats(0, 3))
def test_no_text_loses_a_character_or_leaves_its_room(text, room, spacing):
    lines = cut(text, WIDTHS, 10, room, spacing=spacing)
    assert "".join(line.text + "\n" * line.closes for line in lines) == text + "\n"
    assert all(line.width <= room + 0.02 or len(line.text) == 1 for line in lines)
