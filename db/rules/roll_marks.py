"""Marks of a paper attendance sheet: a tick, a sign or a word in a cell, for the day or for its two halves."""

from collections.abc import Callable

THERE = frozenset({"√", "✓", "✔", "V", "到", "出", "出勤", "1", "·", "。", "/", "／"})
"""How people write that somebody was there."""

BETWEEN = "/ 、,，|"


def read_mark(cell: str, reason: Callable[[str], str]) -> tuple[str, str]:
    """What a cell says of morning and afternoon: "" there, else a reason's code. The two are equal for a whole day.

    `reason` reads a word of the office's list and raises ValueError for any other. Raises ValueError, a sentence.
    """
    text = cell.strip().upper()
    if text in THERE:
        return "", ""
    try:
        whole = reason(text)
    except ValueError:
        halves = _halves(text)
        if halves is None:
            raise ValueError(f"“{cell}”看不出是什么意思。请写成图例里的符号，如 √ △ ○ ×。") from None
        morning, afternoon = (("" if half in THERE else reason(half)) for half in halves)
        return morning, afternoon
    return whole, whole


def _halves(text: str) -> tuple[str, str] | None:
    """√×, √/△, 到|病: two marks side by side."""
    for sign in BETWEEN:
        parts = [part for part in text.split(sign) if part]
        if len(parts) == 2:
            return parts[0], parts[1]
    return (text[0], text[1]) if len(text) == 2 else None
