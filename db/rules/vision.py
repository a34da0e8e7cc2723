"""Eyesight as schools test it: the five-point record, what counts as poor, and the decimal record turned into it.

源：GB 11533《标准对数视力表》；GB/T 26343《学生健康检查技术规范》：低于5.0不良，4.9轻度，4.6—4.8中度，4.5以下重度.
"""

from decimal import Decimal
from enum import StrEnum

WORST, BEST, GOOD = Decimal("3.0"), Decimal("5.3"), Decimal("5.0")
SLIGHT, MEDIUM = Decimal("4.9"), Decimal("4.6")

_POINTS = {
    "0.1": "4.0", "0.12": "4.1", "0.15": "4.2", "0.2": "4.3", "0.25": "4.4", "0.3": "4.5", "0.4": "4.6", "0.5": "4.7",
    "0.6": "4.8", "0.8": "4.9", "1": "5.0", "1.0": "5.0", "1.2": "5.1", "1.5": "5.2", "2": "5.3", "2.0": "5.3",
}  # fmt: skip
"""The decimal record and the five-point record of the same line of the chart."""


class Sight(StrEnum):
    """How good an eye is."""

    NORMAL = "正常"
    SLIGHT = "轻度不良"
    MEDIUM = "中度不良"
    SEVERE = "重度不良"


def sight(naked: Decimal) -> Sight:
    """One eye without glasses, in five points."""
    if naked >= GOOD:
        return Sight.NORMAL
    if naked >= SLIGHT:
        return Sight.SLIGHT
    return Sight.MEDIUM if naked >= MEDIUM else Sight.SEVERE


def worse(left: Decimal | None, right: Decimal | None) -> Sight | None:
    """A pupil is judged by the worse eye; None where neither was tested."""
    tested = [eye for eye in (left, right) if eye is not None]
    return sight(min(tested)) if tested else None


def in_points(decimal_record: Decimal) -> Decimal | None:
    """The five-point record of a line written as 0.8; None for what is no line of the chart."""
    found = _POINTS.get(f"{decimal_record.normalize():f}") or _POINTS.get(str(decimal_record))
    return Decimal(found) if found else None
