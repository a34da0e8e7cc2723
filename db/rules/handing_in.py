"""Handing in: whether a school is late with its parcels, and by how many weeks."""

from __future__ import annotations

from datetime import date

EVERY_DAYS = 14
"""A school is reminded after two weeks without a parcel. An office custom, no document asks for it."""

WEEKS = "零一两三四五六七八九"


def weeks_silent(last: date | None, today: date) -> int:
    """Whole weeks since the last parcel, 0 while the school is not late or has never handed in."""
    if last is None or (today - last).days < EVERY_DAYS:
        return 0
    return (today - last).days // 7


def silent_words(weeks: int) -> str:
    """两周未报送."""
    return f"{WEEKS[weeks] if weeks < len(WEEKS) else weeks}周未报送"
