"""Marks of a paper attendance sheet."""

import pytest

from db import codes
from db.rules.roll_marks import read_mark

REASON = codes.code_list("absence_reason").read


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("√", ("", "")), ("✓", ("", "")), ("到", ("", "")), ("1", ("", "")), ("△", ("1", "1")), ("病假", ("1", "1")),
        ("k", ("3", "3")), ("√×", ("", "3")), ("○/√", ("2", "")), ("病 事", ("1", "2")), ("×√", ("3", "")),
    ],
)  # fmt: skip
def test_a_mark_is_read_for_morning_and_afternoon(cell: str, meant: tuple[str, str]) -> None:
    assert read_mark(cell, REASON) == meant


@pytest.mark.parametrize("cell", ["☂", "√☂", "下雨", "???", "√√√"])
def test_a_mark_nobody_knows_is_refused_with_a_sentence(cell: str) -> None:
    with pytest.raises(ValueError, match="。"):
        read_mark(cell, REASON)
