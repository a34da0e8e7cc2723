"""Citizen ID numbers: how one is read, and what it says about birthday and sex.

Source: GB 11643-1999; 港澳台居民居住证申领发放办法 (2018); 外国人永久居留身份证, 2023 pattern.
"""

import re
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Literal, NamedTuple

from db.rules.text import number_text, tidy

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
LOST = "身份证号在表格里存成了数字，末尾几位已经丢失。"
LOST_ADVICE = "请把这一格设成“文本”，对照户口簿重新输入18位号码。"
_RESIDENTS = ("810000", "820000", "830000")
_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
FIFTEEN = re.compile(r"[0-9]{15}")
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?1[4-9]")
_EXACT_DIGITS = 15  # a workbook keeps no more digits of a number


class Identity(NamedTuple):
    """What a true number says; sex is the code 1 男 or 2 女, area the six digits of first registration."""

    born_on: date
    sex: str
    area: str
    kind: Literal["citizen", "hk_mo_tw", "foreign"]


def read_id_number(value: object) -> str:
    """The number with wide digits, blanks and dashes mended. ValueError where a workbook has lost its last digits."""
    if isinstance(value, str) and _EIGHTEEN.fullmatch(value):
        return value
    if lost_digits(value):
        raise ValueError(LOST + LOST_ADVICE)
    return number_text(value)


def lost_digits(value: object) -> bool:
    if isinstance(value, (int, float)):
        return not isinstance(value, bool) and not abs(value) < 10**_EXACT_DIGITS
    return isinstance(value, str) and _SCIENTIFIC.fullmatch(tidy(value)) is not None


@lru_cache(maxsize=1 << 14)
def identity_of(number: str) -> Identity | None:
    """What a tidied 18-digit number says, or None if it cannot be true."""
    if not _EIGHTEEN.fullmatch(number) or check_character(number[:17]) != number[17]:
        return None
    day = birthday_in(number[6:14])
    if day is None:
        return None
    kind: Literal["citizen", "hk_mo_tw", "foreign"] = "citizen"
    if number.startswith(_RESIDENTS):
        kind = "hk_mo_tw"
    elif number[0] == "9":
        kind = "foreign"
    return Identity(day, "1" if int(number[16]) % 2 else "2", number[:6], kind)


def born_on(number: str) -> date | None:
    identity = identity_of(number)
    return identity.born_on if identity else None


def sex_of(number: str) -> str | None:
    identity = identity_of(number)
    return identity.sex if identity else None


def check_character(seventeen: str) -> str:
    """The last character that belongs to seventeen digits (ISO 7064, MOD 11-2)."""
    return CHECK_CHARACTERS[sum(map(mul, WEIGHTS, map(int, seventeen))) % 11]


def complete_15(number: str, birthday: date | None = None) -> str:
    """A 15-digit number made 18: the century put in, the check character added. ValueError if it cannot be.

    The standard says 19; a birthday beside the number that fits its six digits says better.
    """
    if not FIFTEEN.fullmatch(number):
        raise ValueError("不是15位数字，不能补成18位。")
    century = str(birthday.year // 100) if birthday and f"{birthday:%y%m%d}" == number[6:12] else "19"
    seventeen = number[:6] + century + number[6:]
    if birthday_in(seventeen[6:14]) is None:
        raise ValueError("15位号码中的出生日期不存在，不能补成18位。")
    return seventeen + check_character(seventeen)


def birthday_in(digits: str) -> date | None:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        return date(year, month, day) if 1850 <= year <= 2200 else None
    except ValueError:
        return None
