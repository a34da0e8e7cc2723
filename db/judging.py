"""Judging: what a rule may know besides its row, and what it says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from db.errors import brief
from db.rules.calendar import SpecialDay, is_school_day


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out of a problem that one press takes: put this value into this field."""

    label: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of a row: an error stops saving, a warning does not."""

    field: str
    level: Literal["error", "warning"]
    sentence: str
    advice: str = ""
    offer: Offer | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentence", brief(self.sentence))


@dataclass(frozen=True, slots=True)
class Finding:
    """What `checks` says of rows taken together."""

    row: bytes
    field: str
    sentence: str
    level: Literal["error", "warning"] = "warning"


def _as_shipped(name: str) -> Any:
    """A setting where no office has decided anything."""
    from db import settings

    return settings.value(name, None)


@dataclass(frozen=True)
class Context:
    """What a rule may know besides its row.

    linked(register, id)  the other row as plain values, or None
    titles(register)      what the rows of a register are called
    setting(name)         what the office has decided (db.settings), else what ships
    special               holidays and make-up days
    rows(register)        all rows of a small register of the township (standards of aid), none removed
    teachers(school)      how many people are at work there; 0 where nobody has been entered
    """

    today: date
    school_year: int
    linked: Callable[[str, bytes], Mapping[str, Any] | None] = field(default=lambda register, row: None)
    titles: Callable[[str], Mapping[bytes, str]] = field(default=lambda register: {})
    setting: Callable[[str], Any] = _as_shipped
    special: tuple[SpecialDay, ...] = ()
    rows: Callable[[str], Sequence[Mapping[str, Any]]] = field(default=lambda register: ())
    teachers: Callable[[bytes], int] = field(default=lambda school: 0)

    def is_school_day(self, day: date) -> bool:
        """Monday to Friday, save the holidays and make-up days of the office's calendar."""
        return is_school_day(day, self.special)

    def still(self) -> Context:
        """The same for the time of one piece of work: what is asked again and again is read from the file once."""
        return replace(
            self,
            linked=cache(self.linked),
            titles=cache(self.titles),
            setting=cache(self.setting),
            rows=cache(self.rows),
        )


__all__ = ["Context", "Finding", "Offer", "Problem"]
