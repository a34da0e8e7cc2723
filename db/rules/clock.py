"""Times of day as people write them: 8:15, 8点15, 0815, 上午8点半; kept as 08:15."""

import re
from datetime import time

from db.rules.text import tidy

_TIME = re.compile(
    r"(上午|早上|早晨|中午|下午|晚上|晚)?\s*([0-9]{1,2})(?:[:：.点时]([0-9]{1,2}|半|一刻|三刻)?分?|([0-9]{2}))"
)
_PARTS = {None: 0, "": 0, "半": 30, "一刻": 15, "三刻": 45}
_AFTERNOON = {"下午", "晚上", "晚"}
HOW = "请写成 08:15 这样。"


def read_clock(text: str) -> str:
    """The time meant, as "08:15". Raises ValueError with a Chinese sentence."""
    typed = tidy(text)
    found = _TIME.fullmatch(typed)
    if found is None:
        raise ValueError(f"“{_short(typed)}”认不出是几点几分。{HOW}")
    half, hour, minute, solid = found.groups()
    hours = int(hour) + (12 if half in _AFTERNOON and int(hour) < 12 else 0)
    minutes = int(solid) if solid else _PARTS[minute] if minute in _PARTS else int(minute or 0)
    if hours > 23 or minutes > 59:
        raise ValueError(f"没有{hours}点{minutes}分这个时间。{HOW}")
    return f"{hours:02}:{minutes:02}"


def clock(text: str | None, otherwise: time) -> time:
    """A stored time of day, or another where there is none that can be read."""
    try:
        return time.fromisoformat(read_clock(text or ""))
    except ValueError:
        return otherwise


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"
