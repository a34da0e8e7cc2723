"""How a class is called: 五（2）班 always so, however a sheet writes it; and composite classes of several grades."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from db.rules.grades import NUMERALS, Stage, grade_label, read_grade, short_grade
from db.rules.text import number_text, tidy

CLASS_HOW = "请写成五（2）班或2班这样。"
_CHINESE_NUMBERS = {mark: number for number, mark in enumerate((*NUMERALS, "十"), 1)} | {
    f"十{mark}": 10 + number for number, mark in enumerate(NUMERALS, 1)
}
_NUMBER = r"(?P<number>[0-9]{1,2}|十[一二三四五六七八九]?|[一二三四五六七八九])"
_GRADE = r"(?P<grade>(?:小学|初中|初|中学|幼儿园)?[一二三四五六七八九1-9小中大](?:年级|年|班)?)"
_BARE = re.compile(rf"第?\(?{_NUMBER}\)?班?")
_WITH_GRADE = re.compile(rf"{_GRADE}[.\-]?\(?{_NUMBER}\)?班?")
_HUNDREDS = re.compile(r"(?P<grade>[1-9])(?P<number>0[1-9]|[12][0-9])班?")
_BRACKETS = str.maketrans("（）〔〕【】[]", "()()()()")
_COMPOSITE = re.compile(r"(.+?)(?:复式班|复式教学班|复式)")
_COMPOSITE_PARTS = re.compile(r"[、,，/和+\-]")

_COMPOSITE_RUN = re.compile(rf"([{''.join(NUMERALS[:6])}]{{2,}})(?:年级)?")


class ClassName(NamedTuple):
    """What a sheet says of a class: its number, and the grade where it says so."""

    number: int
    stage: Stage | None = None
    grade: int | None = None


def read_class(value: object) -> ClassName:
    """2班, （2）班, 二班, 四（2）班, 五年级1班, 502, 大一班, or 五年级 for its only class; else ValueError."""
    return _read_class(number_text(value) if isinstance(value, (int, float)) else str(value))


def read_class_number(value: object) -> int:
    return read_class(value).number


@lru_cache(maxsize=4096)
def _read_class(typed: str) -> ClassName:
    text = tidy(typed).replace(" ", "").translate(_BRACKETS)
    if found := _BARE.fullmatch(text):
        return ClassName(_number(found["number"]))
    if found := _WITH_GRADE.fullmatch(text) or _HUNDREDS.fullmatch(text):
        stage, grade = read_grade(found["grade"])
        return ClassName(_number(found["number"]), stage, grade)
    if not text:
        raise ValueError(f"没有填班级。{CLASS_HOW}")
    try:
        stage, grade = read_grade(text)
    except ValueError:
        raise ValueError(f"“{text[:20]}”认不出是哪个班。{CLASS_HOW}") from None
    return ClassName(1, stage, grade)


def _number(text: str) -> int:
    number = _CHINESE_NUMBERS.get(text) or int(text)
    if number == 0:
        raise ValueError(f"没有0班。{CLASS_HOW}")
    return number


def with_grade(name: str, grade: str) -> str:
    """五年级（2）班 of （2）班 beside 五年级; a name that says its grade, or cannot be read, stays as it is."""
    if read_composite(name):
        return name
    try:
        said = read_class(name)
        return name if said.grade is not None else f"{grade_label(*read_grade(grade))}{said.number}班"
    except ValueError:
        return name


def read_composite(value: str) -> list[tuple[Stage, int]]:
    """The grades of 一、二年级复式班 or 一二复式班, in order; empty if the text names no composite class."""
    found = _COMPOSITE.fullmatch(tidy(value).replace(" ", ""))
    if not found:
        return []
    run = _COMPOSITE_RUN.fullmatch(found[1])
    parts = list(run[1]) if run else [part for part in _COMPOSITE_PARTS.split(found[1]) if part]
    try:
        read = sorted({read_grade(part) for part in parts})
    except ValueError:
        return []
    return read if len(read) > 1 else []


def class_title(stage: int, grade: int, number: int) -> str:
    """五（2）班, 大（1）班."""
    return f"{short_grade(stage, grade)}（{number}）班"


def composite_title(several: Sequence[tuple[int, int]]) -> str:
    """一、二年级复式班; with the kindergarten 大班、一年级复式班."""
    ordered = sorted(set(several))
    school = [short_grade(stage, grade) for stage, grade in ordered if stage != Stage.KINDERGARTEN]
    parts = [grade_label(stage, grade) for stage, grade in ordered if stage == Stage.KINDERGARTEN]
    return "、".join(parts + school) + ("年级" if school else "") + "复式班"
