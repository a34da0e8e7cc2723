"""Movements (学籍异动): what each kind does to a pupil, who must act on a transfer by when.

源：教基〔2025〕1号《中小学生学籍管理办法》第十四、十五、二十五条；facts 3.6。
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from db.rules.calendar import SpecialDay, working_day_after, working_days_between

IN, OUT, WITHIN, STAY = "in", "out", "within", "stay"
"""Onto the roll, off it, from one school of the township to another, neither."""

IN_SCHOOL, IN_AUTHORITY, OUT_SCHOOL, OUT_AUTHORITY = "in_school", "in_authority", "out_school", "out_authority"
STATIONS = (IN_SCHOOL, IN_AUTHORITY, OUT_SCHOOL, OUT_AUTHORITY)
"""Who acts on a transfer, in order: the receiving school starts it (Art. 15)."""

WITHIN_TOWNSHIP = (IN_SCHOOL, OUT_SCHOOL, OUT_AUTHORITY)
"""Both schools stand under one authority, which acts once, at the end."""


class Kind(NamedTuple):
    """What a kind of movement does. status: the pupil's afterwards, "" as it was; asks: fields beyond the common ones
    that it is made of; wants: those of them without which it is not done; stations: who acts on it."""

    effect: str
    status: str = ""
    asks: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    stations: tuple[str, ...] = ()


PRESENT = ("01", "05")
"""学生状态 of pupils who are at school; 休学 is in the register and not at school."""

SUSPENDED = "02"
RESTING = ("41", "42")
"""休学, 复学: the pupil keeps the place on the register."""

_FROM, _TO = ("in_school", "place"), ("place",)
KINDS: Mapping[str, Kind] = {
    "11": Kind(IN, "01", (*_FROM, "class_after"), ("in_school", "place"), STATIONS),
    "12": Kind(IN, "01", (*_FROM, "class_after"), ("in_school", "place"), STATIONS),
    "21": Kind(WITHIN, "", ("in_school", "class_after"), ("in_school",), WITHIN_TOWNSHIP),
    "22": Kind(WITHIN, "01", ("in_school", "class_after"), ("in_school",)),
    "23": Kind(WITHIN, "", ("in_school", "class_after"), ("in_school",)),
    "31": Kind(OUT, "10", _TO, _TO, STATIONS),
    "32": Kind(OUT, "10", _TO, _TO, STATIONS),
    "33": Kind(OUT, "13", _TO),
    "41": Kind(OUT, SUSPENDED, ("until", "proof", "proof_photo"), ("until",)),
    "42": Kind(IN, "01", ("class_after", "proof", "proof_photo")),
    "43": Kind(IN, "01", ("in_school", "class_after")),
    "44": Kind(IN, "01", ("in_school", "class_after")),
    "51": Kind(STAY, "", ("class_after",)),
    "52": Kind(STAY, "", ("class_after",)),
    "53": Kind(STAY, "", ("class_after",), ("class_after",)),
    "54": Kind(STAY, "", ("new_name", "new_id_number", "new_born_on", "new_sex", "proof", "proof_photo")),
    "61": Kind(OUT, "07", _TO),
    "62": Kind(OUT, "08", _TO),
    "63": Kind(OUT, "09"),
    "64": Kind(OUT, "03"),
    "65": Kind(OUT, "11", ("proof", "proof_photo")),
}
TRANSFERS = tuple(code for code, kind in KINDS.items() if kind.stations)
REPEAT, SKIP, CLASS, FACTS = "51", "52", "53", "54"
COHORT_SHIFT = {REPEAT: 1, SKIP: -1}
"""留级 goes with those who entered a year later, 跳级 with those who entered a year earlier."""

NOT_ORDERED = ("21", "31", "32", "41", REPEAT, "64")
"""A school may not order these; a guardian asks for them."""

STEP_DAYS = 10


def effect_of(kind: str | None) -> str:
    """in, out, within or stay; what a newer program may call a movement changes no roll here."""
    known = KINDS.get(kind or "")
    return known.effect if known else STAY


class Turn(NamedTuple):
    """Whose turn it is in a transfer, since when, until when, and how many working days too late it is today."""

    station: str
    since: date
    due: date
    late: int


def turn(
    stations: Iterable[str],
    started: date | None,
    done: Mapping[str, date | None],
    today: date,
    special: Iterable[SpecialDay] = (),
    days: int = STEP_DAYS,
) -> Turn | None:
    """Who has to act now; None when all have, or nothing has been started.

    Each has ten working days from the day the one before was done. A later station that is done says that those
    before it were, though nobody wrote down when: the sending school does not see the other county's desk.
    """
    since, waiting = started, list(stations)
    for place, station in enumerate(list(waiting)):
        if (on := done.get(station)) is not None:
            since, waiting = on, list(stations)[place + 1 :]
    if since is None or not waiting:
        return None
    kept = tuple(special)
    due = working_day_after(since, days, kept)
    return Turn(waiting[0], since, due, working_days_late(due, today, kept))


def working_days_late(due: date, today: date, special: Iterable[SpecialDay] = ()) -> int:
    """Working days after the last day allowed, today counted; 0 in time."""
    return max(working_days_between(due, today, special) - working_days_between(due, due, special), 0)


__all__ = [
    "CLASS", "COHORT_SHIFT", "FACTS", "IN", "KINDS", "NOT_ORDERED", "OUT", "PRESENT", "REPEAT", "RESTING", "SKIP",
    "STATIONS", "STAY", "STEP_DAYS", "SUSPENDED", "TRANSFERS", "WITHIN", "Kind", "Turn",
    "effect_of", "turn", "working_days_late",
]  # fmt: skip
