"""Grades and school years: which grade a year of entry is in today, and how offices write grades.

A pupil has a year of entry and a stage; the grade follows, so promotion writes nothing (decisions, "Rows").
"""

import re
from datetime import date
from enum import IntEnum
from functools import lru_cache

from db.rules.text import number_text, tidy

SCHOOL_YEAR_OPENS = (9, 1)


class Stage(IntEnum):
    """The three stages a township's schools teach."""

    KINDERGARTEN = 0
    PRIMARY = 1
    JUNIOR = 2


# Grades run 1 to 3 in kindergarten and 1 to 9 in compulsory schooling, six of them primary.
FIRST_GRADE = {Stage.KINDERGARTEN: 1, Stage.PRIMARY: 1, Stage.JUNIOR: 7}
LAST_GRADE = {Stage.KINDERGARTEN: 3, Stage.PRIMARY: 6, Stage.JUNIOR: 9}
STAGE_LABELS = {Stage.KINDERGARTEN: "学前", Stage.PRIMARY: "小学", Stage.JUNIOR: "初中"}
NUMERALS = "一二三四五六七八九"
_KINDERGARTEN = "小中大"

_DIGITS = {mark: number for number, mark in enumerate(NUMERALS, 1)} | {str(number): number for number in range(1, 10)}
_GRADE = re.compile(r"(小学|初中|初|中学)?第?([一二三四五六七八九1-9])(?:年级|年)?")
_KINDERGARTEN_GRADE = re.compile(r"(?:幼儿园)?([小中大])(?:班|年级)?(?:幼儿)?")
_PRESCHOOL = frozenset({"学前班", "学前", "学前一年", "学前年级"})
GRADE_HOW = "请写成一年级、七年级或大班这样。"


def school_year(today: date, opens: tuple[int, int] = SCHOOL_YEAR_OPENS) -> int:
    """The calendar year in which the school year of this day begins."""
    return today.year if (today.month, today.day) >= opens else today.year - 1


def grade_of(cohort: int, stage: int, year: int) -> int | None:
    """The grade of a year of entry in this school year; None before entry and after the last grade."""
    grade = FIRST_GRADE[Stage(stage)] + year - cohort
    return grade if FIRST_GRADE[Stage(stage)] <= grade <= LAST_GRADE[Stage(stage)] else None


def cohort_from_grade(stage: int, grade: int, year: int) -> int:
    """The year of entry of those who are in this grade in this school year."""
    return year - (grade - FIRST_GRADE[Stage(stage)])


def has_left(cohort: int, stage: int, year: int) -> bool:
    """Whether this year of entry has finished the stage by this school year."""
    return year - cohort > LAST_GRADE[Stage(stage)] - FIRST_GRADE[Stage(stage)]


def grades(stage: int) -> range:
    return range(FIRST_GRADE[Stage(stage)], LAST_GRADE[Stage(stage)] + 1)


def short_grade(stage: int, grade: int) -> str:
    """一 … 九, 小 中 大: the grade inside a class's title."""
    if grade not in grades(stage):
        raise ValueError(f"{STAGE_LABELS[Stage(stage)]}没有第{grade}个年级。")
    return _KINDERGARTEN[grade - 1] if stage == Stage.KINDERGARTEN else NUMERALS[grade - 1]


def grade_label(stage: int, grade: int) -> str:
    """一年级 … 九年级, 小班 中班 大班."""
    return short_grade(stage, grade) + ("班" if stage == Stage.KINDERGARTEN else "年级")


def school_year_label(year: int) -> str:
    return f"{year}—{year + 1}学年度"


def read_grade(value: object) -> tuple[Stage, int]:
    """一年级, 一, 1, 初一, 七年级, 小班, 学前班 as (stage, grade); ValueError with a sentence otherwise."""
    return _read_grade(number_text(value) if isinstance(value, (int, float)) else str(value))


@lru_cache(maxsize=1024)
def _read_grade(typed: str) -> tuple[Stage, int]:
    text = tidy(typed).replace(" ", "")
    if text in _PRESCHOOL:
        return Stage.KINDERGARTEN, LAST_GRADE[Stage.KINDERGARTEN]
    if found := _KINDERGARTEN_GRADE.fullmatch(text):
        return Stage.KINDERGARTEN, _KINDERGARTEN.index(found[1]) + 1
    if found := _GRADE.fullmatch(text):
        number = _DIGITS[found[2]]
        junior = found[1] in ("初中", "初", "中学")
        if junior and number <= 3:
            return Stage.JUNIOR, number + 6
        if junior and number in grades(Stage.JUNIOR):
            return Stage.JUNIOR, number
        if not junior and number in grades(Stage.PRIMARY):
            return Stage.PRIMARY, number
        if not found[1]:
            return Stage.JUNIOR, number
    raise ValueError(f"“{text[:20]}”认不出是哪个年级。{GRADE_HOW}" if text else f"没有填年级。{GRADE_HOW}")
