"""Where twins sit: in one class or in classes of their own, as their parents ask, before all others are dealt out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Pupil:
    """One to be placed. month counts months (year × 12 + month) of birth, None where it is not known; groups names
    what should be spread: 留守, 住校, 残疾, a kindergarten."""

    key: str
    boy: bool
    month: int | None = None
    groups: frozenset[str] = frozenset()


class Siblings(NamedTuple):
    """Twins, and what their parents ask for: one class, or classes of their own."""

    keys: tuple[str, ...]
    together: bool


class Impossible(ValueError):
    """What was asked for cannot be had with classes as even as they must be; the text is a sentence."""


def place(pupils: Sequence[Pupil], siblings: Sequence[Siblings], room: list[list[int]]) -> dict[str, int]:
    """A class (from 0) for each twin; `room` ([girls, boys] of each class) is what is left. Raises Impossible."""
    known = {pupil.key: pupil for pupil in pupils}
    asked = [Siblings(tuple(sorted(group.keys)), group.together) for group in siblings if len(group.keys) > 1]
    told = Counter(key for group in asked for key in group.keys)
    if any(count > 1 for count in told.values()):
        raise Impossible("有一名学生写在两组双胞胎里，请先改正。")
    if any(key not in known for key in told):
        raise Impossible("双胞胎里有不在这次分班名单里的学生，请先改正。")
    asked.sort(key=lambda group: (not group.together, -len(group.keys), group.keys))  # whatever order they came in
    found = _Places([([known[key] for key in group.keys], group.together) for group in asked], room)
    if not found.group(0):
        raise Impossible("双胞胎的要求与各班人数、男女都要均衡排不到一起，请改其中一组的要求，或改班数。")
    return found.placed


class _Places:
    """Group after group, taken back where it leads nowhere; classes with the same room left are alike."""

    def __init__(self, groups: Sequence[tuple[list[Pupil], bool]], room: list[list[int]]) -> None:
        self.groups, self.room = groups, room
        self.placed: dict[str, int] = {}
        self._hopeless: set[tuple[int, tuple[tuple[int, ...], ...]]] = set()

    def group(self, number: int) -> bool:
        if number == len(self.groups):
            return True
        state = number, tuple(sorted(tuple(places) for places in self.room))
        if state in self._hopeless:
            return False
        members, together = self.groups[number]
        found = self._together(number, members) if together else self._apart(number, members, frozenset())
        if not found:
            self._hopeless.add(state)
        return found

    def _together(self, number: int, members: Sequence[Pupil]) -> bool:
        boys = sum(pupil.boy for pupil in members)
        girls = len(members) - boys
        for at in self._roomiest():
            if self.room[at][False] >= girls and self.room[at][True] >= boys:
                self._take(at, girls, boys)
                self.placed.update((pupil.key, at) for pupil in members)
                if self.group(number + 1):
                    return True
                self._take(at, -girls, -boys)
        return False

    def _apart(self, number: int, rest: Sequence[Pupil], used: frozenset[int]) -> bool:
        if not rest:
            return self.group(number + 1)
        for at in self._roomiest():
            if at not in used and self.room[at][rest[0].boy]:
                self._take(at, not rest[0].boy, rest[0].boy)
                self.placed[rest[0].key] = at
                if self._apart(number, rest[1:], used | {at}):
                    return True
                self._take(at, -(not rest[0].boy), -rest[0].boy)
        return False

    def _roomiest(self) -> list[int]:
        return sorted(range(len(self.room)), key=lambda at: (-sum(self.room[at]), at))

    def _take(self, at: int, girls: int, boys: int) -> None:
        self.room[at][False] -= girls
        self.room[at][True] -= boys
