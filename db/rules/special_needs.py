"""Pupils who need more: whether 随班就读, disability, aid and the school bus agree with each other.

Source: cross-checks of the enrolment form (facts 3.2); all are warnings. Codes of the lists inclusive, disability.
"""

from decimal import Decimal

# 随班就读 and the disabilities it may stand beside: 视力, 听力, 智力, and 其他 for all the rest.
FITTING = {"1": frozenset("1"), "2": frozenset("2"), "3": frozenset("5"), "9": frozenset("34679")}


def mismatch(inclusive: str | None, disability: str | None) -> str:
    """A sentence where 随班就读 and 残疾类型 do not fit; empty where they do or one is not filled in."""
    if inclusive not in FITTING or disability is None or disability == "":
        return ""
    if disability == "0":
        return "填了随班就读，残疾类型却是无残疾。"
    return "" if disability in FITTING[inclusive] else "随班就读的类型与残疾类型不一致。"


def aid_question(
    needs_aid: bool | None, *, orphan: bool = False, disability: str | None = None, poor: bool = False
) -> str:
    """A sentence where an orphan, a disabled or a poor child is not down for aid; empty otherwise."""
    if needs_aid:
        return ""
    because = [
        word
        for word, holds in (("孤儿", orphan), ("残疾", (disability or "0") != "0"), ("低保或脱贫户", poor))
        if holds
    ]
    return f"{'、'.join(because)}学生一般可以申请资助，请问清是否需要。" if because else ""


def bus_question(distance: Decimal | None, bus: bool | None, limit: Decimal | None = None) -> str:
    """A sentence where a pupil lives beyond the limit without the bus; a local rule, off unless a limit is given."""
    if limit is None or distance is None or bus or distance <= limit:
        return ""
    return f"上下学距离{distance}公里，超过{limit}公里，还没有填需要乘坐校车。"
