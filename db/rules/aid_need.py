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
    ("事实无人抚养", ORPHAN), ("残疾人子女", OF_DISABLED), ("残疾", DISABLED), ("残联", DISABLED),
)  # fmt: skip
"""What the lists of other offices are called, and the category they prove."""


class Reason(NamedTuple):
    """Why a child ought to have aid: the category of the application, and the ledger that says so."""

    category: str
    said: str


def category_of(words: str) -> str:
    """The category that a list called so proves (脱贫户名单, 农村低保); other difficulty where it names none."""
    return next((category for word, category in WORDS if word in words), OTHER)


def reasons(child: Mapping[str, Any], others: Iterable[Reason] = (), *, last_term: str | None = None) -> list[Reason]:
    """All reasons, the surest first: other ledgers and lists, the roster's own marks, aid in the term before.

    child: a row of the roster as stored; others: what care files and the lists of other offices say of the child;
    last_term: the category of its aid in the term before, "" where none was written, None where there was no aid.
    """
    found = list(others)
    if child.get("orphan"):
        found.append(Reason(ORPHAN, "学籍登记为孤儿"))
    if (child.get("disability") or "0") != "0":
        found.append(Reason(DISABLED, "学籍登记有残疾"))
    if child.get("needs_aid"):
        found.append(Reason(OTHER, "学籍登记需要申请资助"))
    if child.get("gets_subsidy"):
        found.append(Reason(OTHER, "学籍登记享受一补"))
    if last_term is not None:
        found.append(Reason(last_term or OTHER, "上学期享受过"))
    order = (SUPPORTED, ORPHAN, MINIMUM, RELIEVED, WATCHED, DISABLED, OF_DISABLED, OTHER)
    return sorted(dict.fromkeys(found), key=lambda reason: order.index(reason.category))


CARE = (
    ("orphan", ORPHAN, "孤儿"), ("unsupported", ORPHAN, "事实无人抚养"), ("disability", DISABLED, "残疾"),
    ("poor", OTHER, "家庭经济困难"), ("seriously_ill", OTHER, "重病"), ("parent_jailed", OTHER, "服刑人员子女"),
)  # fmt: skip
"""Marks of a care file that are a reason, with the category they prove and the word for them."""


def of_care(file: Mapping[str, Any]) -> list[Reason]:
    """What the care file of a child says; one that was closed says nothing any more."""
    if file.get("closed_on"):
        return []
    return [
        Reason(category, f"关爱档案：{word}")
        for name, category, word in CARE
        if file.get(name) not in (None, 0, "", "0")
    ]


def of_list(title: str, status: str | None) -> Reason:
    """What a list of another office says: by the household's own state where it names one, else by the list's name."""
    own = category_of(status or "")
    said = f"在{title}名单上" + (f"（{status}）" if status else "")
    return Reason(own if own != OTHER else category_of(title), said)
