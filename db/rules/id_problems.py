"""What can be the matter with an ID number as a sheet or a form holds it, and what to do about it.

Source: GB 11643-1999, GB/T 2260; the unknown province is a warning, an unknown county nothing: counties come and go.
"""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from db.rules.id_number import (
    FIFTEEN,
    LOST,
    LOST_ADVICE,
    birthday_in,
    check_character,
    complete_15,
    identity_of,
    lost_digits,
    read_id_number,
)

# The first two digits; 81 to 83 as residence permits write them, 91 for those who came from abroad.
PROVINCES = frozenset(
    f"{region}{number}"
    for region, numbers in {
        1: "12345",
        2: "123",
        3: "1234567",
        4: "123456",
        5: "01234",
        6: "12345",
        7: "1",
        8: "123",
        9: "1",
    }.items()
    for number in numbers
)
_ALLOWED = re.compile(r"[0-9]*X?")


class Wrong(StrEnum):
    """What can be the matter with an ID number."""

    LOST_DIGITS = "lost_digits"
    FIFTEEN = "fifteen"
    CHARACTERS = "characters"
    LENGTH = "length"
    DAY = "day"
    CHECK_DIGIT = "check_digit"
    PROVINCE = "province"


class IdProblem(NamedTuple):
    """One finding: `level` error or warning, `suggestion` a number that a person may confirm."""

    wrong: Wrong
    level: Literal["error", "warning"]
    sentence: str
    advice: str
    suggestion: str = ""


def problems_of(value: object, *, born_on: date | None = None, today: date | None = None) -> list[IdProblem]:
    """What is wrong with a number as a cell holds it, worst first; nothing for an empty cell.

    `born_on`, the birthday written beside it, tells the century of a 15-digit number; after `today` no one is born.
    """
    if lost_digits(value):
        return [_LOST]
    number = read_id_number(value)
    if not number:
        return []
    if FIFTEEN.fullmatch(number):
        return [_fifteen(number, born_on)]
    for find in _CHECKS:
        if problem := find(number):
            return [problem]
    identity = identity_of(number)
    if today and identity and identity.born_on > today:
        return [_problem(Wrong.DAY, f"身份证号中的出生日期{identity.born_on}还没有到。", "请对照户口簿核对第7至14位。")]
    if number[:2] not in PROVINCES and not number.startswith("9"):
        advice = "请对照户口簿核对；确实如此可以不改。"
        return [IdProblem(Wrong.PROVINCE, "warning", f"身份证号开头的{number[:2]}不是已知的省份代码。", advice)]
    return []


def differs(number: str, birthday: date | None, sex: str | None) -> dict[Literal["born_on", "sex"], str]:
    """Where birthday or sex (code) beside a true number say something else: the sentence for each."""
    identity = identity_of(number)
    found: dict[Literal["born_on", "sex"], str] = {}
    if identity is None:
        return found
    if birthday and birthday != identity.born_on:
        found["born_on"] = f"出生日期与身份证号不一致：身份证号是{identity.born_on}。"
    if sex in ("1", "2") and sex != identity.sex:
        found["sex"] = f"性别与身份证号不一致：身份证号是{'男' if identity.sex == '1' else '女'}。"
    return found


def _problem(wrong: Wrong, sentence: str, advice: str, suggestion: str = "") -> IdProblem:
    return IdProblem(wrong, "error", sentence, advice, suggestion)


_LOST = _problem(
    Wrong.LOST_DIGITS,
    LOST,
    LOST_ADVICE,
)


def _fifteen(number: str, birthday: date | None) -> IdProblem:
    try:
        whole = complete_15(number, birthday)
    except ValueError:
        return _problem(Wrong.FIFTEEN, "身份证号只有15位，其中的出生日期也不存在。", "请对照户口簿填写18位号码。")
    return _problem(Wrong.FIFTEEN, "身份证号只有15位。", f"可以补成{whole}，请对照户口簿确认。", whole)


def _bad_characters(number: str) -> IdProblem | None:
    if _ALLOWED.fullmatch(number):
        return None
    return _problem(Wrong.CHARACTERS, "身份证号里有数字和末位X以外的字符。", "请对照户口簿改正；其他证件请改证件类型。")


def _bad_length(number: str) -> IdProblem | None:
    if len(number) == 18:
        return None
    return _problem(Wrong.LENGTH, f"身份证号应为18位，现在是{len(number)}位。", "请对照户口簿补全。")


def _bad_day(number: str) -> IdProblem | None:
    if birthday_in(number[6:14]):
        return None
    return _problem(Wrong.DAY, f"身份证号第7至14位{number[6:14]}不是真实的日期。", "请对照户口簿核对。")


def _bad_check(number: str) -> IdProblem | None:
    if check_character(number[:17]) == number[17]:
        return None
    return _problem(Wrong.CHECK_DIGIT, "身份证号校验位不对，有一位写错了。", "请对照户口簿逐位核对。")


_CHECKS: tuple[Callable[[str], IdProblem | None], ...] = (_bad_characters, _bad_length, _bad_day, _bad_check)
