"""学校标识码: ten digits by which the ministry knows a school.

Source: 学校(机构)代码管理办法: two digits category, two province (GB/T 2260), six sequence; no check digit (facts 3.4).
"""

import re
from typing import NamedTuple

from db.rules.id_problems import PROVINCES
from db.rules.text import number_text

CATEGORIES = {
    "11": "幼儿园",
    "21": "小学",
    "22": "成人小学",
    "31": "普通初中",
    "32": "职业初中",
    "33": "成人初中",
    "34": "普通高中（含完全中学）",
    "35": "成人高中",
    "36": "中等职业学校",
    "37": "工读学校",
    "41": "普通高等学校",
    "42": "成人高等学校",
    "51": "特殊教育学校",
    "91": "其他",
    "92": "其他",
    "93": "其他",
}
# What kinds of school of ours stand under which category; a center school may be a primary or a nine-year school.
CATEGORIES_OF_KIND = {
    "center": ("21", "31", "34"),
    "primary": ("21",),
    "point": ("21",),
    "junior": ("31", "34"),
    "nine_year": ("31", "21", "34"),
    "kindergarten": ("11",),
}
_TEN = re.compile(r"[0-9]{10}")


class SchoolCodeProblem(NamedTuple):
    """What is odd about a school's code, and what to do."""

    sentence: str
    advice: str


def read_school_code(value: object) -> str:
    return number_text(value)


def school_code_problem(code: str, kind: str = "") -> SchoolCodeProblem | None:
    """What is wrong with a tidied 学校标识码 of a school of this kind, or None; an empty one is not wrong."""
    advice = "请对照学校（机构）代码证核对。"
    if not code:
        return None
    if not _TEN.fullmatch(code):
        return SchoolCodeProblem(f"学校标识码应为10位数字，现在是“{code}”。", advice)
    if code[:2] not in CATEGORIES:
        return SchoolCodeProblem(f"学校标识码开头的{code[:2]}不是已知的学校类别。", advice)
    if code[2:4] not in PROVINCES:
        return SchoolCodeProblem(f"学校标识码第3、4位{code[2:4]}不是已知的省份代码。", advice)
    if code[:2] not in CATEGORIES_OF_KIND.get(kind, (code[:2],)):
        return SchoolCodeProblem(f"学校标识码说这是{CATEGORIES[code[:2]]}，与学校类型不符。", advice)
    return None
