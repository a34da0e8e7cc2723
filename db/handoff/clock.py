"""The computer's clock: village machines wake up in 2009. It is asked about, and orders nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

EARLIEST = date(2025, 1, 1)
"""The program is younger than this; no true clock shows an earlier day."""


def wrong(at: datetime, today: date) -> bool:
    """True for a machine time that cannot be right, seen from a day that a person vouches for."""
    return not EARLIEST <= at.date() <= today + timedelta(days=2)


def doubt(now: date, recent: Sequence[datetime]) -> str:
    """A question about today's date, or "". `recent`: machine times of the latest entries of all machines."""
    seen = sorted(at.date() for at in recent if at.date() >= EARLIEST)
    usual = seen[len(seen) // 2] if seen else None
    late = usual is not None and now > usual + timedelta(days=400)
    early = usual is not None and now < usual - timedelta(days=2)
    if now < EARLIEST or early or late:
        return (
            f"这台电脑的日期是 {now.year}年{now.month}月{now.day}日，看来不对。请核对日期；数据的先后不靠它，不会乱。"
        )
    return ""
