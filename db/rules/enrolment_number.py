"""学籍号: the number a pupil keeps for life, and whether it fits the ID number.

Source: 学籍号 pattern of the national system: letter G, J or L and 18 characters; facts 3.3.
"""

import re
from datetime import date
from typing import NamedTuple

from db.rules.id_number import birthday_in
from db.rules.text import number_text, tidy_number_text

_PATTERN = re.compile(r"[GJL][0-9]{17}[0-9X]")
_OLD_LOCAL = re.compile(r"[0-9]{16}")
KINDS = {"G": "正式学籍（用身份证号）", "J": "正式学籍（无身份证号）", "L": "临时学籍"}


class EnrolmentProblem(NamedTuple):
    """What is wrong with a 学籍号, and what to do."""

    sentence: str
    advice: str


def read_enrolment_number(value: object) -> str:
    """The number tidied, its letters large; not yet believed."""
    return number_text(value).upper()


def enrolment_problem(number: str, id_number: str = "") -> EnrolmentProblem | None:
    """What is wrong with a tidied 学籍号, or None; an empty one is not wrong."""
    if not number:
        return None
    if _OLD_LOCAL.fullmatch(number):
        return EnrolmentProblem("这是16位的旧学籍号。", "请填到“学籍辅号”，学籍号以全国学籍系统为准。")
    if not _PATTERN.fullmatch(number):
        return EnrolmentProblem("学籍号应为字母G、J或L加18位。", "请从全国学籍系统核对后改正。")
    if number[0] in "JL" and birthday_in(number[7:15]) is None:
        return EnrolmentProblem(f"学籍号第8至15位{number[7:15]}不是真实的日期。", "请从全国学籍系统核对后改正。")
    if number[0] == "G" and id_number and number[1:] != tidy_number_text(id_number):
        return EnrolmentProblem("学籍号与身份证号不一致。", "G开头的学籍号后18位就是身份证号，请核对哪一个写错了。")
    return None


def birthday_of(number: str) -> date | None:
    """The birthday inside a 学籍号, where there is one."""
    return birthday_in(number[7:15]) if _PATTERN.fullmatch(number) else None


def kind_of(number: str) -> str:
    """正式 or 临时, in words; empty where the number says nothing."""
    return KINDS.get(number[:1], "") if _PATTERN.fullmatch(number) else ""
