"""A title is broken between words, into a trapezoid; nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules import headline

MOST = 20  # characters of 22 pt in 156 mm


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("安全隐患整改通知书", ["安全隐患整改通知书"]),
        (
            "关于2026年秋季学期教学常规与校园安全检查情况的通报",
            ["关于2026年秋季学期教学常规与", "校园安全检查情况的通报"],
        ),
        ("关于表彰2025—2026学年度先进集体和先进个人的决定", ["关于表彰2025—2026学年度", "先进集体和先进个人的决定"]),
        (
            "关于印发《青石镇中心学校\n控辍保学工作方案》的通知",
            ["关于印发《青石镇中心学校", "控辍保学工作方案》的通知"],
        ),
        ("关于做好2026年国庆中秋假期校园安全工作的通知", ["关于做好2026年国庆中秋", "假期校园安全工作的通知"]),
    ],
)
def test_a_title_is_broken_as_a_clerk_would(title: str, expected: list[str]) -> None:
    assert headline.lines(title, MOST) == expected


@given(st.text(st.characters(categories=["Lo"], max_codepoint=0x9FFF), min_size=1, max_size=70), st.integers(8, 24))
def test_no_character_is_lost_and_no_line_is_too_long(title: str, most: int) -> None:
    found = headline.lines(title, most)
    assert "".join(found) == title.strip()
    assert max(len(line) for line in found) <= most


@given(st.integers(10, 60))
def test_a_word_of_the_office_is_never_torn(length: int) -> None:
    title = ("检查情况通报教学常规" * 6)[:length]
    for line in headline.lines(title, MOST)[:-1]:
        assert len(line) % 2 == 0
