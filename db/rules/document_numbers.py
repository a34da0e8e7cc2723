"""Document numbers 青校整〔2026〕12号: written as the standard wants them, without gaps, and none given out twice.

源：GB/T 9704-2012 7.2.5（发文字号由代字、年份、序号组成，年份用六角括号，序号不加“第”、不编虚位）。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from db.rules.text import tidy

_MARK = re.compile(r"(.{0,20}?)\s*[〔\[【(（［]\s*(\d{4})\s*年?\s*[〕\]】)）］]\s*第?\s*0*([1-9]\d{0,5})\s*号?")
_KINDS = (
    ("中心学校", "中校"), ("中心小学", "中小"), ("中心幼儿园", "幼"), ("幼儿园", "幼"), ("教学点", "教"),
    ("初级中学", "初中"), ("九年", "校"), ("小学", "小"), ("中学", "中"),
)  # fmt: skip


class Number(NamedTuple):
    """The parts of a document number: 青校整, 2026, 12."""

    word: str
    year: int
    number: int


def written(word: str, year: int, number: int) -> str:
    """青校整〔2026〕12号: year in full between these brackets, no 第, no leading zero."""
    return f"{word}〔{year}〕{number}号"


def read(text: str) -> Number | None:
    """The number that somebody wrote, whatever brackets and zeros stand in it; None where it is none."""
    found = _MARK.fullmatch(tidy(text))
    return Number(found[1].strip(), int(found[2]), int(found[3])) if found else None


def following(taken: Iterable[int]) -> int:
    """The number after all that were given out, those of void documents too."""
    return max(taken, default=0) + 1


def missing(taken: Iterable[int]) -> list[int]:
    """Numbers below the highest that nobody has."""
    known = set(taken)
    return [number for number in range(1, max(known, default=0)) if number not in known]


def doubled(standing: Iterable[int]) -> list[int]:
    """Numbers that several documents bear which are not void, in order."""
    return sorted(number for number, count in Counter(standing).items() if count > 1)


def suggested_word(school: str) -> str:
    """A school's word for its numbers as offices usually form it (青石镇中心学校: 青中校), until it sets its own."""
    name = school.strip() or "本校"
    for ending, short in _KINDS:
        at = name.find(ending)
        if at > 0:
            return name[0] + short
        if at == 0:
            return short
    return name[0] + "校"
