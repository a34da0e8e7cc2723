"""Outcome: what a piece of work changed, and the sentence to show for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Progress = Callable[[str, int, int], None]
"""Told what the work is at, how much is done, and of how much (0: not known). Raises Stopped to stop it."""


def silent(_at: str, _done: int, _total: int) -> None:
    """Progress nobody looks at."""


@dataclass(frozen=True)
class Outcome:
    """sentence: what to show. changed: names of registers whose rows changed. data: what --json prints.

    attention: done, but something needs a person (exit status 1).
    """

    sentence: str = ""
    changed: frozenset[str] = frozenset()
    data: dict[str, Any] = field(default_factory=dict)
    attention: bool = False
    advice: str = ""
