"""Targets: whether what was promised is reached, what is missing, and what must not be promised.

源：facts 0.10 《深化新时代教育评价改革总体方案》（2020年）. A figure short of its target is cut off, never rounded up.
"""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from db.rules.participation import against, decimal_of

AT_LEAST, AT_MOST = "1", "2"
RULE = "《深化新时代教育评价改革总体方案》（2020年）"
PLACES = 2

FORBIDDEN = (
    "升学率", "升学人数", "升学指标", "上线率", "上线人数", "中考上线", "高中上线", "升入高中", "升入普通高中",
    "升入优质高中", "普高率", "普高升", "普高录取", "重点高中", "示范高中", "优质高中录取", "一中录取", "高分段",
    "状元", "末位淘汰",
)  # fmt: skip
RANKING = (
    "名次", "位次", "排名", "保二争一", "前三名", "前五名", "前十名", "第一名", "全镇第", "全县第", "全镇前",
    "全县前", "倒数",
)  # fmt: skip


class Standing(NamedTuple):
    """How a figure stands against its target: reached or not (None: cannot be said yet), as shown, and what is missing
    (差0.01, 超0.02; empty where reached)."""

    reached: bool | None
    shown: str
    gap: str = ""


def standing(actual: Fraction | None, target: Decimal | None, direction: str) -> Standing:
    """Both in the measure's own unit; what is short is shown short, whatever the rounding."""
    if actual is None:
        return Standing(None, "—")
    if target is None:
        return Standing(None, plain(against(actual, actual, PLACES)))
    wanted, places = Fraction(target), max(PLACES, _places(target))
    if direction == AT_MOST:
        reached = actual <= wanted
        shown = decimal_of(actual, places) if reached else _up(actual, places)
        return Standing(reached, plain(shown), "" if reached else f"超{plain(shown - target)}")
    shown, reached = against(actual, wanted, places), actual >= wanted
    return Standing(reached, plain(shown), "" if reached else f"差{plain(target - shown)}")


def _up(exact: Fraction, places: int) -> Decimal:
    """To so many places, upwards: what is above its line is never rounded down to it."""
    return Decimal(-((-exact.numerator * 10**places) // exact.denominator)).scaleb(-places)


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def plain(number: Decimal) -> str:
    """Without zeros that say nothing: 94.00 is 94, 2.290 is 2.29."""
    shown = f"{number:f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown in ("-0", "") else shown


def forbidden(words: str, *, ranks: bool) -> str:
    """Why a target called so must not be set, naming the rule; empty where it may. ranks: the office allows places."""
    for word in FORBIDDEN:
        if word in words:
            return f"不能设“{word}”目标：{RULE}不得下达升学指标，不搞末位淘汰。"
    for word in () if ranks else RANKING:
        if word in words:
            return f"不设名次目标：{RULE}。"
    return ""


def points(reached: bool | None, weight: Decimal | None) -> Decimal | None:
    """兑现得分: all of the weight or none of it; None where nothing was weighed or nothing is known."""
    if reached is None or weight is None:
        return None
    return weight if reached else Decimal(0)


__all__ = [
    "AT_LEAST", "AT_MOST", "FORBIDDEN", "RANKING", "RULE", "Standing", "forbidden", "plain", "points", "standing",
]  # fmt: skip
