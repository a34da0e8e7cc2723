"""Telephone numbers: mobile numbers of 11 digits, and landlines with or without their area code.

Source: 电信网编号计划 (工信部, 2017): mobile numbers begin 13 to 19, area codes 0 and two or three digits.
"""

import re
from typing import NamedTuple

from db.rules.text import number_text, tidy

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_AREA = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})([2-9][0-9]{6,7})")
_LOCAL = re.compile(r"[2-9][0-9]{6,7}")
_ABROAD = re.compile(r"(?:\+|00)(?:86)?")
_SHORTEST = 7
_NO_BRACKETS = str.maketrans("", "", "()（）")
_SEVERAL = re.compile(r"[、,，;；/|]| (?=1[3-9])")


class PhoneProblem(NamedTuple):
    """What is wrong with a telephone number, and what to do."""

    sentence: str
    advice: str


def read_phone(value: object) -> str:
    """Tidied: 13812345678, 0719-6221234, or several with 、 between. What is no number stays as tidied text."""
    if not isinstance(value, str):
        return _read_one(number_text(value))
    if _MOBILE.fullmatch(value):
        return value
    text = tidy(value)
    parts = [part for part in _SEVERAL.split(text) if part]
    if len(parts) > 1 and all(len(number_text(part)) >= _SHORTEST for part in parts):
        return "、".join(_read_one(part) for part in parts)
    return _read_one(text)


def _read_one(text: str) -> str:
    digits = number_text(text).translate(_NO_BRACKETS)
    if digits.startswith(("+86", "0086")):
        digits = _ABROAD.sub("", digits, count=1)
    elif digits.startswith("86") and _MOBILE.fullmatch(digits[2:]):
        digits = digits[2:]
    if _MOBILE.fullmatch(digits):
        return digits
    if found := _AREA.fullmatch(digits):
        return f"{found[1]}-{found[2]}"
    return digits if _LOCAL.fullmatch(digits) else text


def phone_problem(number: str) -> PhoneProblem | None:
    """What is wrong with a number as `read_phone` gives it, or None; an empty one is not wrong."""
    if "、" in number:
        return next((problem for part in number.split("、") if (problem := phone_problem(part))), None)
    digits = number.replace("-", "")
    if not number or _MOBILE.fullmatch(digits) or _LOCAL.fullmatch(digits) or _AREA.fullmatch(digits):
        return None
    if digits.isdecimal() and digits.startswith("1") and len(digits) != 11:
        return PhoneProblem(f"手机号应为11位，现在是{len(digits)}位。", "请补全或改正。")
    return PhoneProblem(f"“{number[:20]}”不像电话号码。", "请填11位手机号，或区号加座机号。")
