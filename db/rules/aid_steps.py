"""How far aid has come: 宣传 → 申请 → 评审 → 公示 → 发放 → 归档, what is out of order, and what is missing.

源：facts 8.4 办理程序；公示不少于5个工作日（设置 aid.posting_days）。
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from db.rules.calendar import SpecialDay, working_days_between

TO_REVIEW, REFUSED, TO_POST, POSTED, TO_PAY, PAID, SIGNED = "1234567"
"""Where one application stands: codes of the list aid_state, in the order an application goes through them."""

AGREED, NOT_AGREED, AGAIN = "1", "2", "3"
"""What the review decided: codes of the list aid_result."""


class Needs(NamedTuple):
    """Which steps a kind of aid has."""

    review: bool = True
    posting: bool = True


def state(row: Mapping[str, Any], today: str, needs: Needs) -> str:
    """Where an application stands today; days of the row and today as ISO text. What came later counts first."""
    if row.get("paid_on"):
        return SIGNED if row.get("signed_by") else PAID
    if row.get("result") == NOT_AGREED:
        return REFUSED
    if needs.review and (not row.get("reviewed_on") or row.get("result") == AGAIN):
        return TO_REVIEW
    if not needs.posting:
        return TO_PAY
    if not row.get("posted_from"):
        return TO_POST
    until = row.get("posted_to")
    return POSTED if not until or until >= today else TO_PAY


class Fault(NamedTuple):
    """What is out of order in one application: the field, a sentence, and what to do."""

    field: str
    sentence: str
    advice: str


ORDER = (
    ("applied_on", "申请日期"), ("reviewed_on", "评审日期"), ("posted_from", "公示开始"), ("posted_to", "公示结束"),
    ("paid_on", "发放日期"), ("signed_on", "签领日期"),
)  # fmt: skip


def out_of_order(days: Mapping[str, date | None]) -> list[Fault]:
    """Each day that lies before the one of an earlier step."""
    found, latest = [], None
    for name, label in ORDER:
        day = days.get(name)
        if day is None:
            continue
        if latest is not None and day < latest[0]:
            found.append(Fault(name, f"{label}早于{latest[1]}（{latest[0]}）。", "请核对这两个日期。"))
        else:
            latest = day, label
    return found


def short_posting(first: date | None, last: date | None, least: int, special: Iterable[SpecialDay]) -> Fault | None:
    """A publicity of too few working days, both ends counted, holidays and make-up days as the calendar has them."""
    if first is None or last is None or last < first:
        return None
    days = working_days_between(first, last, special)
    if days >= least:
        return None
    return Fault("posted_to", f"公示只有 {days} 个工作日，应不少于 {least} 个。", "请延长公示，改公示结束日期。")


def paid_too_soon(posted_to: date | None, paid_on: date | None) -> Fault | None:
    """Money given out before the publicity was over."""
    if posted_to is None or paid_on is None or paid_on > posted_to:
        return None
    return Fault("paid_on", "公示还没有结束就发放了。", "请核对公示结束日期和发放日期。")


class Step(NamedTuple):
    """One of the six steps for a batch: how many of how many are through it, and what is missing, in words."""

    name: str
    done: int
    total: int
    missing: tuple[str, ...] = ()
    under_way: int = 0
    """How many are between: paid, and not signed for yet."""

    @property
    def begun(self) -> bool:
        return self.done + self.under_way > 0

    @property
    def whole(self) -> bool:
        return self.total > 0 and self.done >= self.total and not self.missing
