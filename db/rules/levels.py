"""Levels: what a pupil and the parents are told instead of marks.

Source: 教育部办公厅《关于加强义务教育学校考试管理的通知》(2021): results are given in 4 to 5 levels, not ranked, not
published (facts 0.2). Where the lines lie is each office's own decision.
"""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from db.rules.exam_marks import LETTERS
from db.rules.text import tidy

_BETWEEN = re.compile("[，；,;、]")
HOW = "请写成“优秀85、良好75、合格60、待提高0”这样，从高到低四到五级。"


class Level(NamedTuple):
    """One level: its letter, its name, and the share of the full mark (percent) from which it is given."""

    letter: str
    name: str
    percent: Decimal


def read_levels(text: str) -> tuple[Level, ...]:
    """优秀85、良好75、合格60、待提高0: names with the percentage each begins at, the best first. ValueError."""
    found: list[tuple[str, Decimal]] = []
    for part in _BETWEEN.split(tidy(text).replace(" ", "")):
        name = part.rstrip("0123456789.%")
        figure = part[len(name) :].rstrip("%")
        if not name or not figure or figure.count(".") > 1:
            raise ValueError(f"“{part[:12]}”看不出等级和分数线。{HOW}")
        found.append((name, Decimal(figure)))
    lines = [line for _, line in found]
    if not 4 <= len(found) <= len(LETTERS) or lines[-1] != 0 or lines[0] > 100:
        raise ValueError(f"等级要有四到五级，最低一级从0开始。{HOW}")
    if any(low >= high for high, low in pairwise(lines)):
        raise ValueError(f"等级的分数线要从高到低。{HOW}")
    return tuple(Level(letter, name, line) for letter, (name, line) in zip(LETTERS, found, strict=False))


def level_of(mark: Decimal, full: Decimal, levels: tuple[Level, ...]) -> Level:
    """The level a mark is told as; compared exactly, a mark on the line has passed it."""
    return next(level for level in levels if mark * 100 >= full * level.percent)


def counts(marks: Iterable[tuple[Decimal, Decimal]], levels: tuple[Level, ...]) -> dict[str, int]:
    """How many pupils have each level, of (mark, full mark); every level is there, the best first."""
    counted = Counter(level_of(mark, full, levels).letter for mark, full in marks)
    return {level.letter: counted[level.letter] for level in levels}


def bands(full: Decimal, levels: tuple[Level, ...]) -> list[tuple[Level, Decimal]]:
    """Each level with the mark it begins at in a paper of this full mark."""
    return [(level, full * level.percent / 100) for level in levels]
