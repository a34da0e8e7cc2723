"""The year's turn before it is done: what becomes of every pupil and class, school by school, and what is undecided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from db.rules.class_turn import Room, Rooms
from db.rules.grades import school_year_label
from db.rules.year_turn import Account, Decision, Fate, Standing, Turned

READY, UNDECIDED, DONE, ELSEWHERE, EMPTY = "可以升", "待定", "已升", "由学校升", "没有要升的"


class Pupil(NamedTuple):
    """A pupil on roll before the turn, with what somebody has decided for the new year."""

    row: bytes
    name: str
    school: bytes
    room: bytes | None
    sex: str | None
    boarding: str | None
    standing: Standing
    decision: Decision | None = None
    to: bytes | None = None
    destination: str | None = None
    place: str | None = None


class Fated(NamedTuple):
    """A pupil and what becomes of him; to: the school of the township that takes a graduate of grade six."""

    pupil: Pupil
    after: Turned
    to: bytes | None = None

    @property
    def fate(self) -> Fate:
        return self.after.fate


@dataclass
class SchoolTurn:
    """One school's turn. kept: its account in the file, once it has turned; alike: those who only go a grade up, or
    enter, counted; pupils: all of whom more is to be said."""

    school: bytes
    name: str
    kind: str
    ours: bool
    kept: Mapping[str, Any] | None
    alike: Counter[Fate] = field(default_factory=Counter)
    pupils: list[Fated] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    led: frozenset[bytes] = frozenset()
    """Classes that have a class teacher."""
    following: frozenset[bytes] = frozenset()
    year: int = 0

    @cached_property
    def account(self) -> Account:
        return Account(self.alike + Counter(one.fate for one in self.pupils))

    @cached_property
    def after(self) -> Rooms:
        return Rooms(self.rooms, self.year, self.following)

    def unseated(self, room: bytes | None) -> bool:
        """Whether who sits in this class sits elsewhere from now on: it ends, or its grades are not theirs any more."""
        here = next((one for one in self.rooms if one.key == room), None)
        return here is not None and (here.key in self.after.closed or here.cohort is None)

    @property
    def undecided(self) -> list[Fated]:
        return [one for one in self.pupils if one.fate is Fate.UNDECIDED]

    @property
    def unled(self) -> int:
        """Classes that go on and have no class teacher."""
        return sum(room.key not in self.after.closed and room.key not in self.led for room in self.rooms)

    @property
    def state(self) -> str:
        if self.kept is not None:
            return DONE
        if not self.ours:
            return ELSEWHERE
        if not self.account.before and not self.after.closed:
            return EMPTY
        return UNDECIDED if self.undecided else READY


@dataclass
class Plan:
    """The township's turn to one school year. junior: where grade six usually goes; afar: outside the township."""

    year: int
    schools: list[SchoolTurn]
    junior: bytes | None
    afar: str
    starts_on: date
    in_calendar: bool

    @property
    def label(self) -> str:
        return school_year_label(self.year)

    def of(self, state: str) -> list[SchoolTurn]:
        return [one for one in self.schools if one.state == state]

    @property
    def undecided(self) -> list[Fated]:
        return [pupil for one in self.of(UNDECIDED) for pupil in one.undecided]


def counts(pupils: Sequence[Pupil]) -> dict[str, int]:
    """What both sides of a hand-over count: boys, girls, boarders."""
    sexes = Counter(pupil.sex == "1" for pupil in pupils)
    boarders = sum(pupil.boarding == "2" for pupil in pupils)
    return {"boys": sexes[True], "girls": sexes[False], "boarders": boarders}
