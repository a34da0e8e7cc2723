"""Marks: what somebody types into a cell of a score sheet, and what a mark may be.

Source: facts 2.2 (full marks of 50 to 150, halves are common), 0.2 (levels instead of marks for the youngest).
"""

import re
from decimal import Decimal
from typing import NamedTuple

from db.rules.text import tidy

ABSENT, EXEMPT, DEFERRED = "1", "2", "3"
ABSENCE_WORDS = {ABSENT: "缺考", EXEMPT: "免考", DEFERRED: "缓考"}
_ABSENCES = {
    **dict.fromkeys(("q", "缺", "缺考", "未考", "旷考", "缺席"), ABSENT),
    **dict.fromkeys(("m", "免", "免考", "免试", "免修"), EXEMPT),
    **dict.fromkeys(("h", "缓", "缓考", "待考", "补考"), DEFERRED),
}
LETTERS = "ABCDE"
PLACES = 2
"""A mark has at most so many decimal places: sums over half a million of them stay exact in whole hundredths."""

_FIGURE = re.compile(r"[0-9]{1,4}(?:\.[0-9]*)?|\.[0-9]+")
_ENDING = re.compile(r"(?<=[0-9])分$")


class Entry(NamedTuple):
    """One pupil's result in one paper: a mark, or why there is none, or a level; all None for an empty cell."""

    mark: Decimal | None = None
    absence: str | None = None
    level: str | None = None

    @property
    def empty(self) -> bool:
        return self == Entry()


def read_entry(text: str, full: Decimal | None, *, levels: bool = False) -> Entry:
    """What was typed into a cell: 86.5, ８６．５, q or 缺考, in a paper of levels a or 优秀. ValueError, a sentence."""
    typed = _ENDING.sub("", tidy(text).replace(" ", "").replace("。", "."))
    if not typed:
        return Entry()
    if absence := _ABSENCES.get(typed.lower()):
        return Entry(absence=absence)
    if levels:
        return Entry(level=_level(typed))
    if not _FIGURE.fullmatch(typed):
        raise ValueError(f"“{typed[:12]}”不是分数。请填数字；缺考填q，免考填m，缓考填h。")
    mark = exact(Decimal(typed))
    if wrong := mark_problem(mark, full):
        raise ValueError(wrong)
    return Entry(mark=mark)


def _level(typed: str) -> str:
    letter = typed.upper()
    if len(letter) == 1 and letter in LETTERS:
        return letter
    raise ValueError(f"“{typed[:12]}”不是等级。请填A、B、C或D；缺考填q，免考填m，缓考填h。")


def mark_problem(mark: Decimal, full: Decimal | None) -> str:
    """Why a mark cannot stand, or nothing."""
    if mark < 0:
        return f"成绩不能是{shown(mark)}分。请填0分或更高。"
    if full is not None and mark > full:
        return f"满分{shown(full)}分，不能填{shown(mark)}。请核对试卷。"
    if mark != round(mark, PLACES):
        return f"{shown(mark)}的小数太长。成绩最多保留两位小数。"
    return ""


def exact(number: Decimal) -> Decimal:
    """The number without zeros at its end: 80.50 is 80.5, 80.0 is 80."""
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()


def shown(mark: Decimal | None) -> str:
    """A mark as people write it."""
    return "" if mark is None else f"{exact(mark):f}"


def said(entry: Entry) -> str:
    """A result as a score sheet shows it: 86.5, 缺考, A."""
    if entry.absence:
        return ABSENCE_WORDS.get(entry.absence, "")
    return entry.level or shown(entry.mark)


def mean(entries: list[Entry]) -> Decimal | None:
    """The mean of those who sat, to two places for the line under a column that is being typed."""
    marks = [entry.mark for entry in entries if entry.mark is not None and not entry.absence]
    return round(sum(marks, Decimal(0)) / len(marks), PLACES) if marks else None
