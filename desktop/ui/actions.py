"""What can be done with chosen rows of a ledger besides changing them: one line each, beside the ledger's tools."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

Rows = Literal["any", "some", "one"]


@dataclass(frozen=True)
class Action:
    """One thing to do, e.g. 出具通知书…… (three dots: it asks first).

    page    module.Class below desktop.ui.pages, opened over the ledger: Class(host, keys of the rows chosen)
    work    module.function of desktop.work, done at once: function(office, keys) -> Outcome
    rows    how many rows must be chosen: any (none is fine), some, one
    ask     a question to agree to before work is done; {n} is how many rows
    writes  not offered where the file can only be read
    """

    label: str
    icon: str
    page: str = ""
    work: str = ""
    rows: Rows = "some"
    ask: str = ""
    writes: bool = True

    @property
    def does(self) -> Callable[..., Any]:
        """The page's class or the work's function, read when it is wanted first."""
        folder, name = ("desktop.ui.pages", self.page) if self.page else ("desktop.work", self.work)
        module, _, found = name.rpartition(".")
        does: Callable[..., Any] = getattr(import_module(f"{folder}.{module}"), found)
        return does

    def missing(self, chosen: int) -> str:
        """Why it cannot be done with so many rows; empty if it can."""
        if self.rows == "one" and chosen != 1:
            return "请先选中一行。" if not chosen else "这件事一次只能办一行，请只选一行。"
        return "请先选中要办的行；按住 Shift 可以选多行。" if self.rows == "some" and not chosen else ""


ACTIONS: dict[str, tuple[Action, ...]] = {}
"""By the name of the ledger."""


def actions_of(place: str) -> tuple[Action, ...]:
    return ACTIONS.get(place, ())
