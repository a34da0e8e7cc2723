"""Who ought to have aid by what the ledgers say of a child, and for which reason; nobody is left out (应助尽助).

源：教财〔2018〕16号第五条（特殊群体因素）；facts 3.2 互校，8.4。
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

RELIEVED, WATCHED, MINIMUM, SUPPORTED, ORPHAN, DISABLED, OF_DISABLED, OTHER = "1", "2", "3", "4", "5", "6", "7", "9"
"""Codes of the list aid_category."""

WORDS = (
    ("脱贫", RELIEVED), ("建档立卡", RELIEVED), ("监测", WATCHED), ("边缘易致贫", WATCHED), ("突发严重困难", WATCHED),
    ("低保", MINIMUM), ("最低生活保障", MINIMUM), ("特困", SUPPORTED), ("五保", SUPPORTED), ("孤儿", ORPHAN),
    ("事实无人抚养", ORPHAN), ("残疾人子女", OF_DISABLED), ("残疾", DISABLED),
)  # fmt: skip
"""What the lists of other offices are called, and the category they prove."""


class Reason(NamedTuple):
    """Why a child ought to have aid: the category of the application, and the ledger that says so."""

    category: str
    said: str


def category_of(words: str) -> str:
    """The category that a list called so proves (脱贫户名单, 农村低保); other difficulty where it names none."""
    return next((category for word, category in WORDS if word in words), OTHER)


def reasons(child: Mapping[str, Any], lists: Iterable[str] = (), *, last_term: str | None = None) -> list[Reason]:
    """All reasons, the surest first: lists of other offices, the roster's own marks, aid in the term before.

    child: a row of the roster as stored; lists: titles of the outside lists the child stands on; last_term: the
    category of the child's aid in the term before, "" where none was written, None where there was no aid.
    """
    found = [Reason(category_of(title), f"在“{title}”上") for title in lists]
    if child.get("orphan"):
        found.append(Reason(ORPHAN, "学籍登记为孤儿"))
    if (child.get("disability") or "0") != "0":
        found.append(Reason(DISABLED, "学籍登记有残疾"))
    if child.get("needs_aid"):
        found.append(Reason(OTHER, "学籍登记需要申请资助"))
    if last_term is not None:
        found.append(Reason(last_term or OTHER, "上学期享受过"))
    order = (SUPPORTED, ORPHAN, MINIMUM, RELIEVED, WATCHED, DISABLED, OF_DISABLED, OTHER)
    return sorted(dict.fromkeys(found), key=lambda reason: order.index(reason.category))
